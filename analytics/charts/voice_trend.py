"""One action on the whole trend of the figure that it should move."""

import pandas as pd

from analytics.charts.plain_words import is_withheld
from analytics.charts.theme import axis_words, blank_figure, colour, faded, note
from analytics.charts.trends import PART_OPACITY, time_axis, value_axis
from analytics.charts.voice import TIMES, Effect, action_place, effect_words
from analytics.charts.words import (
    day_words,
    is_rate,
    number,
    quarter_words,
    short_quarter,
)
from analytics.definitions import MEASURES_TO_MOVE


def effect_title(effect: Effect) -> str:
    """The finding over the chart."""
    return f"{MEASURES_TO_MOVE[effect.measure]}. {effect_words(effect)}"


def effect_subtitle(effect: Effect, action: str) -> str:
    """What the chart shows, and what it cannot."""
    return (
        "By the quarter in which the child went missing; the line: in effect from "
        f"{day_words(effect.in_effect_from)}, “{action.rstrip('.')}”. Other things changed as "
        "well: a figure that moved need not have moved because of it"
    )


def effect_chart(effect: Effect, *, dark: bool = False):
    """The figure by quarter, the day of the action a line across; those since in full colour.

    A quarter that is withheld has its sign in its place; a part of one is lighter.
    """
    rows, share = effect.quarters, effect.is_share
    drawn = blank_figure(dark, height=340, margin={"t": 72, "b": 48})
    ink = colour("in_time" if is_rate(effect.measure) else "missing", dark)
    shown = pd.to_numeric(rows["value"], errors="coerce")
    texts = [effect.text(value) for value in rows["value"]]
    shared = {
        "x": list(range(len(rows))),
        "y": shown,
        "text": texts,
        "hovertext": [
            f"{quarter_words(start)}, {TIMES[time]}: {text}<br>{number(episodes)} episodes"
            for start, time, text, episodes in zip(
                rows["quarter_start"], rows["time"], texts, rows["episodes"], strict=True
            )
        ],
        "hoverinfo": "text",
        "cliponaxis": False,
    }
    inks = [ink if whole else faded(ink, PART_OPACITY) for whole in rows["complete"]]
    if share:
        drawn.add_scatter(
            **shared,
            mode="lines+markers+text",
            textposition=_beside_the_line(effect),
            line={"color": ink, "width": 2},
            marker={"size": 9, "color": inks},
        )
    else:
        drawn.add_bar(**shared, width=0.68, marker={"color": inks}, textposition="outside")
    quarters = [short_quarter(start) for start in rows["quarter_start"]]
    time_axis(drawn, rows["quarter_start"], "quarter", quarters)
    value_axis(drawn, shown, "share" if share else effect.measure)
    _mark_action(drawn, effect, dark)
    return drawn


def _beside_the_line(effect: Effect) -> list[str]:
    """Where each quarter's value is written: above its mark, but not across the action's line."""
    place = action_place(effect)
    aside = "top right" if place % 1 < 0.5 else "top left"
    times = effect.quarters["time"]
    return [aside if time == "during" else "top center" for time in times]


def _mark_action(drawn, effect: Effect, dark: bool) -> None:
    """The day of the action as a line from top to bottom, its name above, withheld signs below."""
    place = action_place(effect)
    left = place > len(effect.quarters) / 2
    drawn.add_shape(
        type="line",
        **{"x0": place - 0.5, "x1": place - 0.5, "y0": 0, "y1": 1, "yref": "paper"},
        line={"color": colour("text", dark), "width": 2, "dash": "dash"},
    )
    name = note(
        f"in effect from<br>{day_words(effect.in_effect_from)}",
        dark,
        **{"x": place - 0.5, "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 2},
        xanchor="right" if left else "left",
        align="right" if left else "left",
    )
    signs = [
        note(effect.text(value), dark, x=at, y=0, yanchor="bottom")
        for at, value in enumerate(effect.quarters["value"])
        if is_withheld(value)
    ]
    unit = axis_words(MEASURES_TO_MOVE[effect.measure], dark)
    drawn.update_layout(annotations=[unit | {"yshift": 40}, name, *signs])


def effect_twin(effect: Effect) -> pd.DataFrame:
    """Quarters down: the figure, of how many episodes, before or since the action."""
    rows = effect.quarters
    return pd.DataFrame(
        {
            "Quarter": [quarter_words(start) for start in rows["quarter_start"]],
            MEASURES_TO_MOVE[effect.measure]: [effect.text(value) for value in rows["value"]],
            "Episodes": [number(episodes) for episodes in rows["episodes"]],
            "When": rows["time"].map(TIMES),
            "Whole quarter": ["yes" if whole else "part" for whole in rows["complete"]],
        }
    )
