"""The report's slides on associations, locations, movement and how often children went."""

from collections.abc import Callable

import pandas as pd

from analytics.charts.circumstances import shares_title, shares_twin, value_words
from analytics.charts.places import places_title, state_words
from analytics.charts.repeat_bands import band_words
from analytics.charts.words import counted, number, quarter_words, whole_percent
from analytics.measures import (
    companions,
    found_settings,
    places,
    repeat_bands,
    return_methods,
    travel_modes,
)
from analytics.reports.asking import (
    Ask,
    any_withheld,
    as_text,
    is_shown,
    shown,
    value_of,
    without_children,
)
from analytics.reports.slides import Picture, Series, Slide

# The report's headings, in its order: each question is a circumstance and its measure.
QUESTIONS: dict[str, tuple[str, Callable]] = {
    "companions": ("Associations", companions),
    "return_method": ("Associations", return_methods),
    "found_setting": ("Locations", found_settings),
    "travel_mode": ("Movement", travel_modes),
}
KEYS = {
    "companions": "with-whom",
    "return_method": "coming-back",
    "found_setting": "found-at",
    "travel_mode": "travelling",
}


def circumstance_slides(ask: Ask) -> list[Slide]:
    """Associations (with whom, how they came back, how often), locations, movement."""
    period = quarter_words(ask.quarter)
    slides = [_question(ask, circumstance, period) for circumstance in QUESTIONS]
    return [*slides[:2], _often(ask, period), slides[2], _places(ask, period), slides[3]]


def _question(ask: Ask, circumstance: str, period: str) -> Slide:
    part, measure = QUESTIONS[circumstance]
    rows = ask.now(measure)
    rows = rows[(rows["episodes"] != 0) | (rows["value"] == "not_recorded")]
    several = "; an episode may have several" if circumstance == "companions" else ""
    of_all = number(rows["of_episodes"].iloc[0]) if len(rows) else "0"
    names = tuple(value_words(circumstance, value) for value in rows["value"])
    return Slide(
        key=KEYS[circumstance],
        part=part,
        title=_title(rows, circumstance),
        subtitle=f"Of all {of_all} missing episodes, {period}{several}",
        picture=_bars(names, rows, "Missing episodes"),
        table=as_text(without_children(shares_twin(rows, circumstance), ask.audience)),
        notes=(
            "What is not recorded stands in its own row and is part of what the shares are of.",
        ),
        measures=(measure.__name__,),
    )


def _title(rows: pd.DataFrame, circumstance: str) -> str:
    """shares_title of what is shown; it says so where something withheld could be more often."""
    known = shown(rows, "episodes", "share", "of_episodes")
    if known.empty:
        why = "withheld" if any_withheld(rows[["episodes"]]) else "no missing episode"
        return f"{KEYS[circumstance].replace('-', ' ').capitalize()}: {why}"
    title = shares_title(known, circumstance, int(known["of_episodes"].iloc[0]))
    if not any_withheld(rows[["episodes"]]):
        return title
    left = known["of_episodes"].iloc[0] - known["episodes"].sum()
    most = known.loc[known["value"] != "not_recorded", "episodes"].max()
    if circumstance != "companions" and left < most:
        return title
    return f"Of what can be shown: {title[0].lower()}{title[1:]}"


def _bars(
    names: tuple[str, ...], rows: pd.DataFrame, unit: str, column: str = "episodes"
) -> Picture:
    texts = tuple(
        f"{number(row[column])} ({whole_percent(row['share'])})"
        if "share" in row and is_shown(row[column], row["share"])
        else number(row[column])
        for _, row in rows.iterrows()
    )
    series = Series(unit, tuple(map(value_of, rows[column])), texts, "missing")
    words = "; ".join(f"{name}: {text}" for name, text in zip(names, texts, strict=True))
    return Picture("bars", names, (series,), unit, words)


def _often(ask: Ask, period: str) -> Slide:
    rows = ask.now(repeat_bands)
    last = rows.index[rows["children"] != 0].max()
    rows = rows.loc[:last] if pd.notna(last) else rows.head(0)
    names = tuple(band_words(band).capitalize() for band in rows["band"])
    table = pd.DataFrame(
        {"Went missing": names, "Children": rows["children"], "Episodes": rows["episodes"]}
    )
    return Slide(
        key="how-often",
        part="Associations",
        title=_often_title(rows),
        subtitle=f"Children by how often each went missing, {period}",
        picture=_bars(names, rows, "Children", "children"),
        table=as_text(table),
        notes=("The bands are those that members and FOI requests ask for.",),
        measures=("repeat_bands",),
    )


def _often_title(rows: pd.DataFrame) -> str:
    known = shown(rows, "children")
    if len(known) < len(rows) or known.empty:
        return "How often children went missing in the quarter"
    every = int(known["children"].sum())
    again = every - int(known.loc[known["band"] == "1", "children"].sum())
    return f"{number(again)} of {counted(every, 'child', 'children')} went missing more than once"


def _places(ask: Ask, period: str) -> Slide:
    rows = ask.now(places)
    found = rows[rows["episodes"] != 0].head(12)
    names = tuple(found["name"])
    table = pd.DataFrame(
        {
            "Place": names,
            "Episodes": found["episodes"],
            "Children": found["children"],
            "Quarter before": found["previous_episodes"],
            "State": found["state"].map(state_words),
        }
    )
    table = without_children(table, ask.audience)
    if ask.audience != "staff":
        table = table.drop(columns="State")  # judged by who was there
    title = places_title(shown(found, "episodes")) if len(found) else "No place can be shown"
    of_shown, note = "", "Emerging: more than before by two tests that agree."
    if ask.audience != "staff":  # a place that is left out may have more
        title = f"Of what can be shown: {title[0].lower()}{title[1:]}" if len(found) else title
        of_shown, note = " Places that would tell of few children are not listed.", ""
    return Slide(
        key="places",
        part="Locations",
        title=title,
        subtitle=f"Missing episodes by named place where the child was found, {period}.{of_shown}",
        picture=_bars(names, found, "Missing episodes") if len(found) else None,
        table=as_text(table) if len(found) else None,
        notes=(f"Places are named, never gridded. {note}".strip(),),
        measures=("places",),
    )
