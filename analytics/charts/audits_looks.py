"""How the grades of audits look, and the key that says so."""

from analytics.charts.theme import as_written, colour, note

KEY_ROW, HEAD = 24, 30  # pixels of a row of the key, and below it
KEY_WIDTH = 340  # pixels of the narrowest page, within which the key is broken into rows
LETTER = 7.2  # pixels of a letter, on average
MERGED = "Good or better"  # the one grade of audits_by_criterion by good_or_better
# Grade → its colour and its pattern: what is below good is hatched.
LOOKS = {
    "Outstanding": ("outstanding", ""),
    "Good": ("good", ""),
    MERGED: ("good", ""),
    "Requires improvement": ("requires_improvement", "/"),
    "Inadequate": ("inadequate", "."),
}
OTHER_PATTERNS = ("", "/", ".", "x", "-", "|")
IN_THE_KEY = {"/": "//", ".": "··", "x": "××", "-": "–", "|": "||"}  # a note has no pattern


def look_of(grade: str, grades: list[str]) -> tuple[str, str]:
    """The colour and pattern of a grade; one that is not known has a pattern of its own."""
    others = [each for each in grades if each not in LOOKS]
    if grade in LOOKS:
        return LOOKS[grade]
    return "other_grade", OTHER_PATTERNS[others.index(grade) % len(OTHER_PATTERNS)]


def marker_of(look: str, pattern: str, dark: bool) -> dict:
    pale = look in ("inadequate", "requires_improvement", "other_grade")
    return {
        "color": colour(look, dark),
        # a pale part is told from the page by its outline
        "line": {"color": colour("outstanding" if pale else "background", dark), "width": 1},
        "pattern": {
            "shape": pattern,
            "fillmode": "overlay",
            "fgcolor": "rgba(255,255,255,0.22)" if dark else "rgba(100,34,73,0.22)",
            "size": 7,
            "solidity": 0.2,
        },
    }


def ink_on(look: str, dark: bool) -> str:
    return "#ffffff" if (look in ("outstanding", "good")) != dark else "#1b1f24"


def grade_key(grades: list[str], left: int, dark: bool) -> tuple[list[dict], int]:
    """Which grade looks how, in rows above the bars, and the pixels above the bars in all."""
    notes, row, at = [], 0, 0
    shared = {"x": 0, "xref": "paper", "xanchor": "left", "y": 1, "yref": "paper"}
    for grade in grades if len(grades) > 1 else ():
        width = 22 + len(grade) * LETTER + 12
        if at + width > KEY_WIDTH and at:
            row, at = row + 1, 0
        look, pattern = look_of(grade, grades)
        marker = marker_of(look, pattern, dark)
        swatch = {
            "bgcolor": marker["color"],
            "bordercolor": marker["line"]["color"],
            "borderwidth": 1,
            "width": 12,
            "height": 12,
            "borderpad": 0,
            "font": {"size": 10, "color": ink_on(look, dark)},
        }
        place = shared | {"yanchor": "middle", "yshift": -row * KEY_ROW}
        sign = IN_THE_KEY.get(pattern, " ")
        notes.append(note(sign, dark, **place | swatch | {"xshift": at - left + 2}))
        notes.append(note(as_written(grade), dark, **place | {"xshift": at - left + 20}))
        at += width
    rows = row + 1 if notes else 0
    for each in notes:
        each["yshift"] += rows * KEY_ROW + HEAD - KEY_ROW / 2
    return notes, rows * KEY_ROW + HEAD
