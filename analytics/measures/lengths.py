"""How long children were gone."""

import duckdb
import pandas as pd

from analytics.definitions import LENGTH_BANDS
from analytics.filters import Filters
from analytics.measures.disclosed import breakdown
from analytics.measures.query import query
from analytics.measures.registry import measure


@measure(
    disclosed=breakdown(
        "length",
        "band",
        never=(
            "median_gone_hours",
            "over_24_hours",
            "with_known_length",
            "children_with_known_length",
        ),
    )
)
def lengths(con: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """How long children were gone: episodes by band of hours, the median, and those over 24 hours.

    A row is a band, shortest first (lower end included), then "still missing" and "not known"
    (dates without times). The episodes add up to all episodes selected.

    Columns:
        band                text      "6 to 24 hours"
        episodes            integer
        children            integer   distinct within the band
        share               rate 0-1  of all episodes selected; null where there is none
        median_gone_hours   hours     of all with return and times; the same in every row
        over_24_hours       integer   of the same; the same in every row
        with_known_length   integer   how many those are; the same in every row
        children_with_known_length  integer   distinct children among them; likewise
    """
    return query(
        con,
        "lengths",
        filters,
        bands=[band for band, _, _ in LENGTH_BANDS],
        band_starts=[float(starts) for _, starts, _ in LENGTH_BANDS],
    )
