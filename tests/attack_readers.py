"""What the rows of each measure tell: how they are asked for, and put into a puzzle."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from analytics.definitions import SUPPRESSED, TARGET
from analytics.filters import Filters
from tests.attack import ANY, CHILDREN, EPISODES, WHOLE, Puzzle, What, is_empty

ONE_OF_EACH = ("found_setting", "travel_mode", "return_method", "place", "length", "repeat_band")
AREA = {True: "out_of_area", False: "in_area", None: ANY}


@dataclass(frozen=True)
class Question:
    """How a measure is asked, and how its rows are read.

    options: every value that may be chosen; others of a list must be refused. parts: whether one
    placement type or one area may be chosen. many: whether several quarters come at once.
    audiences: who may ask. read(puzzle of a quarter, row, part, options).
    """

    read: Callable[[Callable[[pd.Timestamp], Puzzle], dict, "Asked"], None]
    options: Mapping[str, tuple] = field(default_factory=dict)
    parts: bool = False
    many: bool = False
    audiences: tuple[str, ...] = ("members", "council")


@dataclass(frozen=True)
class Asked:
    """A question as it was put."""

    filters: Filters
    options: dict

    @property
    def quarter(self) -> pd.Timestamp:
        return pd.Timestamp(self.filters.period_from)

    def outcome(self, name: str = ANY, *, kind: str | None = None, area: str | None = None) -> What:
        """The count of an outcome in the part asked for, or in another."""
        types = self.filters.placement_types
        kind = kind or (types[0] if types else ANY)
        return ("outcome", kind, area or AREA[self.filters.out_of_area], name)


def _read_summary(puzzle_of, row: dict, asked: Asked) -> None:
    start = row.get("quarter_start", row.get("period_start", asked.quarter))
    _tell_outcomes(puzzle_of(start), row, lambda name=ANY: asked.outcome(name))


def _read_by_placement(puzzle_of, row: dict, asked: Asked) -> None:
    kind = row["placement_type"]
    _tell_outcomes(
        puzzle_of(row["period_start"]), row, lambda name=ANY: asked.outcome(name, kind=kind)
    )


def _tell_outcomes(puzzle: Puzzle, row: dict, of) -> None:
    puzzle.tell(of(), EPISODES, row["episodes"])
    _tell_children(puzzle, of(), row)
    for name in ("completed", "in_time", "voided", "declined", "pending", "not_recorded"):
        puzzle.tell(of(name), EPISODES, row[name])
    puzzle.tell_rate(of("in_time"), {of("completed"): 1}, row["in_time_of_completed"])
    not_voided = {of(): 1, of("voided"): -1}
    puzzle.tell_rate(of("in_time"), not_voided, row["in_time_of_not_voided"])
    puzzle.tell_rate(of("in_time"), {of(): 1}, row["in_time_of_episodes"])


def _tell_children(puzzle: Puzzle, what: What, row: dict) -> None:
    if what == WHOLE:
        puzzle.tell(what, CHILDREN, row["children"])
    else:
        # all less those of a part are the children never in it: nothing here would find those
        assert row["children"] in (SUPPRESSED, 0), what


def _read_shares(puzzle_of, row: dict, asked: Asked) -> None:
    puzzle, every = puzzle_of(row["quarter_start"]), asked.outcome()
    puzzle.tell(every, EPISODES, row["episodes"])
    _tell_children(puzzle, every, row)
    for name in ("completed", "not_recorded", "in_time"):
        puzzle.tell_rate(asked.outcome(name), {every: 1}, row[f"{name}_of_episodes"])
    completed = {asked.outcome("completed"): 1}
    puzzle.tell_rate(asked.outcome("in_time"), completed, row["in_time_of_completed"])


def _read_outcomes(puzzle_of, row: dict, asked: Asked) -> None:
    puzzle = puzzle_of(row["quarter_start"])
    puzzle.tell(asked.outcome(row["state"]), EPISODES, row["episodes"])
    assert row["children"] == SUPPRESSED


def _read_to_target(puzzle_of, row: dict, asked: Asked) -> None:
    puzzle, target = puzzle_of(row["quarter_start"]), asked.options["target"]
    _tell_children(puzzle, asked.outcome(), row)
    puzzle.tell(asked.outcome("in_time"), EPISODES, row["in_time"])
    for column in ("still_possible", "at_best", "within_reach"):
        assert row[column] == SUPPRESSED, column
    of = _denominator(asked, row["denominator"])
    left_out = {asked.outcome(): 1}
    for what, times in of.items():
        left_out[what] = left_out.get(what, 0) - times
    _tell_sum(puzzle, of, row["denominator_count"])
    _tell_sum(puzzle, left_out, row["left_out"])
    # needed is the next whole number from target * count on
    needed = {what: target * times for what, times in of.items()}
    _tell_sum(puzzle, needed, row["needed"], up_to=1)
    more = needed | {asked.outcome("in_time"): needed.get(asked.outcome("in_time"), 0) - 1}
    _tell_sum(puzzle, more, row["more"], up_to=1, at_least_zero=True)


def _denominator(asked: Asked, name: str) -> dict[What, float]:
    return {
        "episodes": {asked.outcome(): 1},
        "not_voided": {asked.outcome(): 1, asked.outcome("voided"): -1},
        "completed": {asked.outcome("completed"): 1},
    }[name]


def _tell_sum(
    puzzle: Puzzle, of: dict[What, float], value, *, up_to=0, at_least_zero=False
) -> None:
    """That the sum of episodes is the number shown, or less than it by less than `up_to`."""
    if is_empty(value) or value == SUPPRESSED:
        return
    low, high = puzzle.lie_between(value)
    if puzzle.rounded and value == 0:
        high = 4  # no count of children: as it is, not withheld where small
    low -= up_to - 1e-4 if up_to else 0
    if at_least_zero and value == 0:
        low = -float("inf")
    puzzle.rule({puzzle.count(what)[0]: times for what, times in of.items()}, low, high)


def _read_by_group(puzzle_of, row: dict, asked: Asked) -> None:
    puzzle, dimension = puzzle_of(asked.quarter), asked.options["dimension"]

    def of(name=ANY):
        place = {"placement_type": "kind", "out_of_area": "area"}[dimension]
        return asked.outcome(name, **{place: row["group"]})

    puzzle.tell(of(), EPISODES, row["episodes"])
    _tell_children(puzzle, of(), row)
    puzzle.tell(of("completed"), EPISODES, row["completed"])
    puzzle.tell(of("in_time"), EPISODES, row["in_time"])
    base = {
        "episodes": {of(): 1},
        "not_voided": {of(): 1, of("voided"): -1},
        "completed": {of("completed"): 1},
    }[asked.options["denominator"]]
    _tell_sum(puzzle, base, row["base"])
    puzzle.tell_rate(of("in_time"), base, row["rate"])
    # the interval is worked out from both: where it is shown, so are they
    assert (row["low"] == SUPPRESSED) == (row["high"] == SUPPRESSED) == (row["rate"] == SUPPRESSED)
    assert row["rate"] == SUPPRESSED or SUPPRESSED not in (row["in_time"], row["base"])
    assert row["p_value"] == row["q_value"] == SUPPRESSED


def _reader_of(variable: str, column: str = "value"):
    def read(puzzle_of, row: dict, asked: Asked) -> None:
        puzzle, what = puzzle_of(asked.quarter), (variable, row[column])
        puzzle.tell(what, EPISODES, row["episodes"])
        if variable == "repeat_band":  # each child is in one row
            puzzle.tell(what, CHILDREN, row["children"])
        else:
            _tell_children(puzzle, what, row)
            puzzle.tell_rate(what, {WHOLE: 1}, row["share"])
            if "of_episodes" in row:
                puzzle.tell(WHOLE, EPISODES, row["of_episodes"])
        for column_of_all in row.keys() & {
            *("median_gone_hours", "over_24_hours"),
            *("with_known_length", "children_with_known_length"),
        }:
            assert row[column_of_all] == SUPPRESSED, column_of_all

    return read


def _read_place(puzzle_of, row: dict, asked: Asked) -> None:
    what = ("place", row["place_id"])
    assert row["episodes"] != SUPPRESSED and row["episodes"] > 0
    before = asked.quarter - pd.DateOffset(months=3)
    for start, prefix in ((asked.quarter, ""), (before, "previous_")):
        puzzle_of(start).tell(what, EPISODES, row[f"{prefix}{EPISODES}"])
        assert row[f"{prefix}children"] == SUPPRESSED
    # worked out from both counts: shown only beside them
    for column in ("rate_ratio", "low", "high"):
        hidden = row["previous_episodes"] == SUPPRESSED
        assert is_empty(row[column]) or (row[column] == SUPPRESSED) == hidden, column
    # these hang on who was there, and on places that are withheld
    assert row["q_value"] == row["state"] == SUPPRESSED


def _read_offered(puzzle_of, row: dict, asked: Asked) -> None:
    puzzle = puzzle_of(asked.quarter)
    puzzle.tell(("offered",), EPISODES, row["offered"])
    assert row["children"] == SUPPRESSED
    puzzle.tell(WHOLE, EPISODES, row["of_episodes"])


def _read_audits(puzzle_of, row: dict, asked: Asked) -> None:
    puzzle, criterion = puzzle_of(row["quarter_start"]), (row["kind"], row["criterion"])
    every, good = ("audit", *criterion, ANY), ("audit", *criterion, "good")
    assert row["grade"] == "Good or better"
    puzzle.tell(every, EPISODES, row["of_audited"])
    puzzle.tell(good, EPISODES, row["audited"])
    assert row["children"] == row["children_of_audited"] == SUPPRESSED
    puzzle.tell_rate(good, {every: 1}, row["share"])


# Of these one says what the others do: labels, and a rate beside the count that it is of.
TELLS_ALL = {"year": ("calendar",), "denominator": ("not_voided",)}
YEARS = ("calendar", "april")
DENOMINATORS = ("episodes", "not_voided", "completed")
QUESTIONS = {
    "quarterly_summary": Question(_read_summary, {"year": YEARS}, parts=True, many=True),
    "quarterly_outcomes": Question(_read_outcomes, {"year": YEARS}, parts=True, many=True),
    "figures_to_move": Question(_read_shares, {"year": YEARS}, parts=True, many=True),
    "period_summary": Question(_read_summary, parts=True),
    "summary_by_placement_type": Question(
        _read_by_placement, {"by": ("quarter",)}, many=True, audiences=("members",)
    ),
    "interviews_to_target": Question(
        _read_to_target,
        {"quarter": (), "target": (TARGET,)},
        parts=True,
        audiences=("members",),
    ),
    "timeliness_by": Question(
        _read_by_group,
        {"dimension": ("placement_type", "out_of_area"), "denominator": DENOMINATORS},
        audiences=("members",),
    ),
    "found_settings": Question(_reader_of("found_setting")),
    "travel_modes": Question(_reader_of("travel_mode")),
    "return_methods": Question(_reader_of("return_method")),
    "companions": Question(_reader_of("companions")),
    "lengths": Question(_reader_of("length", "band")),
    "repeat_bands": Question(_reader_of("repeat_band", "band")),
    "places": Question(_read_place),
    "interviews_offered": Question(_read_offered),
    "audits_by_criterion": Question(
        _read_audits,
        {"kind": ("interview", "response"), "by": ("good_or_better",), "year": YEARS},
        many=True,
    ),
}
