"""The rows of one child's record as a person reads them."""

import pandas as pd

from analytics.charts.theme import as_written
from analytics.charts.words import hours, in_hours, listed
from analytics.definitions import (
    COMPANIONS,
    FOUND_SETTINGS,
    PLACEMENT_TYPES,
    REPEAT_DAYS,
    REPEAT_EPISODES,
    RETURN_METHODS,
    TIMESCALE_HOURS,
    TRAVEL_MODES,
)

TRIGGER = f"{REPEAT_EPISODES} episodes within {REPEAT_DAYS} days"
EPISODES = {"missing": "Went missing", "away": "Away without authorisation"}
# What became of an interview, as interview_kind tells it.
INTERVIEWS = {
    "in_time": "Interviewed in time",
    "late": f"Interviewed later than {TIMESCALE_HOURS} hours",
    "no_hours": "Interviewed, no hours counted",
    "voided": "Interview voided",
    "declined": "Interview declined",
    "offered": "Interview offered, nothing more recorded",
    "not_recorded": "No outcome recorded",
    "pending": "Outcome pending",
}
IN_SHORT = {
    "in_time": "in time",
    "late": "later",
    "no_hours": "held, no hours counted",
    "voided": "voided",
    "declined": "declined",
    "not_recorded": "not recorded",
    "pending": "pending",
}
COLUMNS = [
    *("When", "What", "Until", "Gone", "Where", "With"),
    *("Travelled", "Came back", "Interview", "Reference"),
]


def chronology_twin(rows: pd.DataFrame) -> pd.DataFrame:
    """Every row in words, oldest first; what is not known, or not of that row, is a dash.

    rows: chronology.
    """
    began = rows[rows["kind"] == "episode"].set_index("reference")["at"]
    table = [
        {
            "When": when_words(row["at"], row["time_known"]),
            "What": what_words(row),
            "Until": _until(row),
            "Gone": hours(row["gone_hours"]),
            "Where": where_words(row) or "–",
            "With": with_words(row) or "–",
            "Travelled": _coded(row["travel_mode"], TRAVEL_MODES) or "–",
            "Came back": _coded(row["return_method"], RETURN_METHODS) or "–",
            "Interview": interview_words(row, began) or "–",
            "Reference": "–" if pd.isna(row["reference"]) else row["reference"],
        }
        for _, row in rows.iterrows()
    ]
    return pd.DataFrame(table, columns=COLUMNS)


def hover_words(rows: pd.DataFrame) -> list[str]:
    """Each row as the table says it, as it is to be drawn: a line for each thing known."""
    table = chronology_twin(rows).drop(columns="Reference")
    texts = []
    for _, row in table.iterrows():
        when, what, *others = row.items()
        lines = [when[1], what[1]]
        lines += [f"{head}: {words}" for head, words in others if words != "–"]
        texts.append("<br>".join(as_written(line) for line in lines))
    return texts


def when_words(moment: pd.Timestamp, time_known) -> str:
    """A moment with its weekday, as far as it is known: "Wed 06/01/2021 21:37"."""
    if pd.isna(time_known):
        return f"{moment:%a %d/%m/%Y} (return; no date recorded)"
    return f"{moment:%a %d/%m/%Y %H:%M}" if time_known else f"{moment:%a %d/%m/%Y}"


def what_words(row: pd.Series) -> str:
    """What a row is, with the reason or note recorded."""
    if row["kind"] == "placement":
        return "Placement began"
    if row["kind"] == "episode":
        return EPISODES[row["what"]]
    if row["kind"] == "trigger":
        return TRIGGER
    kind = row["kind"]
    words = INTERVIEWS[interview_kind(row)] if kind == "interview" else "Strategy meeting"
    return words if pd.isna(row["note"]) else f"{words}: {row['note']}"


def interview_kind(row: pd.Series) -> str:
    """Of an interview, or of an episode: what became of it, one of INTERVIEWS."""
    state = row["what"] if row["kind"] == "interview" else row["interview_state"]
    if state != "completed":
        return state
    if pd.isna(row["in_time"]):
        return "no_hours"
    return "in_time" if row["in_time"] else "late"


def interview_words(row: pd.Series, began: pd.Series) -> str:
    """Of an episode what became of its interview; of an interview which episodes it covers.

    With hours from the return, where they are known. began: when each episode began, by reference.
    """
    if row["kind"] == "episode":
        words = IN_SHORT[interview_kind(row)]
    elif row["kind"] == "interview" and pd.notna(row["covers"]):
        covered = row["covers"].split("; ")
        days = [f"{began[name]:%d/%m/%Y}" if name in began else name for name in covered]
        words = f"of {listed(days, most=9)}"
    else:
        return ""
    return words if pd.isna(row["hours"]) else f"{words}: {in_hours(row['hours'])}"


def gone_words(episode: pd.Series) -> str:
    """How long the child was gone: "gone 1.9 hours"; what is known where that is not."""
    if pd.isna(episode["until"]):
        return "still missing" if episode["what"] == "missing" else "still away"
    if pd.isna(episode["gone_hours"]):
        return "hours not known"
    return f"gone {hours(episode['gone_hours'])}"


def _until(row: pd.Series) -> str:
    if row["kind"] not in ("placement", "episode"):
        return "–"
    if pd.notna(row["until"]):
        same_day = row["until"].normalize() == row["at"].normalize()
        moment = f"{row['until']:%H:%M}" if same_day else f"{row['until']:%d/%m/%Y %H:%M}"
        return moment if row["time_known"] else f"{row['until']:%d/%m/%Y}"
    return "still there" if row["kind"] == "placement" else gone_words(row)


def where_words(row: pd.Series) -> str:
    """Of a placement its type, home and area; of an episode where the child was found."""
    if row["kind"] == "placement":
        parts = [PLACEMENT_TYPES.get(row["what"], "Not known")]
        parts += [row["setting"]] if pd.notna(row["setting"]) else []
        parts += ["out of area"] if pd.notna(row["out_of_area"]) and row["out_of_area"] else []
        return ", ".join(parts)
    kind = _coded(row["found_setting"], FOUND_SETTINGS)
    if pd.isna(row["place"]):
        return kind
    return f"{row['place']}, {kind.lower()}" if kind else row["place"]


def with_words(row: pd.Series) -> str:
    """Who a child was with, as recorded, and which other children: recorded or inferred."""
    codes = [] if pd.isna(row["companions"]) else row["companions"].split("; ")
    people = ", ".join(filter(None, (_coded(code, COMPANIONS) for code in codes)))
    people = people[:1] + people[1:].lower()
    children = "" if pd.isna(row["companion_ids"]) else row["companion_ids"].replace("; ", ", ")
    return "; ".join(filter(None, (people, children)))


def _coded(code, names: dict[str, str]) -> str:
    """The words of a code; nothing where none is recorded."""
    return "" if pd.isna(code) or code == "not_recorded" else names.get(code, code)
