"""One child's record along one line of time: a lane for each kind of thing, named above its marks.

Names stand at the left edge above their lane, so that nothing collides however many marks there
are and however narrow the page is. One unit upright is one pixel.
"""

from math import log

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import chronology_rows as said
from analytics.charts.chronology_lanes import LONGEST_SETTING, lanes_below
from analytics.charts.chronology_words import in_span
from analytics.charts.theme import blank_figure, colour, note, shortened
from analytics.charts.words import counted

PITCH = 32  # from lane to lane
MARKS = 25  # from the top of a lane to the middle of its marks
STICKS = 140  # the lane of the episodes: the taller a stick, the longer the child was gone
# Each is STEP times the one before, so that the lines stand about as far apart.
STEP = 4
TALLEST = 84  # pixels: what is left under the lane's name and scale
LENGTHS = {6: "6 hours", 24: "1 day", 96: "4 days", 384: "16 days", 1536: "64 days"}
SCALE = f"taller: gone longer; each line is {STEP} times the one below"


def chronology_chart(rows: pd.DataFrame, span: tuple, *, dark: bool = False) -> go.Figure:
    """Placements as bars, episodes as sticks, all else as marks, in lanes below each other.

    rows: chronology. span: from when to when, as chronology_span gives it.
    """
    rows = rows[in_span(rows, span)]
    rows = rows.assign(hover=said.hover_words(rows))
    placements = rows[rows["kind"] == "placement"]
    lanes = lanes_below(rows)
    top = PITCH * max(len(placements), 1)
    sticks = STICKS if (rows["kind"] == "episode").any() else PITCH
    height = top + sticks + PITCH * len(lanes)
    figure = blank_figure(dark, height=height + 48, margin={"l": 18, "r": 58, "t": 4, "b": 44})
    labels = _add_placements(figure, placements, span, dark)
    labels += _add_episodes(figure, rows[rows["kind"] == "episode"], span, top, dark)
    for at, lane in enumerate(lanes):
        labels.append(_add_lane(figure, lane, top + sticks + at * PITCH, span, dark))
    figure.update_layout(annotations=labels, barmode="overlay", hoverdistance=12)
    figure.update_xaxes(
        type="date", range=list(span), showgrid=True, gridcolor=colour("grid", dark)
    )
    figure.update_xaxes(
        **_ticks(span), showline=True, ticks="outside", tickangle=0, ticklabeloverflow="allow"
    )
    figure.update_yaxes(range=[height, 0], showticklabels=False)
    return figure


def _name(text: str, y: float, dark: bool) -> dict:
    at_left = {"x": 0, "xref": "paper", "xanchor": "left", "align": "left"}
    return note(text, dark, y=y, yanchor="top", **at_left)


def _add_placements(figure, placements: pd.DataFrame, span: tuple, dark: bool) -> list[dict]:
    if placements.empty:
        return [_name("No placement recorded", 0, dark)]
    begins = placements["at"].clip(lower=span[0])
    ends = placements["until"].fillna(span[1]).clip(upper=span[1])
    outside = placements["out_of_area"].eq(True).fillna(False)
    ink, ground = colour("quiet_text", dark), colour("land", dark)
    figure.add_bar(
        orientation="h",
        base=begins.tolist(),
        x=((ends - begins).dt.total_seconds() * 1000).tolist(),
        y=[MARKS + PITCH * row for row in range(len(placements))],
        width=12,
        marker={
            "color": ground,
            "line": {"color": ink, "width": 1},
            "pattern": {
                "shape": ["/" if out else "" for out in outside],
                "fgcolor": ink,
                "bgcolor": ground,
                "size": 6,
            },
        },
        hovertext=placements["hover"],
        hoverinfo="text",
    )
    return [
        _name(_placement_name(row), PITCH * at, dark)
        for at, (_, row) in enumerate(placements.iterrows())
    ]


def _placement_name(placement: pd.Series) -> str:
    if pd.notna(placement["setting"]):
        placement = placement.copy()
        placement["setting"] = shortened(placement["setting"], LONGEST_SETTING)
    return said.where_words(placement)


def _add_episodes(figure, episodes: pd.DataFrame, span: tuple, top: float, dark: bool) -> list:
    if episodes.empty:
        return [_name("No episode recorded", top, dark)]
    ink, floor = colour("missing", dark), top + STICKS - 10
    longest = max([24, *episodes["gone_hours"].dropna()])
    open_ended = episodes["until"].isna()
    height = [_height(value, longest) for value in episodes["gone_hours"]]
    height = pd.Series(height, index=episodes.index).mask(open_ended, TALLEST)
    for is_open, dash in ((False, "solid"), (True, "dot")):
        if not (open_ended == is_open).any():
            continue
        lines = _lines(episodes[open_ended == is_open], height, floor, span)
        look = {"color": ink, "width": 1.5, "dash": dash}
        figure.add_scatter(**lines, mode="lines", line=look, hoverinfo="skip")
    symbols = episodes["what"].map({"missing": "circle", "away": "circle-open"})
    figure.add_scatter(
        x=episodes["at"].clip(lower=span[0]),
        y=floor - height,
        mode="markers",
        marker={"color": ink, "size": 6, "symbol": symbols.mask(open_ended, "triangle-right")},
        cliponaxis=False,
        hovertext=episodes["hover"],
        hoverinfo="text",
    )
    name = _name(_episodes_name(episodes, open_ended), top, dark)
    return [name, *_length_lines(figure, floor, longest, dark)]


