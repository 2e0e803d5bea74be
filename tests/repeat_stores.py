"""Stores of a few hand-written children, for the tests of children who go missing again."""

import duckdb

from analytics.store.gazetteer import load_reference
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

    con = duckdb.connect(config=QUIET_EXTENSIONS)
    con.execute(SCHEMA)
    con.execute(
        "insert into snapshot (number, built_at, demonstration, data_from, data_date)"
        " values (1, now(), false, $1, $2)",
        [data_from, data_date],
    )
    load_reference(con)
    children = {row[1] for row in episodes} | {row[0] for row in (*placements, *meetings)}
    for child in sorted(children):
        _insert(con, "children", {"child_id": child, "date_of_birth": (born or {}).get(child)})
    for row in episodes:
        _insert(con, "episodes", _episode(*row))
    for child, started, ended, kind, setting, *area in placements:
        values = {"child_id": child, "started_on": started, "ended_on": ended}
        values |= {"placement_type": kind, "setting": setting}
        _insert(con, "placements", values | {"out_of_area": area[0] if area else None})
    for child, day in meetings:
        _insert(con, "strategy_meetings", {"child_id": child, "held_on": day})
    owner = {row[0]: row[1] for row in episodes}
    for episode, outcome, completed in interviews:
        values = {"interview_id": episode, "child_id": owner[episode]}
        _insert(con, "interviews", values | {"outcome": outcome, "completed_at": completed})
        _insert(con, "interview_episodes", {"interview_id": episode, "episode_id": episode})
    derive(con)
    check(con)
    return con


def _episode(episode, child, missing, returned, others=None) -> dict:
    values = {"episode_id": episode, "child_id": child, "category": "missing"}
    return values | {"missing_at": missing, "returned_at": returned} | (others or {})


def _insert(con, table: str, values: dict) -> None:
    columns, marks = ", ".join(values), ", ".join("?" * len(values))
    con.execute(
        f"insert into {table} ({columns}) values ({marks})",  # noqa: S608 names of the schema
        list(values.values()),
    )


def on_days(child: str, *days: str, **columns) -> list[tuple]:
    """An episode from 20:00 to 23:00 on each day: "2021-05-01" is episode "A0501" of child A."""
    return [
        (f"{child}{day[5:7]}{day[8:]}", child, f"{day} 20:00", f"{day} 23:00", columns)
        for day in days
    ]
