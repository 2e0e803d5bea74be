"""Words made for missing episodes, as they are where away episodes or both are counted."""

import re

import pandas as pd

# What is written for missing episodes → for those away without authorisation, for both.
CATEGORY_WORDS = {
    "Missing episodes": ("Away episodes", "Missing and away episodes"),
    "missing episodes": ("away episodes", "missing and away episodes"),
    "Children who went missing": (
        "Children who were away",
        "Children who went missing or were away",
    ),
    "half went missing": ("half went away", "half went missing or away"),
    "Half went missing": ("Half went away", "Half went missing or away"),
    "each group went missing": ("each group went away", "each group went missing or away"),
    "the child went missing": ("the child went away", "the child went missing or away"),
    "child went missing": ("child was away", "child went missing or was away"),
    "children went missing": ("children were away", "children went missing or were away"),
    "who went missing": ("who was away", "who went missing or was away"),
    "go missing": ("go away", "go missing or away"),
    "missing again": ("away again", "missing or away again"),
    "Nobody went missing": ("Nobody was away", "Nobody went missing or was away"),
    "going missing": ("going away", "going missing or away"),
    "Missing from": ("Away from", "Missing or away from"),
}
_CATEGORY_PATTERN = re.compile("|".join(CATEGORY_WORDS))


def of_category(text: str, category: str) -> str:
    """The text as it is for the episodes that are counted: missing, away, or all."""
    if category == "missing":
        return text
    both = category == "all"
    return _CATEGORY_PATTERN.sub(lambda found: CATEGORY_WORDS[found[0]][both], text)


def table_of_category(rows: pd.DataFrame, category: str) -> pd.DataFrame:
    """The table with its heads and first column as of_category writes them."""
    if category == "missing" or rows.empty:
        return rows
    rows = rows.rename(columns=lambda name: of_category(name, category))
    first = rows.columns[0]
    return rows.assign(**{first: [of_category(str(name), category) for name in rows[first]]})
