"""Quarters signed off: which figures are frozen, and what changed against them since."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isnan, nan

import duckdb
import pandas as pd

from analytics.definitions import INTERVIEW_STATES
from analytics.disclosure import Disclosed
from analytics.filters import Filters
from analytics.measures.quarters import (
    quarter_label,
    quarter_labels,
    quarter_start_of,
    recorded_quarters,
    within,
)
from analytics.measures.query import query_whole_store
from analytics.measures.registry import measure, run

WHOLE = "all"  # the part of a measure that has one row a quarter
AGAINST = ("signed_off", "published")
COLUMNS = {
    "quarter_start": "datetime64[us]",
    **dict.fromkeys(("quarter", "measure", "part", "figure", "against"), "str"),
    **dict.fromkeys(("then", "now", "change"), "float64"),
    "changed": "bool",
    "since": "datetime64[us]",
    "source": "str",
}
FLOAT_NOISE = 1e-12


@dataclass(frozen=True)
class Frozen:
    """Figures of a measure: `part` is the column that names its rows, None where one row is enough.

    counts: 0 where a part has no row. others: rates and medians, null there. options: those that
    the measure is asked with.
    """

    measure: str
    part: str | None
    counts: tuple[str, ...]
    others: tuple[str, ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)


SUMMARY = (
    ("children", "episodes", *INTERVIEW_STATES, "in_time"),
    ("in_time_of_completed", "in_time_of_not_voided", "in_time_of_episodes"),
)
# Of one quarter's missing episodes, in the order in which they are shown.
FROZEN = (
    Frozen("quarterly_summary", None, *SUMMARY),
    Frozen("summary_by_placement_type", "placement_type", *SUMMARY),
    Frozen("timeliness_by", "group", ("episodes",), options={"dimension": "out_of_area"}),
    Frozen("interviews_offered", None, ("offered",)),
    Frozen("found_settings", "value", ("episodes",)),
    Frozen("travel_modes", "value", ("episodes",)),
    Frozen("return_methods", "value", ("episodes",)),
    Frozen("companions", "value", ("episodes",)),
    Frozen("repeat_bands", "band", ("children", "episodes")),
    Frozen("lengths", "band", ("episodes",)),
    Frozen("lengths", None, ("over_24_hours", "with_known_length"), ("median_gone_hours",)),
    Frozen("places", "place_id", ("episodes",)),
    Frozen(
        "audits_by_criterion",
        "criterion",
        ("audited", "of_audited"),
        ("share",),
        {"by": "good_or_better"},
    ),
)
COUNTS = {(frozen.measure, figure) for frozen in FROZEN for figure in frozen.counts}
OTHERS = {(frozen.measure, figure) for frozen in FROZEN for figure in frozen.others}
MEASURE_ORDER = [frozen.measure for frozen in FROZEN]
FIGURE_ORDER = [figure for frozen in FROZEN for figure in (*frozen.counts, *frozen.others)]


@measure
def closed_quarters(con: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """The quarters that were signed off, latest first; filters do not apply. Staff only.

    Columns:
        quarter_start       date      first day
        quarter             text      "2021-Q4"
        closed_at           moment    when it was signed off
        closed_by           text      who signed it off
        data_date           moment    up to which the records were known then
        snapshot_number     integer   the snapshot whose figures were frozen
        figures             integer   how many are frozen
        note                text      null where nothing was said
    """
    quarters = query_whole_store(con, "closed_quarters")
    quarters.insert(1, "quarter", quarter_labels(quarters["quarter_start"]))
    return quarters


@measure(disclosed=Disclosed())
def signed_off(
    con: duckdb.DuckDBPyConnection, filters: Filters, *, quarter: str | None = None
) -> pd.DataFrame:
    """When quarters were signed off, latest first; filters do not apply. By whom is for staff.

    quarter: that one alone, as "2021-Q4".

    Columns:
        quarter_start       date      first day
        closed_at           moment    when it was signed off
        changed             boolean   whether a frozen figure is another now
    """
    closed = query_whole_store(con, "closed_quarters")[["quarter_start", "closed_at"]]
    if quarter is not None:
        closed = closed[closed["quarter_start"] == quarter_start_of(quarter)]
    changed = [_changed_since(con, quarter_label(start)) for start in closed["quarter_start"]]
    return closed.assign(changed=pd.Series(changed, closed.index, dtype="bool"))


def _changed_since(con: duckdb.DuckDBPyConnection, quarter: str) -> bool:
    rows = late_changes(con, Filters(), quarter=quarter)
    return bool(rows.loc[rows["against"] == "signed_off", "changed"].any())


@measure
def late_changes(
    con: duckdb.DuckDBPyConnection, filters: Filters, *, quarter: str | None = None
) -> pd.DataFrame:
    """What a quarter's figures were when signed off and published, and what they are now.

    A row is a figure and what it is held against, measure by measure. quarter: as "2021-Q4";
    without it the latest that was signed off or published. No rows where it was neither. What was
    signed off is of all missing episodes of the quarter, so filters by anything but a period raise
    ValueError; a period is set aside. A figure changes with what was loaded, settled or forgotten
    since: when an episode or an interview was written down, the records do not say. Staff only.

    Columns:
        quarter_start       date      first day
        quarter             text      "2021-Q4"
        measure             text      the measure that gives the figure
        part                text      which of its rows, for example residential; all where it has
                                      one row a quarter
        figure              text      its column
        against             text      signed_off or published
        then                number    the figure then; null for a rate or median of nothing
        now                 number    likewise; null, too, where the records do not cover a
                                      published quarter whole: there is nothing to compare
        change              number    now less then; null where either is
        changed             boolean   by more than the noise of a rate read back
        since               moment    when it was signed off; null of what was published
        source              text      who signed it off; where it was published
    """
    _require_all_missing(filters)
    start = quarter_start_of(quarter).date() if quarter is not None else None
    then = query_whole_store(con, "late_changes", quarter_start=start)
    rows = []
    if len(then):
        start = then["quarter_start"].iloc[0]
        now = figures_of_quarter(con, quarter_label(start))
        covered = covers_whole(con, start)
        for against, held in then.groupby("against"):
            rows += _held_against(held, now, known=covered or against == "signed_off")
        rows.sort(key=_order(now))
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


def figures_of_quarter(con: duckdb.DuckDBPyConnection, quarter: str) -> pd.DataFrame:
    """The figures of FROZEN as the records give them, in its order: measure, part, figure, value.

    quarter: as "2021-Q4". Value is null for a rate or median of nothing.
    """
    filters = within(Filters(), quarter_start_of(quarter))
    rows = []
    for frozen in FROZEN:
        found = run(con, frozen.measure, filters, audience="staff", **frozen.options)
        if frozen.part is None:
            found = found.head(1)
        if frozen.measure == "places":
            # A postcode may be one family's home: what is kept for good names none.
            found = found[found["kind"] != "postcode"]
        rows += [
            (frozen.measure, row[frozen.part] if frozen.part else WHOLE, figure, row[figure])
            for _, row in found.iterrows()
            for figure in (*frozen.counts, *frozen.others)
        ]
    figures = pd.DataFrame(rows, columns=["measure", "part", "figure", "value"])
    return figures.astype({"value": "float64"})


def covers_whole(con: duckdb.DuckDBPyConnection, start: pd.Timestamp) -> bool:
    """Whether the records cover the whole of the quarter that begins on the day."""
    return bool(recorded_quarters(con, within(Filters(), start))["complete"].any())


def _require_all_missing(filters: Filters) -> None:
    anytime = {"period_from": None, "period_to": None}
    if filters.parameters() | anytime != Filters().parameters():
        raise ValueError(
            "late_changes is of all missing episodes of a quarter, as they are signed off: leave "
            "out the other choices."
        )


def _held_against(then: pd.DataFrame, now: pd.DataFrame, *, known: bool) -> list[dict]:
    """Rows of late_changes without order; known: whether the records cover the quarter.

    Figures that were held then and still are; of those a part without a row had no episode.
    """
    was, is_now = (_by_name(figures) for figures in (then, now))
    held = {(name, figure) for name, _, figure in was} & (COUNTS | OTHERS)
    of_all = then.iloc[0][["quarter_start", "against", "since", "source"]].to_dict()
    of_all["quarter"] = quarter_label(of_all["quarter_start"])
    rows = []
    for name, part, figure in dict.fromkeys([*was, *is_now]):
        if (name, figure) not in held:
            continue
        of_nothing = 0.0 if (name, figure) in COUNTS else nan
        before = was.get((name, part, figure), of_nothing)
        after = is_now.get((name, part, figure), of_nothing) if known else nan
        change = after - before
        changed = known and (isnan(before) != isnan(after) or abs(change) > FLOAT_NOISE)
        rows.append(
            of_all
            | {"measure": name, "part": part, "figure": figure, "then": before, "now": after}
            | {"change": change if changed or isnan(change) else 0.0, "changed": changed}
        )
    return rows


def _by_name(figures: pd.DataFrame) -> dict[tuple[str, str, str], float]:
    names = zip(figures["measure"], figures["part"], figures["figure"], strict=True)
    return dict(zip(names, figures["value"].astype(float), strict=True))


def _order(now: pd.DataFrame):
    """A sort key: as in FROZEN, within a measure as its rows come now, parts without one last."""
    parts = list(dict.fromkeys(zip(now["measure"], now["part"], strict=True)))
    position = {part: at for at, part in enumerate(parts)}
    return lambda row: (
        MEASURE_ORDER.index(row["measure"]),
        position.get((row["measure"], row["part"]), len(parts)),
        row["part"],
        FIGURE_ORDER.index(row["figure"]),
        AGAINST.index(row["against"]),
    )
