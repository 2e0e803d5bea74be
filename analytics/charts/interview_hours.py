"""How long it takes from a child's return to the interview."""

import pandas as pd

from analytics.charts.theme import axis_words, blank_figure, colour, note, rounded_top
from analytics.charts.words import (
    counted,
    in_hours,
    number,
    whole_percent,
)
from analytics.definitions import HOUR_BANDS, TIMESCALE_HOURS

WEEK = HOUR_BANDS[-1] + 12
LONGER_AT, UNKNOWN_AT = WEEK + 16, WEEK + 40  # where those bars stand, beyond the axis of hours
HEIGHT = 400


def hours_chart(bands: pd.DataFrame, quarter: pd.Series | None, *, dark: bool = False):
    """Completed interviews by half days from the return, with the statutory line.

    bands: interviews_by_hours. quarter: the row of hours_to_interview with median and 90th
    percentile; None where there is none. A mark's customdata: first hour and last hour of the band
    ("" where there is none), "in_time" or "late", number of episodes.
    """
    figure = blank_figure(dark, height=HEIGHT, margin={"l": 40, "r": 8, "t": 108, "b": 56})
    unknown = bands["hours_from"].isna()
    bands = bands[~unknown | (bands["episodes"] > 0)]
    centres = [
        _centre(start, end)
        for start, end in zip(bands["hours_from"], bands["hours_to"], strict=True)
    ]
    late = bands["episodes"] - bands["in_time"]
    for part, counts, bases in (
        ("in_time", bands["in_time"], 0 * late),
        ("late", late, bands["in_time"]),
    ):
        figure.add_bar(
            x=centres,
            y=counts,
            base=bases,
            width=11,
            marker={"color": colour(part, dark)},
            customdata=[
                [_edge(row["hours_from"]), _edge(row["hours_to"]), part, int(count)]
                for (_, row), count in zip(bands.iterrows(), counts, strict=True)
            ],
            hovertext=[
                f"{band_words(row)}: {counted(count, 'interview')}, "
                f"{counted(row['children'], 'child', 'children')}"
                for (_, row), count in zip(bands.iterrows(), counts, strict=True)
            ],
            hoverinfo="text",
        )
    top = rounded_top(bands["episodes"].max() if len(bands) else 0)
    figure.update_layout(
        barmode="overlay",
        annotations=[axis_words("Interviews", dark), *_lines(figure, quarter, dark)],
    )
    ticks = {hour: f"{hour}" for hour in range(0, WEEK, 24)} | {WEEK: "a week"}
    ticks |= {LONGER_AT + 2: "<br>longer"}
    if (bands["hours_from"].isna()).any():
        ticks |= {UNKNOWN_AT: "not<br>known"}
    figure.update_xaxes(
        range=[-2, max(centres, default=LONGER_AT) + 10],
        tickvals=list(ticks),
        ticktext=list(ticks.values()),
        tickangle=0,
        showline=True,
        title={"text": "Hours from return to interview", "standoff": 8},
    )
    figure.update_yaxes(range=[0, top], nticks=5, showgrid=True, tickformat=",d")
    return figure


def _centre(start: float, end: float) -> float:
    if pd.isna(start):
        return UNKNOWN_AT
    return LONGER_AT if pd.isna(end) else (start + end) / 2


def _edge(hour: float) -> float | str:
    return "" if pd.isna(hour) else float(hour)


def band_words(band: pd.Series) -> str:
    """A band of hours: "up to 12 hours", "over 60, up to 72 hours", "over 168 hours"."""
    if pd.isna(band["hours_from"]):
        return "time not known"
    start, end = band["hours_from"], band["hours_to"]
    if pd.isna(end):
        return f"over {start:.0f} hours"
    return f"over {start:.0f}, up to {end:.0f} hours" if start else f"up to {end:.0f} hours"


def _lines(figure, quarter: pd.Series | None, dark: bool) -> list[dict]:
    """Draw the statutory line, the median and the 90th percentile; return their labels."""
    marks = [(TIMESCALE_HOURS, f"<b>{TIMESCALE_HOURS} hours</b>", "solid", 2)]
    if quarter is not None and pd.notna(quarter["median_hours"]):
        median, ninth = quarter["median_hours"], quarter["ninetieth_percentile_hours"]
        marks += [
            (median, f"half within {in_hours(median)}", "dot", 1.5),
            (ninth, f"nine in ten within {in_hours(ninth)}", "dash", 1.5),
        ]
    labels = []
    # The rightmost line is the lowest, and a label hides what passes behind it.
    for level, (hour, words, dash, width) in enumerate(sorted(marks, reverse=True)):
        at = min(hour, LONGER_AT)
        rises = 0.15 + 0.1 * level
        figure.add_shape(
            type="line",
            x0=at,
            x1=at,
            y0=0,
            y1=1 + rises,
            yref="paper",
            line={"color": colour("quiet_text", dark), "width": width, "dash": dash},
        )
        # A label stays within the figure: to the left of a line in the right half.
        right = at > WEEK * 0.55
        labels.append(
            note(
                words,
                dark,
                x=at,
                y=1 + rises,
                yref="paper",
                xanchor="right" if right else "left",
                yanchor="middle",
                xshift=-5 if right else 5,
                bgcolor=colour("background", dark),
            )
        )
    return labels


def hours_title(quarter: pd.Series | None) -> str:
    """How long half and nine in ten of the interviews took."""
    if quarter is None or pd.isna(quarter["median_hours"]):
        return "How long interviews took is not known for this selection"
    return (
        f"Half were held within {in_hours(quarter['median_hours'])} of the return, "
        f"{whole_percent(quarter['share_within_72_hours'])} within 72"
    )


def hours_subtitle(quarter: pd.Series | None, period: str) -> str:
    """What is drawn: how many interviews, of which quarter, and the time not known by count."""
    if quarter is None:
        return f"Completed interviews by half days from the return, {period}: none"
    unknown = quarter["completed"] - quarter["with_hours"]
    without = f", {number(unknown)} more at a time not known" if unknown else ""
    return (
        f"Completed interviews by half days from the return, {period}: "
        f"{number(quarter['with_hours'])}{without}"
    )


def bands_twin(bands: pd.DataFrame) -> pd.DataFrame:
    """Bands of hours down: interviews, in time, children."""
    words = [band_words(band) for _, band in bands.iterrows()]
    return pd.DataFrame(
        {
            "From return to interview": [text[0].upper() + text[1:] for text in words],
            "Episodes interviewed": bands["episodes"],
            "In time": bands["in_time"],
            "Children": bands["children"],
        }
    )
