"""The order of groups that episodes are compared by."""

import re

import pandas as pd

from analytics.definitions import AGE_BANDS, DAY_KINDS, PLACEMENT_TYPES

ORDERS = {
    "placement_type": list(PLACEMENT_TYPES),
    "out_of_area": ["in_area", "out_of_area"],
    "age_band": [band for band, _ in AGE_BANDS],
    "day_kind": list(DAY_KINDS),
}


def in_order(rows: pd.DataFrame, dimension: str) -> pd.DataFrame:
    """Groups in the order of their codes; names and numbers as a person counts; unknown last."""
    order = ORDERS.get(dimension, [])

    def place(group: str) -> tuple:
        if group == "not_known":
            return 2, 0, []
        if group == "still_missing" and dimension.startswith("return_"):
            return 1, 0, []
        if group in order:
            return 0, order.index(group), []
        parts = re.split(r"(\d+)", group)
        return 0, len(order), [(part.zfill(9) if part.isdigit() else part) for part in parts]

    positions = sorted(range(len(rows)), key=lambda row: place(rows["group"].iloc[row]))
    return rows.iloc[positions].reset_index(drop=True)
