"""What goes with going missing again, as a table: small rows marked, small settings as one."""

import pandas as pd

from analytics.charts.repeat_risk_words import (
    EVIDENCE,
    drawn_risks,
    interval_words,
    of_factor,
    risk_words,
)
from analytics.charts.words import chance_text, counted, whole_percent
from analytics.definitions import FEWEST_CHILDREN_SHOWN, REPEAT_DAYS

TOO_FEW = "too few"
Q = "q (Benjamini and Hochberg)"
# Column of repeat_risk → its head in the table.
COUNTS = {
    "episodes": "Returns",
    "repeats": "Missing again",
    "children": "Children",
    "rest_episodes": "All others",
    "rest_repeats": "Of them missing again",
}
TWIN_COLUMNS = [
    "What",
    "Returns",
    "Missing again",
    "Share",
    "Children",
    "All others",
    "Of them missing again",
    "Times as often",
    "95% interval",
    Q,
]


def repeat_risk_subtitle(rows: pd.DataFrame, period: str, factor: str = EVIDENCE) -> str:
    """What is drawn, of which returns, and what is left to the table; rows: repeat_risk."""
    # every return has one placement type, known or not
    followed = rows.loc[rows["factor"] == "placement_type", "episodes"].sum()
    left = len(repeat_risk_twin(rows, factor=factor)) - len(drawn_risks(rows, factor))
    others = f"; {counted(left, 'more row')} in the table only" if left else ""
    return (
        f"{counted(followed, 'return')} that could be followed for {REPEAT_DAYS} days, {period}: "
        "how often children went missing again in that time, compared with all other returns; "
        "strongest evidence first; filled: clear, hollow: could be chance; line: 95% "
        f"interval{others}"
    )


def repeat_risk_twin(
    rows: pd.DataFrame, places: dict[str, str] | None = None, factor: str = EVIDENCE
) -> pd.DataFrame:
    """Values down: returns, repeats, children, the others, the ratio with interval, and q.

    Rows of too few children have no share and no ratio; settings of too few have no name either,
    and stand last as one row.
    """
    of = of_factor(rows, factor)
    unnamed = _small_settings(of)
    cells = [_twin_row(row, places) for _, row in of[~unnamed].iterrows()]
    if unnamed.any():
        cells.append(_settings_row(of[unnamed]))
    # as objects: counts beside rows without one stay whole numbers
    return pd.DataFrame(cells, columns=TWIN_COLUMNS, dtype=object)


def _small_settings(rows: pd.DataFrame) -> pd.Series:
    few = rows["children"] < FEWEST_CHILDREN_SHOWN
    return (rows["factor"] == "setting") & (rows["value"] != "not_known") & few


def _settings_row(settings: pd.DataFrame) -> dict:
    """Settings of too few children as one row: how many, and their returns together."""
    words = (
        f"{counted(len(settings), 'setting')} with fewer than {FEWEST_CHILDREN_SHOWN} children: "
        "not compared"
    )
    together = {COUNTS[column]: int(settings[column].sum()) for column in ("episodes", "repeats")}
    nothing = dict.fromkeys(TWIN_COLUMNS, "–") | dict.fromkeys(COUNTS.values())
    return nothing | {"What": words, "Share": TOO_FEW, "Times as often": TOO_FEW} | together


def _twin_row(row: pd.Series, places: dict[str, str] | None) -> dict:
    small, ratio = bool(row["small"]), row["risk_ratio"]
    return {words: int(row[column]) for column, words in COUNTS.items()} | {
        "What": risk_words(row["factor"], row["value"], places),
        "Share": TOO_FEW if small else whole_percent(row["share"]),
        "Times as often": TOO_FEW if small else "–" if pd.isna(ratio) else f"{ratio:.2f}",
        "95% interval": interval_words(row),
        Q: chance_text(row["q_value"]),
    }
