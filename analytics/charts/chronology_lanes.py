"""What lies below the episodes on one child's line of time: a lane for each kind of thing."""

import pandas as pd

from analytics.charts import chronology_rows as said
from analytics.charts.chronology_cells import is_against_record
from analytics.charts.theme import as_written, shortened
from analytics.charts.words import counted

MOST_LANES = 6  # of places, or of other children; where there are more they share one lane
LONGEST_SETTING = 22
# Kind of interview → shape and colour; what is not held is hollow.
SHAPES = {
    "in_time": ("circle", "in_time"),
    "late": ("diamond", "late"),
    "no_hours": ("hexagon-open", "quiet_text"),
    "voided": ("x-thin-open", "quiet_text"),
    "declined": ("square-open", "quiet_text"),
    "offered": ("circle-open", "quiet_text"),
    "not_recorded": ("cross-thin-open", "not_recorded"),
    "pending": ("circle-open-dot", "pending"),
}

# Where no place is named, the kind of place that a child was found at, as a sentence has it.
KINDS_OF_PLACE = {
    "family_home": "at a family home",
    "semi_independent_address": "at a semi-independent address",
    "friends_home": "at a friend's home",
    "house_party": "at a house party",
    "public_place": "in a public place",
    "own_placement": "at their own placement",
    "transport": "on transport",
    "other": "elsewhere",
}


def lanes_below(rows: pd.DataFrame) -> list[dict]:
    """Interviews by what became of them, triggers and meetings, other children, places.

    rows: chronology, with a column hover. Each lane: name, marks (rows, `at` where they are drawn),
    symbol (one, or one for each mark), ink (a name of COLOURS).
    """
    return [
        *_interview_lanes(rows),
        *_meeting_lanes(rows),
        *_child_lanes(rows),
        *_place_lanes(rows),
    ]


def _interview_lanes(rows: pd.DataFrame) -> list[dict]:
    """A lane for each thing that became of an interview; without an outcome, at the return."""
    open_states = rows["interview_state"].isin(["not_recorded", "pending"])
    only_offered = rows.loc[(rows["kind"] == "interview") & (rows["what"] == "offered"), "covers"]
    offered = set(only_offered.dropna().str.split("; ").explode())
    # an episode whose interview was offered stands there, not as one without an outcome too
    open_states &= ~rows["reference"].isin(offered)
    asked = rows[(rows["kind"] == "interview") | ((rows["kind"] == "episode") & open_states)]
    kinds = pd.Series([said.interview_kind(row) for _, row in asked.iterrows()], asked.index)
    lanes = []
    for kind, (symbol, ink) in SHAPES.items():
        marks = asked[kinds == kind]
        if len(marks):
            at = marks["until"].fillna(marks["at"])
            name = f"{said.INTERVIEWS[kind]}: {len(marks)}"
            lanes.append(_lane(name, marks.assign(at=at), symbol, ink))
    return lanes


def _lane(name: str, marks: pd.DataFrame, symbol, ink: str) -> dict:
    return {"name": name, "marks": marks, "symbol": symbol, "ink": ink}


def _meeting_lanes(rows: pd.DataFrame) -> list[dict]:
    """Triggers, and the strategy meetings that they call for: said too where there is none."""
    triggers, meetings = (rows[rows["kind"] == kind] for kind in ("trigger", "meeting"))
    lanes = []
    if len(triggers):
        name = f"{said.TRIGGER}: {counted(len(triggers), 'time')}"
        lanes.append(_lane(name, triggers, "triangle-up", "text"))
    if len(triggers) or len(meetings):
        name = f"Strategy meeting: {len(meetings) or 'none recorded'}"
        without = int(triggers["meeting_on"].isna().sum())
        if len(meetings) and without:
            name += f"; none recorded for {without} of {counted(len(triggers), 'time')}"
        lanes.append(_lane(name, meetings, "square", "text"))
    return lanes


def _child_lanes(rows: pd.DataFrame) -> list[dict]:
    """A lane for each other child, in order of reference: recorded filled, inferred hollow."""
    marks = rows[rows["companion_ids"].notna()]
    marks = marks.assign(other=marks["companion_ids"].str.split("; ")).explode("other")
    # not with the child as if that were known, where a worker wrote that it was alone
    beside = [not is_against_record(row, row["other"]) for _, row in marks.iterrows()]
    marks = marks.loc[beside].copy()
    marks["inferred"] = marks["other"].str.endswith(" (inferred)")
    marks["other"] = marks["other"].str.replace(r" \((recorded|inferred)\)$", "", regex=True)
    symbols = marks["inferred"].map({False: "circle", True: "circle-open"})
    others = sorted(marks["other"].unique())
    if len(others) > MOST_LANES:
        name = f"With {len(others)} other children{_how_known(marks)}"
        return [_lane(name, marks, symbols, "missing")]
    return [
        _lane(
            f"With {as_written(other)}{_how_known(marks[marks['other'] == other])}",
            marks[marks["other"] == other],
            symbols[marks["other"] == other],
            "missing",
        )
        for other in others
    ]


def _how_known(marks: pd.DataFrame) -> str:
    inferred = int(marks["inferred"].sum())
    counts = [(len(marks) - inferred, "recorded"), (inferred, "inferred")]
    return ": " + ", ".join(f"{count} {words}" for count, words in counts if count)


def _place_lanes(rows: pd.DataFrame) -> list[dict]:
    """A lane for each named place that the child was found at; of the rest for each kind of place.

    By name, then by kind in the order of the code list.
    """
    named = rows[rows["place"].notna()]
    rest = rows[rows["place"].isna() & rows["found_setting"].isin(KINDS_OF_PLACE)]
    names = {
        place: f"at {shortened(place, LONGEST_SETTING)}" for place in sorted(set(named["place"]))
    }
    kinds = {
        kind: words for kind, words in KINDS_OF_PLACE.items() if kind in set(rest["found_setting"])
    }
    return [
        *_lanes_of_places(named, "place", names, "named places"),
        *_lanes_of_places(rest, "found_setting", kinds, "other kinds of place"),
    ]


def _lanes_of_places(marks: pd.DataFrame, column: str, words: dict, together: str) -> list[dict]:
    if len(words) > MOST_LANES:
        name = f"Found at {len(words)} {together}: {len(marks)}"
        return [_lane(name, marks, "circle", "missing")]
    found = {value: marks[marks[column] == value] for value in words}
    return [
        _lane(f"Found {words[value]}: {len(rows)}", rows, "circle", "missing")
        for value, rows in found.items()
    ]