def _height(gone_hours: float, longest: float) -> float:
    """How high a stick is, in pixels; one of unknown length is the shortest."""
    if pd.isna(gone_hours):
        return 8
    return 8 + (TALLEST - 8) * log(1 + gone_hours) / log(1 + longest)


def _lines(episodes: pd.DataFrame, height: pd.Series, floor: float, span: tuple) -> dict:
    """Up from where the child went, then across to the return: a day is seldom a pixel wide."""
    x, y = [], []
    for at, row in episodes.iterrows():
        begins = max(row["at"], span[0])
        ends = span[1] if pd.isna(row["until"]) else min(row["until"], span[1])
        x += [begins, begins, ends, None]
        y += [floor, floor - height[at], floor - height[at], None]
    return {"x": x, "y": y}


def _episodes_name(episodes: pd.DataFrame, open_ended: pd.Series) -> str:
    name = counted(len(episodes), "episode")
    if open_ended.any():
        name += f", {open_ended.sum()} not back yet"
    return name if len(episodes) == 1 else f"{name}<br>{SCALE}"


def _length_lines(figure, floor: float, longest: float, dark: bool) -> list[dict]:
    labels = []
    for gone_hours, words in LENGTHS.items():
        if gone_hours <= longest:
            y = floor - _height(gone_hours, longest)
            line = {"color": colour("grid", dark), "width": 1}
            figure.add_hline(y=y, line=line, layer="below")
            beside = {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 4, "y": y}
            labels.append(note(words, dark, **beside, font={"color": colour("quiet_text", dark)}))
    return labels


def _add_lane(figure, lane: dict, top: float, span: tuple, dark: bool) -> dict:
    """Draw a lane's marks on a line of their own; returns its name."""
    marks, ink = lane["marks"], colour(lane["ink"], dark)
    symbols = pd.Series(lane["symbol"], index=marks.index)
    are_hollow = symbols.str.contains("open")
    edges = [ink if hollow else colour("background", dark) for hollow in are_hollow]
    line = {"color": colour("grid", dark), "width": 1}
    figure.add_hline(y=top + MARKS, line=line, layer="below")
    runs = marks[marks["kind"] == "trigger"]
    if len(runs):
        _add_runs(figure, runs, top + MARKS, span, ink)
    figure.add_scatter(
        x=marks["at"].clip(lower=span[0]),
        y=[top + MARKS] * len(marks),
        mode="markers",
        marker={
            "symbol": symbols,
            "color": ink,
            "opacity": 1,  # else Plotly takes marks of several sizes for bubbles to look through
            # a triangle covers half of what a square does
            "size": [13 if symbol == "triangle-up" else 9 for symbol in symbols],
            # hollow shapes are drawn by their line; filled ones that touch are told apart by it
            "line": {"width": [1.5 if hollow else 1 for hollow in are_hollow], "color": edges},
        },
        cliponaxis=False,
        hovertext=marks["hover"],
        hoverinfo="text",
    )
    return _name(lane["name"], top, dark)


def _add_runs(figure, runs: pd.DataFrame, y: float, span: tuple, ink: str) -> None:
    """A thick line from when so many episodes were reached to the last with still so many."""
    x = []
    for _, run in runs.iterrows():
        x += [max(run["at"], span[0]), min(run["until"], span[1]), None]
    line = {"color": ink, "width": 4}
    figure.add_scatter(x=x, y=[y] * len(x), mode="lines", line=line, hoverinfo="skip")


def _ticks(span: tuple) -> dict:
    """At most six first days of a month, three months, half a year or whole years."""
    for months in (1, 3, 6, 12, 24, 60, 120):
        starts = pd.date_range(span[0].normalize().replace(day=1), span[1], freq="MS")
        days = [day for day in starts if (day.month - 1 + 12 * day.year) % months == 0]
        days = [day for day in days if day >= span[0]]
        if len(days) <= 6:
            break
    years = [day.year for day in days]
    words = [
        f"{day:%b}<br>{day.year}" if at == 0 or day.year != years[at - 1] else f"{day:%b}"
        for at, day in enumerate(days)
    ]
    return {"tickvals": days, "ticktext": words}
