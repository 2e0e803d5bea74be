"""One child's record in a sentence: from when to when, how often the child went, and when."""

from calendar import day_name

import pandas as pd

from analytics.charts.chronology_rows import gone_words
from analytics.charts.words import counted, day_words, listed, span_words
from analytics.definitions import PLACEMENT_TYPES

KINDS = ("placement", "episode", "interview")
WENT = {"missing": "went missing", "away": "was away without authorisation"}
# From which hour a part of the day begins, and how it is said with a weekday and without.
PARTS_OF_DAY = (
    (0, "in the early hours of a {}", "in the early hours"),
    (6, "on a {} morning", "in the morning"),
    (12, "on a {} afternoon", "in the afternoon"),
    (18, "on a {} evening", "in the evening"),
)
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
    lasts = rows["kind"].isin(["placement", "episode"])
    until = rows["until"].where(lasts & rows["until"].notna(), rows["at"])
    until = until.mask(lasts & rows["until"].isna(), ends)
    return (rows["at"] <= ends) & (until >= begins)


def span_phrase(begins: pd.Timestamp, ends: pd.Timestamp) -> str:
    """The span in a sentence: "in 2021", "in April–June 2021", "from 3 May 2021 to …"."""
    begins, ends = begins.normalize(), ends.ceil("D")
    if begins.day_of_year == ends.day_of_year == 1 and ends.year == begins.year + 1:
        return f"in {begins.year}"
    return f"{'in' if begins.day == ends.day == 1 else 'from'} {span_words(begins, ends)}"


def chronology_title(rows: pd.DataFrame, child: str, span: tuple) -> str:
    """How often the child went, and when most often where one time of the week stands out.

    As elsewhere an episode counts in the period that it began in.
    """
    episodes = rows[(rows["kind"] == "episode") & rows["at"].between(*span)]
    when = span_phrase(*span)
    if episodes.empty:
        return f"No episode of {child} is recorded {when}"
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
        return f"{spoken.index[0]} ({most} of {len(times)})"
    parts = times.map(lambda moment: _part_of_day(moment)[2]).value_counts()
    most = int(parts.iloc[0])
    if 2 * most < len(times) or (parts == most).sum() > 1:
        return None
    return f"{parts.index[0]} ({most} of {len(times)})"


def _part_of_day(moment: pd.Timestamp) -> tuple[int, str, str]:
    return [part for part in PARTS_OF_DAY if moment.hour >= part[0]][-1]


def _weekday_and_part(moment: pd.Timestamp) -> str:
    return _part_of_day(moment)[1].format(day_name[moment.weekday()])


def chronology_subtitle(rows: pd.DataFrame, span: tuple, category: str = "all") -> str:
    """What is drawn, and what of the child's record is not. category: of the episodes selected."""
    drawn = rows[in_span(rows, span)]
    kinds = drawn["kind"].value_counts()
    counts = [counted(kinds[kind], kind) for kind in KINDS if kind in kinds]
    said = f"{listed(counts) if counts else 'Nothing'} recorded"
    if category != "all":
        said = said.replace("episode", f"{category} episode")
    if kinds.get("episode", 0) > 1:
        said += "; the higher a stick, the longer gone"
    inferred = drawn["companion_ids"].str.contains("(inferred)", regex=False).eq(True).any()
    hollow = ["inferred"] if inferred else []
    hollow += ["away"] if ((drawn["kind"] == "episode") & (drawn["what"] == "away")).any() else []
    if hollow:
        said += f"; hollow marks: {' or '.join(hollow)}"
    if len(drawn) < len(rows):
        said += f"; {counted(len(rows) - len(drawn), 'row')} of another time in the table only"
    return said


def narrowed_words(placement_types: tuple[str, ...], out_of_area: bool | None) -> str | None:
    """Which episodes the reader's choice leaves out; None where it leaves out none."""
    kinds = [PLACEMENT_TYPES[kind].lower() for kind in placement_types]
    parts = [f"from {' or '.join(kinds)} placements"] if kinds else []
    if out_of_area is not None:
        parts.append("out of area" if out_of_area else "in area")
    if not parts:
        return None
    return (
        f"Only episodes {', '.join(parts)} are listed, with their interviews; placements and "
        "meetings are all listed."
    )
