"""Pages run by Streamlit's own AppTest, on the demonstration data."""

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

TOP = Path(__file__).resolve().parents[2]
FILES = [TOP / "dashboard.py", *sorted((TOP / "pages").glob("*.py"))]


@pytest.fixture
def open_page(demonstration_store, monkeypatch):
    """Runs a page by the name of its file, with what its address says: open_page("trends", …).

    On the demonstration data, or on another store.
    """
    monkeypatch.setenv("DASHBOARD_STORE", str(demonstration_store))
    st.cache_data.clear()

    def run(name="dashboard", *, store: Path | None = None, **address: str | list[str]) -> AppTest:
        if store is not None:
            monkeypatch.setenv("DASHBOARD_STORE", str(store))
        file = TOP / "dashboard.py" if name == "dashboard" else TOP / "pages" / f"{name}.py"
        page = AppTest.from_file(str(file), default_timeout=60)
        for key, value in address.items():
            page.query_params[key] = value
        return page.run()

    return run


@pytest.fixture(params=FILES, ids=lambda file: file.stem)
def page_name(request) -> str:
    """The name of each page's file in turn."""
    return request.param.stem
