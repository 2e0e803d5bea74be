"""The rows of one child's record as a person reads them."""

import pandas as pd

from analytics.charts.chronology_cells import (
    days_and_hours,
    gone_words,
    way_words,
    where_words,
    why_words,
    with_words,
)
from analytics.charts.repeat_threshold import MANY
from analytics.charts.theme import as_written
from analytics.charts.words import counted, day_words, listed
from analytics.definitions import REPEAT_DAYS, TIMESCALE_HOURS

TRIGGER = f"{MANY.capitalize()} within {REPEAT_DAYS} days"
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
    *("When", "What", "Until", "Where", "With", "Reasons and risk", "Way there and back"),
    *("Interview", "Reference"),
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
            "Where": where_words(row) or "–",
            "With": with_words(row) or "–",
            "Reasons and risk": why_words(row) or "–",
            "Way there and back": way_words(row) or "–",
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
        went = EPISODES[row["what"]]
        return went if pd.isna(row["age_years"]) else f"{went}, aged {row['age_years']}"
    if row["kind"] == "trigger":
        return trigger_words(row)
    kind = row["kind"]
    words = INTERVIEWS[interview_kind(row)] if kind == "interview" else "Strategy meeting"
    return words if pd.isna(row["note"]) else f"{words}: {row['note']}"


def trigger_words(trigger: pd.Series) -> str:
    """Until when there were so many, in how many episodes, and what meeting there was."""
    if trigger["episodes_in_run"] == 1:
        words = f"{TRIGGER} at this episode"
    else:
        until = day_words(trigger["until"])
        words = f"{TRIGGER} until {until}: {counted(trigger['episodes_in_run'], 'episode')}"
    if voided := trigger["voided_in_window"]:
        words += f"; interview of {voided} of those that reached it voided"
    if pd.isna(trigger["meeting_on"]):
        return f"{words}; no strategy meeting recorded"
    return f"{words}; strategy meeting on {day_words(trigger['meeting_on'])}"


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
        words += "" if pd.isna(row["note"]) else f" ({row['note']})"
    elif row["kind"] == "interview" and pd.notna(row["covers"]):
        covered = row["covers"].split("; ")
        days = [f"{began[name]:%d/%m/%Y}" if name in began else name for name in covered]
        words = f"of {listed(days, most=9)}"
    else:
        return ""
    return words if pd.isna(row["hours"]) else f"{words}: {days_and_hours(row['hours'])}"


def _until(row: pd.Series) -> str:
    """Until when a placement or an episode lasted, and how long the child was gone."""
    if row["kind"] not in ("placement", "episode"):
        return "–"
    if pd.isna(row["until"]):
        return "still there" if row["kind"] == "placement" else gone_words(row)
    if not row["time_known"]:
        return f"{row['until']:%d/%m/%Y}"
    same_day = row["until"].normalize() == row["at"].normalize()
    moment = f"{row['until']:%H:%M}" if same_day else f"{row['until']:%a %d/%m/%Y %H:%M}"
    return f"{moment}, {gone_words(row)}"
