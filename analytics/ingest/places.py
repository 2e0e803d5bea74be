"""The place a child was found at: the words of the file → a row of the gazetteer."""

import pandas as pd
from rapidfuzz import fuzz, process

from analytics.ingest.columns import plain
from analytics.ingest.rules import Findings


def with_places(con, rows: pd.DataFrame, findings: Findings) -> pd.DataFrame:
    """The rows with place_id where the words name a known place; a warning where they do not."""
    if "place_id" not in rows:
        return rows
    known = _known_places(con)
    written = rows["place_text"].where(rows["place_id"].isna(), rows["place_id"])
    found = written.map({words: known.get(plain(words)) for words in written.dropna().unique()})
    unknown = written[written.notna() & found.isna()]
    messages = {words: _message(words, known) for words in unknown.unique()}
    findings.add("unknown-place", unknown.index, [messages[words] for words in unknown])
    return rows.assign(place_id=found.astype("str"))


def _known_places(con) -> dict[str, str]:
    named = con.execute(
        """
        select place_id, unnest(list_concat([name, place_id], coalesce(aliases, []))) as words
        from places
        order by place_id desc
        """
    ).fetchall()
    return {plain(words): place_id for place_id, words in named}


def _message(words: str, known: dict[str, str]) -> str:
    nearest = process.extractOne(plain(words), list(known), scorer=fuzz.WRatio)
    hint = f"; the nearest known one is '{known[nearest[0]]}'" if nearest else ""
    return f"The place '{words}' is not in the gazetteer{hint}. Its words are kept."
