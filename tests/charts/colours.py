"""The colours that charts must have, on a light page and on a dark one, written out by hand.

Tests of charts compare with these, not with the table that the charts take them from: else a colour
that were given to another meaning would be found nowhere.
"""

WHITE, INK = "#ffffff", "#1b1f24"

IN_TIME = ("#0f7b6c", "#4cc2ae")  # green
LATE = CONCERN = ("#b8580a", "#f0a04b")  # orange
IMPROVEMENT = ("#0f6cbd", "#6cb6f5")  # blue: NHS England, Making Data Count
MISSING = ("#4b3f8f", "#a99cf0")  # violet: neither good nor bad
NEUTRAL_SIGNAL = ("#6d2e8a", "#d09ae8")  # purple: more or less, neither good nor bad
# greys, those that say the least of an interview the nearest to the text
VOIDED = ("#c3c9d1", "#59626d")
DECLINED = ("#a9b1bb", "#6b7580")
PENDING = ("#8f98a3", "#818b97")
NOT_RECORDED = ("#5b6470", "#9aa4b0")
COMPARISON = COMMON_CAUSE = ("#6b7580", "#9aa4b0")
# plum, step by step
OUTSTANDING = ("#642249", "#f3bfdd")
GOOD = ("#9c4f7e", "#c284ab")
REQUIRES_IMPROVEMENT = ("#cf9dbb", "#86547a")
INADEQUATE = ("#f1e0ea", "#50354a")
OTHER_GRADE = ("#b4b8bf", "#636a74")
TEXT = (INK, "#e8eaed")
QUIET_TEXT = ("#4d5661", "#b3bac3")
GRID = ("#e3e6ea", "#2c3138")
LAND = ("#eceff2", "#252a31")
BACKGROUND = (WHITE, "#14161a")


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1–21 (WCAG 2.2, contrast ratio)."""
    darker, lighter = sorted(map(_luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
