"""One child's record in a sentence: from when to when, how often the child went, and when."""

from calendar import day_name

import pandas as pd

from analytics.charts.chronology_cells import gone_words, is_against_record
from analytics.charts.words import counted, day_words, listed, number, span_words
from analytics.definitions import HOUR_BANDS

LASTING = ("placement", "episode", "trigger")  # kinds of row that go on until a later moment
WENT = {"missing": "went missing", "away": "was away without authorisation"}
FEWEST_TO_SAY_WHEN = 5  # episodes with times; of fewer no time of the week is named
FEWEST_AT_ONE_TIME = 4  # and one of every six: less of a pattern would be chance
BEFORE_RECORDS = pd.Timedelta(days=18 * 365)  # a childhood
AFTER_RECORDS = pd.Timedelta(days=92)


def chronology_span(
    rows: pd.DataFrame, period: tuple, data_from: pd.Timestamp, data_until: pd.Timestamp
) -> tuple[pd.Timestamp, pd.Timestamp]:
    """From when to when the record is drawn: the period as far as the records reach.

    period: first day and day after the last, None where open. An open side reaches to the child's
    own first or last row, placements aside, but not to a date typed into another century.
    """
    first, last = pd.Timestamp(data_from), pd.Timestamp(data_until)
    moments = rows.loc[rows["kind"] != "placement", "at"]
    own = moments[moments.between(first - BEFORE_RECORDS, last + AFTER_RECORDS)]
    begins = min([first, *own]) if period[0] is None else pd.Timestamp(period[0])
    known = max([last, *own])
    ends = known if period[1] is None else min(pd.Timestamp(period[1]), known)
    return begins, max(ends, begins + pd.Timedelta(days=1))


def in_span(rows: pd.DataFrame, span: tuple) -> pd.Series:
    """Whether each row reaches into the span."""
    begins, ends = span
    lasts = rows["kind"].isin(LASTING)
    until = rows["until"].where(lasts & rows["until"].notna(), rows["at"])
    until = until.mask(lasts & rows["until"].isna(), ends)
    return (rows["at"] <= ends) & (until >= begins)


def span_phrase(begins: pd.Timestamp, ends: pd.Timestamp) -> str:
    """The span in a sentence: "in 2021", "in April–June 2021", "from 3 May 2021 to …"."""
    begins, ends = begins.normalize(), ends.ceil("D")
    if begins.day_of_year == ends.day_of_year == 1 and ends.year == begins.year + 1:
        return f"in {begins.year}"
    return f"{'in' if begins.day == ends.day == 1 else 'from'} {span_words(begins, ends)}"


def chronology_title(rows: pd.DataFrame, child: str, span: tuple, held: int | None = None) -> str:
    """How often the child went, and when most often where one time of the week stands out.

    As elsewhere an episode counts in the period that it began in. held: how many episodes of the
    child are recorded at any time; what the period leaves out is said.
    """
    episodes = rows[(rows["kind"] == "episode") & rows["at"].between(*span)]
    title = _how_often(episodes, child, span_phrase(*span))
    left_out = (held or 0) - len(episodes)
    if left_out <= 0:
        return title
    are = "is" if left_out == 1 else "are"
    return f"{title}; {counted(left_out, 'episode')} at other times {are} left out"


def _how_often(episodes: pd.DataFrame, child: str, when: str) -> str:
    if episodes.empty:
        return f"No episode of {child} began {when}"
    often = [
        f"{WENT[category]} {_times(count)}"
        for category in WENT
        if (count := int((episodes["what"] == category).sum()))
    ]
    if len(episodes) == 1:
        return f"{child} {often[0]}, on {_the_one(episodes.iloc[0])}"
    title = f"{child} {' and '.join(often)} {when}"
    if most_often := _most_often(episodes):
        title += f", most often {most_often}"
    return f"{title}; not back yet" if episodes["until"].isna().any() else title


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _the_one(episode: pd.Series) -> str:
    day = f"{day_name[episode['at'].weekday()]} {day_words(episode['at'])}"
    return f"{day}, {gone_words(episode)}"


def _most_often(episodes: pd.DataFrame) -> str | None:
    """The weekday and part of the day with most of them, where it stands alone.

    Else the part of the day in which half of them or more began.
    """
    times = episodes.loc[episodes["time_known"].eq(True), "at"]
    if len(times) < FEWEST_TO_SAY_WHEN:
        return None
    spoken = times.map(_weekday_and_part).value_counts()
    most = int(spoken.iloc[0])
    stands_out = most >= max(FEWEST_AT_ONE_TIME, len(times) / 6)
    if stands_out and (spoken == most).sum() == 1:
        return f"{spoken.index[0]}: {most} of {len(times)}"
    parts = times.map(_part_of_day).value_counts()
    most = int(parts.iloc[0])
    if 2 * most < len(times) or (parts == most).sum() > 1:
        return None
    return f"{parts.index[0]}: {most} of {len(times)}"


def _part_of_day(moment: pd.Timestamp) -> str:
    """The part of the day as definitions.HOUR_BANDS has it: "in the early evening (16–20)"."""
    band = [band for band, starts in HOUR_BANDS if moment.hour >= starts][-1]
    return f"at {band}" if band.startswith("night") else f"in the {band}"


def _weekday_and_part(moment: pd.Timestamp) -> str:
    return f"on a {day_name[moment.weekday()]} {_part_of_day(moment)}"


def chronology_subtitle(rows: pd.DataFrame, span: tuple) -> str:
    """What is drawn, and what of the child's record is not."""
    drawn = rows[in_span(rows, span)]
    kinds = drawn["kind"].value_counts()
    counts = [counted(kinds[kind], kind) for kind in ("placement", "episode") if kind in kinds]
    counts += _interviews(drawn.loc[drawn["kind"] == "interview", "what"])
    said = f"{listed(counts, most=9) if counts else 'Nothing'} recorded"
    if hollow := _hollow(drawn):
        said += f"; hollow marks: {' or '.join(hollow)}"
    if len(drawn) < len(rows):
        said += f"; {counted(len(rows) - len(drawn), 'row')} of another time in the table only"
    return said


def _interviews(outcomes: pd.Series) -> list[str]:
    """How many interviews were held, and how many came to something else: nothing of none."""
    held = int((outcomes == "completed").sum())
    counts = [f"{counted(held, 'interview')} held"] if held else []
    for outcome in ("voided", "declined", "offered"):
        if count := int((outcomes == outcome).sum()):
            of_what = number(count) if counts else counted(count, "interview")
            counts.append(f"{of_what} {'only offered' if outcome == 'offered' else outcome}")
    return counts


def _hollow(drawn: pd.DataFrame) -> list[str]:
    """What hollow marks stand for, of children and of episodes."""
    named = drawn[drawn["companion_ids"].notna()]
    inferred = any(
        child.endswith(" (inferred)") and not is_against_record(row, child)
        for _, row in named.iterrows()
        for child in row["companion_ids"].split("; ")
    )
    away = ((drawn["kind"] == "episode") & (drawn["what"] == "away")).any()
    return [*(["inferred"] if inferred else []), *(["away"] if away else [])]
