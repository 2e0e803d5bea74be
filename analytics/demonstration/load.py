"""Put what was drawn, and what surrounds it, into the tables of the store."""

from pathlib import Path

import duckdb
import pandas as pd

from analytics.definitions import REFERENCE
from analytics.demonstration import world

HERE = Path(__file__).parent
LOAD = (HERE / "load.sql").read_text(encoding="utf-8")


def load_frames(con: duckdb.DuckDBPyConnection, frames: dict[str, pd.DataFrame]) -> None:
    """Insert one authority's frames, as load.sql says."""
    frames = frames | {"place_wordings": place_wordings()}
    for name, frame in frames.items():
        con.register(f"drawn_{name}", frame)
    con.execute(LOAD)
    for name in frames:
        con.unregister(f"drawn_{name}")


def place_wordings() -> pd.DataFrame:
    """One row per wording and its turn: which of a place's episodes, counted round, are so written.

    place_id: "" for episodes without a named place. turns: of the place in all, in some of which
    nothing is written.
    """
    wordings = pd.read_csv(HERE / "place_wordings.csv", dtype=str).fillna("")
    wordings = wordings.loc[wordings.index.repeat(wordings.pop("times").astype(int))]
    written = wordings.groupby(["place_id", "place_text"])
    # A wording of five turns in twenty comes up in every fourth.
    wordings["position"] = (written.cumcount() + 0.5) / written["place_text"].transform("size")
    wordings = wordings.sort_values("position", kind="stable")
    of_place = wordings.groupby("place_id")
    wordings["turn"] = of_place.cumcount()
    wordings["turns"] = of_place["place_text"].transform("size")
    return wordings[wordings["place_text"] != ""]


def load_report(con: duckdb.DuckDBPyConnection) -> None:
    """Insert the quarters as published, what audits led to, and what the council said."""
    con.execute(
        "insert into published_quarters by name select * from read_csv($file, header = true)",
        {"file": str(REFERENCE / "published_quarters.csv")},
    )
    con.execute(
        "insert into audit_actions by name select * from read_csv($file, header = true)",
        {"file": str(HERE / "audit_actions.csv")},
    )
    con.execute(
        "insert into feedback by name select * from read_csv($file, header = true)",
        {"file": str(HERE / "feedback.csv")},
    )


def load_looked_after(con: duckdb.DuckDBPyConnection, years: int) -> None:
    """Insert how many children each authority looks after, quarter by quarter: made up."""
    con.execute(
        """
        insert into looked_after
        select
            authority,
            cast(date '2021-01-01' + to_months(3 * quarter) as date)   as period_start,
            cast(date '2021-01-01' + to_months(3 * quarter + 3) as date) as period_end,
            $looked_after[1 + (quarter % 4 + 4) % 4]                   as children
        from (select distinct authority from children)
        cross join range(4 - 4 * $years, 4) as quarters (quarter)
        """,
        {"looked_after": list(world.LOOKED_AFTER), "years": years},
    )
