"""Downloads that only who clicks can get.

Streamlit serves a download to anyone who asks for its address, without sign-in, and the address is
a hash of content, kind and file name: who guesses a withheld figure could rebuild the file and ask
whether it is there. So a file is made only when its button is clicked, and its name cannot be
guessed.
"""

from collections.abc import Callable
from pathlib import PurePath
from secrets import token_hex

import streamlit as st


def download_button(
    label: str,
    make: Callable[[], bytes],
    *,
    file_name: str,
    mime: str,
    key: str,
    primary: bool = False,
    help: str | None = None,
) -> None:
    """A button for a file that `make` gives; its name is file_name with a secret before the dot."""
    name = PurePath(file_name)
    st.download_button(
        label,
        make,
        file_name=f"{name.stem}-{token_hex(8)}{name.suffix}",
        mime=mime,
        key=key,
        on_click="ignore",
        type="primary" if primary else "secondary",
        help=help,
    )
