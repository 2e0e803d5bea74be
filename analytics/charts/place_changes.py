"""Each place's episodes against those of the period before."""

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.places import CHANGED, MOST_DRAWN, place_hover, state_sign
from analytics.charts.theme import blank_figure, colour, note, rounded_top, shortened
from analytics.charts.words import number

ROW = 34


def drawn_places(places: pd.DataFrame) -> pd.DataFrame:
    """Those that are drawn: with an episode in either period, the MOST_DRAWN busiest."""
    either = places["episodes"] + places["previous_episodes"].fillna(0)
    return places[either > 0].head(MOST_DRAWN).reset_index(drop=True)


def place_changes_chart(places: pd.DataFrame, *, dark: bool = False) -> go.Figure:
    """Each place's episodes as a mark, hollow for the period before, busiest at the top.

    A mark's customdata: place_id, episodes.
    """
    shown = drawn_places(places)
    figure = blank_figure(
        dark, height=84 + ROW * len(shown), margin={"l": 132, "r": 96, "t": 12, "b": 56}
    )
    compared = shown["previous_episodes"].notna()
    rows = pd.Series(range(len(shown)))
    if compared.any():
        _add_before(figure, shown, rows, dark)
    _add_now(figure, shown, rows, dark)
    figure.update_layout(annotations=[_beside(place, row, dark) for row, place in shown.iterrows()])
    most = max(shown["episodes"].max(), shown["previous_episodes"].fillna(0).max(), 1)
    figure.update_xaxes(
        range=[-0.02 * most, rounded_top(float(most))],
        showgrid=True,
        gridcolor=colour("grid", dark),
        showline=True,
        # whole episodes only
        **({"dtick": 1} if most <= 6 else {"nticks": 6}),
        tickformat=",d",
        title={"text": "Missing episodes", "standoff": 8},
    )
    figure.update_yaxes(
        range=[max(len(shown), 1) - 0.4, -0.6],
        showgrid=False,
        tickvals=list(rows),
        ticktext=[shortened(name, 18) for name in shown["name"]],
        ticklabelstandoff=6,
    )
    return figure


def _add_before(figure, shown: pd.DataFrame, rows: pd.Series, dark: bool) -> None:
    ink = colour("comparison", dark)
    ends = [
        value
        for row, place in shown.iterrows()
        for value in ((place["previous_episodes"], row), (place["episodes"], row), (None, None))
    ]
    line = {"color": ink, "width": 2}
    figure.add_scatter(
        x=[x for x, _ in ends], y=[y for _, y in ends], mode="lines", line=line, hoverinfo="skip"
    )
    figure.add_scatter(
        x=shown["previous_episodes"],
        y=rows,
        mode="markers",
        marker={"size": 12, "color": colour("background", dark), "line": line},
        hoverinfo="skip",
    )


def _add_now(figure, shown: pd.DataFrame, rows: pd.Series, dark: bool) -> None:
    inks = {state: colour("neutral_signal", dark) for state in CHANGED}
    figure.add_scatter(
        x=shown["episodes"],
        y=rows,
        mode="markers",
        marker={
            "size": 14,
            "color": [inks.get(state, colour("missing", dark)) for state in shown["state"]],
            "symbol": ["diamond" if state in CHANGED else "circle" for state in shown["state"]],
        },
        customdata=[
            [place_id, int(count)]
            for place_id, count in zip(shown["place_id"], shown["episodes"], strict=True)
        ],
        hovertext=[place_hover(place) for _, place in shown.iterrows()],
        hoverinfo="text",
    )


def _beside(place: pd.Series, row: int, dark: bool) -> dict:
    text = f"<b>{number(place['episodes'])}</b>"
    if not pd.isna(place["previous_episodes"]):
        text += f" after {number(place['previous_episodes'])}{state_sign(place['state'])}"
    beside = {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 10, "y": row}
    return note(text, dark, font={"size": 14}, **beside)
