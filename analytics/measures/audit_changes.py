"""Whether audits are graded good or better more often than in an earlier quarter."""

import duckdb
import pandas as pd

from analytics.definitions import GOOD_OR_BETTER
from analytics.filters import Filters
from analytics.measures.audits import Kind, of_audits
from analytics.measures.quarters import quarter_start_of, without_period
from analytics.measures.registry import measure
from analytics.statistics.chance import swap_rate_p_value

ALL_CRITERIA = "All criteria"
COUNTED = ("audited", "good")
ORDER = [
    "criterion",
    *("audited_before", "good_before", "share_before"),
    *("audited_after", "good_after", "share_after"),
    *("children", "p_value"),
]


@measure
def audit_changes(
    con: duckdb.DuckDBPyConnection,
    filters: Filters,
    *,
    kind: Kind = "interview",
    from_quarter: str | None = None,
    to_quarter: str | None = None,
) -> pd.DataFrame:
    """Whether more audits were graded good or better than in an earlier quarter. Staff only.

    A row is a criterion audited in both quarters, the first one all of these together, where there
    are several. Quarters are written "2021-Q4"; without to_quarter the latest with an audit,
    without from_quarter the first. The filters' period is set aside. Counted are known grades, in
    the quarter of the audit: see audits_by_criterion. No rows where a quarter has none.

    Columns:
        criterion       text      "All criteria" for all together
        audited_before  integer   in the earlier quarter; of all together every criterion counts
        good_before     integer   of these Good or Outstanding
        share_before    rate 0-1
        audited_after   integer   in the later quarter
        good_after      integer
        share_after     rate 0-1
        children        integer   distinct children of either quarter
        p_value         rate 0-1  how often swapping children's two quarters at random changes the
                                  share at least as much: see statistics.chance
    """
    filters = without_period(filters)
    start, end = _quarters_compared(con, filters, kind, from_quarter, to_quarter)
    rows = []
    if start is not None and start < end:
        children = of_audits(
            con,
            "audit_changes",
            filters,
            kind=kind,
            quarter_before=start.date(),
            quarter=end.date(),
            good=list(GOOD_OR_BETTER),
        )
        rows = _changes(children)
    columns = {"criterion": "str"}
    columns |= {f"{of}_{when}": "int64" for when in ("before", "after") for of in COUNTED}
    columns |= {f"share_{when}": "float64" for when in ("before", "after")}
    columns |= {"children": "int64", "p_value": "float64"}
    return pd.DataFrame(rows, columns=list(columns)).astype(columns)[ORDER]


def _quarters_compared(con, filters, kind: str, start: str | None, end: str | None) -> tuple:
    audited = of_audits(con, "audited_quarters", filters, kind=kind)["quarter_start"]
    first = audited.min() if start is None else quarter_start_of(start)
    last = audited.max() if end is None else quarter_start_of(end)
    return (first, last) if len(audited) else (None, None)


def _changes(children: pd.DataFrame) -> list[dict]:
    rows = []
    for criterion, of_criterion in children.groupby("criterion", sort=False):
        if of_criterion[["audited_before", "audited_after"]].sum().all():
            rows.append(_change(criterion, of_criterion))
    if len(rows) > 1:
        compared = children[children["criterion"].isin([row["criterion"] for row in rows])]
        numbers = compared.drop(columns=["criterion", "criterion_position"])
        rows.insert(0, _change(ALL_CRITERIA, numbers.groupby("child_id").sum()))
    return rows


def _change(criterion: str, children: pd.DataFrame) -> dict:
    """The row of a criterion; children: one row a child, with its counts in each quarter."""
    counts = {
        f"{of}_{when}": children[f"{of}_{when}"].to_numpy(float)
        for when in ("before", "after")
        for of in COUNTED
    }
    sums = {name: int(values.sum()) for name, values in counts.items()}
    shares = {
        f"share_{when}": sums[f"good_{when}"] / sums[f"audited_{when}"]
        for when in ("before", "after")
    }
    p_value = swap_rate_p_value(
        *(counts[name] for name in ("good_before", "audited_before", "good_after", "audited_after"))
    )
    others = {"criterion": criterion, "children": len(children), "p_value": p_value}
    return sums | shares | others
