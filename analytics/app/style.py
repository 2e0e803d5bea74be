"""The page's style sheet, with the colours of definitions for the light or dark page."""

from functools import cache
from pathlib import Path

import streamlit as st

from analytics.definitions import COLOURS

HERE = Path(__file__).parent


@cache
def _style_sheet(dark: bool) -> str:
    colours = {name.replace("_", "-"): pair[dark] for name, pair in COLOURS.items()}
    colours["here"] = ("#e6e3f4", "#2d2a45")[dark]
    properties = "".join(f"--{name}: {value};" for name, value in colours.items())
    css = (HERE / "style.css").read_text(encoding="utf-8")
    return f"<style>:root {{{properties}}}\n{css}</style>"


def apply_style() -> bool:
    """Put the style sheet on the page and return whether the page is dark."""
    dark = st.context.theme.type == "dark"
    st.html(_style_sheet(dark))
    return dark
