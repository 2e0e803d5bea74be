"""Small made-up stores at random, of all sizes, in which small counts are common."""

import duckdb
import numpy as np
import pandas as pd

from analytics.definitions import (
    AUDIT_GRADES,
    COMPANIONS,
    FOUND_SETTINGS,
    INTERVIEW_CRITERIA,
    RETURN_METHODS,
    TRAVEL_MODES,
)
from analytics.store.gazetteer import load_reference
from analytics.store.publish import SCHEMA, derive
from analytics.store.read import QUIET_EXTENSIONS

QUARTERS = list(pd.date_range("2019-07-01", "2021-10-01", freq="QS"))  # a world each
OUTCOMES = ("in_time", "late", "voided", "declined", "offered", "nothing", "still_missing", "odd")
CIRCUMSTANCES = {
    "place_id": ("bus_station", "river_gardens", "mackworth", "morley", None),
    "found_setting": tuple(FOUND_SETTINGS),
    "travel_mode": tuple(TRAVEL_MODES),
    "return_method": tuple(RETURN_METHODS),
}


def store_of_worlds(seed: int, *, worlds: int = 10) -> duckdb.DuckDBPyConnection:
    """A store in memory of so many worlds, a quarter each: nothing shown spans two of them."""
    con = duckdb.connect(config=QUIET_EXTENSIONS | {"threads": 1})
    con.execute(SCHEMA)
    con.execute(
        "insert into snapshot (number, built_at, demonstration, data_from, data_date)"
        " values (1, now(), false, $begins, timestamp '2022-01-01')",
        {"begins": QUARTERS[0].date()},
    )
    load_reference(con)
    rng = np.random.default_rng(seed)
    drawn = [_episodes(rng, start) for start in QUARTERS[:worlds]]
    episodes = pd.concat(drawn, ignore_index=True)
    interviews = _interviews(rng, episodes)
    tables = {
        "children": episodes[["child_id"]].drop_duplicates(),
        "episodes": episodes.drop(columns="outcome"),
        "interviews": interviews.drop(columns="episode_id"),
        "interview_episodes": interviews[["interview_id", "episode_id"]],
        "audits": _audits(rng, interviews[["interview_id"]][interviews["outcome"] == "completed"]),
        "response_audits": _audits(rng, episodes[["episode_id"]]),
    }
    for table, rows in tables.items():
        con.register("made_up", rows)
        con.execute(f"insert into {table} by name from made_up")  # noqa: S608 names of the schema
        con.unregister("made_up")
    derive(con)
    return con


def _episodes(rng, start: pd.Timestamp) -> pd.DataFrame:
    """An episode a row, of one quarter; most of a child's are alike, as they are in life."""
    children = int(rng.choice([2, 5, 8, 12, 20, 35, 70]))
    # the nearer to 1, the more of the episodes a few children have
    each = np.minimum(rng.zipf(rng.choice([1.8, 2.2, 3.1]), children), 60)
    child = np.repeat(np.arange(children), each)
    n = len(child)
    missing_at = start + pd.to_timedelta(rng.integers(0, 90, n), "D") + pd.Timedelta(hours=20)
    away = rng.random(n) < (0.4 if rng.random() < 0.2 else 0)
    outcome = _alike(rng, child, OUTCOMES)
    hours = pd.to_timedelta(rng.choice([2, 3, 10, 30, 60, 200], n, p=_shares(rng, 6)), "h")
    odd = outcome == "odd"
    not_back = (outcome == "still_missing") | (odd & (rng.random(n) < 0.5))
    # of some circumstances nothing is recorded in this quarter
    recorded = {name: v if rng.random() < 0.6 else v[-1:] for name, v in CIRCUMSTANCES.items()}
    kinds = ("residential", "foster", "semi_independent", "other", None)
    columns = {
        "episode_id": [f"{start:%y%m}e{number}" for number in range(n)],
        "child_id": [f"{start:%y%m}c{number}" for number in child],
        "category": np.where(away, "away", "missing"),
        "missing_at": missing_at,
        "returned_at": (missing_at + hours).where(~not_back),
        "time_known": ~odd | (rng.random(n) < 0.5),
        "placement_type": _alike(rng, child, kinds),
        "out_of_area": _alike(rng, child, (True, False, None)),
        "companions": _with_whom(rng, child) if rng.random() < 0.6 else None,
        "outcome": outcome,
    }
    circumstances = {name: _alike(rng, child, values) for name, values in recorded.items()}
    return pd.DataFrame(columns | circumstances)


def _shares(rng, count: int) -> np.ndarray:
    """How common each of so many things is: one or two are, the others seldom."""
    return rng.dirichlet(np.full(count, 0.35))


def _alike(rng, child: np.ndarray, values: tuple) -> np.ndarray:
    """A value for each episode: often the child's usual one."""
    shares = _shares(rng, len(values))
    usual = rng.choice(len(values), child.max() + 1, p=shares)
    own = rng.choice(len(values), len(child), p=shares)
    chosen = np.where(rng.random(len(child)) < 0.7, usual[child], own)
    return np.array(values, dtype=object)[chosen]


def _with_whom(rng, child: np.ndarray) -> list[list[str] | None]:
    names = tuple(COMPANIONS)
    one, other = _alike(rng, child, names), _alike(rng, child, names)
    of_two = rng.random(len(child)) < 0.2
    return [
        sorted({a, b}) if two else None if a == "not_recorded" else [a]
        for a, b, two in zip(one, other, of_two, strict=True)
    ]


def _interviews(rng, episodes: pd.DataFrame) -> pd.DataFrame:
    """What became of each interview; where the outcome is odd, what files should not hold."""
    held = episodes[~episodes["outcome"].isin(["nothing", "still_missing"])]
    outcome = held["outcome"].to_numpy(dtype=object)
    odd = rng.choice(np.array(["declined", "voided", "late", "offered"], dtype=object), len(held))
    outcome = np.where(outcome == "odd", odd, outcome)
    back = held["returned_at"].fillna(held["missing_at"] + pd.Timedelta(hours=5))
    after = pd.Series(np.where(outcome == "late", 100, 24), index=held.index)
    completed = np.isin(outcome, ["in_time", "late"])
    return pd.DataFrame(
        {
            "interview_id": held["episode_id"],
            "episode_id": held["episode_id"],
            "child_id": held["child_id"],
            "offered_at": back,
            "completed_at": (back + pd.to_timedelta(after, "h")).where(completed),
            "outcome": [
                None if name == "offered" else "completed" if name in ("in_time", "late") else name
                for name in outcome
            ],
        }
    )


def _audits(rng, references: pd.DataFrame) -> pd.DataFrame:
    """Rounds of audits of some of these, on two criteria; a few were looked at twice."""
    audited = references.sample(frac=0.3, random_state=rng)
    twice = pd.concat([audited, audited.sample(frac=0.1, random_state=rng)])
    of_each = [twice.assign(criterion=criterion) for criterion in INTERVIEW_CRITERIA[:2]]
    rows = pd.concat(of_each, ignore_index=True)
    quarter = rng.choice(len(QUARTERS), len(rows))
    day = pd.to_timedelta(rng.integers(0, 80, len(rows)), "D")
    return rows.assign(
        audited_on=pd.DatetimeIndex(QUARTERS)[quarter] + day,
        grade=rng.choice(AUDIT_GRADES, len(rows), p=_shares(rng, len(AUDIT_GRADES))),
    ).drop_duplicates([references.columns[0], "criterion", "audited_on"])
