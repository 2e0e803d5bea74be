"""How circumstances go together, for example by taxi and found at which kind of place."""

import pandas as pd

from analytics.charts.circumstances import value_words, within_words
from analytics.charts.words import counted, number, whole_percent

TOGETHER = {
    "travel_mode": "How they travelled",
    "found_setting": "Kind of place found at",
    "place": "Place found at",
    "companions": "Who they were with",
    "return_method": "How they came back",
}
NOT_KNOWN = ("not_recorded", "no_named_place")
MOST_ROWS = 25
FEWEST_NAMED, FEWEST_CHILDREN, LEAD = 5, 3, 2
MOST_SAID = 3
TOGETHER_NOTE = (
    "Each row is read across: of its episodes, how many were of each column, with the share of the "
    "row; the darker, the larger the share. That two things go together does not say that one "
    "leads to the other."
)


def together_wide(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Episodes and shares, first values down and second values across; rows as in the measure.

    Columns in the order of how often they are, not known last; the MOST_ROWS most frequent rows.
    """
    across = rows.groupby("second_value")["episodes"].sum().sort_values(ascending=False)
    order = sorted(across.index, key=lambda value: value in NOT_KNOWN)
    down = list(dict.fromkeys(rows["first_value"]))[:MOST_ROWS]
    wide = [
        rows.pivot(index="first_value", columns="second_value", values=figure)
        .reindex(index=down, columns=order)
        .fillna(0)
        for figure in ("episodes", "share")
    ]
    return wide[0].astype("int64"), wide[1]


def together_cells(
    rows: pd.DataFrame, first: str, second: str, places: dict[str, str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The shaded table: its cells and heads in words, and the share that each cell is shaded by."""
    counts, shares = together_wide(rows)
    texts = [
        [cell_words(count, share) for count, share in zip(*cells, strict=True)]
        for cells in zip(counts.to_numpy(), shares.to_numpy(), strict=True)
    ]
    heads = [
        [value_words(circumstance, value, places) for value in values]
        for circumstance, values in ((first, shares.index), (second, shares.columns))
    ]
    return pd.DataFrame(texts, index=heads[0], columns=heads[1], dtype=object), shares


def together_twin(
    rows: pd.DataFrame, first: str, second: str, places: dict[str, str]
) -> pd.DataFrame:
    """One row a pair: both values in words, episodes, children, share of the first value's."""
    return pd.DataFrame(
        {
            TOGETHER[first]: [value_words(first, v, places) for v in rows["first_value"]],
            TOGETHER[second]: [value_words(second, v, places) for v in rows["second_value"]],
            "Episodes": rows["episodes"],
            "Children": rows["children"],
            "Share of the first": rows["share"].map(whole_percent),
        }
    )


def together_title(rows: pd.DataFrame, first: str, second: str, places: dict[str, str]) -> str:
    """What most episodes of the most frequent first values had, where that is clear enough.

    Named is a second value of FEWEST_NAMED episodes and FEWEST_CHILDREN children or more that leads
    every other, those not recorded too, by LEAD. Places are compared among named places.
    """
    said = []
    known = rows[~rows["first_value"].isin(NOT_KNOWN)]
    for value, part in known.groupby("first_value", sort=False):
        if second == "place":
            part = part[part["second_value"] != "no_named_place"]
        ranked = part.sort_values("episodes", ascending=False, kind="stable").reset_index(drop=True)
        if len(said) < MOST_SAID and _is_clear(ranked):
            named = " with a named place" if second == "place" else ""
            base = part["episodes"].sum() if named else part["of_episodes"].iloc[0]
            said.append(
                f"{within_words(first, value, places)} most often "
                f"{within_words(second, ranked['second_value'][0], places)} "
                f"({number(ranked['episodes'][0])} of {number(base)}{named})"
            )
    if not said:
        return "No clear pattern: most rows are small, near each other or not recorded"
    sentence = "; ".join(said)
    return sentence[0].upper() + sentence[1:]


def _is_clear(ranked: pd.DataFrame) -> bool:
    if ranked.empty or ranked["second_value"][0] in NOT_KNOWN:
        return False
    following = ranked["episodes"][1] if len(ranked) > 1 else 0
    enough = ranked["episodes"][0] >= FEWEST_NAMED and ranked["children"][0] >= FEWEST_CHILDREN
    return bool(enough and ranked["episodes"][0] - following >= LEAD)


def together_subtitle(first: str, second: str, period: str) -> str:
    """What is counted."""
    several = " An episode may have several companions." if "companions" in (first, second) else ""
    across = f"{TOGETHER[second][0].lower()}{TOGETHER[second][1:]}"
    return f"{TOGETHER[first]}, down, and {across}, across: missing episodes, {period}.{several}"


def pair_words(first: str, second: str, pair: tuple, places: dict[str, str]) -> str:
    """A pair as the heading of its episodes: "by taxi, in a public place"."""
    return f"{within_words(first, pair[0], places)}, {within_words(second, pair[1], places)}"


def cell_words(count: int, share: float) -> str:
    """A cell: "12 · 40%"; nothing where there is none."""
    return f"{number(count)} · {whole_percent(share)}" if count else ""


def pair_option(first: str, second: str, row: pd.Series, places: dict[str, str]) -> str:
    """A pair in the list of those whose episodes can be shown."""
    words = pair_words(first, second, (row["first_value"], row["second_value"]), places)
    return f"{words[0].upper()}{words[1:]}: {counted(row['episodes'], 'episode')}"
