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
FEWEST_NAMED = 5  # episodes; a smaller row is named in no sentence
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
    """For the most frequent first values, the second that most of their episodes had."""
    said = []
    known = rows[~rows["first_value"].isin(NOT_KNOWN)]
    for value, part in known.groupby("first_value", sort=False):
        answers = part[~part["second_value"].isin(NOT_KNOWN)]
        if answers.empty or part["episodes"].sum() < FEWEST_NAMED or len(said) == 3:
            continue
        most = answers.loc[answers["episodes"].idxmax()]
        said.append(
            f"{within_words(first, value, places)} most often "
            f"{within_words(second, most['second_value'], places)} "
            f"({whole_percent(most['share'])})"
        )
    if not said:
        return "Too few episodes to see what goes together"
    sentence = "; ".join(said)
    return sentence[0].upper() + sentence[1:]


def together_subtitle(rows: pd.DataFrame, first: str, second: str, period: str) -> str:
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
