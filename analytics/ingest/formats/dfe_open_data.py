"""DfE open data (Explore Education Statistics) on children looked after who go missing."""

import pandas as pd

from analytics.ingest.columns import Column, Format
from analytics.ingest.rules import Findings

SIGNS = ("c", "z", "k")
AREA_COLUMNS = {
    "National": ("country_code", "country_name"),
    "Regional": ("region_code", "region_name"),
    "Local authority": ("new_la_code", "la_name"),
}
ALL_AREA_COLUMNS = [name for pair in AREA_COLUMNS.values() for name in pair]


def as_benchmarks(rows: pd.DataFrame, findings: Findings) -> pd.DataFrame:
    """Take the area that each row is about, and part the number from the sign in its place."""
    code, name = (pd.Series(None, rows.index, dtype="str") for _ in range(2))
    for level, (code_column, name_column) in AREA_COLUMNS.items():
        here = rows["geographic_level"] == level
        code = code.mask(here, rows[code_column]) if code_column in rows else code
        name = name.mask(here, rows[name_column]) if name_column in rows else name
    unnamed = rows.index[code.isna() | name.isna()]
    findings.add("blank-cell", unnamed, "The code or name of the area is blank.")
    written = rows["number"].fillna("").str.replace(",", "")
    number = pd.to_numeric(written.where(written.str.fullmatch(r"[0-9]{1,12}(\.[0-9]+)?")))
    sign = written.str.lower().where(written.str.lower().isin(SIGNS))
    wrong = rows["number"][rows["number"].notna() & number.isna() & sign.isna()]
    findings.add(
        "not-a-number",
        wrong.index,
        [f"number '{cell}' is neither a number nor one of the signs c, z, k." for cell in wrong],
    )
    rows = rows.assign(area_code=code, area_name=name, number=number, number_sign=sign)
    return rows.drop(columns=ALL_AREA_COLUMNS, errors="ignore")


BENCHMARKS = Format(
    "dfe_open_data",
    "DfE open data on children looked after who go missing, England, regions and authorities",
    "benchmarks",
    (
        Column("time_period", "time_period", needed=True, filled=True),
        Column("time_identifier", "time_identifier", needed=True, filled=True),
        Column(
            "geographic_level",
            "geographic_level",
            "code",
            needed=True,
            filled=True,
            values={
                "national": "National",
                "regional": "Regional",
                "local_authority": "Local authority",
            },
        ),
        Column("country_code", "country_code", needed=True),
        Column("country_name", "country_name", needed=True),
        Column("region_code", "region_code"),
        Column("region_name", "region_name"),
        Column("la_name", "la_name"),
        Column("new_la_code", "new_la_code"),
        Column("missing_status", "missing_status", needed=True, filled=True, also=("cla_group",)),
        Column("number", "number", needed=True, filled=True),
    ),
    ignored=("old_la_code",),
    shape=as_benchmarks,
)
