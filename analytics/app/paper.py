"""What only paper has: a line at the foot of every sheet, and a chart drawn for a sheet's width."""

import plotly.graph_objects as go
import streamlit as st

from analytics.charts.words import day_words
from analytics.store.snapshots import local_now

SHEET = 1058  # pixels between the margins of A4 lying crosswise, as style.css sets them
ROOM = 520  # of its height, what a title and the line under it leave for a chart


def put_on_every_sheet(reference: str, as_of: str) -> None:
    """Print at the foot of every sheet whose record it is, as of when, and that it is confidential.

    With the day on which the page was opened and the number of the sheet.
    """
    opened = day_words(local_now())
    left = f"{reference} · Confidential"
    middle = f"Data as of {as_of} · page opened on {opened}"
    st.html(
        "<style>@media print { @page { margin: 8mm 8mm 14mm; font: 9pt 'Source Sans', sans-serif;"
        f" @bottom-left {{ content: {_css_text(left)}; }}"
        f" @bottom-center {{ content: {_css_text(middle)}; }}"
        " @bottom-right { content: 'Page ' counter(page) ' of ' counter(pages); }"
        " } }</style>"
    )


def _css_text(text: str) -> str:
    """The text as a string of CSS that nothing in it can end."""
    signs = (sign if sign.isalnum() and sign.isascii() else f"\\{ord(sign):x} " for sign in text)
    return f"'{''.join(signs)}'"


def draw_for_paper(figure: go.Figure, name: str) -> None:
    """A figure drawn for light paper, as wide as the sheet and so high that it stands on the first.

    A chart keeps on paper the width, and the colours, that it was drawn with for the screen: where
    there is one for paper, the one for the screen is left out there. It is out of sight until then.
    """
    scale = min(1.0, ROOM / figure.layout.height)
    st.html(f"<style>@media print {{ .st-key-{name}-on-paper {{ zoom: {scale:.3f}; }} }}</style>")
    with st.container(key=f"{name}-on-paper"):
        st.plotly_chart(
            figure,
            key=f"paper-{name}",
            theme=None,
            width=int(SHEET / scale),
            config={"staticPlot": True},
        )
