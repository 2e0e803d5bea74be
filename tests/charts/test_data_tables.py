"""Tables of the Data page: each figure under its own head."""

import pandas as pd

from analytics.charts import data_twins as tables

AT, AS_OF = pd.Timestamp("2022-01-03 09:00"), pd.Timestamp("2022-01-01")


def test_an_imported_file_says_what_became_of_its_rows():
    file = {
        "file": "e.csv", "format": "episodes", "imported_at": AT, "as_of": AS_OF,
        "rows_read": 15, "accepted": 1, "updated": 2, "unchanged": 3, "rejected": 4, "warnings": 5,
    }  # fmt: skip
    assert tables.imports_twin(pd.DataFrame([file])).to_dict("records") == [
        {
            "File": "e.csv", "Kind": "episodes", "Loaded": AT, "Complete up to": AS_OF,
            "Rows read": 15, "New": 1, "Changed": 2, "As before": 3, "Left out": 4, "Warnings": 5,
        }
    ]  # fmt: skip


def test_a_gap_says_in_words_what_is_lacking_of_how_many():
    gap = {"gap": "without_age", "lacking": 1, "episodes": 8, "share": 1 / 8}
    assert tables.quality_twin(pd.DataFrame([gap])).to_dict("records") == [
        {"Not recorded": "Date of birth not known", "Episodes": 1, "Of": 8, "Share": "12.5%"}
    ]


def test_a_broken_rule_says_how_often_and_where_first():
    rule = {
        "file": "e.csv", "happened": "left out", "rule": "1004", "times": 3, "first_row": 12,
        "example": "It starts on no day.",
    }  # fmt: skip
    assert tables.findings_twin(pd.DataFrame([rule])).to_dict("records") == [
        {
            "File": "e.csv", "Rows were": "left out", "Rule": "1004", "Times": 3, "First row": "12",
            "For example": "It starts on no day.",
        }
    ]  # fmt: skip


def test_a_wording_says_what_it_was_taken_for_or_what_is_near_it():
    counts = {"place_text": "bus stn", "episodes": 5, "children": 2}
    unknown = counts | {"last_found": AT, "suggestions": "Bus Station (91)"}
    assert tables.unmatched_twin(pd.DataFrame([unknown])).to_dict("records") == [
        {
            "Written": "bus stn", "Episodes": 5, "Children": 2, "Latest": AT,
            "Nearest places (likeness of 100)": "Bus Station (91)",
        }
    ]  # fmt: skip
    known = counts | {"name": "Bus Station", "matched_by": "similar", "likeness": 91.4}
    (said,) = tables.matches_twin(pd.DataFrame([known])).to_dict("records")
    assert said.pop("How").endswith(" (91 of 100)")
    assert said == {"Written": "bus stn", "Place": "Bus Station", "Episodes": 5, "Children": 2}
