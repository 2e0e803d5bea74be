"""What lies below the episodes on one child's line of time: a lane for each kind of thing."""

import pandas as pd

from analytics.charts import chronology_rows as said
from analytics.charts.theme import as_written, shortened

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
        lanes.append(_lane(f"{said.TRIGGER}: {len(triggers)}", triggers, "triangle-up", "text"))
    if len(triggers) or len(meetings):
        held = len(meetings) or "none recorded"
        lanes.append(_lane(f"Strategy meeting: {held}", meetings, "square", "text"))
    return lanes


def _child_lanes(rows: pd.DataFrame) -> list[dict]:
    """A lane for each other child, in order of reference: recorded filled, inferred hollow."""
    marks = rows[rows["companion_ids"].notna()]
    marks = marks.assign(other=marks["companion_ids"].str.split("; ")).explode("other")
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
    """A lane for each named place that the child was found at, by name."""
    marks = rows[rows["place"].notna()]
    places = sorted(marks["place"].unique())
    if len(places) > MOST_LANES:
        return [
            _lane(f"Found at {len(places)} named places: {len(marks)}", marks, "circle", "missing")
        ]
    return [
        _lane(
            f"Found at {shortened(place, LONGEST_SETTING)}: {int((marks['place'] == place).sum())}",
            marks[marks["place"] == place],
            "circle",
            "missing",
        )
        for place in places
    ]
