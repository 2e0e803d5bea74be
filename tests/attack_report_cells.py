"""What stands in the cells of a report's slides: of which count and quarter, and how it is told."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd

from analytics.charts.outcomes import OUTCOMES
from analytics.charts.repeat_bands import band_words
from analytics.charts.twins import REPORT_ROWS
from analytics.charts.words import quarter_words, short_quarter
from analytics.definitions import AUDITS, CIRCUMSTANCES, DENOMINATORS, REPEAT_BANDS, TARGET
from analytics.definitions import SUPPRESSED as WITHHELD
from analytics.definitions import TIMESCALE_HOURS as HOURS
from analytics.reports import plain_texts
from analytics.reports.circumstances import KEYS
from analytics.reports.outcomes import RATES
from analytics.reports.plain_slides import in_ten, times_in_ten
from analytics.reports.plain_texts import SENTENCES, TOO_FEW
from tests.attack import ANY, CHILDREN, EPISODES, NOISE, WHOLE, Puzzle, What

COUNT, NOT_SHOWN = r"([\d,]+|c|–)", (WITHHELD, "–")
LEFT_OUT = "0"  # what a row says that a table has left out
TITLE = ("", "")
MORE = 1e-4  # than nothing, and than what a solver takes for nothing

Sum = Mapping[What, float]
Tell = Callable[[Puzzle, str], None]
# Row and column → the quarter that the cell is of, and how what stands there is told.
Cells = dict[tuple[str, str], tuple[pd.Timestamp, Tell]]


@dataclass(frozen=True)
class Sheet:
    """A slide in the file of a quarter: cells is (row, column) → text, said are its sentences."""

    key: str
    title: str
    quarter: pd.Timestamp
    cells: dict[tuple[str, str], str]
    said: list[str]

    @property
    def quarters(self) -> list[pd.Timestamp]:
        """Those that it may speak of."""
        return [self.quarter - pd.DateOffset(months=3 * back) for back in range(12)]


def known(names: Mapping, text):
    """What stands under the text."""
    assert text in names, unknown(text)
    return names[text]


def matched(pattern: str, text: str) -> tuple:
    """The pattern's groups in the text, which it must be altogether."""
    found = re.fullmatch(pattern, text)
    assert found, unknown(text)
    return found.groups()


def unknown(text) -> str:
    return f"“{text}” stands in a report and is not read in this attack: think what it gives away."


# --- how a cell is told


def count(what: What, kind: str = EPISODES) -> Tell:
    return lambda puzzle, text: puzzle.tell(what, kind, number_in(text))


def number_in(text: str) -> float | str:
    """The count in a cell; the sign where it is withheld, nan where there is none."""
    if text in NOT_SHOWN:
        return WITHHELD if text == WITHHELD else np.nan
    (digits,) = matched(r"([\d,]+)", text)
    return float(digits.replace(",", ""))


def total(of: Sum, up_to: float = 0) -> Tell:
    """That the sum is what stands in the cell, or less than it by less than `up_to`."""

    def tell(puzzle: Puzzle, text: str) -> None:
        if text not in NOT_SHOWN:
            high = number_in(text)
            low = high - up_to + MORE if up_to else high
            terms = {puzzle.count(what)[0]: times for what, times in of.items()}
            puzzle.rule(terms, low if high else -np.inf, high)

    return tell


def share(part: What, of: Sum) -> Tell:
    """That the part is such a share of the sum, to within half of the last digit.

    A share that is withheld does not tell which count is; of a row left out the count tells all.
    """

    def tell(puzzle: Puzzle, text: str) -> None:
        if text in (*NOT_SHOWN, LEFT_OUT):
            return
        digits, tenth = matched(r"(?:under )?(\d+(\.\d)?)%", text)
        half = 0.0005 if tenth else 0.005
        low, high = (float(digits) / 100 + off for off in (-half, half))
        if text == "under 1%":
            low, high = 0, 0.01
        for rate, bounds in ((low, (-NOISE, np.inf)), (high, (-np.inf, NOISE))):
            terms = {puzzle.count(what)[0]: -rate * times for what, times in of.items()}
            puzzle.rule(terms | {puzzle.count(part)[0]: 1}, *bounds)

    return tell


