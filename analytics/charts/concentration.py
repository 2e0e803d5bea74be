"""How much comes from a few children: their share of the episodes, and the figures without them."""

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.repeat_threshold import in_letters
from analytics.charts.theme import blank_figure, colour, note
from analytics.charts.words import counted, number, percent, whole_percent
from analytics.definitions import FEWEST_TO_SPLIT, LEFT_OUT, REPEAT_DAYS, TIMESCALE_HOURS

ROW = 46
BAR = 0.42  # of a row: words stand above their bar, which has the page's width
THOSE = f"{in_letters(LEFT_OUT)} {'child' if LEFT_OUT == 1 else 'children'}'s episodes"
# Figure of headlines_without → as it stands in the table.
HEADLINES = {
    "children": "Children who went missing",
    "episodes": "Missing episodes",
    "episodes_a_child": "Episodes a child",
    "in_time": f"Interviewed within {TIMESCALE_HOURS} hours, of all episodes",
    "completed": "Interview completed, of all episodes",
    "not_recorded": "No outcome recorded, of all episodes",
    "over_24_hours": "Gone for over 24 hours, of those of known length",
    "repeats": f"Missing again within {REPEAT_DAYS} days, of the returns followed for so long",
    "out_of_area": "Placed out of area, of those known",
}
WITHOUT_NOTE = (
    f"Left out are {THOSE}, of whoever has most of them in this period: it shows how far a figure "
    "is about everyone. Theirs count as much as any."
)


def concentration_chart(rows: pd.DataFrame, *, dark: bool = False) -> go.Figure:
    """A bar for each number of children: what share of the episodes those with most of them had.

    rows: concentration, of enough children to split. A hollow mark: the share if all children had
    as many.
    """
    rows = of_several(rows)
    everyone = int(rows["children"].iloc[-1])
    figure = blank_figure(
        dark, height=12 + ROW * len(rows), margin={"l": 4, "r": 112, "t": 8, "b": 4}
    )
    hover = [
        f"{_children_words(row, everyone)}: {number(row['episodes'])} episodes, "
        f"{percent(row['share'])}<br>if all had as many: {percent(row['children'] / everyone)}"
        for _, row in rows.iterrows()
    ]
    figure.add_bar(
        x=rows["share"],
        y=rows.index,
        orientation="h",
        width=BAR,
        marker={"color": colour("missing", dark)},
        hovertext=hover,
        hoverinfo="text",
    )
    even = rows.iloc[:-1]
    figure.add_scatter(
        x=even["children"] / everyone,
        y=even.index,
        mode="markers",
        marker={
            "size": 11,
            "symbol": "diamond",
            "color": colour("background", dark),
            "line": {"color": colour("comparison", dark), "width": 2},
        },
        hovertext=hover[:-1],
        hoverinfo="text",
    )
    figure.update_layout(annotations=_words(rows, everyone, dark))
    figure.update_xaxes(visible=False, range=[0, 1])
    figure.update_yaxes(range=[len(rows) - 0.6, -0.75], visible=False)
    return figure


def _words(rows: pd.DataFrame, everyone: int, dark: bool) -> list[dict]:
    """Above each bar how many children it is of, beside it their share and episodes."""
    beside = {"x": 1, "xref": "paper", "xanchor": "right", "xshift": 108, "font": {"size": 14}}
    above = {"x": 0, "xanchor": "left", "yanchor": "bottom", "yshift": 1}
    labels = []
    for at, row in rows.iterrows():
        share = f"<b>{whole_percent(row['share'])}</b> · {number(row['episodes'])}"
        labels += [
            note(share, dark, y=at, **beside),
            note(_children_words(row, everyone), dark, y=at - BAR / 2, **above),
        ]
    return labels


def _children_words(row: pd.Series, everyone: int) -> str:
    every = "All " if row["children"] == everyone else ""
    return f"{every}{number(row['children'])} children"


