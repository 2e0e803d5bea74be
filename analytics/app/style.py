"""The page's style sheet, with the colours of definitions for light and dark."""

from functools import cache
from pathlib import Path

import streamlit as st

from analytics.definitions import COLOURS

HERE = Path(__file__).parent
PAGE_COLOURS = COLOURS | {"here": ("#e6e3f4", "#2d2a45")}
CHARTS = ".js-plotly-plot:not([class*='-on-paper'] *)"
# Digits in a bar, against what the bar is: its light colour is dark where its dark colour is light.
DIGITS = {"#1b1f24": "#ffffff", "#ffffff": "#1b1f24"}


@cache
def _style_sheet() -> str:
    # The browser chooses of each pair, so that a page turns dark at dusk without being run again.
    properties = "".join(
        f"--{name.replace('_', '-')}: light-dark({light}, {dark});"
        for name, (light, dark) in PAGE_COLOURS.items()
    )
    css = (HERE / "style.css").read_text(encoding="utf-8")
    return f"<style>:root {{{properties}}}\n{css}</style>"


@cache
def _dark_charts_on_paper() -> str:
    """Charts drawn for a dark page in the colours of a light one, in print.

    Each colour for itself: to invert the whole would print a picture, with no text to select.
    """
    light_of: dict[str, str] = {}
    for light, dark in COLOURS.values():
        light_of.setdefault(_as_plotly_writes(dark), light)  # of one dark colour the first meaning
    rules = [
        f"{CHARTS} :is([style*='{part}: {dark}'], [{part}='{dark}'])"
        f" {{ {part}: {light} !important; }}"
        for dark, light in light_of.items()
        for part in ("fill", "stroke")
    ]
    rules += [
        f"{CHARTS} text[style*='fill: {_as_plotly_writes(dark)}'] {{ fill: {light} !important; }}"
        for dark, light in DIGITS.items()
    ]
    return f"<style>@media print {{ {' '.join(rules)} }}</style>"


def _as_plotly_writes(colour: str) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgb({red}, {green}, {blue})"


def apply_style() -> bool:
    """Put the style sheet on the page and return whether the page is dark."""
    st.html(_style_sheet())
    dark = st.context.theme.type == "dark"
    if dark:
        st.html(_dark_charts_on_paper())
    return dark
