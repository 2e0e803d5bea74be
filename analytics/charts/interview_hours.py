"""How long it takes from a child's return to the interview, over one quarter."""

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.theme import axis_words, blank_figure, colour, note, rounded_top
from analytics.charts.words import counted, in_hours, number, whole_percent
from analytics.definitions import FEWEST_FOR_PERCENTILES, HOUR_EDGES, TIMESCALE_HOURS

WEEK = HOUR_EDGES[-1]
LONGER_AT, UNKNOWN_AT = WEEK + 16, WEEK + 40  # where those bars stand, beyond the axis of hours
LEFT_OF_ITS_LINE = 130  # hours: a label to the right of a line from there on would be cut off
HEIGHT = 416
HOVER = {"in_time": "in time", "late": "later"}


def band_words(hours_from: float | None, hours_to: float | None) -> str:
    """A band of hours: "up to 12 hours", "over 60, up to 72 hours", "over 168 hours"."""
    if pd.isna(hours_from):
        return "time not known"
    if pd.isna(hours_to):
        return f"over {hours_from:.0f} hours"
    return (f"over {hours_from:.0f}, " if hours_from else "") + f"up to {hours_to:.0f} hours"


def _bands(bands: pd.DataFrame) -> list[tuple]:
    return list(bands[["hours_from", "hours_to"]].itertuples(index=False, name=None))


def has_percentiles(quarter: pd.Series | None) -> bool:
    """Whether there are enough interviews with known hours to say what half of them took."""
    return quarter is not None and quarter["with_hours"] >= FEWEST_FOR_PERCENTILES


def hours_chart(bands: pd.DataFrame, quarter: pd.Series | None, *, dark: bool = False) -> go.Figure:
    """Episodes interviewed, by half days from the return, with a line at the timescale.

    bands: interviews_by_hours. quarter: the row of hours_to_interview with median and 90th
    percentile; None where there is none. A mark's customdata: first hour and last hour of the band
    ("" where there is none), "in_time" or "late", number of episodes.
    """
    figure = blank_figure(dark, height=HEIGHT, margin={"l": 40, "r": 8, "t": 108, "b": 60})
    bands = bands[bands["hours_from"].notna() | (bands["episodes"] > 0)]
    late = bands["episodes"] - bands["in_time"]
    _add_part(figure, bands, "in_time", bands["in_time"], 0 * late, dark)
    _add_part(figure, bands, "late", late, bands["in_time"], dark)
    lines = _lines(quarter)
    figure.update_layout(
        barmode="overlay",
        shapes=[_line(*line, dark) for line in lines],
        annotations=[
            axis_words("Episodes", dark) | {"bgcolor": colour("background", dark)},
            *[_line_label(hour, level, words, dark) for hour, level, words, _ in lines],
        ],
    )
    _axes(figure, bands)
    return figure


def _add_part(figure, bands, part: str, counts, bases, dark: bool) -> None:
    figure.add_bar(
        x=[_centre(start, end) for start, end in _bands(bands)],
        y=counts,
        base=bases,
        width=11,
        marker={"color": [colour(_meaning(part, start), dark) for start, _ in _bands(bands)]},
        customdata=[
            [*("" if pd.isna(edge) else float(edge) for edge in band), part, int(count)]
            for band, count in zip(_bands(bands), counts, strict=True)
        ],
        hovertext=[
            f"{band_words(*band)}: {counted(count, 'episode')}"
            + ("" if pd.isna(band[0]) else f", {HOVER[part]}")
            for band, count in zip(_bands(bands), counts, strict=True)
        ],
        hoverinfo="text",
    )


def _meaning(part: str, start: float) -> str:
    """The colour of a bar: what was not in time at a time not known is not drawn as late."""
    return "pending" if part == "late" and pd.isna(start) else part


def _centre(start: float, end: float) -> float:
    if pd.isna(start):
        return UNKNOWN_AT
    return LONGER_AT if pd.isna(end) else (start + end) / 2


