"""Length of absence, and rates per looked-after child."""

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.theme import axis_words, blank_figure, colour, rounded_top
from analytics.charts.words import number, per_100, short_span, span_words, whole_percent


def lengths_chart(bands: pd.DataFrame, *, dark: bool = False) -> go.Figure:
    """Episodes by how long the child was gone, shortest first; bands without an episode left out
    where they say only that nothing is unknown."""
    shown = bands[(bands["episodes"] > 0) | ~bands["band"].isin(["still missing", "not known"])]
    drawn = blank_figure(dark, height=60 + 40 * len(shown), margin={"l": 108, "r": 96, "b": 12})
    drawn.add_bar(
        x=shown["episodes"],
        y=shown["band"],
        orientation="h",
        width=0.66,
        marker={"color": colour("missing", dark)},
        text=[
            f"{number(episodes)} ({whole_percent(share)})" if pd.notna(share) else number(episodes)
            for episodes, share in zip(shown["episodes"], shown["share"], strict=True)
        ],
        textposition="outside",
        cliponaxis=False,
        hovertext=[
            f"{band}: {number(episodes)} episodes, {number(children)} children"
            for band, episodes, children in zip(
                shown["band"], shown["episodes"], shown["children"], strict=True
            )
        ],
        hoverinfo="text",
    )
    drawn.update_xaxes(showticklabels=False, range=[0, max(shown["episodes"].max(), 1)])
    drawn.update_yaxes(autorange="reversed", ticklabelstandoff=6)
    return drawn


def looked_after_chart(rates: pd.DataFrame, *, dark: bool = False) -> go.Figure:
    """Children who went missing per 100 looked-after children, by period."""
    drawn = blank_figure(dark, height=300, margin={"t": 32, "b": 48})
    drawn.update_layout(annotations=[axis_words("Children per 100 looked after", dark)])
    drawn.add_bar(
        x=list(range(len(rates))),
        y=rates["children_per_100"],
        width=0.62,
        marker={"color": colour("missing", dark)},
        text=[per_100(rate) for rate in rates["children_per_100"]],
        textposition="outside",
        cliponaxis=False,
        hovertext=[
            f"{span_words(start, end)}: {number(children)} of {number(looked_after)} looked-after "
            "children"
            for start, end, children, looked_after in zip(
                *(rates[c] for c in ("period_start", "period_end", "children", "looked_after")),
                strict=True,
            )
        ],
        hoverinfo="text",
    )
    drawn.update_xaxes(
        tickvals=list(range(len(rates))),
        ticktext=[
            short_span(start, end)
            for start, end in zip(rates["period_start"], rates["period_end"], strict=True)
        ],
        range=[-0.6, max(len(rates) - 0.4, 0.6)],
        showline=True,
    )
    drawn.update_yaxes(
        range=[0, rounded_top(rates["children_per_100"].fillna(0).max()) * 1.1],
        nticks=5,
        showgrid=True,
    )
    return drawn
