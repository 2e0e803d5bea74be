"""Which children go missing together: the pairs, and whether that is more than chance."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from analytics.definitions import FEWEST_SHARED, TOGETHER_MINUTES
from analytics.statistics.chance import corrected
from analytics.statistics.together import MINUTE, MONDAY, NOT_KNOWN, Child, chance_together
from analytics.store.relations import with_relations

HERE = Path(__file__).parent
SQL = {
    name: (HERE / f"{name}.sql").read_text(encoding="utf-8")
    for name in (
        *("overlaps", "shared_in_scope", "pairs_seen", "pairs_times", "pairs_stays"),
        *("pairs_possible", "weeks"),
    )
}
# What the tables made here hang on; the number is raised by hand with statistics/together.py.
PAIRS_MADE_BY = (*SQL.values(), FEWEST_SHARED, TOGETHER_MINUTES, "chance 2")
COLUMNS = (
    *("authority", "child_a", "child_b", "recorded", "inferred", "shared"),
    *("expected", "lift", "p_value", "q_value"),
    *("same_setting", "siblings", "first_shared_at", "last_shared_at"),
)


@dataclass(frozen=True)
class Scope:
    """Which episodes are looked at: SQL of the relation episodes_in_scope with what it binds.

    begins, ends: the days that it is about, half-open; None leaves that side to the records.
    """

    sql: str = "select * from episode_facts where category = 'missing'"
    parameters: dict = field(default_factory=dict)
    begins: date | None = None
    ends: date | None = None

    def rows(self, con: duckdb.DuckDBPyConnection, name: str, **values) -> pd.DataFrame:
        """The rows of <name>.sql, which reads episodes_in_scope."""
        relations = {"episodes_in_scope": self.sql}
        if name == "pairs_seen":
            relations["shared_in_scope"] = SQL["shared_in_scope"]
        sql = with_relations(SQL[name], relations)
        return con.execute(sql, self.parameters | values).df()


def derive_pairs(con: duckdb.DuckDBPyConnection) -> None:
    """Make the tables overlaps and pairs anew; pairs is about every missing episode."""
    con.execute(SQL["overlaps"], {"near": TOGETHER_MINUTES * MINUTE})
    pairs = judged_pairs(con, Scope())
    con.register("pairs_as_judged", pairs)
    con.execute("create or replace table pairs as from pairs_as_judged order by child_a, child_b")
    con.unregister("pairs_as_judged")


def judged_pairs(con: duckdb.DuckDBPyConnection, scope: Scope) -> pd.DataFrame:
    """Every two children who shared an episode in scope: a row each, by child_a and child_b.

    COLUMNS are authority and what the measure pairs gives. expected and lift are null where fewer
    than FEWEST_SHARED are shared or no time is known, the p- and q-values where fewer than
    FEWEST_SHARED are inferred.
    """
    pairs = scope.rows(con, "pairs_seen")
    expected, p_values = _chances(con, scope, pairs)
    pairs["expected"] = expected
    pairs["lift"] = (pairs["inferred"] / pairs["expected"]).where(pairs["expected"] > 0)
    pairs["p_value"] = p_values
    pairs["q_value"] = _corrected_within_authorities(con, scope, pairs)
    # without a row, or without an authority, nothing else says that these are texts
    return pairs[list(COLUMNS)].astype(dict.fromkeys(("authority", "child_a", "child_b"), "str"))


def _chances(con, scope: Scope, pairs: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Expected number and p-value of each pair; nan as judged_pairs says."""
    enough = np.flatnonzero((pairs["shared"] >= FEWEST_SHARED) & ~pairs["of_two_authorities"])
    judged = pairs.iloc[enough]
    children = _children(con, scope, pd.unique(judged[["child_a", "child_b"]].to_numpy().ravel()))
    expected, p_values = np.full((2, len(pairs)), np.nan)
    for row, pair in zip(enough, judged.itertuples(), strict=True):
        one, other = children.get(pair.child_a), children.get(pair.child_b)
        if one is None or other is None:
            continue
        expected[row], p_value = chance_together(one, other, pair.inferred, within=TOGETHER_MINUTES)
        if pair.inferred >= FEWEST_SHARED:
            p_values[row] = p_value
    return expected, p_values


