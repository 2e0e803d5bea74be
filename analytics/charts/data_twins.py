"""Tables of the Data page, as a person reads them: what was loaded, left out, and is lacking."""

import pandas as pd

from analytics.charts.words import number, percent
from analytics.definitions import HOW_PLACES_ARE_MATCHED

GAPS = {
    "without_outcome": "No interview outcome recorded",
    "still_missing": "No return recorded (still missing)",
    "without_times": "Days without times: no hours can be worked out",
    "without_placement": "Placement type not known",
    "without_area": "In or out of area not known",
    "without_age": "Date of birth not known",
    "without_found": "What kind of place the child was found at",
    "without_place": "No named place",
    "without_travel": "How the child travelled",
    "without_return_method": "How the child came back",
}


def quality_twin(gaps: pd.DataFrame) -> pd.DataFrame:
    """Gaps down: how many episodes have each, and their share."""
    return pd.DataFrame(
        {
            "Not recorded": gaps["gap"].map(GAPS),
            "Episodes": gaps["lacking"],
            "Of": gaps["episodes"],
            "Share": gaps["share"].map(percent),
        }
    )


def imports_twin(files: pd.DataFrame) -> pd.DataFrame:
    """Files down: what each was, as of when, and what became of its rows."""
    return pd.DataFrame(
        {
            "File": files["file"],
            "Kind": files["format"],
            "Loaded": files["imported_at"],
            "Complete up to": files["as_of"],
            "Rows read": files["rows_read"],
            "New": files["accepted"],
            "Changed": files["updated"],
            "As before": files["unchanged"],
            "Left out": files["rejected"],
            "Warnings": files["warnings"],
        }
    )


def findings_twin(findings: pd.DataFrame) -> pd.DataFrame:
    """Rules down: how often each was broken, where first, and what it says."""
    return pd.DataFrame(
        {
            "File": findings["file"],
            "Rows were": findings["happened"],
            "Rule": findings["rule"],
            "Times": findings["times"],
            "First row": [number(row) for row in findings["first_row"]],
            "For example": findings["example"],
        }
    )


def unmatched_twin(wordings: pd.DataFrame) -> pd.DataFrame:
    """Wordings down that are not in the gazetteer: how many episodes, and what they may mean."""
    return pd.DataFrame(
        {
            "Written": wordings["place_text"],
            "Episodes": wordings["episodes"],
            "Children": wordings["children"],
            "Latest": wordings["last_found"],
            "Nearest places (likeness of 100)": wordings["suggestions"],
        }
    )


def matches_twin(wordings: pd.DataFrame) -> pd.DataFrame:
    """Wordings down: which place each was taken for, and how that was known."""
    return pd.DataFrame(
        {
            "Written": wordings["place_text"],
            "Place": wordings["name"],
            "How": [
                _how(*match)
                for match in zip(wordings["matched_by"], wordings["likeness"], strict=True)
            ],
            "Episodes": wordings["episodes"],
            "Children": wordings["children"],
        }
    )


def _how(matched_by: str, likeness) -> str:
    words = HOW_PLACES_ARE_MATCHED[matched_by]
    return words if pd.isna(likeness) else f"{words} ({likeness:.0f} of 100)"
