"""What came before and what goes with it: what is drawn and said, on rows made by hand."""

import re

import pandas as pd
import pytest

from analytics.charts import repeat_moves
from analytics.charts import repeat_risk_words as risks_words
from analytics.charts.repeat_risk import repeat_risk_chart
from analytics.charts.repeat_risk_table import repeat_risk_subtitle, repeat_risk_twin
from analytics.definitions import (
    COMPANIONS,
    FOUND_SETTINGS,
    HOUR_BANDS,
    INTERVIEW_STATES,
    PLACEMENT_TYPES,
    TRAVEL_MODES,
)
from tests.charts.colours import COMPARISON, MISSING
from tests.charts.conftest import annotations

MOVES = pd.DataFrame(
    [
        (True, 41, 17, 900, 4.56, 1.74, 1.1, 2.7, 0.02),
        (False, 593, 58, 22600, 2.62, None, None, None, None),
    ],
    columns=[
        "after_move", "episodes", "children", "days", "per_100_days", "rate_ratio", "low", "high",
        "p_value",
    ],
)  # fmt: skip
RISK_COLUMNS = [
    "factor", "value", "episodes", "repeats", "children", "share", "rest_episodes",
    "rest_repeats", "risk_ratio", "low", "high", "p_value", "q_value", "small",
]  # fmt: skip


def risks(*rows) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=RISK_COLUMNS)


RISKS = risks(
    ("travel_mode", "taxi", 40, 30, 12, 0.75, 100, 40, 1.875, 1.4, 2.5, 0.001, 0.01, False),
    ("companions", "family", 50, 10, 15, 0.2, 90, 60, 0.3, 0.1, 0.6, 0.002, 0.02, False),
    ("place", "p1", 20, 8, 9, 0.4, 120, 62, 0.774, 0.02, 30.0, 0.4, 0.6, False),
    ("setting", "Home & garden", 9, 9, 2, None, 131, 61, None, None, None, None, None, True),
)


def without_p(p_value) -> pd.DataFrame:
    return MOVES.assign(p_value=[p_value, None])


def test_both_rates_stand_with_their_episodes_and_days_from_nought():
    drawn = repeat_moves.moves_chart(MOVES)
    assert list(drawn.data[0].x) == [4.56, 2.62]
    assert list(drawn.data[0].marker.color) == [MISSING[0], "#ffffff"]
    assert list(drawn.data[0].marker.line.color) == [MISSING[0], COMPARISON[0]]
    assert drawn.layout.xaxis.range[0] == 0
    assert annotations(drawn) == [
        "<b>4.6</b> in 100 days",
        "In the 14 days after a move: 41 episodes in 900 days",
        "<b>2.6</b> in 100 days",
        "On all other days in care: 593 episodes in 22,600 days",
    ]


def test_the_sentence_on_moves_says_whether_chance_would_do_as_much():
    times = "In the 14 days after a move children went missing 1.7 times as often as on other days"
    assert repeat_moves.moves_title(MOVES) == f"{times}, more than chance would usually make"
    assert repeat_moves.moves_title(without_p(0.3)) == f"{times}, which could be chance"
    assert repeat_moves.moves_title(without_p(None)) == f"{times}, which could be chance"
    assert repeat_moves.moves_reading(MOVES) == [
        "Allowing for chance, the true figure may lie anywhere from 1.1 to 2.7 times as often."
    ]
    few = MOVES.assign(children=[4, 58])
    assert repeat_moves.moves_title(few) == (
        "41 episodes of 4 children in the 14 days after a move: too few to compare"
    )
    assert not repeat_moves.moves_compared(few) and repeat_moves.moves_compared(MOVES)
    assert repeat_moves.moves_reading(few) == []


def test_moves_that_are_not_known_are_not_drawn():
    for rows in (MOVES.head(0), MOVES.assign(days=[0, 22600]), MOVES.assign(days=None)):
        assert not repeat_moves.moves_compared(rows)
        assert repeat_moves.moves_title(rows).startswith("No moves to compare with")
        assert repeat_moves.moves_reading(rows) == []


def test_the_twin_of_moves_holds_the_ratio_with_its_interval():
    assert repeat_moves.moves_twin(MOVES)["Times as often (interval)"].tolist() == [
        "1.7 times (1.1 to 2.7)", "–",
    ]  # fmt: skip
    open_ended = MOVES.assign(high=None)
    assert "no limit" in repeat_moves.moves_twin(open_ended).iloc[0, 5]


