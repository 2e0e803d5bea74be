"""What the reader chose: the one description of a selection that every measure takes."""

from dataclasses import dataclass
from datetime import date

from analytics.definitions import CATEGORIES, DAY_KINDS, PLACEMENT_TYPES


@dataclass(frozen=True)
class Filters:
    """A selection of episodes; the default selects every missing episode.

    period_from, period_to: the days on which the child went missing, half-open: from the first,
    up to but not including the second; None leaves that side open.
    placement_types: any of PLACEMENT_TYPES; empty means all, not-known placements included.
    out_of_area: True out of area, False in area, None both and those not known.
    category: `missing`, `away` or `all`. The report counts missing episodes, so that is the
    default.
    place_id: where the child was found, a row of the gazetteer; None all, also without a place.
    day_kind: `term` or `holiday`, by the day on which the child went missing; None all.
    """

    period_from: date | None = None
    period_to: date | None = None
    placement_types: tuple[str, ...] = ()
    out_of_area: bool | None = None
    category: str = "missing"
    place_id: str | None = None
    day_kind: str | None = None

    def __post_init__(self):
        unknown = set(self.placement_types) - set(PLACEMENT_TYPES)
        if unknown:
            raise ValueError(
                f"Unknown placement type {sorted(unknown)[0]!r}: "
                f"choose from {', '.join(PLACEMENT_TYPES)}."
            )
        if self.category not in (*CATEGORIES, "all"):
            raise ValueError(f"Unknown category {self.category!r}: choose missing, away or all.")
        if self.day_kind not in (*DAY_KINDS, None):
            raise ValueError(f"Unknown days {self.day_kind!r}: choose {' or '.join(DAY_KINDS)}.")
        if self.period_from and self.period_to and self.period_from >= self.period_to:
            raise ValueError("The period is empty: its end must be later than its beginning.")

    def require_every_day(self, what: str) -> None:
        """Raise ValueError where some days only are selected: they are not evenly spread."""
        if self.day_kind is not None:
            raise ValueError(
                f"{what} compares times that have different numbers of such days: leave out the "
                "choice of days."
            )

    def parameters(self) -> dict:
        """The values that measures/episodes_in_scope.sql binds."""
        return {
            "period_from": self.period_from,
            "period_to": self.period_to,
            "placement_types": list(self.placement_types),
            "out_of_area": self.out_of_area,
            "category": self.category,
            "place_id": self.place_id,
            "day_kind": self.day_kind,
        }
