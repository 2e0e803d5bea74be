"""The list of measures, and the one door through which every figure leaves: run."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import get_args

import duckdb
import pandas as pd

from analytics.definitions import FEWEST_CHILDREN_SHOWN
from analytics.disclosure import StaffOnly, protect, with_enough_children
from analytics.filters import Filters
from analytics.measures.query import query_whole_store

MEASURES: dict[str, "Measure"] = {}


@dataclass(frozen=True)
class Measure:
    """A measure: its function, and what others than staff may not see of it.

    staff_only: all of it, or the values of an option. rows_of_enough_children: rows about fewer
    children than the threshold are left out as a whole, since the row by itself says that one was.
    """

    function: Callable[..., pd.DataFrame]
    staff_only: bool | dict[str, tuple[str, ...]]
    rows_of_enough_children: bool

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


def measure(
    function=None,
    *,
    staff_only: bool | dict[str, tuple[str, ...]] = False,
    rows_of_enough_children: bool = False,
):
    """Enter a query function `(con, filters, *, options)` into the list under its own name.

    staff_only: True, or the values of an option that only staff may choose, by the option's name.
    rows_of_enough_children: see Measure.
    """
    if function is None:
        return partial(
            measure, staff_only=staff_only, rows_of_enough_children=rows_of_enough_children
        )
    MEASURES[function.__name__] = Measure(function, staff_only, rows_of_enough_children)
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
    audience may not see the measure at all.
    """
    if name not in MEASURES:
        raise ValueError(
            f"There is no measure {name!r}: choose from {', '.join(sorted(MEASURES))}."
        )
    chosen = MEASURES[name]
    _check_options(name, chosen, options)
    if audience != "staff":
        _refuse_what_is_for_staff(name, chosen, options)
    if filters.place_id is not None:
        _check_place(con, filters.place_id, audience)
    rows = chosen.function(con, filters, **options)
    if chosen.rows_of_enough_children:
        rows = with_enough_children(rows, audience)
    return protect(rows, audience)


def _check_place(con, place_id: str, audience: str) -> None:
    """Raise ValueError where there is no such place, or none that the audience may know of.

    In one sentence for both: else the answer would say that somebody was found there.
    """
    place = query_whole_store(con, "place_known", place_id=place_id).iloc[0]
    if not place["known"] or (audience != "staff" and place["children"] < FEWEST_CHILDREN_SHOWN):
        raise ValueError(f"There is no place {place_id!r} to show: see the measure places.")


def _refuse_what_is_for_staff(name: str, chosen: Measure, options: dict) -> None:
    if chosen.staff_only is True:
        raise StaffOnly(f"{name} comes close to single children and is for staff only.")
    for option, values in (chosen.staff_only or {}).items():
        value = options.get(option, chosen.options[option].default)
        if value in values:
            raise StaffOnly(
                f"{name} by {option} {value} comes close to single children and is for staff only."
            )


def _check_options(name: str, chosen: Measure, options: dict) -> None:
    for option, value in options.items():
        chosen.require(name, option)
        allowed = get_args(chosen.options[option].annotation)
        words = [choice for choice in allowed if isinstance(choice, str)]
        if words and value not in allowed:
            raise ValueError(f"{option} {value!r} is unknown: choose from {', '.join(words)}.")
