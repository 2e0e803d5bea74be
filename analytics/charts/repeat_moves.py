"""Whether a change of placement came before: episodes a day of care soon after a move, and else."""

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.changes import BEYOND_CHANCE
from analytics.charts.theme import blank_figure, colour, note
from analytics.charts.words import chance_text, counted, number, per_100
from analytics.definitions import FEWEST_CHILDREN_SHOWN, MOVE_DAYS

ROW = 62
AFTER = {True: f"In the {MOVE_DAYS} days after a move", False: "On all other days in care"}
MOVE_NOTES = [
    "This is an association, not a cause. A move may unsettle a child; a move may also follow from "
    "going missing, and a third thing may lead to both.",
    "A move is a change from one placement to another; coming into care is none. Days in care are "
    "those of every child with a recorded placement, also of those who never went missing. Only "
    "the day of a move is known, so on that day the child may have gone before it.",
]


def moves_compared(rows: pd.DataFrame) -> bool:
    """Whether there are days of both kinds, and enough children who went soon after a move."""
    return (
        len(rows) == 2
        and bool((rows["days"].fillna(0) > 0).all())
        and _both(rows)[0]["children"] >= FEWEST_CHILDREN_SHOWN
        and pd.notna(_both(rows)[0]["rate_ratio"])
    )


def _both(rows: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    soon = rows["after_move"].astype(bool)
    return rows[soon].iloc[0], rows[~soon].iloc[0]


def moves_chart(rows: pd.DataFrame, *, dark: bool = False) -> go.Figure:
    """Episodes for every 100 days in care, soon after a move and on all other days.

    rows: preceded_by_move that moves_compared.
    """
    both = _both(rows)
    figure = blank_figure(dark, height=16 + ROW * 2, margin={"l": 4, "r": 128, "t": 8, "b": 8})
    ink, grey = colour("missing", dark), colour("comparison", dark)
    figure.add_bar(
        x=[row["per_100_days"] for row in both],
        y=[0, 1],
        orientation="h",
        width=0.4,
        marker={
            "color": [ink, colour("background", dark)],
            "line": {"color": [ink, grey], "width": 2},
        },
        hovertext=[
            f"{_after(row)}: {per_100(row['per_100_days'])} episodes in 100 days<br>"
            f"{counted(row['episodes'], 'episode')}, "
            f"{counted(row['children'], 'child', 'children')}, {counted(row['days'], 'day')}"
            for row in both
        ],
        hoverinfo="text",
    )
    figure.update_layout(annotations=_words(both, dark))
    most = max(float(row["per_100_days"]) for row in both)
    figure.update_xaxes(visible=False, range=[0, max(most, 0.1)])
    figure.update_yaxes(visible=False, range=[1.5, -0.7])
    return figure


def _words(both: tuple[pd.Series, pd.Series], dark: bool) -> list[dict]:
    """Above each bar what it is of, beside it the rate."""
    beside = {"x": 1, "xref": "paper", "xanchor": "right", "xshift": 124, "font": {"size": 14}}
    above = {"x": 0, "xanchor": "left", "yanchor": "bottom", "yshift": 1}
    labels = []
    for at, row in enumerate(both):
        said = f"{_after(row)}: {counted(row['episodes'], 'episode')} in {number(row['days'])} days"
        labels += [
            note(f"<b>{per_100(row['per_100_days'])}</b> in 100 days", dark, y=at, **beside),
            note(said, dark, y=at - 0.2, **above),
        ]
    return labels


def _after(row: pd.Series) -> str:
    return AFTER[bool(row["after_move"])]


def moves_title(rows: pd.DataFrame) -> str:
    """How many times as often children went missing soon after a move; whether that is clear."""
    if len(rows) < 2 or not (rows["days"].fillna(0) > 0).all():
        return "No moves to compare with: placements are not recorded, or nobody moved"
    soon, _ = _both(rows)
    if not moves_compared(rows):
        return (
            f"{counted(soon['episodes'], 'episode')} of "
            f"{counted(soon['children'], 'child', 'children')} in the {MOVE_DAYS} days after a "
            "move: too few to compare"
        )
    times = f"children went missing {times_words(soon['rate_ratio'])} as often as on other days"
    said = f"In the {MOVE_DAYS} days after a move {times}"
    if pd.isna(soon["p_value"]) or soon["p_value"] >= BEYOND_CHANCE:
        return f"{said}, which could be chance"
    return f"{said}, more than chance would usually make"


def moves_reading(rows: pd.DataFrame) -> list[str]:
    """The ratio's interval in words."""
    if not moves_compared(rows) or pd.isna(_both(rows)[0]["low"]):
        return []
    soon, _ = _both(rows)
    return [
        f"Allowing for chance, the true figure may lie anywhere from {_bare(soon['low'])} to "
        f"{'many times' if pd.isna(soon['high']) else times_words(soon['high'])} as often."
    ]


def _bare(ratio) -> str:
    return times_words(ratio).removesuffix(" times")


def times_words(ratio) -> str:
    """A ratio as it is read: "3.2 times", "0.75 times"; far below one as "under 0.01 times"."""
    if ratio < 0.01:
        return "under 0.01 times" if ratio > 0 else "0 times"
    return f"{ratio:.2f} times" if ratio < 1 else f"{ratio:.1f} times"


def moves_subtitle(period: str) -> str:
    """What is drawn, and of when."""
    return f"Missing episodes for every 100 days in care, {period}"


def moves_twin(rows: pd.DataFrame) -> pd.DataFrame:
    """Soon after a move, and all other days: episodes, children, days, rate, ratio."""
    return pd.DataFrame(
        {
            "Days": [AFTER[bool(after)] for after in rows["after_move"]],
            "Episodes": rows["episodes"],
            "Children": rows["children"],
            "Days in care": rows["days"],
            "Episodes in 100 days": rows["per_100_days"].map(per_100),
            "Times as often (interval)": [_ratio(row) for _, row in rows.iterrows()],
            "p": [chance_text(p) for p in rows["p_value"]],
        }
    )


def _ratio(row: pd.Series) -> str:
    if pd.isna(row["rate_ratio"]):
        return "–"
    if pd.isna(row["low"]):
        return times_words(row["rate_ratio"])
    high = "no limit" if pd.isna(row["high"]) else _bare(row["high"])
    return f"{times_words(row['rate_ratio'])} ({_bare(row['low'])} to {high})"
