"""The report's slides on how many went missing, what came of the interviews, and the aim."""

import pandas as pd

from analytics.charts.findings import REPORT_TABLE_NOTE
from analytics.charts.outcomes import OUTCOMES
from analytics.charts.targets import needed_sentence
from analytics.charts.twins import denominators_twin, report_table
from analytics.charts.words import (
    aim_words,
    counted,
    listed,
    number,
    percent,
    quarter_words,
    short_quarters,
)
from analytics.definitions import DENOMINATORS, SUPPRESSED, TARGET, TIMESCALE_HOURS
from analytics.glossary.term import source_of_timescale
from analytics.measures import interviews_to_target, quarter_label, quarterly_summary
from analytics.reports.asking import Ask, as_text, is_shown, value_of
from analytics.reports.slides import WITHHELD_COLOUR, Picture, Series, Slide

RATES = {
    "in_time_of_episodes": ("Of all episodes", "in_time"),
    "in_time_of_not_voided": ("Of those not voided", "common_cause"),
    "in_time_of_completed": ("Of those completed", "missing"),
}
HELD = (
    f"Interviews held within {TIMESCALE_HOURS} hours of the child's return "
    f"({source_of_timescale('DfE statutory guidance, 2014')})."
)
PRIORITY = f"Return interviews within {TIMESCALE_HOURS} hours remain the priority"


def outcome_slides(ask: Ask) -> list[Slide]:
    """The report's table, what came of each quarter's episodes, and the three denominators."""
    quarters = ask.until_now(quarterly_summary).tail(4).reset_index(drop=True)
    return [_table_slide(quarters), _outcomes_slide(quarters), _rates_slide(quarters)]


def _table_slide(quarters: pd.DataFrame) -> Slide:
    now = quarters.iloc[-1]
    return Slide(
        key="statistics",
        part="Missing statistical data",
        title=_headline(quarters),
        subtitle="Children looked after who went missing, and their return interviews, by quarter",
        table=as_text(report_table(quarters)),
        sentences=(REPORT_TABLE_NOTE,),
        notes=(
            f"Children: {number(now['children'])}. Episodes: {number(now['episodes'])}. A child "
            "may be in several quarters, so children cannot be added up over quarters.",
        ),
        measures=("quarterly_summary",),
    )


def _headline(quarters: pd.DataFrame) -> str:
    """How many children went missing how often, and how that was the quarter before.

    Of a part of the children others than staff are shown the episodes alone.
    """
    now = quarters.iloc[-1]
    period = quarter_words(now["quarter_start"], year=False)
    if not is_shown(now["episodes"]):
        return f"How many children went missing in {period} is withheld"
    if not now["episodes"]:
        return f"No child went missing in {period}"
    columns = [column for column in ("children", "episodes") if is_shown(now[column])]
    said = f"{counted(now['episodes'], 'missing episode')} in {period}"
    if "children" in columns:
        said = (
            f"{counted(now['children'], 'child', 'children')} went missing "
            f"{counted(now['episodes'], 'time')} in {period}"
        )
    before = quarters.iloc[-2] if len(quarters) > 1 else None
    if before is None or not (now["complete"] and before["complete"]):
        return said
    if not is_shown(*before[columns]):
        return said
    then = quarter_words(before["quarter_start"], year=False)
    were = listed([number(before[column]) for column in columns]) if before["episodes"] else "none"
    return f"{said}; {were} in {then}"


def _outcomes_slide(quarters: pd.DataFrame) -> Slide:
    late = [
        completed - in_time if is_shown(completed, in_time) else SUPPRESSED
        for completed, in_time in zip(quarters["completed"], quarters["in_time"], strict=True)
    ]
    counts = quarters.assign(late=late)
    names = _names(quarters)
    series = tuple(
        Series(
            label,
            tuple(map(value_of, counts[outcome])),
            tuple(map(number, counts[outcome])),
            outcome,
            hatched=bool(pattern),
        )
        for outcome, (label, pattern) in OUTCOMES.items()
        if (counts[outcome] != 0).any()
    )
    table = pd.DataFrame({"Quarter": names})
    for each in series:
        table[each.name] = each.texts
    table["Episodes"] = [number(count) for count in counts["episodes"]]
    return Slide(
        key="outcomes",
        part="Trends",
        title=_outcomes_title(quarters),
        subtitle="Missing episodes by the quarter in which the child went missing, and what came "
        "of the return interview",
        picture=Picture(
            "stacked_columns",
            names,
            (*series, *_withheld_together(quarters["episodes"], series)),
            "Missing episodes",
            _words(names, series),
        ),
        table=as_text(table),
        notes=(
            HELD,
            f"Later: completed, but not known to be within {TIMESCALE_HOURS} hours. Pending: still "
            f"missing, or back for less than {TIMESCALE_HOURS} hours when the data was taken.",
        ),
        measures=("quarterly_summary",),
    )


