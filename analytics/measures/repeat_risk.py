"""After which circumstances children go missing again more often, or less."""

import duckdb
import numpy as np
import pandas as pd

from analytics.definitions import FEWEST_CHILDREN_SHOWN, HOUR_BANDS
from analytics.filters import Filters
from analytics.measures.query import query
from analytics.measures.registry import measure
from analytics.statistics.chance import corrected
from analytics.statistics.risk import (
    children_in_and_out,
    ratios_against_the_rest,
)

FACTORS = (
    "placement_type",
    "out_of_area",
    "setting",
    "companions",
    "found_setting",
    "place",
    "travel_mode",
    "hour_band",
    "previous_interview",
)


@measure
def repeat_risk(con: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """After which circumstances children went again soon more often. Staff only.

    A row is a value of a factor that a followed episode has, the surest difference first. An
    episode is followed where REPEAT_DAYS after its return lie before the data date and the end of
    care; a repeat is one whose child went again in less, of the same category and whatever
    the filters. Each value is held against the factor's other episodes whose value is known. What
    is not known or not recorded, and a child's first episode among previous interviews, is a value
    too, held against all that are known, but in no other's rest.

    Columns:
        factor              text      placement_type, out_of_area, setting, companions,
                                      found_setting, place, travel_mode, hour_band, or
                                      previous_interview (of the child's episode before)
        value               text      code; a place's place_id (without a named place: no row)
        episodes            integer   followed; an episode with several companions is in several
                                      values
        repeats             integer   of these
        children            integer   distinct, of these episodes
        share               rate 0-1  repeats of episodes; null where small
        rest_episodes       integer   of the rest
        rest_repeats        integer
        risk_ratio          number    the share against that of the rest; null where small, and
                                      where either has no repeat
        low                 number    95 % interval by children, see statistics.risk; null likewise,
                                      and where all repeats of either are one child's
        high                number
        p_value             rate 0-1  how often chance would set them as far apart; null likewise
        q_value             rate 0-1  the same, corrected for all that are tested (Benjamini and
                                      Hochberg)
        small               boolean   fewer than FEWEST_CHILDREN_SHOWN with the value or in the
                                      rest

    An interview about the episode before may have been held after this one. This shows what goes
    together, not what causes what.
    """
    by_child = query(
        con,
        "repeat_risk",
        filters,
        bands=[band for band, _ in HOUR_BANDS],
        band_starts=[starts for _, starts in HOUR_BANDS],
    )
    children = int(by_child["child"].max()) + 1 if len(by_child) else 0
    by_factor = dict(list(by_child.groupby("factor")))
    parts = [_compared(factor, by_factor.get(factor, by_child[:0]), children) for factor in FACTORS]
    rows = pd.concat(parts, ignore_index=True)
    rows.insert(12, "q_value", corrected(rows["p_value"].to_numpy()))
    evidence = ["small", "q_value", "p_value"]
    return rows.sort_values(evidence, kind="stable", ignore_index=True)


def _compared(factor: str, by_child: pd.DataFrame, children: int) -> pd.DataFrame:
    """The rows of one factor: its values in order, with their counts and ratios."""
    known = by_child[by_child["value"].isna()]
    of_values = by_child[by_child["value"].notna()]
    code, values = of_values["value"].factorize()
    child = of_values["child"].to_numpy(dtype=np.int64)
    counts, everything = (
        [rows[column].to_numpy(dtype=float) for column in ("repeats", "episodes")]
        for rows in (of_values, known)
    )
    by_known_child = [np.bincount(known["child"], count, children) for count in everything]
    aside = np.zeros(len(values), dtype=bool)
    aside[code[~of_values["known"].to_numpy(dtype=bool)]] = True
    repeats, episodes = (np.bincount(code, count, len(values)) for count in counts)
    inside, outside = children_in_and_out(code, child, counts[1], by_known_child[1], aside)
    ratio, low, high, p_values = ratios_against_the_rest(
        code, child, *counts, *by_known_child, aside, fewest=FEWEST_CHILDREN_SHOWN
    )
    small = np.minimum(inside, outside) < FEWEST_CHILDREN_SHOWN
    return pd.DataFrame(
        {
            "factor": pd.Series([factor] * len(values), dtype="str"),
            "value": pd.Series(values, dtype="str"),
            "episodes": episodes.astype("int64"),
            "repeats": repeats.astype("int64"),
            "children": inside,
            "share": np.where(small, np.nan, repeats / episodes),
            "rest_episodes": (everything[1].sum() - episodes * ~aside).astype("int64"),
            "rest_repeats": (everything[0].sum() - repeats * ~aside).astype("int64"),
            "risk_ratio": ratio,
            "low": low,
            "high": high,
            "p_value": p_values,
            "small": small,
        }
    )
