"""Names that Excel takes for sheets: short, each once, without its own signs."""

import re
from collections.abc import Iterable

LONGEST = 31
_NOT_TAKEN = re.compile(r"[\[\]:*?/\\]")
RESERVED = "history"


def sheet_names(keys: list[str], taken: Iterable[str]) -> list[str]:
    """A sheet's name for each key, none of them in use; a number tells like ones apart."""
    used = {RESERVED, *(name.casefold() for name in taken)}
    names = []
    for key in keys:
        plain = _NOT_TAKEN.sub("-", key).strip("' ")[:LONGEST] or "Sheet"
        name, number = plain, 2
        while name.casefold() in used:
            end = f" {number}"
            name, number = plain[: LONGEST - len(end)] + end, number + 1
        used.add(name.casefold())
        names.append(name)
    return names
