"""The place a child was found at: its words are kept, and what they will be taken for is told.

Which place they mean is worked out at every publish, from all that is settled by then: see
store/gazetteer.py.
"""

import duckdb
import pandas as pd

from analytics.geography.matching import UNMATCHED, Match, Suggestion
from analytics.geography.postcode_places import postcode_of
from analytics.ingest.merge import ask
from analytics.ingest.rules import Findings
from analytics.store.gazetteer import matcher

RULES_OF_PLACES = ("unknown-place", "similar-place", "place-by-postcode")  # messages quote words


def with_place_words(
    con: duckdb.DuckDBPyConnection, rows: pd.DataFrame, findings: Findings
) -> pd.DataFrame:
    """The rows with the words of a place alone; a warning where they do not name a known one."""
    if "place_text" not in rows:
        return rows
    written = rows["place_text"].dropna()
    known = matcher(con)
    matches = known.match(written)
    nearest = known.suggestions_for(text for text, match in matches.items() if match == UNMATCHED)
    rows_of = written.groupby(written).groups
    for rule, text, message in _told(matches, nearest, known.shown):
        findings.add(rule, rows_of[text], message)
    _clear_places_of_words_taken_out(con, rows)
    return rows.drop(columns="place_id", errors="ignore")


def _told(matches: dict[str, Match], nearest: dict[str, list[Suggestion]], names):
    """Rule and message of each wording that does not name its place outright."""
    for text, match in matches.items():
        if match == UNMATCHED:
            yield "unknown-place", text, _unknown(text, nearest[text])
        elif match.matched_by == "similar":
            name, likeness = names[match.place_id], match.likeness
            yield (
                "similar-place",
                text,
                f"'{text}' was taken for {name} (likeness {likeness} of 100).",
            )
        elif match.matched_by == "postcode":
            postcode = postcode_of(match.place_id)
            yield "place-by-postcode", text, f"'{text}' was taken for the postcode {postcode}."


def _unknown(text: str, nearest: list[Suggestion]) -> str:
    names = " and ".join(f"'{each.name}' ({each.likeness})" for each in nearest[:2])
    hint = f"; the nearest by likeness of 100: {names}" if names else ""
    return (
        f"The place '{text}' is not in the gazetteer{hint}. Its words are kept: settle on the "
        "Data page which place they mean."
    )


def _clear_places_of_words_taken_out(con: duckdb.DuckDBPyConnection, rows: pd.DataFrame) -> None:
    # Where words stay, the place is worked out from them at publish; where none do, nothing would.
    ask(
        con,
        """
        update episodes
        set place_id = null
        from incoming
        where incoming.episode_id = episodes.episode_id
            and incoming.place_text is null
            and episodes.place_text is not null
        """,
        rows,
    )
