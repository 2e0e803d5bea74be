"""The list of measures, and the one door through which every figure leaves: run."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import get_args

import duckdb
import pandas as pd

from analytics.disclosure import StaffOnly, protect
from analytics.filters import Filters

MEASURES: dict[str, "Measure"] = {}


@dataclass(frozen=True)
class Measure:
    """A measure: its function, whether only staff may see it, and its options' allowed values."""

    function: Callable[..., pd.DataFrame]
    staff_only: bool

    @property
    def summary(self) -> str:
        """The first line of its docstring."""
        return inspect.getdoc(self.function).splitlines()[0]

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


def measure(function=None, *, staff_only: bool = False):
    """Enter a query function `(con, filters, *, options)` into the list under its own name."""
    if function is None:
        return lambda decorated: measure(decorated, staff_only=staff_only)
    MEASURES[function.__name__] = Measure(function, staff_only)
    return function


def run(
    con: duckdb.DuckDBPyConnection,
    name: str,
    filters: Filters,
    audience: str = "staff",
    **options,
) -> pd.DataFrame:
    """A measure's rows as the audience may see them; every page, file and command calls this.

    Raises ValueError with a sentence for an unknown measure or option, StaffOnly where the audience
    may not see the measure at all.
    """
    if name not in MEASURES:
        raise ValueError(
            f"There is no measure {name!r}: choose from {', '.join(sorted(MEASURES))}."
        )
    chosen = MEASURES[name]
    if chosen.staff_only and audience != "staff":
        raise StaffOnly(f"{name} comes close to single children and is for staff only.")
    _check_options(name, chosen, options)
    return protect(chosen.function(con, filters, **options), audience)


def _check_options(name: str, chosen: Measure, options: dict) -> None:
    for option, value in options.items():
        chosen.require(name, option)
        allowed = get_args(chosen.options[option].annotation)
        words = [choice for choice in allowed if isinstance(choice, str)]
        if words and value not in allowed:
            raise ValueError(f"{option} {value!r} is unknown: choose from {', '.join(words)}.")
