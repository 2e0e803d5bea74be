"""Links from page to page, the reader's choices carried along."""

from pathlib import Path

import streamlit as st
from streamlit.errors import StreamlitPageNotFoundError

from analytics.app.address import carried


def page_link(file: str, label: str, **look) -> None:
    """A link to the page of that file; only its name where the page open is run by itself."""
    try:
        st.page_link(file, label=label, query_params=carried(), **look)
    except StreamlitPageNotFoundError:
        assert (Path(__file__).resolve().parents[2] / file).exists()
        st.write(label)