def _axes(figure, bands: pd.DataFrame) -> None:
    ticks = {hour: f"{hour}" for hour in range(0, WEEK + 1, 24)} | {LONGER_AT + 2: "<br>longer"}
    unknown = bands["hours_from"].isna().any()
    if unknown:
        ticks |= {UNKNOWN_AT: "not<br>known"}
    figure.update_xaxes(
        range=[-2, (UNKNOWN_AT if unknown else LONGER_AT) + 10],
        tickvals=list(ticks),
        ticktext=list(ticks.values()),
        tickangle=0,
        showline=True,
        title={"text": "Hours from return to interview", "standoff": 8},
    )
    top = rounded_top(bands["episodes"].max() if len(bands) else 0)
    figure.update_yaxes(range=[0, top], nticks=5, showgrid=True, tickformat=",d")


def _lines(quarter: pd.Series | None) -> list[tuple[float, float, str, str]]:
    """Hour, height above the bars, words and dash of each line, so that no label crosses a line.

    A label to the right of its line passes below those of lines further left; one to the left of
    its line passes above all others.
    """
    marks = [(TIMESCALE_HOURS, f"<b>{TIMESCALE_HOURS} h</b>", "solid")]
    if has_percentiles(quarter):
        median, ninth = quarter["median_hours"], quarter["ninetieth_percentile_hours"]
        marks += [
            (median, f"half: {median:,.1f} h", "dot"),
            (ninth, f"9 in 10: {ninth:,.1f} h", "dash"),
        ]
    marks = [(min(hour, LONGER_AT), words, dash) for hour, words, dash in marks]
    marks.sort(key=lambda mark: (mark[0] >= LEFT_OF_ITS_LINE, -mark[0]))
    return [
        (hour, 1.15 + 0.1 * level, words, dash) for level, (hour, words, dash) in enumerate(marks)
    ]


def _line(hour: float, height: float, words: str, dash: str, dark: bool) -> dict:
    ink = {"color": colour("quiet_text", dark), "width": 2, "dash": dash}
    where = {"x0": hour, "x1": hour, "y0": 0, "y1": height, "yref": "paper"}
    return {"type": "line", "line": ink} | where


def _line_label(hour: float, height: float, words: str, dark: bool) -> dict:
    left = hour >= LEFT_OF_ITS_LINE
    side = {"xanchor": "right" if left else "left", "xshift": -5 if left else 5}
    return note(words, dark, x=hour, y=height, yref="paper", yanchor="middle", **side)


def hours_title(quarter: pd.Series | None) -> str:
    """How long half of the interviews took, and how many were within the timescale."""
    if quarter is None or not quarter["with_hours"]:
        return "How long interviews took is not known for this selection"
    if not has_percentiles(quarter):
        few = counted(quarter["with_hours"], "episode")
        return f"Too few to say how long it usually takes: {few} with known times"
    return (
        f"Half were held within {in_hours(quarter['median_hours'])} of the return, "
        f"{whole_percent(quarter['share_within_timescale'])} within {TIMESCALE_HOURS}"
    )


def hours_subtitle(quarter: pd.Series | None, period: str) -> str:
    """What is drawn: how many episodes, of which quarter, and those at a time not known."""
    if quarter is None:
        return f"Episodes interviewed, by half days from the return, {period}: none"
    unknown = quarter["completed"] - quarter["with_hours"]
    without = f", {number(unknown)} more at a time not known" if unknown else ""
    return (
        f"Episodes interviewed, by half days from the return, {period}: "
        f"{number(quarter['with_hours'])}{without}"
    )


def bands_twin(bands: pd.DataFrame) -> pd.DataFrame:
    """Bands of hours down: episodes interviewed, in time, children."""
    words = [band_words(*band) for band in _bands(bands)]
    return pd.DataFrame(
        {
            "From return to interview": [text[0].upper() + text[1:] for text in words],
            "Episodes interviewed": bands["episodes"],
            "In time": bands["in_time"],
            "Children": bands["children"],
        }
    )
