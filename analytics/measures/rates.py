"""Figures against those of others: per looked-after child, and England's published figures."""

import duckdb
import pandas as pd

from analytics.disclosure import Disclosed
from analytics.filters import Filters
from analytics.measures.query import query, query_whole_store
from analytics.measures.registry import measure


@measure
def looked_after_rate(con: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """Children and episodes per 100 looked-after children, by period. Staff only.

    A row is a period of the looked_after table that records and filters cover whole; no rows where
    none is loaded. With a filter on placement the denominator stays all looked-after children.

    Columns:
        period_start        date      first day
        period_end          date      day after the last
        looked_after        integer   children looked after at any time in the period
        children            integer   distinct children who went missing
        episodes            integer
        children_per_100    per 100   null where nobody was looked after
        episodes_per_100    per 100   null where nobody was looked after
    """
    return query(con, "looked_after_rate", filters)


@measure(disclosed=Disclosed())
def benchmarks(con: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """DfE's open data on children looked after who go missing, as published; filters do not apply.

    A row is an area, year and figure; no rows where no file of DfE's is loaded. DfE warns against
    comparing authorities or years: recording differs.

    Columns:
        time_period         text      as published
        time_identifier     text      as published
        geographic_level    text      National, Regional, Local authority
        area_code           text      GSS code
        area_name           text
        missing_status      text      which figure
        number              number    null where a sign stands in its place
        number_sign         text      c withheld, z not applicable, k rounds to zero; else null
    """
    return query_whole_store(con, "benchmarks")