def rounded(shares: Mapping[str, tuple[What, float | str]]) -> Tell:
    """That a part is about so many tenths of all episodes: text → which part, and 0–1."""

    def tell(puzzle: Puzzle, text: str) -> None:
        part, rate = known(shares, text)
        puzzle.tell_rate(part, {WHOLE: 1}, rate)

    return tell


def several(pattern: str, *tells: Tell, otherwise: str = "–") -> Tell:
    """Of a cell's figures each, as the pattern's groups have them; otherwise: of one not there."""

    def tell(puzzle: Puzzle, text: str) -> None:
        for figure, of_figure in zip(matched(pattern, text), tells, strict=True):
            of_figure(puzzle, figure or otherwise)

    return tell


# --- the cells of slides for members


def outcome(name: str, area: str = ANY) -> What:
    return ("outcome", ANY, area, name)


IN_TIME = outcome("in_time")
FIGURES = {name: count(outcome(name)) for name in (*REPORT_ROWS.values(), *OUTCOMES)}
FIGURES |= {kind: count(WHOLE, kind) for kind in (EPISODES, CHILDREN)}
# Taken from one another by the report: withheld where one of the two is, whatever it comes to.
FIGURES["late"] = total({outcome("late"): 1})
BASES = {"episodes": {WHOLE: 1}, "completed": {outcome("completed"): 1}}
BASES["not_voided"] = {WHOLE: 1, outcome("voided"): -1}
BANDS = {band_words(band): ("repeat_band", band) for band, *_ in REPEAT_BANDS}


def short(start: pd.Timestamp) -> str:
    return short_quarter(start).replace("<br>", " ")


def _statistics(sheet: Sheet) -> Cells:
    return {
        (label, quarter_words(start).replace("–", " – ")): (start, FIGURES[name])
        for start, (label, name) in product(sheet.quarters, REPORT_ROWS.items())
    }


def _outcomes(sheet: Sheet) -> Cells:
    names = {label: name for name, (label, _) in OUTCOMES.items()} | {"Episodes": EPISODES}
    return {
        (short(start), label): (start, FIGURES[name])
        for start, (label, name) in product(sheet.quarters, names.items())
    }


def _in_time(sheet: Sheet) -> Cells:
    tells = {"In time": FIGURES["in_time"]}
    for name, (label, _) in RATES.items():
        of = BASES[name.removeprefix("in_time_of_")]
        # what a share is of stands beside it where it is shown: "76.3% (139)"
        tells[label] = several(rf"(\S+)(?: \({COUNT}\))?", share(IN_TIME, of), total(of))
    return {
        (quarter_words(start), label): (start, tell)
        for start, (label, tell) in product(sheet.quarters, tells.items())
    }


def _circumstance(sheet: Sheet) -> Cells:
    (variable,) = [name for name, key in KEYS.items() if key == sheet.key]
    cells = {}
    for value, label in CIRCUMSTANCES[variable].items():
        what = (variable, value)
        cells[label, "Episodes"] = (sheet.quarter, count(what))
        cells[label, "Share of all"] = (sheet.quarter, share(what, {WHOLE: 1}))
    return cells


def _how_often(sheet: Sheet) -> Cells:
    return {
        (words.capitalize(), kind.capitalize()): (sheet.quarter, count(what, kind))
        for (words, what), kind in product(BANDS.items(), (EPISODES, CHILDREN))
    }


def place_cells(places: Mapping[str, str]) -> Callable[[Sheet], Cells]:
    return lambda sheet: {
        (name, column): (start, count(("place", place)))
        for name, place in places.items()
        for column, start in zip(("Episodes", "Quarter before"), sheet.quarters, strict=False)
    }


def _audits(sheet: Sheet) -> Cells:
    def told(criterion: str) -> Tell:
        every, good = (("audit", kind, criterion, grade) for grade in (ANY, "good"))
        return several(rf"(\S+|under 1%)(?: of {COUNT})?", share(good, {every: 1}), count(every))

    kind = sheet.key.removeprefix("audits-")
    return {
        (criterion, short(start)): (start, told(criterion))
        for (criterion, _), start in product(sheet.cells, sheet.quarters)
    }