@pytest.mark.parametrize(
    ("ratio", "words"),
    [(0, "0 times"), (0.004, "under 0.01 times"), (0.75, "0.75 times"), (1.0, "1.0 times"),
     (1.74, "1.7 times"), (3.16, "3.2 times")],
)  # fmt: skip
def test_a_ratio_is_read_as_times(ratio, words):
    assert repeat_moves.times_words(ratio) == words


def test_the_axis_is_log_around_one_and_intervals_end_at_its_edge():
    shown = risks_words.drawn_risks(RISKS)
    drawn = repeat_risk_chart(shown, {"p1": "Bus Station"})
    assert drawn.layout.xaxis.type == "log"
    low, high = drawn.layout.xaxis.range
    assert low == pytest.approx(-high)
    line = drawn.layout.shapes[0]
    assert line.x0 == line.x1 == 1
    assert line.y0 < 0 and len(shown) - 1 < line.y1 < len(shown)  # from above the first to the last
    marks = [trace for trace in drawn.data if trace.mode == "markers"]
    assert [mark.x[0] for mark in marks] == [1.875, 0.3, 0.774]
    lines = [trace for trace in drawn.data if trace.mode == "lines"]
    assert [list(line.x) for line in lines[:2]] == [[1.4, 2.5], [0.1, 0.6]]
    # 0.02 and 30 lie beyond sixteen times as often
    assert list(lines[2].x) == pytest.approx([1 / 16, 16])
    assert [list(line.y) for line in lines] == [[0, 0], [1, 1], [2, 2]]
    assert "<br>1.88 times as often, interval 1.40 to 2.5; 12 children" in marks[0].hovertext[0]
    twin = repeat_risk_twin(RISKS)
    assert twin["95% interval"].tolist() == ["1.40 to 2.5", "0.10 to 0.60", "0.02 to 30.0", "–"]


def test_a_ratio_without_an_interval_is_a_mark_without_a_line():
    nothing = dict.fromkeys(("low", "high", "p_value", "q_value"), float("nan"))
    alone = RISKS.assign(**nothing)
    drawn = repeat_risk_chart(risks_words.drawn_risks(alone))
    assert {trace.mode for trace in drawn.data} == {"markers"}
    assert repeat_risk_twin(alone)["95% interval"].tolist() == ["–"] * 4


def test_clear_rows_are_filled_diamonds_and_bold_the_others_hollow():
    drawn = repeat_risk_chart(risks_words.drawn_risks(RISKS))
    marks = [trace.marker for trace in drawn.data if trace.mode == "markers"]
    assert [mark.symbol for mark in marks] == ["diamond", "diamond", "circle"]
    assert (marks[0].color, marks[2].color) == (MISSING[0], "#ffffff")
    assert {mark.line.color for mark in marks} == {MISSING[0]}
    assert {"<b>1.88 times</b>", "<b>0.30 times</b>", "0.77 times"} <= set(annotations(drawn))


def test_each_row_bears_its_counts_and_share():
    shown = risks_words.drawn_risks(RISKS)
    drawn = repeat_risk_chart(shown, {"p1": "A & B"})
    assert list(drawn.layout.yaxis.ticktext) == [
        "By taxi<br>30 of 40 · 75%",
        "With family<br>10 of 50 · 20%",
        "Found at A &amp; B<br>8 of 20 · 40%",
    ]


def test_at_most_twenty_rows_are_drawn_and_small_ones_never():
    many = pd.concat([RISKS.iloc[[2]]] * 30 + [RISKS.iloc[[3]]], ignore_index=True)
    assert len(risks_words.drawn_risks(many)) == 20
    assert repeat_risk_subtitle(many, "2021").endswith("; 11 more rows in the table only")
    assert risks_words.drawn_risks(RISKS, "setting").empty
    twin = repeat_risk_twin(RISKS)
    assert twin["Times as often"].tolist() == ["1.88", "0.30", "0.77", "too few"]
    assert twin["Share"].tolist() == ["75%", "20%", "40%", "too few"]
    assert twin["95% interval"].tolist()[-1] == "–"


