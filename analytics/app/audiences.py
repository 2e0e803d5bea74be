"""Which pages each audience reaches: what is not named here is for staff alone."""

import streamlit as st

from analytics.app.sign_in import narrower

FIRST = "Overview"
STAFF = ("staff",)
STAFF_AND_MEMBERS = ("staff", "members")
EVERYBODY = ("staff", "members", "council")
PAGES_FOR_OTHERS = {
    "Overview": STAFF_AND_MEMBERS,
    "Audits": STAFF_AND_MEMBERS,
    "Children's voice": EVERYBODY,
    "Meeting": EVERYBODY,
    "Reports": STAFF_AND_MEMBERS,
    "Definitions": EVERYBODY,
}
VIEWS = {
    "staff": "Staff",
    "members": "Members",
    "council": "Children in care",
}


def may_see(page: str, audience: str) -> bool:
    """Whether the page of that title is for the audience."""
    return audience in PAGES_FOR_OTHERS.get(page, STAFF)


def chosen_view(audience: str) -> str:
    """The audience whose view is shown: staff may look as others do, nobody as staff."""
    return narrower(audience, st.session_state.get("view", audience))


def choose_view(audience: str) -> None:
    """Let staff, in the sidebar, look at the pages as members or the council do."""
    if audience != "staff":
        return
    # a widget forgets its choice from page to page
    st.session_state["view_as"] = st.session_state.get("view", "staff")
    st.selectbox("Seen as", list(VIEWS), format_func=VIEWS.get, key="view_as", on_change=_keep_view)


def _keep_view() -> None:
    st.session_state["view"] = st.session_state["view_as"]


def turn_away(page: str, audience: str) -> None:
    """Say that the page is not for this audience; ends the page. The sidebar has those that are.

    The first page that somebody opens leads to one that is for them.
    """
    if page == FIRST and audience == "council":
        st.switch_page("pages/meeting.py")
    st.title("Missing from care", anchor=False)
    st.write(f"{page} is not part of your view. The pages for you are in the list beside this.")
    st.stop()
