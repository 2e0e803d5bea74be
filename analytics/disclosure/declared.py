"""What a measure says of its columns, and which selections others than staff may make."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from analytics.definitions import AUDIENCES
from analytics.filters import Filters


class StaffOnly(Exception):
    """The audience may not see this measure, or not so; the sentence says why and what to do."""


@dataclass(frozen=True)
class Cell:
    """A count of the store's cells: variable and value, in the row's quarter or the one before."""

    variable: str
    value: str = "all"
    before: bool = False


Cells = tuple[Cell, ...]
OfRow = Cells | Callable[[dict], Cells]


def cell(variable: str, value: str = "all", *, before: bool = False) -> Cells:
    """One count, as Disclosed takes it."""
    return (Cell(variable, value, before),)


@dataclass(frozen=True)
class Disclosed:
    """How a measure's columns are made of counts; every number must be named in one of them.

    episodes, children: column → the count it is, of episodes or of children, these of all children
    together alone. worked_out: column → all counts that it is worked out from, or would give away.
    Where counts hang on the row, a function of the row and the options gives them. never: columns
    that are for staff only. as_is: numbers that say what a row is, or come from outside.

    quarter: the column of the row's quarter; None where a row is of the one quarter selected.
    dimension: the column that names the row's part, and of what (a name, or the option that names
    it). parts: whether one placement type, or one area, may be selected. options: of an option the
    values that others than staff may choose. busiest_first: rows come in the order of their size,
    which would tell of what is withheld: such rows go to the end. left_out: rows that are withheld,
    or zero, are left out, since a row by itself says that there was a child. council: whether the
    council of children in care may see it.
    """

    episodes: Mapping[str, OfRow] = field(default_factory=dict)
    children: Mapping[str, OfRow] = field(default_factory=dict)
    worked_out: Mapping[str, OfRow] = field(default_factory=dict)
    never: tuple[str, ...] = ()
    as_is: tuple[str, ...] = ()
    quarter: str | None = None
    dimension: tuple[str, str] | None = None
    parts: bool = False
    options: Mapping[str, tuple] = field(default_factory=dict)
    busiest_first: bool = False
    left_out: bool = False
    council: bool = True

    @property
    def counts_nothing(self) -> bool:
        """Whether no selection of episodes moves its rows."""
        return not (self.episodes or self.children or self.worked_out)


def require_fixed_view(
    name: str, declared: Disclosed | None, filters: Filters, audience: str, options: dict
) -> None:
    """Raise StaffOnly, with a sentence, where others than staff may not ask for this.

    What they see are whole quarters, one category at a time, and of the outcomes one placement type
    or one area: of views that differ by a day, or cut across each other, one could be taken from
    the other. Raises ValueError for an unknown audience.
    """
    if audience not in AUDIENCES:
        raise ValueError(f"Unknown audience {audience!r}: choose from {', '.join(AUDIENCES)}.")
    if declared is None:
        raise StaffOnly(f"{name} is for staff only.")
    if audience == "council" and not declared.council:
        raise StaffOnly(f"{name} comes close to single children and is not for {audience}.")
    for option, allowed in declared.options.items():
        if options.get(option) not in allowed:
            raise StaffOnly(
                f"{name} with {option} {options.get(option)} comes close to single children: for "
                f"{audience} choose {option} {' or '.join(map(str, allowed))}."
            )
    # also of what counts nothing: whether a postcode is a place tells that a child was found there
    if filters.place_id is not None or filters.day_kind is not None:
        raise StaffOnly(f"For {audience} no single place and no kind of day can be chosen.")
    if declared.counts_nothing:
        return
    if filters.category == "all" or (audience == "council" and filters.category != "missing"):
        raise StaffOnly(f"For {audience} choose one category: missing, not both together.")
    _require_one_part(name, declared, filters, audience)
    _require_quarters(name, declared, filters, audience)


def _require_one_part(name: str, declared: Disclosed, filters: Filters, audience: str) -> None:
    chosen = len(filters.placement_types) + (filters.out_of_area is not None)
    if not chosen:
        return
    if audience == "council" or not declared.parts:
        raise StaffOnly(f"{name} is for {audience} of all children: no part of them can be chosen.")
    if chosen > 1:
        raise StaffOnly(f"For {audience} choose one placement type or one area, not more at once.")


def _require_quarters(name: str, declared: Disclosed, filters: Filters, audience: str) -> None:
    begins, ends = filters.period_from, filters.period_to
    whole = all(day is None or _begins_a_quarter(day) for day in (begins, ends))
    if declared.quarter is None:
        whole = whole and None not in (begins, ends) and _quarters_apart(begins, ends) == 1
    if not whole:
        raise StaffOnly(
            f"For {audience} {name} is given by whole quarters"
            + (", one at a time" if declared.quarter is None else "")
            + ": choose a period such as from 2021-10-01 to 2022-01-01 (--from, --to)."
        )


def _begins_a_quarter(day: date) -> bool:
    # never so of a moment: what began later on the day would be cut off
    return day == date(day.year, day.month, 1) and day.month in (1, 4, 7, 10)


def _quarters_apart(begins: date, ends: date) -> int:
    return (ends.year - begins.year) * 4 + (ends.month - begins.month) // 3
