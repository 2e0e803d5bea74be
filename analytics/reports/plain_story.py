"""The slides of a meeting with children in care: one idea each, in their words, with its notes.

Figures are those that the council of children in care may know, whoever shows them. Kinds of place
are named, no place: in a room, a name points at who goes there.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pandas as pd

from analytics.charts.plain_words import about_count, capital, is_withheld, round_to_ten
from analytics.charts.words import quarter_words
from analytics.filters import Filters
from analytics.measures import feedback, figures_to_move, quarterly_summary
from analytics.reports.asking import Ask
from analytics.reports.plain_circumstances import CIRCUMSTANCES, circumstance
from analytics.reports.plain_notes import NOT_KNOWN, NOTES, note_on_interviews, note_on_quarter
from analytics.reports.plain_pictures import Drawing, blocks, bubbles, figures
from analytics.reports.plain_slides import (
    MeetingSlide,
    Part,
    cannot_tell,
    tenths,
    times_in_ten,
    too_few,
)
from analytics.reports.plain_texts import (
    AGENDA,
    HEADINGS,
    NONE_OF_US,
    NOT_ONCE,
    SENTENCES,
    TOO_FEW,
)
from analytics.reports.plain_voice import said_and_done, said_in, what_happens_next

MOST_MARKS = 60  # more cannot be counted on a screen
LONGEST_QUOTE = 110  # letters, beside a number
QUOTED = {"children": "definition", "in_time": "who I would talk to"}  # slide → theme


def meeting_slides(ask: Ask, *, today: date) -> tuple[MeetingSlide, ...]:
    """The slides in the order of the report: numbers, what was said and done, what comes next.

    ask: of a quarter, NaT where the records have none, as the council of children in care. today:
    what is said today is on no slide yet: it has had no answer. A slide about a quarter without an
    episode is left out, but not those that say so.
    """
    quarters = ask.run(quarterly_summary, Filters())
    said = ask.run(feedback, Filters(period_to=today))
    moved = ask.run(figures_to_move, Filters())
    told = (*said_and_done(said, moved), _you_said(), what_happens_next(said))
    if pd.isna(ask.quarter):
        return (_welcome(SENTENCES["no_quarter"]), *told)
    now, before = _now_and_before(quarters, ask.quarter)
    numbers = [_children(now, before), _episodes(now, before)]
    if now["episodes"] != 0:
        numbers += [_in_time(now, before), *(circumstance(ask, of) for of in CIRCUMSTANCES)]
    period = quarter_words(ask.quarter).replace("–", " to ")
    return (_welcome(period), *(_quoting(slide, said) for slide in numbers), *told)


def _now_and_before(quarters: pd.DataFrame, start: pd.Timestamp):
    at = int(quarters.index[quarters["quarter_start"] == start][0])
    return quarters.loc[at], quarters.loc[at - 1] if at else None


def _welcome(period: str) -> MeetingSlide:
    return MeetingSlide(
        "welcome",
        HEADINGS["welcome"],
        big=period,
        sentences=(SENTENCES["us"],),
        parts=tuple(Part(head, (text,)) for head, text in AGENDA.items()),
        notes=NOTES["welcome"],
        kind="list",
    )


def _you_said() -> MeetingSlide:
    return MeetingSlide("you_said", HEADINGS["you_said"], notes=NOTES["you_said"], kind="said")


def _children(now: pd.Series, before: pd.Series | None) -> MeetingSlide:
    return _counted("children", now, before, NONE_OF_US, "of us", _people)


def _episodes(now: pd.Series, before: pd.Series | None) -> MeetingSlide:
    return _counted("episodes", now, before, NOT_ONCE, "times", _in_blocks)


def _counted(
    key: str, now: pd.Series, before: pd.Series | None, none: str, noun: str, draw: Callable
) -> MeetingSlide:
    """A count in words with its picture. none: how nought is said; noun: after the number."""
    count = now[key]
    words = about_count(count)
    if is_withheld(count) or words == TOO_FEW.casefold():
        return too_few(key)
    big = none if count == 0 else f"{capital(words)} {noun}"
    drawing, caption = draw(count, f"{big}.")
    return MeetingSlide(
        key,
        HEADINGS[key],
        big=big,
        beside=SENTENCES[f"no_{key}" if count == 0 else key],
        drawing=drawing,
        caption=caption,
        notes=(note_on_quarter(key, now, before), *NOTES[key]),
    )


def _people(count, words: str) -> tuple[Drawing | None, str]:
    count = round_to_ten(count)
    if not count:
        return None, ""
    if count <= MOST_MARKS:
        return figures(count, words), SENTENCES["one_is_one"]
    if count <= MOST_MARKS * 10:
        return figures(count // 10, words), SENTENCES["one_is_ten"]
    return None, ""


def _in_blocks(count, words: str) -> tuple[Drawing | None, str]:
    size = 10
    while round_to_ten(count) / size > MOST_MARKS:
        size *= 10
    number = int(round_to_ten(count) / size + 0.5)
    caption = SENTENCES["block_is_ten" if size == 10 else "block_is_more"].format(size=f"{size:,}")
    return (blocks(number, words), caption) if number else (None, "")


def _in_time(now: pd.Series, before: pd.Series | None) -> MeetingSlide:
    rate = now["in_time_of_episodes"]
    if isinstance(rate, str):
        return too_few("in_time")
    if pd.isna(rate):
        return cannot_tell("in_time", (NOT_KNOWN,))
    of_ten = tenths(rate)
    return MeetingSlide(
        "in_time",
        HEADINGS["in_time"],
        big=times_in_ten(rate),
        beside=SENTENCES["in_time"],
        drawing=bubbles(of_ten, 10, f"{of_ten} of 10 speech bubbles are filled."),
        notes=(
            note_on_quarter("in_time_of_episodes", now, before),
            note_on_interviews(now),
            *NOTES["in_time"],
        ),
    )


def _quoting(slide: MeetingSlide, said: pd.DataFrame) -> MeetingSlide:
    """The slide with what a young person said of its theme, as it was said, where it is short."""
    rows = said[said["theme"] == QUOTED.get(slide.key)]
    rows = rows[rows["said"].str.len() <= LONGEST_QUOTE]
    if rows.empty:
        return slide
    # the latest stands on the theme's own slide
    row = rows.iloc[-1]
    return replace(slide, quote=row["said"], quote_from=said_in(row["meeting_on"]))
