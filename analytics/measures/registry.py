"""The list of measures, and the one door through which every figure leaves: run."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from typing import get_args

import duckdb
import pandas as pd

from analytics.disclosure import Disclosed, protect, require_fixed_view
from analytics.filters import Filters
from analytics.measures.query import query_whole_store

MEASURES: dict[str, "Measure"] = {}


@dataclass(frozen=True)
class Measure:
    """A measure: its function, and what others than staff may see of it; None: nothing."""

    function: Callable[..., pd.DataFrame]
    disclosed: Disclosed | None

    @property
    def summary(self) -> str:
        """The first line of its docstring."""
        return inspect.getdoc(self.function).splitlines()[0]

    @property
    def seen_by(self) -> str:
        """Who may ask for it, in words."""
        if self.disclosed is None:
            return "staff"
        return "everybody" if self.disclosed.council else "staff and members"

    @property
    def options(self) -> dict[str, inspect.Parameter]:
        """Its keyword-only options, by name."""
        parameters = inspect.signature(self.function).parameters
        return {n: p for n, p in parameters.items() if p.kind is p.KEYWORD_ONLY}

    def require(self, name: str, option: str) -> None:
        """Raise ValueError naming the options there are where the measure has none of that name."""
        if option not in self.options:
            known = ", ".join(self.options) or "none"
            raise ValueError(f"{name} has no option {option!r}; its options are: {known}.")


def measure(function=None, *, disclosed: Disclosed | None = None):
    """Enter a query function `(con, filters, *, options)` into the list under its own name.

    disclosed: what others than staff may see of it; without it they see nothing.
    """
    if function is None:
        return partial(measure, disclosed=disclosed)
    MEASURES[function.__name__] = Measure(function, disclosed)
    return function


def run(
    con: duckdb.DuckDBPyConnection,
    name: str,
    filters: Filters,
    audience: str = "staff",
    **options,
) -> pd.DataFrame:
    """A measure's rows as the audience may see them; every page, file and command calls this.

    Raises ValueError with a sentence for an unknown measure, option or place, StaffOnly where the
    audience may not see the measure, or not for this selection.
    """
    if name not in MEASURES:
        raise ValueError(f"There is no measure {name!r}: {_meant(name)}")
    chosen = MEASURES[name]
    _check_options(name, chosen, options)
    every = {option: parameter.default for option, parameter in chosen.options.items()} | options
    if audience != "staff":
        require_fixed_view(name, chosen.disclosed, filters, audience, every)
    if filters.place_id is not None:
        _check_place(con, filters.place_id)
    rows = chosen.function(con, filters, **options)
    return protect(con, rows, chosen.disclosed, filters, audience, every)


def _check_place(con, place_id: str) -> None:
    """Raise ValueError where there is no such place."""
    if not query_whole_store(con, "place_known", place_id=place_id).iloc[0]["known"]:
        raise ValueError(f"There is no place {place_id!r}: see the measure places.")


def _check_options(name: str, chosen: Measure, options: dict) -> None:
    for option, value in options.items():
        chosen.require(name, option)
        allowed = get_args(chosen.options[option].annotation)
        words = [choice for choice in allowed if isinstance(choice, str)]
        if words and value not in allowed:
            raise ValueError(f"{option} {value!r} is unknown: choose from {', '.join(words)}.")


def _meant(name: str) -> str:
    alike = get_close_matches(name, MEASURES)
    if alike:
        return f"did you mean {' or '.join(alike)}?"
    return f"choose from {', '.join(sorted(MEASURES))}."