def _withheld_together(episodes: pd.Series, series: tuple[Series, ...]) -> list[Series]:
    """What is left of each quarter's episodes where parts are withheld: so that bars are whole."""
    left = [
        SUPPRESSED
        if not is_shown(every)
        else value_of(every) - sum(each.values[at] or 0 for each in series)
        if any(each.texts[at] == SUPPRESSED for each in series)
        else 0.0
        for at, every in enumerate(episodes)
    ]
    if not any(left):
        return []
    values, texts = tuple(map(value_of, left)), tuple(map(number, left))
    return [Series("Withheld", values, texts, WITHHELD_COLOUR, hatched=True)]


def _outcomes_title(quarters: pd.DataFrame) -> str:
    now = quarters.iloc[-1]
    period = quarter_words(now["quarter_start"], year=False)
    if not is_shown(now["episodes"]) or not now["episodes"]:
        return "What came of the return interviews"
    if now["in_time"] == SUPPRESSED or pd.isna(now["in_time_of_episodes"]):
        unknown = "" if now["in_time"] == SUPPRESSED else "; without times none is known in time"
        return f"What came of {counted(now['episodes'], 'episode')} in {period}{unknown}"
    said = (
        f"{number(now['in_time'])} of {counted(now['episodes'], 'episode')} in {period} had an "
        "interview in time"
    )
    if is_shown(now["not_recorded"]) and now["not_recorded"]:
        verb = "has" if now["not_recorded"] == 1 else "have"
        return f"{said}; {number(now['not_recorded'])} {verb} no outcome recorded"
    return said


def _rates_slide(quarters: pd.DataFrame) -> Slide:
    names = _names(quarters)
    series = tuple(
        Series(
            label,
            tuple(map(value_of, quarters[rate])),
            tuple(map(percent, quarters[rate])),
            colour,
        )
        for rate, (label, colour) in RATES.items()
    )
    return Slide(
        key="in-time",
        part="Trends",
        title=_rates_title(quarters.iloc[-1]),
        subtitle=f"Interviewed within {TIMESCALE_HOURS} hours of the return, as a share of "
        + ", ".join(DENOMINATORS.values()),
        picture=Picture("lines", names, series, "Share", _words(names, series), rate=True),
        table=as_text(denominators_twin(quarters)),
        notes=(HELD, "The denominator changes the story: name it whenever a share is named."),
        measures=("quarterly_summary",),
    )


def _rates_title(now: pd.Series) -> str:
    said = [
        f"{percent(now[rate])} {label[0].lower()}{label[1:]}"
        for rate, (label, _) in RATES.items()
        if is_shown(now[rate])
    ]
    if not said:
        return "Interviews in time, by three denominators"
    if len(said) == 1:
        return f"In time: {said[0]}"
    return f"One number, three denominators: {', '.join(said[:-1])} and {said[-1]}"


def priority_slide(ask: Ask) -> Slide:
    """What reaching the aim would have taken: the report's own priority."""
    rows = ask.until_now(interviews_to_target, quarter=quarter_label(ask.quarter))
    table = pd.DataFrame(
        {
            "Of": [DENOMINATORS[name].capitalize() for name in rows["denominator"]],
            "Episodes": rows["denominator_count"],
            "In time": rows["in_time"],
            f"{aim_words(TARGET)} would be": rows["needed"],
            "More needed": rows["more"],
        }
    )
    numbers = rows[["denominator_count", "more", "needed"]].map(is_shown).all(axis="columns")
    everyone = rows["denominator"].isin(["episodes", "completed"])
    sentence = needed_sentence(rows) if numbers[everyone].all() and everyone.any() else None
    return Slide(
        key="priority",
        part="The priority",
        title=(sentence or PRIORITY).removesuffix("."),
        subtitle="How many more interviews in time would have reached the aim of "
        f"{aim_words(TARGET)}; the aim is the service's own, there is no national one",
        sentences=(
            "Completing return interviews within the statutory timescale remains the priority.",
        ),
        table=as_text(table),
        notes=(HELD, "Counted against all episodes an unrecorded outcome counts as not in time."),
        measures=("interviews_to_target",),
    )


def _names(quarters: pd.DataFrame) -> tuple[str, ...]:
    """The quarters as a picture names them: "Oct–Dec 2021"."""
    labels = short_quarters(quarters, quarters["quarter_start"])
    return tuple(label.replace("<br>", " ") for label in labels)


def _words(names: tuple[str, ...], series: tuple[Series, ...]) -> str:
    """The alternative text: every value drawn."""
    return "; ".join(
        f"{name}: " + ", ".join(f"{each.name.lower()} {each.texts[at]}" for each in series)
        for at, name in enumerate(names)
    )
