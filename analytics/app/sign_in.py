"""Who is looking, and as which audience: the council's own sign-in, or this computer only."""

import os

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from analytics.definitions import AUDIENCES
from analytics.store.access import account_name

SERVER_AUDIENCE = "DASHBOARD_AUDIENCE"  # the environment's: the most this server shows anyone
LISTED = "audiences"  # the section of secrets.toml that lists accounts by audience


def require_sign_in() -> str:
    """The audience of the person looking; asks for sign-in first where the council has set it up.

    Sign-in is set up by an [auth] section in .streamlit/secrets.toml (OpenID Connect). Without it
    the server listens on this computer alone (.streamlit/config.toml) and shows the staff view. An
    [audiences] section lists accounts as members and council; who is in none is then turned
    away. DASHBOARD_AUDIENCE narrows what a whole server shows, whoever signs in: a computer that
    stands in a room.
    """
    of_server = os.environ.get(SERVER_AUDIENCE) or "staff"
    if of_server not in AUDIENCES:
        st.error(f"{SERVER_AUDIENCE} is {of_server!r}: it must be {', '.join(AUDIENCES)}.")
        st.stop()
    if not _sign_in_is_set_up():
        return of_server
    if not st.user.is_logged_in:
        st.title("Missing from care", anchor=False)
        st.write("These pages show records of children. Please sign in with your council account.")
        st.button("Sign in", on_click=st.login, type="primary")
        st.stop()
    of_person = _listed_audience(person())
    if of_person is None:
        st.title("Missing from care", anchor=False)
        st.write(f"{person()} has no access here yet: ask the service that runs this dashboard.")
        st.button("Sign out", on_click=st.logout)
        st.stop()
    return narrower(of_server, of_person)


def may_record() -> bool:
    """Whether who looks may write: staff, and a computer that stands in the room for them.

    An account that is listed as members or council reads only, wherever it signs in; so does a
    server for members.
    """
    if os.environ.get(SERVER_AUDIENCE) == "members":
        return False
    if not _sign_in_is_set_up():
        return True
    return bool(st.user.is_logged_in) and _listed_audience(person()) == "staff"


def narrower(one: str, other: str) -> str:
    """Of two audiences the one that may see less."""
    return max(one, other, key=AUDIENCES.index)


def person() -> str:
    """Who signed in, where sign-in is set up; else the account that the dashboard runs under."""
    if not st.user.get("is_logged_in"):
        return account_name()
    names = (st.user.get(name) for name in ("email", "preferred_username", "sub"))
    return next(filter(None, names), account_name())


def _listed_audience(name: str) -> str | None:
    """As what secrets.toml lists the account; staff where it lists nobody at all."""
    if LISTED not in st.secrets:
        return "staff"
    listed = st.secrets[LISTED]
    # who stands in two lists sees what the narrower shows
    for audience in reversed(AUDIENCES):
        if name.casefold() in {each.casefold() for each in listed.get(audience, [])}:
            return audience
    return None


def _sign_in_is_set_up() -> bool:
    try:
        return "auth" in st.secrets
    except StreamlitSecretNotFoundError:
        return False


def sign_out_button() -> None:
    """A way out, where there was a way in."""
    if _sign_in_is_set_up() and st.user.is_logged_in:
        st.button("Sign out", on_click=st.logout, width="stretch")
