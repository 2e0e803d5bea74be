"""How the words of locations were taken: for which place, or for none yet."""

import duckdb
import pandas as pd

from analytics.filters import Filters
from analytics.measures.query import query
from analytics.measures.registry import measure
from analytics.store.gazetteer import matcher


@measure
def unmatched_places(con: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """Wordings of a location that are not in the gazetteer, the busiest first. Staff only.

    Those that the council set aside as no named place are not among them.

    Columns:
        place_text          text      as it was written
        episodes            integer
        children            integer   distinct, of these
        last_found          moment    when the latest of these episodes began
        suggestions         text      "Bus Station (78), Railway station (61)": the nearest places
                                      with their likeness of 100; null where none is near
    """
    rows = query(con, "unmatched_places", filters)
    nearest = matcher(con).suggestions_for(rows["place_text"])
    listed = [
        ", ".join(f"{place.name} ({place.likeness})" for place in nearest[text]) or None
        for text in rows["place_text"]
    ]
    return rows.assign(suggestions=pd.Series(listed, index=rows.index, dtype="str"))


@measure
def place_matches(con: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """What each wording of a location was taken for, and how it was known. Staff only.

    Wordings that are not in the gazetteer are rows of unmatched_places.

    Columns:
        place_text          text      as it was written
        place_id            text      null where set aside
        name                text      of the place; null where set aside
        matched_by          text      assigned, name, similar, postcode or set_aside
        likeness            integer   of 100, of similar only
        episodes            integer
        children            integer   distinct, of these
    """
    return query(con, "place_matches", filters)