def _priority(sheet: Sheet) -> Cells:
    cells = {}
    for name, words in DENOMINATORS.items():
        needed = {what: TARGET * times for what, times in BASES[name].items()}
        for column, tell in {
            "Episodes": total(BASES[name]),
            "In time": FIGURES["in_time"],
            f"{TARGET:.0%} would be": total(needed, up_to=1),  # the next whole number
            "More needed": total(needed | {IN_TIME: -1}, up_to=1),
        }.items():
            cells[words.capitalize(), column] = (sheet.quarter, tell)
    return cells


def _questions(sheet: Sheet) -> Cells:
    of_all = share(IN_TIME, {WHOLE: 1})
    areas = [count(outcome(ANY, area)) for area in ("out_of_area", "not_known")]
    tells = {
        "How many children in care went missing?": FIGURES[CHILDREN],
        "How many missing episodes were there?": FIGURES[EPISODES],
        "How many of these children were not looked after?": several("Not held"),
        "For how many episodes was a return interview offered?": count(("offered",)),
        "How many return interviews were completed?": FIGURES["completed"],
        f"How many were completed within {HOURS} hours?": several(
            rf"{COUNT}(?: \((\S+) of all episodes\))?", FIGURES["in_time"], of_all
        ),
        "How many were declined?": FIGURES["declined"],
        "For how many episodes is no outcome recorded?": FIGURES["not_recorded"],
        "How many episodes were from placements out of the area?": several(
            rf"{COUNT}(?:; area not known: {COUNT})?", *areas, otherwise=LEFT_OUT
        ),
    }
    for words, what in BANDS.items():
        tells[f"How many children went missing {words}?"] = count(what, CHILDREN)
    cells = {(question, "Answer"): (sheet.quarter, tell) for question, tell in tells.items()}
    return cells | {(question, "Definition"): (sheet.quarter, several(".*")) for question in tells}


MEMBERS: dict[str, Callable[[Sheet], Cells]] = {
    "statistics": _statistics,
    "outcomes": _outcomes,
    "in-time": _in_time,
    "how-often": _how_often,
    "priority": _priority,
    "recurring questions": _questions,
    **dict.fromkeys(KEYS.values(), _circumstance),
    **{f"audits-{kind}": _audits for kind in AUDITS},
}


# --- the cells of slides for the council: of each its title, too


TENTHS = [tenth / 10 for tenth in range(11)]
NO_SHARE = dict.fromkeys((TOO_FEW, SENTENCES["cannot_tell"]), (WHOLE, WITHHELD))


def _about(sheet: Sheet) -> Cells:
    none, noun = {
        CHILDREN: (plain_texts.NONE_OF_US, "of us"),
        EPISODES: (plain_texts.NOT_ONCE, "times"),
    }[sheet.key]
    titles = {TOO_FEW: WITHHELD, f"{none} {SENTENCES[f'no_{sheet.key}']}": "0"}
    about = rf"About ([\d,]+) {noun} {re.escape(SENTENCES[sheet.key])}"

    def tell(puzzle: Puzzle, text: str) -> None:
        FIGURES[sheet.key](puzzle, titles.get(text) or matched(about, text)[0])

    return {TITLE: (sheet.quarter, tell)}


def _about_in_time(sheet: Sheet) -> Cells:
    titles = {f"{times_in_ten(rate)} {SENTENCES['in_time']}": (IN_TIME, rate) for rate in TENTHS}
    return {TITLE: (sheet.quarter, rounded(titles | NO_SHARE))}


def _about_circumstance(sheet: Sheet) -> Cells:
    variable = sheet.key.replace("-", "_")
    values = plain_texts.VALUES[variable] | {"not_recorded": (plain_texts.NOT_WRITTEN_DOWN, "")}
    titles, cells = dict(NO_SHARE), {}
    for value, (label, ends) in values.items():
        what = (variable, value)
        titles |= {f"{times_in_ten(rate)} {ends}": (what, rate) for rate in TENTHS}
        bars = {in_ten(rate): (what, rate) for rate in TENTHS}
        cells[label, "How often"] = (sheet.quarter, rounded(bars))
    return cells | {TITLE: (sheet.quarter, rounded(titles))}


COUNCIL: dict[str, Callable[[Sheet], Cells]] = {
    CHILDREN: _about,
    EPISODES: _about,
    "in-time": _about_in_time,
    **{variable.replace("_", "-"): _about_circumstance for variable in plain_texts.VALUES},
}
