"""Stores of a few hand-written children in memory, for tests of measures."""

import duckdb
import pyarrow as pa

from analytics.store.gazetteer import load_reference, match_places
from analytics.store.publish import SCHEMA, check, derive
from analytics.store.read import QUIET_EXTENSIONS


def store_of(
    episodes,
    *,
    placements=(),
    meetings=(),
    interviews=(),
    born=None,
    data_from="2021-01-01",
    data_date="2022-01-01",
):
    """Derive from these rows, in memory.

    episodes: (episode, child, missing, returned) or with a dict of further columns; placements:
    (child, started, ended, type, setting) or with out_of_area; meetings: (child, day); interviews:
    (episode, outcome, completed); born: child → date of birth.
    """

    con = _empty()
    con.execute("update snapshot set data_from = $1, data_date = $2", [data_from, data_date])
    children = {row[1] for row in episodes} | {row[0] for row in (*placements, *meetings)}
    _insert(
        con,
        "children",
        [{"child_id": c, "date_of_birth": (born or {}).get(c)} for c in sorted(children)],
    )
    _insert(con, "episodes", [_episode(*row) for row in episodes])
    _insert(con, "placements", [_placement(*row) for row in placements])
    _insert(
        con, "strategy_meetings", [{"child_id": child, "held_on": day} for child, day in meetings]
    )
    owner = {row[0]: row[1] for row in episodes}
    held = [
        {"interview_id": of, "child_id": owner[of], "outcome": outcome, "completed_at": completed}
        for of, outcome, completed in interviews
    ]
    _insert(con, "interviews", held)
    covered = [{"interview_id": of, "episode_id": of} for of, *_ in interviews]
    _insert(con, "interview_episodes", covered)
    derive(con)
    check(con)
    return con


def _empty() -> duckdb.DuckDBPyConnection:
    # As a reader's connection: small queries are answered fastest by one thread.
    con = duckdb.connect(config=QUIET_EXTENSIONS | {"threads": "1"})
    con.execute(SCHEMA)
    con.execute("insert into snapshot (number, built_at, demonstration) values (1, now(), false)")
    load_reference(con)
    return con


def filled_by(fill) -> duckdb.DuckDBPyConnection:
    """What a publish makes of what `fill` puts in, in memory."""
    con = _empty()
    fill(con)
    match_places(con)
    derive(con)
    check(con)
    return con


def _episode(episode, child, missing, returned, others=None) -> dict:
    values = {"episode_id": episode, "child_id": child, "category": "missing"}
    return values | {"missing_at": missing, "returned_at": returned} | (others or {})


def _placement(child, started, ended, kind, setting, area=None) -> dict:
    values = {"child_id": child, "started_on": started, "ended_on": ended}
    return values | {"placement_type": kind, "setting": setting, "out_of_area": area}


def _insert(con, table: str, rows: list[dict]) -> None:
    """Insert the rows, those with the same columns together: a column left out has its default."""
    alike: dict[tuple, list[dict]] = {}
    for row in rows:
        alike.setdefault(tuple(row), []).append(row)
    for each in alike.values():
        con.register("incoming", pa.Table.from_pylist(each))
        con.execute(f"insert into {table} by name from incoming")  # noqa: S608 names of the schema
        con.unregister("incoming")


def on_days(child: str, *days: str, **columns) -> list[tuple]:
    """An episode from 20:00 to 23:00 on each day: "2021-05-01" is episode "A0501" of child A."""
    return [
        (f"{child}{day[5:7]}{day[8:]}", child, f"{day} 20:00", f"{day} 23:00", columns)
        for day in days
    ]
