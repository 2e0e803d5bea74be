"""Everything that an audience is shown, asked through the one door and put into puzzles.

Every measure is asked; one that answers with counts and is not read here fails the test, so that
what a new measure gives away has to be thought of. What is for staff only must be refused.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import cache
from itertools import pairwise, product
from pathlib import Path
from typing import get_args

import pandas as pd

from analytics.definitions import FEWEST_CHILDREN_SHOWN, PLACEMENT_TYPES, SUPPRESSED
from analytics.disclosure import StaffOnly
from analytics.filters import Filters
from analytics.measures import MEASURES, run
from analytics.store import open_cursor
from tests.attack import ANY, AREAS, EPISODES, TYPES, WHOLE, Puzzle
from tests.attack_readers import ONE_OF_EACH, QUESTIONS, TELLS_ALL, Asked, Question
from tests.attack_truth import places_of

# Measures that answer others than staff and count no episodes in these records.
NO_COUNTS = {"coverage", "benchmarks", "feedback", "audit_actions", "signed_off"}
QUARTERS = list(pd.date_range("2021-01-01", "2021-10-01", freq="QS"))  # of the demonstration
Puzzles = defaultdict[tuple[pd.Timestamp, str], Puzzle]


def quarter_of(start: pd.Timestamp, category: str = "missing") -> Filters:
    """The filters of one whole quarter."""
    return Filters(start.date(), (start + pd.DateOffset(months=3)).date(), category=category)


def everything(
    con,
    audience: str,
    quarters: Mapping[str, list[pd.Timestamp]],
    *,
    thorough: bool = True,
    fewest: int = FEWEST_CHILDREN_SHOWN,
) -> Puzzles:
    """A puzzle of each quarter and category, with all that the audience is shown.

    quarters: category → those to ask about. thorough: with what says the same once more, and making
    sure that all else is refused. fewest: as Puzzle takes it.
    """
    puzzles = Puzzles(lambda: Puzzle(rounded=audience == "council", fewest=fewest))
    asked = {name: question for name, question in QUESTIONS.items() if name in MEASURES}
    for name in MEASURES.keys() - asked.keys() - NO_COUNTS if thorough else ():
        for options in _each_option(name):
            assert is_refused(con, name, quarter_of(quarters["missing"][0]), audience, options), (
                f"{name} answers {audience} and is not in this attack: think what it gives away."
            )
    for category, starts in quarters.items():
        for name, question in asked.items():
            _ask(con, name, question, audience, category, starts, puzzles, thorough)
    for (start, category), puzzle in puzzles.items():
        _common_sense(puzzle, places_of(con, start, category))
    return puzzles


def answers_of(demonstration_store: Path, audience: str) -> Puzzles:
    """The puzzles of all that the audience is shown of the demonstration, to write into.

    Asked once in a process. The demonstration has nobody away from placement: of that one quarter
    will do here.
    """
    return deepcopy(_asked(demonstration_store, audience))


@cache
def _asked(demonstration_store: Path, audience: str) -> Puzzles:
    quarters = {"missing": QUARTERS, "away": QUARTERS[-1:]}
    return everything(open_cursor(demonstration_store), audience, quarters)


def _ask(con, name, question, audience, category, quarters, puzzles, thorough) -> None:
    wide = Filters(None, None, category=category)
    chosen = [wide] if question.many else [quarter_of(start, category) for start in quarters]
    if question.many and thorough:
        chosen += [quarter_of(start, category) for start in quarters]
    first = quarter_of(quarters[0], category)
    options = list(_combinations(name, question, thorough))
    if audience not in question.audiences or (audience == "council" and category != "missing"):
        assert all(is_refused(con, name, first, audience, each) for each in options)
        return
    if thorough:
        require_refusals(con, name, question, audience, first, options[0])

    def puzzle_of(start) -> Puzzle:
        return puzzles[pd.Timestamp(start), category]

    in_parts = question.parts and audience == "members" and (question.many or thorough)
    for filters, each in product(chosen, options):
        for part in _parts(filters) if in_parts else [filters]:
            _ask_once(con, name, question, audience, part, each, puzzle_of)


def _ask_once(con, name, question, audience, filters, options, puzzle_of) -> None:
    asked = Asked(filters, options)
    if "quarter" in MEASURES[name].options:
        options = options | {"quarter": f"{asked.quarter.year}-Q{asked.quarter.quarter}"}
    rows = run(con, name, filters, audience, **options)
    records = rows.astype(object).to_dict("records")
    for row in records:
        question.read(puzzle_of, row, asked)
    if filters.period_from and name in ("timeliness_by", "summary_by_placement_type"):
        column = "group" if name == "timeliness_by" else "placement_type"
        dimension = options.get("dimension", "placement_type")
        _tell_left_out(puzzle_of(asked.quarter), asked, dimension, set(rows[column]))
    if filters.period_from:
        _tell_order(puzzle_of(asked.quarter), name, records)


def _tell_left_out(puzzle: Puzzle, asked: Asked, dimension: str, groups: set) -> None:
    """Of a placement or area that has no row nobody went missing."""
    place = "kind" if dimension == "placement_type" else "area"
    known = TYPES if place == "kind" else AREAS
    for group in known:
        if group not in groups:
            puzzle.tell(asked.outcome(**{place: group}), EPISODES, 0)


BUSIEST_FIRST = {
    "found_settings": ("found_setting", "value"),
    "travel_modes": ("travel_mode", "value"),
    "return_methods": ("return_method", "value"),
    "companions": ("companions", "value"),
    "places": ("place", "place_id"),
}


def _tell_order(puzzle: Puzzle, name: str, rows: list[dict]) -> None:
    """That a row has no more episodes than the one above it, but for those put last by name."""
    if name not in BUSIEST_FIRST:
        return
    variable, column = BUSIEST_FIRST[name]
    known = [row for row in rows if row[column] != "not_recorded"]
    last = [row for row in known if row[EPISODES] == SUPPRESSED]
    names = [row[column] for row in last]
    if known[len(known) - len(last) :] == last and names == sorted(names):
        known = known[: len(known) - len(last)]
    for more, fewer in pairwise((variable, row[column]) for row in known):
        puzzle.rule({puzzle.count(more)[0]: 1, puzzle.count(fewer)[0]: -1}, 0, float("inf"))


def _parts(filters: Filters) -> Iterator[Filters]:
    yield filters
    for kind in PLACEMENT_TYPES:
        yield replace(filters, placement_types=(kind,))
    for area in (True, False):
        yield replace(filters, out_of_area=area)


def _combinations(name: str, question: Question, thorough: bool) -> Iterator[dict]:
    """Every choice of options; where not thorough without those that say the same once more."""
    options = MEASURES[name].options
    assert set(options) == set(question.options), f"{name} has another option: think what it gives."
    values = {
        option: allowed if thorough else TELLS_ALL.get(option, allowed)
        for option, allowed in question.options.items()
        if allowed
    }
    for chosen in product(*values.values()):
        yield dict(zip(values, chosen, strict=True))


def _each_option(name: str) -> Iterator[dict]:
    yield {}
    for option, parameter in MEASURES[name].options.items():
        for value in get_args(parameter.annotation):
            if isinstance(value, str):
                yield {option: value}


def is_refused(con, name: str, filters: Filters, audience: str, options: dict) -> bool:
    """Whether the audience may not ask that."""
    try:
        run(con, name, filters, audience, **options)
    except StaffOnly:
        return True
    return False


def require_refusals(con, name, question, audience, quarter: Filters, options: dict) -> None:
    """Raise AssertionError where the audience may cut its selection so that two of them differ by
    a few children."""
    begins, ends = quarter.period_from, quarter.period_to
    day = timedelta(days=1)
    periods = [
        *((begins + day, ends), (begins - day, ends), (begins, ends - day), (begins, ends + day)),
        *((begins, begins + 31 * day), (begins + 7 * day, begins + 14 * day)),
        *((begins, begins.replace(day=15)), (begins.replace(day=15), None), (None, ends - day)),
        # the same days, from noon
        (datetime.combine(begins, time(12)), datetime.combine(ends, time())),
    ]
    if not question.many and "quarter" not in options and name != "interviews_to_target":
        year = begins.replace(year=begins.year + 1)
        periods += [(begins, year), (None, ends), (begins, None), (None, None)]
    for period_from, period_to in periods:
        other = replace(quarter, period_from=period_from, period_to=period_to)
        assert is_refused(con, name, other, audience, options), f"{name} of {other}"
    foster = replace(quarter, placement_types=("foster",))
    others = [
        replace(quarter, category="all"),
        replace(quarter, place_id="bus_station"),
        replace(quarter, place_id="nowhere"),
        *(replace(quarter, day_kind=kind) for kind in ("term", "holiday")),
        replace(quarter, placement_types=("foster", "residential")),
        *(replace(foster, out_of_area=area) for area in (True, False)),
    ]
    if not question.parts or audience == "council":
        others += [foster, *(replace(quarter, out_of_area=area) for area in (True, False))]
    for other in others:
        assert is_refused(con, name, other, audience, options), f"{name} of {other}"
    for option, parameter in MEASURES[name].options.items():
        for value in get_args(parameter.annotation):
            if isinstance(value, str) and value not in question.options[option]:
                changed = options | {option: value}
                assert is_refused(con, name, quarter, audience, changed), f"{name} {changed}"


def _common_sense(puzzle: Puzzle, places: list[str]) -> None:
    """How the counts that were told of hang together."""
    puzzle.outcomes()
    values: dict[str, dict[str, None]] = {"place": dict.fromkeys([*places, "no_named_place"])}
    for what, _ in list(puzzle.told):
        if what[0] in (*ONE_OF_EACH, "companions"):
            values.setdefault(what[0], {})[what[1]] = None
    for variable in ONE_OF_EACH:
        parts = [(variable, value) for value in values.get(variable, ())]
        if parts:
            puzzle.whole(WHOLE, parts, children_add_up=variable == "repeat_band")
    if "repeat_band" in values:
        puzzle.bands("repeat_band")
    together = [("companions", value) for value in values.get("companions", ())]
    if together:
        puzzle.whole(WHOLE, together, apart=False)
    for what in together:
        puzzle.whole(WHOLE, [what, ("not_with", what[1])])
    _offers(puzzle)
    _audits(puzzle)


def _offers(puzzle: Puzzle) -> None:
    """Offered are interviews held or declined, and some of those of which nothing came yet."""
    states = {name: ("outcome", ANY, ANY, name) for name in ("pending", "not_recorded")}
    puzzle.whole(("open",), states.values())
    puzzle.whole(("open",), [("asked",), ("not_asked",)])
    held = [("outcome", ANY, ANY, name) for name in ("completed", "declined")]
    puzzle.whole(("offered",), [*held, ("asked",)])


def _audits(puzzle: Puzzle) -> None:
    """An audit is graded good or better, or below; what is below stands in no row."""
    for what in [what for what, kind in puzzle.told if what[0] == "audit" and kind == EPISODES]:
        if what[-1] == ANY:
            puzzle.whole(what, [(*what[:-1], grade) for grade in ("good", "below")])