def _corrected_within_authorities(con, scope: Scope, pairs: pd.DataFrame) -> pd.Series:
    """The p-values corrected for the pairs of the authority that could have been together."""
    q_values = pd.Series(np.nan, index=pairs.index)
    tested = pairs[pairs["p_value"].notna()]
    if tested.empty:
        return q_values
    possible = scope.rows(
        con, "pairs_possible", near=TOGETHER_MINUTES * MINUTE, fewest=FEWEST_SHARED
    ).set_index("authority")["pairs"]
    for authority, rows in tested.groupby(tested["authority"].fillna("")):
        looked_at = max(int(possible.get(authority, 0)), len(rows))
        q_values[rows.index] = corrected(rows["p_value"].to_numpy(), looked_at)
    return q_values


def _children(con, scope: Scope, references: np.ndarray) -> dict[str, Child]:
    """The children with an episode of known time in scope, by reference."""
    first_day, last_day = _days_looked_at(con, scope)
    if first_day is None or not len(references):
        return {}
    times = scope.rows(con, "pairs_times", children=list(references))
    stays = con.execute(
        SQL["pairs_stays"],
        {"children": list(references), "first_day": first_day, "last_day": last_day},
    ).df()
    settings = pd.Index(pd.concat([times["setting"], stays["setting"]]).dropna().unique())
    places = pd.Index(times["place_id"].dropna().unique())
    times["setting"] = settings.get_indexer(times["setting"])
    times["place_id"] = places.get_indexer(times["place_id"])
    stays["setting"] = settings.get_indexer(stays["setting"])
    lived = {child: _weeks_lived(rows) for child, rows in stays.groupby("child_id")}
    anywhere = {NOT_KNOWN: _weeks(first_day, last_day)}
    holidays = tuple(week for (week,) in con.execute(SQL["weeks"]).fetchall())
    return {
        child: _child(rows, lived.get(child, anywhere), holidays)
        for child, rows in times.groupby("child_id")
    }


def _days_looked_at(con, scope: Scope) -> tuple[date | None, date | None]:
    """The first and last day on which an episode of the scope could have begun."""
    [(complete_from, data_until)] = con.execute(
        "select complete_from, data_until from coverage"
    ).fetchall()  # to the end: DuckDB 2 registers no table while a result is open
    if complete_from is None or data_until is None:
        return None, None
    first_day = max(complete_from, scope.begins or complete_from)
    last_day = data_until.date()
    if scope.ends is not None:
        last_day = min(last_day, scope.ends - timedelta(days=1))
    return first_day, max(first_day, last_day)


def _weeks_lived(stays: pd.DataFrame) -> dict[int, np.ndarray]:
    weeks = [_weeks(stay.first_day, stay.last_day) for stay in stays.itertuples()]
    lived = {NOT_KNOWN: np.unique(np.concatenate(weeks))}
    for setting in stays["setting"].unique():
        of_setting = [weeks[row] for row in np.flatnonzero(stays["setting"] == setting)]
        if setting != NOT_KNOWN:
            lived[int(setting)] = np.unique(np.concatenate(of_setting))
    return lived


def _weeks(first_day, last_day) -> np.ndarray:
    """The weeks from the day to the day, as statistics.together counts them."""
    first, last = (
        (np.datetime64(day, "D") - MONDAY).astype(int) // 7 for day in (first_day, last_day)
    )
    return np.arange(first, last + 1)


def _child(rows: pd.DataFrame, stays: dict[int, np.ndarray], holidays: tuple[int, ...]) -> Child:
    return Child(
        missing=_since_monday(rows["missing_at"]),
        returned=_since_monday(rows["returned_at"]),
        setting=rows["setting"].to_numpy(),
        place=rows["place_id"].to_numpy(),
        stays=stays,
        holiday_weeks=holidays,
    )


def _since_monday(moments: pd.Series) -> np.ndarray:
    """Microseconds as statistics.together counts them; inf for none."""
    passed = (moments - pd.Timestamp(MONDAY)) // pd.Timedelta(microseconds=1)
    return passed.astype("float64").fillna(np.inf).to_numpy()
