"""The way of an episode: back, offered, completed, in time, and every loss on it by name."""

from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.outcomes import bar_marker
from analytics.charts.theme import as_written, blank_figure, colour
from analytics.charts.words import counted, number, percent
from analytics.definitions import INTERVIEW_STAGES

# Loss → its name, and what the bar shows: a meaning of definitions and a pattern.
LOSSES = {
    "still_missing": ("not back yet", ("pending", "-")),
    "voided": ("voided", ("voided", "")),
    "declined": ("declined", ("declined", ".")),
    "pending": ("pending", ("pending", "-")),
    "not_recorded": ("no outcome recorded", ("not_recorded", "/")),
    "late": ("interviewed later", ("late", "")),
    "time_not_known": ("interviewed, time not known", ("pending", "x")),
}
OFFER_WORDS = {"back": "no offer recorded", "offered": "offered"}
LINE = 24  # characters of a label beside a bar
ROW = 40


def row_words(stage: str, part: str, reason: str) -> str:
    """A row of interview_flow as a reader sees it: "voided: episode recorded in error"."""
    if part == "reached":
        return INTERVIEW_STAGES[stage]
    words = LOSSES[part][0]
    if part == "voided":
        return f"{words}: {reason or 'no reason recorded'}"
    if part in ("pending", "not_recorded"):
        return f"{words.removesuffix(' recorded')}, {OFFER_WORDS[stage]}"
    return words


def _words_of(flow: pd.DataFrame) -> list[str]:
    return [row_words(*row) for row in flow[["stage", "part", "reason"]].itertuples(index=False)]


def flow_chart(flow: pd.DataFrame, *, dark: bool = False) -> go.Figure:
    """Stages as bars from zero, each loss as the piece that the next stage is shorter by.

    flow: interview_flow. A mark's customdata: stage, part, reason, number of episodes.
    """
    rows = flow.assign(words=_words_of(flow))
    starts, ends = _places(rows)
    figure = blank_figure(
        dark, height=24 + ROW * len(rows), margin={"l": 172, "r": 64, "t": 8, "b": 8}
    )
    for position, (start, (_, row)) in enumerate(zip(starts, rows.iterrows(), strict=True)):
        _add_bar(figure, position, start, row, rows["episodes"].iloc[0], dark)
    figure.update_layout(barmode="overlay", shapes=_connectors(ends, dark))
    figure.update_xaxes(range=[0, max(rows["episodes"].iloc[0], 1)], showticklabels=False)
    figure.update_yaxes(
        range=[len(rows) - 0.5, -0.5],
        tickvals=list(range(len(rows))),
        ticktext=[_label(row) for _, row in rows.iterrows()],
        ticklabelstandoff=6,
    )
    return figure


def _places(rows: pd.DataFrame) -> tuple[list[int], list[int]]:
    """Where each bar begins, and how many are left after it."""
    starts, ends, left = [], [], 0
    for part, count in zip(rows["part"], rows["episodes"], strict=True):
        left = count if part == "reached" else left - count
        starts.append(0 if part == "reached" else left)
        ends.append(left)
    return starts, ends


def _connectors(ends: list[int], dark: bool) -> list[dict]:
    """Lines that lead from each row down to the next."""
    line = {"color": colour("comparison", dark), "width": 1}
    return [
        {"type": "line", "x0": end, "x1": end, "y0": row + 0.33, "y1": row + 0.67, "line": line}
        for row, end in enumerate(ends[:-1])
    ]


def _label(row: pd.Series) -> str:
    if row["part"] == "reached":
        return f"<b>{row['words']}</b>"
    lines = wrap(row["words"], LINE)
    if len(lines) > 2:
        lines = [lines[0], f"{lines[1][: LINE - 1]}…"]
    return "<br>".join(as_written(line) for line in lines)


def _add_bar(figure, position: int, start: int, row: pd.Series, whole: int, dark: bool) -> None:
    count = row["episodes"]
    words = as_written(row["words"][0].upper() + row["words"][1:])
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
        hovertext=[f"{words}: {number(count)} of {counted(whole, 'episode')}, {children}"],
        hoverinfo="text",
    )


def _marker(row: pd.Series, dark: bool) -> dict:
    if row["part"] == "reached":
        return {"color": colour("in_time" if row["stage"] == "in_time" else "missing", dark)}
    return bar_marker(*LOSSES[row["part"]][1], dark)


def flow_title(flow: pd.DataFrame) -> str:
    """How many came all the way, and what became of the largest part of the others."""
    whole = flow["episodes"].iloc[0]
    if not whole:
        return "No episodes to show"
    in_time = flow["episodes"].iloc[-1]
    came = (
        f"{number(in_time)} of {counted(whole, 'episode')} {'was' if in_time == 1 else 'were'} "
        "followed by an interview in time"
    )
    if _no_time_is_known(flow):
        came = f"Of {counted(whole, 'episode')} none is known to have had an interview in time"
    losses = flow[flow["part"] != "reached"].groupby("part", sort=False)["episodes"].sum()
    if losses.empty:
        return came
    largest = losses[losses == losses.max()]
    names = " and ".join(LOSSES[part][0] for part in largest.index)
    each = " each" if len(largest) > 1 else ""
    return f"{came}; the largest part of the others: {names} ({number(losses.max())}{each})"


def _no_time_is_known(flow: pd.DataFrame) -> bool:
    """Whether none is in time only because days without times cannot show it."""
    return bool((flow["part"] == "time_not_known").any() and not flow["episodes"].iloc[-1])


def flow_twin(flow: pd.DataFrame) -> pd.DataFrame:
    """Stages and losses down, in the order of the way: episodes, share of all, children."""
    whole = flow["episodes"].iloc[0] if len(flow) else 0
    names = zip(flow["part"], _words_of(flow), strict=True)
    shares = [percent(n / whole if whole else None) for n in flow["episodes"]]
    if _no_time_is_known(flow):
        shares[-1] = percent(None)
    return pd.DataFrame(
        {
            "Stage or loss": [
                words if part == "reached" else f"– {words}" for part, words in names
            ],
            "Episodes": flow["episodes"],
            "Of all episodes": shares,
            "Children": flow["children"],
        }
    )
