"""Links from page to page, the reader's choices carried along."""

from pathlib import Path
from urllib.parse import urlencode

import streamlit as st
from streamlit.errors import StreamlitPageNotFoundError

from analytics.app.address import carried


def page_link(file: str, label: str, *, choices: dict[str, str] | None = None, **look) -> None:
    """A link to the page of that file; only its name where the page open is run by itself.

    choices: what else the address shall say, beside what goes along to every page.
    """
    try:
        st.page_link(file, label=label, query_params=carried() | (choices or {}), **look)
    except StreamlitPageNotFoundError:
        assert (Path(__file__).resolve().parents[2] / file).exists()
        st.write(label)


def chronology_address(child: str) -> str:
    """The address of a child's chronology, as the open page's text links to it."""
    return f"chronology?{urlencode(carried() | {'child': child}, doseq=True)}"
