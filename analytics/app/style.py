"""The page's style sheet, with the colours of definitions for light and dark."""

from functools import cache
from pathlib import Path

import streamlit as st

from analytics.definitions import COLOURS

HERE = Path(__file__).parent
PAGE_COLOURS = COLOURS | {"here": ("#e6e3f4", "#2d2a45")}


@cache
def _style_sheet() -> str:
    # The browser chooses of each pair, so that a page turns dark at dusk without being run again.
    properties = "".join(
        f"--{name.replace('_', '-')}: light-dark({light}, {dark});"
        for name, (light, dark) in PAGE_COLOURS.items()
    )
    css = (HERE / "style.css").read_text(encoding="utf-8")
    return f"<style>:root {{{properties}}}\n{css}</style>"


def apply_style() -> bool:
    """Put the style sheet on the page and return whether the page is dark."""
    st.html(_style_sheet())
    return st.context.theme.type == "dark"
