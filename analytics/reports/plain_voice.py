"""Slides of what young people said, what was done about it, and what happens next."""

from datetime import date

import pandas as pd

from analytics.charts.voice_cards import effects, open_promises, plain_card, theme_words
from analytics.charts.words import MONTHS, day_words
from analytics.reports.plain_notes import NOTES
from analytics.reports.plain_slides import MeetingSlide, Part
from analytics.reports.plain_texts import HEADINGS, ROOM, SENTENCES

MOST_PROMISES = 3
SAID = "said-"  # begins the key of a theme's slide


def said_in(day: date) -> str:
    """When something was said, to the month: a day could tell who was there."""
    return SENTENCES["said_in"].format(month=f"{MONTHS[day.month - 1]} {day.year}")


def said_and_done(said: pd.DataFrame, quarters: pd.DataFrame) -> tuple[MeetingSlide, ...]:
    """A slide a theme: the latest thing said and what we did; the rest of it in the notes.

    said: rows of the measure feedback. quarters: of figures_to_move, for whether it worked.
    """
    found = dict(zip(said.index, effects(said, quarters), strict=True))
    return tuple(
        _theme_slide(theme, rows, [found[row] for row in rows.index])
        for theme, rows in said.groupby("theme", sort=False)
    )


def _theme_slide(theme: str, rows: pd.DataFrame, found: list) -> MeetingSlide:
    latest = rows.iloc[0]
    shown = plain_card(latest, found[0])
    did = [latest["action"]] if pd.notna(latest["action"]) else shown.did
    notes = [f"Answered: {latest['response']}"] if pd.notna(latest["response"]) else []
    notes.append(f"Did it work? {shown.worked}")
    notes += [f"Also said, {day_words(row['meeting_on'])}: {row['said']}" for row in _rest(rows)]
    return MeetingSlide(
        key=f"{SAID}{theme}",
        heading=theme_words(theme, plain=True),
        parts=(
            Part(ROOM["said"], (shown.said, said_in(latest["meeting_on"])), said=True),
            Part(shown.head, (*did, *shown.state)),
        ),
        notes=tuple(notes),
    )


def _rest(rows: pd.DataFrame) -> list[pd.Series]:
    return [row for _, row in rows.iloc[1:].iterrows()]


def what_happens_next(said: pd.DataFrame) -> MeetingSlide:
    """Thanks, and what was promised and is not done: by when, and whose task."""
    promises = open_promises(said)
    shown, rest = promises.iloc[:MOST_PROMISES], promises.iloc[MOST_PROMISES:]
    notes = [f"Also promised: {row['action']} {_by(row)}." for _, row in rest.iterrows()]
    return MeetingSlide(
        key="next",
        heading=HEADINGS["next"],
        sentences=() if len(shown) else (SENTENCES["nothing_promised"],),
        parts=tuple(Part(_by(row), (row["action"],)) for _, row in shown.iterrows()),
        notes=(*NOTES["next"], *notes),
        kind="list",
    )


def _by(row: pd.Series) -> str:
    role = row["owner_role"] if pd.notna(row["owner_role"]) else SENTENCES["somebody"]
    if pd.isna(row["due_on"]):
        return SENTENCES["some_day"].format(role=role)
    words = SENTENCES["late" if row["overdue"] else "promise"]
    return words.format(day=day_words(row["due_on"]), role=role)
