"""What the reader chose, kept in the page's address: a view can be sent as a link.

Streamlit's own binding writes the labels of options into the address; these are the codes behind
them (quarter=2021-Q4), so that a link outlives a change of wording.
"""

from collections.abc import Collection

import streamlit as st

# Written even where it is the usual one, which the next import changes: a link keeps its quarter.
ALWAYS_WRITTEN = ("quarter",)
# Kept from page to page; what else a page chooses is its own.
CARRIED = ("quarter", "period", "placement", "area", "category", "year")
_DEFAULTS = "address_defaults"


def enter(page: str) -> None:
    """Begin a page: on arriving from elsewhere what the address says goes before what was."""
    st.session_state["arriving"] = st.session_state.get("open_page") != page
    st.session_state["open_page"] = page
    st.session_state.setdefault(_DEFAULTS, {})


def restore(key: str, allowed: Collection | None, default=None, *, many: bool = False) -> str:
    """Give the widget of that key the address's value, if allowed, else the default; return key.

    allowed None takes any text; a boolean default reads "yes". What is chosen but no longer
    allowed, such as a place that another quarter does not have, is given up. Called just before the
    widget.
    """
    st.session_state[_DEFAULTS][key] = default
    if not st.session_state["arriving"] and _is_still_allowed(key, allowed, default):
        return key
    given = st.query_params.get_all(key)
    if many:
        st.session_state[key] = [value for value in given if value in allowed]
    elif isinstance(default, bool):
        st.session_state[key] = given == ["yes"] if given else default
    elif given and (allowed is None or given[0] in allowed):
        st.session_state[key] = given[0]
    else:
        st.session_state[key] = default
    return key


def _is_still_allowed(key: str, allowed: Collection | None, default) -> bool:
    if key not in st.session_state:
        return False
    value = st.session_state[key]
    chosen = value if isinstance(value, list) else [value]
    return allowed is None or value == default or all(each in allowed for each in chosen)


def relabel(key: str, labels: str) -> str:
    """Have the browser show the choice by its new label where labels changed; return key.

    Called between restore and the widget: a browser keeps the label that was chosen, not its code.
    """
    if st.session_state.get(f"{key}_labels", labels) != labels:
        st.session_state[key] = st.session_state[key]
    st.session_state[f"{key}_labels"] = labels
    return key


def save(*keys: str) -> None:
    """Write what the widgets of those keys hold into the address; most defaults are left out."""
    for key in keys:
        value = st.session_state.get(key)
        usual = None if key in ALWAYS_WRITTEN else st.session_state[_DEFAULTS].get(key)
        if value in (None, "", [], usual):
            st.query_params.pop(key, None)
        elif value is True or value is False:
            st.query_params[key] = "yes" if value else "no"
        elif st.query_params.get_all(key) != ([*value] if isinstance(value, list) else [value]):
            st.query_params[key] = value


def carried() -> dict[str, list[str]]:
    """The choices that go along to another page, as its link takes them."""
    return {key: st.query_params.get_all(key) for key in CARRIED if key in st.query_params}
