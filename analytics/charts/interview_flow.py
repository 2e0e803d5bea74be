"""The way of an episode: back, offered, completed, in time, and every loss on it by name."""

from textwrap import wrap

import pandas as pd

from analytics.charts.outcomes import bar_marker
from analytics.charts.theme import as_written, blank_figure, colour
from analytics.charts.words import counted, number, percent

STAGES = {
    "episode": "Episodes",
    "back": "Back",
    "offered": "Interview offered",
    "completed": "Interviewed",
    "in_time": "In time",
}
# Loss → its name, and what the bar shows: a meaning of definitions and a pattern.
LOSSES = {
    "still_missing": ("not back yet", ("pending", "-")),
    "voided": ("voided", ("voided", "")),
    "declined": ("declined", ("declined", ".")),
    "pending": ("pending", ("pending", "-")),
    "not_recorded": ("no outcome", ("not_recorded", "/")),
    "late": ("later", ("late", "")),
}
OFFER_WORDS = {"back": "no offer recorded", "offered": "offered"}
LINE = 24  # characters of a label beside a bar
ROW = 40


def row_words(row: pd.Series) -> str:
    """A stage or a loss as a reader sees it: "voided: episode recorded in error"."""
    if row["part"] == "reached":
        return STAGES[row["stage"]]
    words = LOSSES[row["part"]][0]
    if row["part"] == "voided":
        reason = row["reason"] or "no reason recorded"
        return f"{words}: {reason[0].lower()}{reason[1:]}"
    if row["part"] in ("pending", "not_recorded"):
        return f"{words}, {OFFER_WORDS[row['stage']]}"
    return words


def flow_chart(flow: pd.DataFrame, *, dark: bool = False):
    """Stages as bars from zero, each loss as the piece that the next stage is shorter by.

    flow: interview_flow. A mark's customdata: stage, part, reason, number of episodes.
    """
    rows = flow.assign(words=[row_words(row) for _, row in flow.iterrows()])
    starts, connectors = _places(rows)
    figure = blank_figure(
        dark, height=24 + ROW * len(rows), margin={"l": 172, "r": 64, "t": 8, "b": 8}
    )
    for position, (start, (_, row)) in enumerate(zip(starts, rows.iterrows(), strict=True)):
        _add_bar(figure, position, start, row, rows["episodes"].iloc[0], dark)
    line = {"color": colour("comparison", dark), "width": 1}
    figure.update_layout(
        barmode="overlay",
        shapes=[
            {"type": "line", "x0": x, "x1": x, "y0": y + 0.33, "y1": y + 0.67, "line": line}
            for y, x in connectors
        ],
    )
    figure.update_xaxes(range=[0, max(rows["episodes"].iloc[0], 1)], showticklabels=False)
    figure.update_yaxes(
        range=[len(rows) - 0.5, -0.5],
        tickvals=list(range(len(rows))),
        ticktext=[_label(row) for _, row in rows.iterrows()],
        ticklabelstandoff=6,
    )
    return figure


def _places(rows: pd.DataFrame) -> tuple[list[int], list[tuple[int, int]]]:
    """Where each bar begins, and (row, x) of the lines that lead from a row down to the next."""
    starts, connectors, left = [], [], 0
    for position, (_, row) in enumerate(rows.iterrows()):
        if row["part"] == "reached":
            left = row["episodes"]
            starts.append(0)
        else:
            left -= row["episodes"]
            starts.append(left)
        if position < len(rows) - 1:
            connectors.append((position, left))
    return starts, connectors


def _label(row: pd.Series) -> str:
    if row["part"] == "reached":
        return f"<b>{row['words']}</b>"
    lines = wrap(row["words"], LINE)
    if len(lines) > 2:
        lines = [lines[0], f"{lines[1][: LINE - 1]}…"]
    return "<br>".join(as_written(line) for line in lines)


def _add_bar(figure, position: int, start: int, row: pd.Series, whole: int, dark: bool) -> None:
    count = row["episodes"]
    share = f"{number(count)} of {number(whole)} episodes"
    children = counted(row["children"], "child", "children")
    figure.add_bar(
        x=[count],
        y=[position],
        base=[start],
        orientation="h",
        width=0.66,
        marker=_marker(row, dark),
        text=[f"<b>{number(count)}</b>" if row["part"] == "reached" else number(count)],
        textposition="outside",
        cliponaxis=False,
        customdata=[[row["stage"], row["part"], row["reason"], int(count)]],
        hovertext=[f"{as_written(_capital(row['words']))}: {share}, {children}"],
        hoverinfo="text",
    )


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _marker(row: pd.Series, dark: bool) -> dict:
    if row["part"] == "reached":
        return {"color": colour("in_time" if row["stage"] == "in_time" else "missing", dark)}
    return bar_marker(*LOSSES[row["part"]][1], dark)


def flow_title(flow: pd.DataFrame) -> str:
    """How many came all the way, and where most of the others ended."""
    whole = flow["episodes"].iloc[0]
    if not whole:
        return "No episodes to show"
    in_time = flow["episodes"].iloc[-1]
    losses = flow[flow["part"] != "reached"].groupby("part", sort=False)["episodes"].sum()
    came = f"{number(in_time)} of {counted(whole, 'episode')} led to an interview in time"
    if losses.empty or not losses.max():
        return came
    largest = {
        "late": "a later interview",
        "not_recorded": "no recorded outcome",
        "voided": "a voided interview",
        "declined": "a declined interview",
        "pending": "an interview still pending",
        "still_missing": "a child not back yet",
    }[losses.idxmax()]
    return f"{came}; the most common other end was {largest} ({number(losses.max())})"


def flow_twin(flow: pd.DataFrame) -> pd.DataFrame:
    """Stages and losses down, in the order of the way: episodes, share of all, children."""
    whole = flow["episodes"].iloc[0] if len(flow) else 0
    return pd.DataFrame(
        {
            "Stage or loss": [
                row_words(row) if row["part"] == "reached" else f"– {row_words(row)}"
                for _, row in flow.iterrows()
            ],
            "Episodes": flow["episodes"],
            "Of all episodes": [percent(n / whole if whole else None) for n in flow["episodes"]],
            "Children": flow["children"],
        }
    )
