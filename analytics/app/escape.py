"""Text from data, files and addresses, shown as it was typed.

Streamlit reads its labels, headings and messages as Markdown: what somebody typed would become a
picture fetched from another host, a formula or a link.
"""

import re

import streamlit as st

JOINER = "\u2060"  # of no width
_SIGNS = re.compile(r"([\\`*_\[\]<~$&])")
_BEGINS_A_BLOCK = re.compile(r"^(\d+(?=[.)](?:\s|$))|(?=[-+#>:]))")
# What Streamlit puts together even where it is escaped, so it is parted: links to pages and
# people, :names: of pictures and colours, and arrows.
_PUT_TOGETHER = re.compile(
    r"(?<=:)(?=//|[-+a-z_])|(?<=:)(?=\d+[a-z]|(?:100|1234):)|(?<=www)(?=\.)|(?=@)"
    r"|(?<=[<>=~!])(?=[-<=~])|(?<=-)(?=>)|(?<=\s-)(?=-\s)",
    re.IGNORECASE,
)


def literal(text: object) -> str:
    """The text on one line, for anything of Streamlit that would read it as Markdown.

    Addresses, names between colons and arrows get a sign of no width that parts them, which a
    reader who copies them takes along.
    """
    apart = _PUT_TOGETHER.sub(JOINER, " ".join(str(text).replace("\ufeff", "").split()))
    return _BEGINS_A_BLOCK.sub(r"\1\\", _SIGNS.sub(r"\\\1", apart))


def refuse(refusal: Exception | str) -> None:
    """Say in one sentence why something was not done; what was typed stands in it as it was."""
    st.error(literal(refusal))
