"""Remove every trace of a child: from the snapshot in force and from all older ones."""

import re
from pathlib import Path

import duckdb

from analytics.geography.words import place_words
from analytics.ingest.places import RULES_OF_PLACES
from analytics.store import StoreRefused, publish
from analytics.store.access import forget_in_access_log
from analytics.store.read import DAMAGE, QUIET_EXTENSIONS, attach
from analytics.store.snapshots import (
    current_number,
    delete_snapshot,
    locked,
    snapshot_numbers,
    snapshot_path,
)

HERE = Path(__file__).parent
FORGET = (HERE / "forget.sql").read_text(encoding="utf-8")
HELD = """
    select
        exists (from children where child_id = $child)
        or exists (from companions where companion_id = $child)
        or exists (from rejected_rows where regexp_matches(raw, $cell))
"""

# What is said of other children may name the child: a note goes; of a group called after the child
# the others stay one, called after one of them; what was found stays, about a child.
NAMING_THE_CHILD = (
    "update strategy_meetings set note = null where regexp_matches(note, $naming)",
    "update closed_quarters set note = null where regexp_matches(note, $naming)",
    "update audits set note = null where regexp_matches(note, $naming)",
    "update response_audits set note = null where regexp_matches(note, $naming)",
    """
    insert or ignore into audit_actions by name
    select * replace (
        regexp_replace(finding, $naming, '\\1a child\\3', 'g') as finding,
        regexp_replace(action, $naming, '\\1a child\\3', 'g') as action,
        regexp_replace(evidence, $naming, '\\1a child\\3', 'g') as evidence
    )
    from audit_actions
    where regexp_matches(concat_ws(' ', finding, action), $naming)
    """,
    "delete from audit_actions where regexp_matches(concat_ws(' ', finding, action), $naming)",
    "update audit_actions set evidence = null where regexp_matches(evidence, $naming)",
    """
    insert or ignore into feedback by name
    select * replace (
        regexp_replace(said, $naming, '\\1a child\\3', 'g') as said,
        regexp_replace(response, $naming, '\\1a child\\3', 'g') as response,
        regexp_replace(action, $naming, '\\1a child\\3', 'g') as action
    )
    from feedback
    where regexp_matches(said, $naming)
    """,
    "delete from feedback where regexp_matches(said, $naming)",
    """
    update feedback
    set response = regexp_replace(response, $naming, '\\1a child\\3', 'g'),
        action = regexp_replace(action, $naming, '\\1a child\\3', 'g')
    where regexp_matches(concat_ws(' ', response, action), $naming)
    """,
    "delete from polls where regexp_matches(concat_ws(' ', question, answer), $naming)",
    """
    update running_orders
    set slides = list_transform(
        slides, lambda slide : regexp_replace(slide, $naming, '\\1a child\\3', 'g')
    )
    """,
    """
    update children
    set sibling_group = called.first_left
    from (
        select sibling_group, min(child_id) as first_left
        from children
        where regexp_matches(sibling_group, $naming)
        group by sibling_group
    ) as called
    where children.sibling_group = called.sibling_group
    """,
)


def forget(folder: Path, child_id: str) -> int:
    """Publish a snapshot without the child, delete all older ones; return the new one's number.

    The log of who opened a child's record keeps its lines, without the reference.
    May be run again where it did not come to its end: it then deletes what is left.
    Raises StoreRefused where no file holds such a child, where one cannot be read, or where a
    reader keeps an old one open.
    """
    current = current_number(folder)
    holding = [n for n in snapshot_numbers(folder) if _is_held(folder, n, child_id)]
    if not holding:
        if forget_in_access_log(folder, child_id):
            return current
        raise StoreRefused(f"No child '{child_id}' is held: check the reference.")
    if current in holding:
        publish(folder, lambda con: _remove(con, child_id))
    # a file keeps the bytes of what was deleted in it; a copy of what is left has none
    number = publish(folder, lambda con: None)
    with locked(folder):
        # the newest first: a file that only has such bytes goes before those that show the child
        for older in reversed([n for n in snapshot_numbers(folder) if n < number]):
            if older == current_number(folder) or not delete_snapshot(folder, older):
                raise StoreRefused(
                    f"The child is gone from snapshot {number}, but older files are in use: close "
                    "the dashboard and run forget again."
                )
    # last: until the older files are gone the child can still be opened, and is then logged
    forget_in_access_log(folder, child_id)
    return number


def _is_held(folder: Path, number: int, child_id: str) -> bool:
    con = duckdb.connect(config=QUIET_EXTENSIONS)
    try:
        attach(con, snapshot_path(folder, number), "held")
        con.execute("use held")
        cell = rf"(^|[,;\"]){re.escape(child_id)}([,;\"]|$)"
        return con.execute(HELD, {"child": child_id, "cell": cell}).fetchone()[0]
    except DAMAGE:
        raise StoreRefused(
            f"Nothing was removed: snapshot {number} cannot be read, so whether it holds the child "
            "is not known. Take its file out of the store, then run forget again."
        ) from None
    finally:
        con.close()


def _remove(con: duckdb.DuckDBPyConnection, child_id: str) -> None:
    child = {"child": child_id}
    references = con.execute(
        """
        select $child
        union all select episode_id from episodes where child_id = $child
        union all select interview_id from interviews where child_id = $child
        """,
        child,
    ).fetchall()
    _remove_words(con, child)
    for deletion in con.extract_statements(FORGET):
        con.execute(deletion, child)
    # the longest first: of A-E1 nothing may be left where A is found in it
    longest_first = sorted((reference for (reference,) in references), key=len, reverse=True)
    any_of_them = "|".join(map(re.escape, longest_first))
    naming = {"naming": rf"(^|[^\pL\pN])({any_of_them})([^\pL\pN]|$)"}
    con.execute(
        "delete from rejected_rows "
        "where regexp_matches(raw, $naming) or regexp_matches(message, $naming)",
        naming,
    )
    con.execute("delete from import_warnings where regexp_matches(message, $naming)", naming)
    for change in NAMING_THE_CHILD:
        con.execute(change, naming)


def _remove_words(con: duckdb.DuckDBPyConnection, child: dict[str, str]) -> None:
    """What was said of words for a place, or settled for them, that only this child's rows have."""
    texts = con.execute(
        "select distinct place_text, child_id = $child from episodes where place_text is not null",
        child,
    ).fetchall()
    own = {text for text, is_own in texts if is_own}
    others = {text for text, is_own in texts if not is_own}
    for text in own - others:
        con.execute(
            "delete from import_warnings "
            "where list_contains($rules, rule) and contains(message, $quoted)",
            {"rules": list(RULES_OF_PLACES), "quoted": f"'{text}'"},
        )
    for words in {place_words(text) for text in own} - {place_words(text) for text in others}:
        con.execute("delete from place_aliases where words = $words", {"words": words})