def of_several(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of concentration without that of a single child: no page points at one."""
    return rows[rows["children"] > 1].reset_index(drop=True)


def can_be_split(rows: pd.DataFrame) -> bool:
    """Whether there are enough children to say what a few of them come to; rows: concentration."""
    return int(rows["children"].iloc[-1]) >= FEWEST_TO_SPLIT


def too_few_to_split(rows: pd.DataFrame) -> str:
    """Why nothing is said of a few among them; rows: concentration."""
    children = counted(rows["children"].iloc[-1], "child", "children")
    return (
        f"Only {children} went missing: too few to split. With {FEWEST_TO_SPLIT} children or more, "
        "this page also shows how much comes from a few of them, and the figures without those."
    )


def concentration_title(rows: pd.DataFrame) -> str:
    """What share of the episodes a few children had."""
    everyone, few = rows.iloc[-1], _those_left_out(rows)
    return (
        f"{number(few['children'])} of {number(everyone['children'])} children had "
        f"{whole_percent(few['share'])} of the {counted(everyone['episodes'], 'episode')}"
    )


def _those_left_out(rows: pd.DataFrame) -> pd.Series:
    """The row of the children that headlines are given without, or the nearest to it."""
    several = of_several(rows)
    return several.loc[(several["children"] - LEFT_OUT).abs().idxmin()]


def concentration_subtitle(rows: pd.DataFrame, period: str) -> str:
    """What is drawn, and what the hollow marks stand for."""
    return (
        f"How much of all {counted(rows['episodes'].iloc[-1], 'missing episode')} comes from the "
        f"few children with most of them, {period}; hollow mark: how much it would be if every "
        "child had as many"
    )


def concentration_twin(rows: pd.DataFrame) -> pd.DataFrame:
    """Numbers of children down: their episodes and the share of all."""
    rows = of_several(rows)
    everyone = int(rows["children"].iloc[-1])
    return pd.DataFrame(
        {
            "Children": [_children_words(row, everyone) for _, row in rows.iterrows()],
            "Episodes": rows["episodes"],
            "Share of all": rows["share"].map(percent),
            "If all had as many": [percent(n / everyone) for n in rows["children"]],
        }
    )


def headlines_title(rows: pd.DataFrame) -> str:
    """The number of episodes and the share in time, with all and without a few children's."""
    figures = rows.set_index("figure")
    episodes, in_time = figures.loc["episodes"], figures.loc["in_time"]
    if not episodes["value_without"] or pd.isna(episodes["value_without"]):
        return f"Without {THOSE} none is left"
    said = (
        f"Without {THOSE}: {number(episodes['value_without'])} episodes instead of "
        f"{number(episodes['value'])}"
    )
    if pd.isna(in_time["value"]) or pd.isna(in_time["value_without"]):
        return said
    return (
        f"{said}, and {percent(in_time['value_without'])} interviewed in time instead of "
        f"{percent(in_time['value'])}"
    )


def headlines_caption(period: str) -> str:
    """What the table holds."""
    return f"Headline figures for all children, and without {THOSE}, {period}"


def headlines_twin(rows: pd.DataFrame) -> pd.DataFrame:
    """Figures down, as for all children and without the episodes of a few."""
    return pd.DataFrame(
        {
            "Figure": [HEADLINES[figure] for figure in rows["figure"]],
            "All children": [_value(row) for _, row in rows.iterrows()],
            f"Without {THOSE}": [_value(row, "_without") for _, row in rows.iterrows()],
        }
    )


def _value(row: pd.Series, which: str = "") -> str:
    value = row[f"value{which}"]
    if pd.isna(value):
        return "–"
    if pd.isna(row[f"of{which}"]):
        return f"{value:.1f}" if row["figure"] == "episodes_a_child" else number(value)
    return f"{percent(value)} ({number(row[f'count{which}'])} of {number(row[f'of{which}'])})"
