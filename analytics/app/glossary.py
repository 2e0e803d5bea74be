"""The definitions and the import rules as tables for the Definitions page."""

import pandas as pd

from analytics.glossary import TERMS
from analytics.glossary.plain import PLAIN_TERMS
from analytics.ingest import RULES


def matching_terms(wanted: str | None) -> pd.DataFrame:
    """Terms in which every word wanted occurs, in their order; all where nothing is wanted."""
    words = (wanted or "").casefold().split()
    rows = [
        (term.term, term.meaning, term.source, term.used_in)
        for term in TERMS
        if all(w in f"{term.term} {term.meaning} {term.source}".casefold() for w in words)
    ]
    return pd.DataFrame(rows, columns=["Term", "Meaning", "Source", "Used in"])


def plain_terms() -> pd.DataFrame:
    """The words that children in care meet, explained to them."""
    return pd.DataFrame(list(PLAIN_TERMS.items()), columns=["Word", "What it means"])


def rules_table() -> pd.DataFrame:
    """Every rule a file is checked by: number, what happens to the row, meaning, source."""
    rows = [
        (
            number,
            "left out" if rule.severity == "reject" else "kept, with a warning",
            rule.sentence,
            rule.source,
        )
        for number, rule in RULES.items()
    ]
    return pd.DataFrame(rows, columns=["Rule", "What happens", "Meaning", "Source"])
