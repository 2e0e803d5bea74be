"""Who is looking, and as which audience: the council's own sign-in, or this computer only.

Sign-in is set up in .streamlit/secrets.toml: [auth] (OpenID Connect, as Streamlit describes it) and

    [audiences]
    staff = ["anna@council.gov.uk", "group:childrens-services"]
    members = ["subject:248289761001"]
    council = []

An entry with an @ is an e-mail, which counts only where the provider says that it is verified;
"subject:" is the provider's own reference of an account, "group:" a group it says the account is
in. Nothing else that a provider sends says who somebody is, and who is in no list sees nothing.
"""

import os
from collections.abc import Mapping

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from analytics.app.escape import literal, refuse
from analytics.definitions import AUDIENCES
from analytics.store.access import account_name

SERVER_AUDIENCE = "DASHBOARD_AUDIENCE"  # the environment's: the most this server shows anyone
SIGN_IN, LISTED = "auth", "audiences"  # the sections of secrets.toml
REFERENCES = ("subject:", "group:")


def require_sign_in() -> str:
    """The audience of the person looking; asks for sign-in first where the council has set it up.

    Without sign-in the server listens on this computer alone (.streamlit/config.toml) and shows
    the staff view. DASHBOARD_AUDIENCE narrows what a whole server shows, whoever signs in: a
    computer that stands in a room. Ends the page where settings cannot be read, or for who is in
    no list.
    """
    of_server = os.environ.get(SERVER_AUDIENCE) or "staff"
    if of_server not in AUDIENCES:
        _end(f"{SERVER_AUDIENCE} is {of_server!r}: it must be {', '.join(AUDIENCES)}.")
    if problem := _problem_of_settings():
        _end(problem)
    if not _sign_in_is_set_up():
        return of_server
    if not st.user.is_logged_in:
        st.title("Missing from care", anchor=False)
        st.write("These pages show records of children. Please sign in with your council account.")
        st.button("Sign in", on_click=st.login, type="primary")
        st.stop()
    of_person = audience_of(st.user, _listed())
    if of_person is None:
        st.title("Missing from care", anchor=False)
        st.write(
            f"{literal(person())} has no access here yet: ask the service that runs this dashboard."
        )
        st.button("Sign out", on_click=st.logout)
        st.stop()
    return narrower(of_server, of_person)


def may_record() -> bool:
    """Whether who looks may write: staff, and a computer that stands in the room for them.

    An account that is listed as members or council reads only, wherever it signs in; so does a
    server for members.
    """
    if os.environ.get(SERVER_AUDIENCE) == "members" or _problem_of_settings():
        return False
    if not _sign_in_is_set_up():
        return True
    return bool(st.user.is_logged_in) and audience_of(st.user, _listed()) == "staff"


def may_change_data() -> bool:
    """Whether who looks may put another snapshot in force: staff, on a server for staff."""
    return may_record() and (os.environ.get(SERVER_AUDIENCE) or "staff") == "staff"


def narrower(one: str, other: str) -> str:
    """Of two audiences the one that may see less."""
    return max(one, other, key=AUDIENCES.index)


def person() -> str:
    """Who signed in, where sign-in is set up; else the account that the dashboard runs under."""
    if not st.user.get("is_logged_in"):
        return account_name()
    subject = st.user.get("sub")
    known = isinstance(subject, str) and subject
    return verified_email(st.user) or (f"subject {subject}" if known else "This account")


def verified_email(claims: Mapping) -> str | None:
    """The e-mail, in lower case, that the provider says is the person's own; None without one."""
    email = claims.get("email")
    if claims.get("email_verified") is not True or not isinstance(email, str):
        return None
    # other alphabets have letters that are one of ours in lower case
    return email.lower() if email.isascii() and "@" in email and ":" not in email else None


def audience_of(claims: Mapping, listed: Mapping[str, list[str]]) -> str | None:
    """The audience that the lists give who has these claims; None for who is in no list."""
    groups, subject = claims.get("groups"), claims.get("sub")
    groups = [groups] if isinstance(groups, str) else groups
    groups = groups if isinstance(groups, list) else []
    known_as = {f"group:{group}" for group in groups if isinstance(group, str)}
    if isinstance(subject, str):
        known_as.add(f"subject:{subject}")
    if email := verified_email(claims):
        known_as.add(email)
    # who stands in two lists sees what the narrower shows
    for audience in reversed(AUDIENCES):
        if known_as & {_as_compared(entry) for entry in listed.get(audience, [])}:
            return audience
    return None


def _as_compared(entry: str) -> str:
    return entry if entry.startswith(REFERENCES) else entry.lower()


def _listed() -> dict[str, list[str]]:
    return st.secrets.get(LISTED, {})


def _problem_of_settings() -> str | None:
    """A sentence where secrets.toml cannot be taken at its word; nobody is let in then."""
    try:
        secrets = st.secrets.to_dict()
    except StreamlitSecretNotFoundError as missing:
        if missing.error_id == "no-secrets-found":
            return None
        return "The settings of sign-in cannot be read: look at .streamlit/secrets.toml."
    except (OSError, UnicodeError):
        return "The settings of sign-in cannot be read: look at .streamlit/secrets.toml."
    known = {name for name in secrets if name.casefold() in (SIGN_IN, LISTED)}
    if not known <= {SIGN_IN, LISTED}:
        return f"Write the sections [{SIGN_IN}] and [{LISTED}] of secrets.toml in small letters."
    if known and not (isinstance(secrets.get(SIGN_IN), Mapping) and secrets[SIGN_IN]):
        return f"Sign-in is not set up: secrets.toml has no settings under [{SIGN_IN}]."
    if not _are_lists(secrets.get(LISTED, {})):
        return (
            f"The section [{LISTED}] of secrets.toml must hold lists under {', '.join(AUDIENCES)} "
            "and nothing else, each of e-mails, subject:… or group:…"
        )
    return None


def _are_lists(listed) -> bool:
    if not isinstance(listed, Mapping) or not set(listed) <= set(AUDIENCES):
        return False
    if not all(isinstance(entries, list) for entries in listed.values()):
        return False
    entries = [entry for entries in listed.values() for entry in entries]
    return all(
        isinstance(entry, str) and ("@" in entry or entry.startswith(REFERENCES))
        for entry in entries
    )


def _sign_in_is_set_up() -> bool:
    try:
        return SIGN_IN in st.secrets
    except StreamlitSecretNotFoundError:
        return False


def _end(problem: str) -> None:
    refuse(problem)
    st.stop()


def sign_out_button() -> None:
    """A way out, where there was a way in."""
    if _sign_in_is_set_up() and st.user.is_logged_in:
        st.button("Sign out", on_click=st.logout, width="stretch")
