"""Who is looking: the council's own sign-in where it is set up, else this computer only."""

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError


def require_sign_in() -> str:
    """The audience of the person looking; asks for sign-in first where the council has set it up.

    Sign-in is set up by an [auth] section in .streamlit/secrets.toml (OpenID Connect). Without it
    the server listens on this computer alone (.streamlit/config.toml) and shows the staff view.
    """
    if not _sign_in_is_set_up() or st.user.is_logged_in:
        return "staff"
    st.title("Missing from care")
    st.write("These pages show records of children. Please sign in with your council account.")
    st.button("Sign in", on_click=st.login, type="primary")
    st.stop()


def _sign_in_is_set_up() -> bool:
    try:
        return "auth" in st.secrets
    except StreamlitSecretNotFoundError:
        return False


def sign_out_button() -> None:
    """A way out, where there was a way in."""
    if _sign_in_is_set_up() and st.user.is_logged_in:
        st.button("Sign out", on_click=st.logout, width="stretch")
