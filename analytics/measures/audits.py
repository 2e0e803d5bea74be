"""Audits of return interviews and of the whole response: grades by criterion, and what followed."""

from typing import Literal

import duckdb
import pandas as pd

from analytics.definitions import GOOD_OR_BETTER
from analytics.disclosure import Disclosed, cell
from analytics.filters import Filters
from analytics.measures.quarters import (
    YearType,
    quarter_labels,
    quarter_start_of,
    within,
    without_period,
)
from analytics.measures.query import query, query_whole_store
from analytics.measures.registry import measure

Kind = Literal["interview", "response"]


def _good_at(row: dict):
    return cell(f"{row['kind']}_audit", "good")


def _audited_at(row: dict):
    return cell(f"{row['kind']}_audit")


@measure(
    disclosed=Disclosed(
        episodes={"audited": _good_at, "of_audited": _audited_at},
        never=("children", "children_of_audited"),  # see disclosed.breakdown
        worked_out={"share": lambda row: _good_at(row) + _audited_at(row)},
        quarter="quarter_start",
        dimension=("criterion", "criterion"),
        options={"by": ("good_or_better",), "kind": ("interview", "response")},
    )
)
def audits_by_criterion(
    con: duckdb.DuckDBPyConnection,
    filters: Filters,
    *,
    kind: Literal["interview", "response", "both"] = "interview",
    by: Literal["grade", "good_or_better"] = "grade",
    year: YearType = "calendar",
) -> pd.DataFrame:
    """How audits were graded, quarter by quarter, criterion by criterion.

    A row is a kind of audit, a quarter in which something was audited, a criterion and a grade; a
    quarter's grades of a criterion add up to what was audited. kind: of return "interview"s, of the
    whole "response" to an episode, or both. by "good_or_better": one row a criterion, the share
    graded Good or Outstanding of those with one of the four known grades. The three criteria of
    the quarterly report come first, then others as loaded; known grades best first, then others by
    name; both are known whatever the case they are written in.

    An audit counts in the quarter of its own day, not in that of the episode: a round of audits,
    which a report is about, covers interviews of several quarters. The filters' period selects by
    that day, the others by the episodes that an interview covers: one that covers several counts
    once. What was audited more than once in a quarter counts with the latest grade.

    Columns:
        quarter_start        date
        quarter              text      "2021-Q4"; with year "april" "2021/22-Q3"
        kind                 text      interview or response
        criterion            text
        grade                text      with by "good_or_better": Good or better
        audited              integer   interviews, or episodes, with that grade; 0 where none has
        children             integer   distinct children of these
        of_audited           integer   interviews, or episodes, audited on the criterion
        children_of_audited  integer   distinct children of these
        share                rate 0-1  audited / of_audited
    """
    kinds = ["interview", "response"] if kind == "both" else [kind]
    rows = of_audits(
        con, "audits_by_criterion", filters, kinds=kinds, by=by, good=list(GOOD_OR_BETTER)
    )
    rows.insert(1, "quarter", quarter_labels(rows["quarter_start"], year))
    return rows


@measure
def audits_behind(
    con: duckdb.DuckDBPyConnection,
    filters: Filters,
    *,
    kind: Kind = "interview",
    quarter: str | None = None,
    criterion: str | None = None,
    grade: str | None = None,
) -> pd.DataFrame:
    """The single audits behind a figure, the latest first. Staff only.

    A row is an interview, or an episode, audited and a criterion. quarter, criterion, grade: a row
    of audits_by_criterion; without quarter the filters' period, without the others all.

    Columns:
        audited_on  date
        reference   text   of the interview, or of the episode
        child_id    text
        criterion   text
        grade       text
        note        text   null where there is none
    """
    if quarter is not None:
        filters = within(filters, quarter_start_of(quarter))
    return of_audits(con, "audits_behind", filters, kind=kind, criterion=criterion, grade=grade)


@measure(disclosed=Disclosed())
def audit_actions(con: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """What follows from audits and inspections: finding, action, whose task, by when, evidence.

    A row is an action; those not finished first, the soonest due first. The filters select nothing
    here: an action is about the service. Overdue is said as of the data date, never as of today.

    Columns:
        found_on    date
        source      text      interview_audit, response_audit, inspection or other
        finding     text
        action      text
        owner_role  text      a role, never a name; null where not recorded
        due_on      date      null where not recorded
        status      text      open, in_progress, done or not_taken_up; null where not recorded
        overdue     boolean   the day is over at the data date, and it is not finished
        evidence    text      null where not recorded
        measure     text      the measure that the action should move; null where none is named
    """
    return query_whole_store(con, "audit_actions")


def of_audits(con, name: str, filters: Filters, **values) -> pd.DataFrame:
    """The rows of <name>.sql over audits_in_scope: the period selects by the day of the audit."""
    return query(
        con,
        name,
        without_period(filters),
        audited_from=filters.period_from,
        audited_to=filters.period_to,
        **values,
    )
