"""Children: who is known, and the bare rows of those who are not."""

import duckdb
import pandas as pd

from analytics.definitions import AUTHORITY_CODE
from analytics.ingest.checks.context import Context
from analytics.ingest.merge import ask
from analytics.ingest.rules import Findings

# Else all children without brothers or sisters would be each other's.
WORDS_FOR_NONE = ("-", "0", "n/a", "na", "nil", "no", "none", "not known", "unknown")


def checked(con, rows: pd.DataFrame, findings: Findings, context: Context) -> pd.DataFrame:
    """The rows; where the file has a column for the authority, a blank is the council's own.

    A word for none in place of siblings' reference is taken as blank, with a warning.
    """
    if "authority" in rows:
        rows["authority"] = rows["authority"].fillna(AUTHORITY_CODE)
    if "sibling_group" in rows:
        none = rows["sibling_group"].str.strip().str.casefold().isin(WORDS_FOR_NONE)
        findings.add(
            "no-sibling-group",
            rows.index[none],
            [f"{word!r} is taken as no siblings." for word in rows.loc[none, "sibling_group"]],
        )
        rows["sibling_group"] = rows["sibling_group"].mask(none)
    return rows


def fill_authority(con: duckdb.DuckDBPyConnection) -> None:
    """Children of a file that names no authority are the council's own."""
    con.execute(
        "update children set authority = $code where authority is null", {"code": AUTHORITY_CODE}
    )


def add_bare_children(con, rows: pd.DataFrame, findings: Findings) -> None:
    """Warn of rows whose child no Header or children file has, and keep the child's reference."""
    if "date_of_birth" not in rows:
        rows = rows.assign(date_of_birth=pd.Series(pd.NaT, rows.index, "datetime64[us]"))
    con.execute("create temp table if not exists bare_children (child_id varchar)")
    unknown = ask(
        con,
        """
        select row_number, child_id, cast(date_of_birth as date) as date_of_birth
        from incoming
        anti join (
            from children
            anti join bare_children using (child_id)
            where date_of_birth is not null or sex is not null or ethnicity is not null
                or sibling_group is not null
        ) using (child_id)
        order by row_number
        """,
        rows,
    )
    findings.add(
        "INT04",
        unknown["row_number"],
        "No Header or children file has this child: kept with the reference alone; load one.",
    )
    first = unknown.drop_duplicates("child_id").set_index("row_number")
    ask(
        con,
        """
        insert or ignore into children (child_id, date_of_birth, authority)
        select child_id, date_of_birth, $authority from incoming
        """,
        first,
        authority=AUTHORITY_CODE,
    )
    ask(con, "insert into bare_children select child_id from incoming", first)
