"""The sidebar: four groups of pages, the one that is open marked."""

from html import escape
from pathlib import Path

import streamlit as st

from analytics.app.audiences import choose_view, may_see
from analytics.app.links import page_link
from analytics.app.sign_in import sign_out_button
from analytics.definitions import AUTHORITY_NAME

TOP = Path(__file__).resolve().parents[2]
GROUPS = {
    "Explore": {
        "Overview": "dashboard.py",
        "Trends": "pages/trends.py",
        "Return interviews": "pages/interviews.py",
        "Places and times": "pages/places.py",
        "Associations": "pages/associations.py",
        "Repeat missing": "pages/repeat.py",
    },
    "Improve": {
        "Audits": "pages/audits.py",
        "Children's voice": "pages/voice.py",
    },
    "Present": {
        "Meeting": "pages/meeting.py",
        "Reports": "pages/reports.py",
    },
    "Manage": {
        "Data": "pages/data.py",
        "Definitions": "pages/definitions.py",
    },
}
# A page that is opened from another, not from here → the entry that is marked as open.
OPENED_FROM = {
    "Group briefing": "Associations",
    "One child's chronology": "Repeat missing",
}


def draw_sidebar(open_page: str, audience: str, allowed: str) -> None:
    """Links to the audience's pages, the reader's choices carried along; the open one is marked.

    allowed: the audience that who looks belongs to, and may choose to see less than.
    """
    here = OPENED_FROM.get(open_page, open_page)
    with st.sidebar:
        st.html(
            "<p class='product'>Missing from care</p>"
            f"<p class='provenance'>{escape(AUTHORITY_NAME)}</p>"
        )
        for group, pages in GROUPS.items():
            pages = {label: path for label, path in pages.items() if may_see(label, audience)}
            if not pages:
                continue
            st.html(f"<p class='group-name'>{group}</p>")
            for label, path in pages.items():
                with st.container(key="here") if label == here else st.container():
                    page_link(path, label, width="stretch")
        choose_view(allowed)
        sign_out_button()