def test_small_settings_are_one_row_without_their_names():
    others = risks(
        ("setting", "Beech House", 5, 1, 1, None, 135, 69, None, None, None, None, None, True),
        ("setting", "not_known", 3, 1, 2, None, 137, 69, None, None, None, None, None, True),
        ("travel_mode", "bus", 4, 2, 4, None, 136, 68, None, None, None, None, None, True),
        ("setting", "Oak House", 60, 30, 4, None, 80, 40, None, None, None, None, None, True),
        ("setting", "Elm House", 60, 30, 6, None, 80, 40, None, None, None, None, None, True),
    )
    twin = repeat_risk_twin(pd.concat([RISKS, others], ignore_index=True))
    assert twin["What"].tolist()[3:] == [
        "Setting not known",
        "By bus",
        "Elm House",  # six children, though fewer than five outside
        "3 settings with fewer than 5 children: not compared",
    ]
    last = twin.iloc[-1]
    # Home & garden, Beech House and Oak House
    assert (last["Returns"], last["Missing again"]) == (9 + 5 + 60, 9 + 1 + 30)
    assert last["95% interval"] == "–" and last[["Children", "All others"]].isna().all()
    assert set(twin["Share"].tolist()[3:]) == {"too few"}


def test_no_probability_reads_as_never():
    table = repeat_risk_twin(RISKS.assign(q_value=[0.0004, 0.001, 0.05, None]))
    assert table.iloc[:, -1].tolist() == ["under 0.001", "0.001", "0.050", "–"]
    assert repeat_moves.moves_twin(without_p(0.0004))["p"].tolist() == ["under 0.001", "–"]


def test_one_factor_can_be_seen_alone():
    assert risks_words.drawn_risks(RISKS, "companions")["value"].tolist() == ["family"]
    assert len(repeat_risk_twin(RISKS, factor="companions")) == 1
    subtitle = repeat_risk_subtitle(RISKS, "2021", "companions")
    assert subtitle.startswith("0 returns that could be") and "in the table" not in subtitle
    title = risks_words.repeat_risk_title
    assert title(RISKS, None, "companions") == (
        "Who they were with: clearly less often missing again: with family"
    )
    assert title(RISKS, None, "setting").startswith("Setting: too few children to say")
    assert title(RISKS, None, "place") == (
        "Place found at: nothing that is recorded clearly goes with going missing again"
    )


def test_the_title_names_only_what_is_clear():
    title = risks_words.repeat_risk_title
    assert title(RISKS) == (
        "Clearly more often missing again: by taxi; clearly less often: with family"
    )
    assert title(RISKS.iloc[[1]]) == "Clearly less often missing again: with family"
    assert title(RISKS.iloc[[2]]) == (
        "Nothing that is recorded clearly goes with going missing again"
    )
    assert title(RISKS.iloc[[3]]).startswith("Too few children")
    assert title(RISKS.head(0)).startswith("Too few children")


def test_every_code_has_a_name_that_fits_a_phone():
    words = risks_words.risk_words
    assert words("found_setting", "friends_home") == "Found at a friend's home"
    assert words("travel_mode", "not_recorded") == "Travel not recorded"
    assert words("placement_type", "foster") == "Foster placement"
    assert words("hour_band", "late evening (20–24)") == "Late evening (20–24)"
    codes = {
        "companions": COMPANIONS, "found_setting": FOUND_SETTINGS, "travel_mode": TRAVEL_MODES,
        "placement_type": PLACEMENT_TYPES, "out_of_area": ("in_area", "out_of_area", "not_known"),
        "hour_band": [band for band, _ in HOUR_BANDS],
        "previous_interview": [*INTERVIEW_STATES, "first"],
    }  # fmt: skip
    names = [words(factor, value) for factor, values in codes.items() for value in values]
    assert max(map(len, names)) <= 28 and len(set(names)) == len(names)
    assert words("setting", "Home 3") == "Home 3"
    assert words("out_of_area", "out_of_area") == "Out of area"


def test_no_sentence_speaks_of_cause():
    said = " ".join(
        [*risks_words.RISK_NOTES, *repeat_moves.MOVE_NOTES, risks_words.repeat_risk_title(RISKS)]
    ).casefold()
    assert "none of this is cause" in said and "not a cause" in said
    assert not re.search(r"because|prevent|reduce|leads to |risk factor|abscond|prolific", said)
