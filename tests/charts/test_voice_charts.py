"""An action on its figure's trend: before, since, cards for adults and for young people."""

import pandas as pd
import pytest

from analytics.charts.plain_words import TEXTS
from analytics.charts.voice import action_place, effect_of, effect_words, spark_bars
from analytics.charts.voice_cards import (
    card,
    effects,
    open_promises,
    plain_card,
    promises_twin,
    theme_words,
    voice_headline,
)
from analytics.charts.voice_trend import (
    effect_chart,
    effect_subtitle,
    effect_title,
    effect_twin,
)

# The report's quarters: 106 of 139, 147 of 185, 123 of 177, 87 of 133 in time.
REPORT = pd.DataFrame(
    {
        "quarter_start": pd.to_datetime(["2021-01-01", "2021-04-01", "2021-07-01", "2021-10-01"]),
        "episodes": [139, 185, 177, 133],
        "completed_of_episodes": [129 / 139, 184 / 185, 160 / 177, 110 / 133],
        "children": [30, 37, 39, 36],
        "in_time_of_episodes": [106 / 139, 147 / 185, 123 / 177, 87 / 133],
        "complete": [True] * 4,
    }
)
OCTOBER, AUGUST = pd.Timestamp("2021-10-01"), pd.Timestamp("2021-08-02")


def in_time(quarters=REPORT, day=OCTOBER):
    return effect_of(quarters, "in_time_of_episodes", day)


def many_quarters(before: list[float], since: list[float]) -> pd.DataFrame:
    starts = pd.date_range("2015-01-01", periods=len(before) + len(since), freq="QS")
    return pd.DataFrame(
        {
            "quarter_start": starts,
            "episodes": 100,
            "in_time_of_episodes": before + since,
            "complete": True,
        }
    )


def test_a_quarter_before_ends_by_the_day_and_one_since_begins_with_it():
    assert list(in_time().quarters["time"]) == ["before", "before", "before", "since"]
    assert list(in_time(day=AUGUST).quarters["time"]) == ["before", "before", "during", "since"]
    last_day = in_time(day=pd.Timestamp("2021-09-30"))
    assert list(last_day.quarters["time"]) == ["before", "before", "during", "since"]


def test_few_quarters_are_listed_and_nothing_is_said_to_have_worked():
    # 76.3, 79.5, 69.5 and 65.4 in 100
    assert effect_words(in_time()) == "Before: 76%, 79%, 69%; since: 65%. Too few quarters to tell."
    assert effect_words(in_time(day=AUGUST)).startswith("Before: 76%, 79%; since: 65%.")
    later = in_time(day=pd.Timestamp("2022-03-01"))
    assert "since: no whole quarter. Too few" in effect_words(later)


def test_a_part_of_a_quarter_is_neither_before_nor_since():
    part = REPORT.assign(complete=[True, True, True, False])
    assert "since: no whole quarter." in effect_words(in_time(part))
    assert len(in_time(part).whole.quarters) == 3


def test_a_count_that_is_part_of_the_episodes_is_looked_at_as_a_share():
    # 129 of 139 is 92.8, 184 of 185 99.5, 110 of 133 82.7
    completed = effect_of(REPORT, "completed", AUGUST)
    assert effect_words(completed) == "Before: 93%, 99%; since: 83%. Too few quarters to tell."
    assert effect_twin(completed).iloc[2].tolist() == [
        "July–September 2021",
        "90.4%",
        "177",
        "the quarter it began",
        "yes",
    ]
    assert effect_words(effect_of(REPORT, "children", AUGUST)).startswith("Before: 30, 37; since:")


@pytest.mark.parametrize(
    ("since", "words"),
    [
        ([0.8] * 7, "Higher since: 7 quarters in a row above the mean before. Why, no figure says"),
        ([0.6] * 7, "Lower since: 7 quarters in a row below the mean before. Why, no figure says"),
        ([0.8] * 6 + [0.6], "No clear change."),
        ([0.8] * 6, "Too few quarters to tell."),
    ],
)
def test_seven_quarters_on_either_side_can_tell_a_change_but_never_its_cause(since, words):
    effect = in_time(many_quarters([0.7] * 7, since), pd.Timestamp("2016-10-01"))
    assert words in effect_words(effect)
    assert "Before (the last 4 of 7): 70%, 70%, 70%, 70%; since: " in effect_words(effect)


def test_what_is_withheld_is_said_to_be_and_tells_nothing():
    some = REPORT.astype({"completed_of_episodes": object})
    some.loc[1, "completed_of_episodes"] = "c"
    words = effect_words(effect_of(some, "completed", AUGUST))
    assert words == (
        "Before: 93%, c; since: 83% (c: withheld to protect children). Too few quarters to tell."
    )
    every = effect_of(REPORT.assign(children="c"), "children", AUGUST)
    assert effect_words(every) == (
        "Withheld to protect children: it is about few of them, or would tell of few."
    )
    assert effect_twin(every)["Children who went missing"].tolist() == ["c"] * 4
    drawn = effect_chart(every)
    assert drawn.data[0].y.tolist() != drawn.data[0].y.tolist()  # nothing is drawn but its sign
    assert [note.text for note in drawn.layout.annotations].count("c") == 4


def test_the_chart_draws_the_quarters_from_zero_and_the_day_where_it_lies():
    drawn = effect_chart(in_time())
    assert drawn.data[0].y.tolist() == pytest.approx([0.763, 0.795, 0.695, 0.654], abs=0.001)
    assert drawn.layout.yaxis.range[0] == 0
    (line,) = drawn.layout.shapes
    assert (line.x0, line.x1) == (2.5, 2.5)  # between the third quarter and the fourth
    assert any("1 October 2021" in note.text for note in drawn.layout.annotations)
    # 2 August is the 33rd of the third quarter's 92 days
    assert action_place(in_time(day=AUGUST)) == pytest.approx(2 + 32 / 92)
    assert action_place(in_time(day=pd.Timestamp("2020-01-01"))) == 0
    assert action_place(in_time(day=pd.Timestamp("2023-01-01"))) == 4


def test_the_title_is_the_finding_and_the_subtitle_names_the_action_and_no_cause():
    assert effect_title(in_time()) == (
        "In time, of all episodes. Before: 76%, 79%, 69%; since: 65%. Too few quarters to tell."
    )
    subtitle = effect_subtitle(in_time(), "We ask first.")
    assert "in effect from 1 October 2021, “We ask first”. Other things changed" in subtitle


def test_the_small_picture_says_to_children_no_more_than_its_words():
    exact = [(height, text, since) for _, height, text, since in spark_bars(in_time())]
    assert exact[3] == (pytest.approx(87 / 133), "65.4%", True)
    about = [bar[1:3] for bar in spark_bars(in_time(), about=True)]
    assert about == [
        (0.8, "about 8 in 10"),  # 76.3%
        (0.8, "about 8 in 10"),  # 79.5%
        (0.7, "about 7 in 10"),  # 69.5%
        (0.7, "about 7 in 10"),  # 65.4%
    ]
    counts = spark_bars(effect_of(REPORT, "episodes", OCTOBER), about=True)
    assert [bar[2] for bar in counts] == ["about 140", "about 190", "about 180", "about 130"]
    assert [bar[1] for bar in counts] == pytest.approx([14 / 19, 1, 18 / 19, 13 / 19])


def said(**values) -> pd.DataFrame:
    row = {
        "meeting_on": pd.Timestamp("2021-09-15"),
        "theme": "language",
        "said": "Say <b>home</b>.",
        "response": "We will.",
        "action": "We say home.",
        "owner_role": "Team manager",
        "due_on": pd.Timestamp("2021-12-31"),
        "status": "in_progress",
        "measure": "in_time_of_episodes",
        "in_effect_from": OCTOBER,
        "overdue": False,
    }
    return pd.DataFrame([row | values])


def cards(make, **values):
    rows = said(**values)
    (effect,) = effects(rows, REPORT)
    return make(rows.iloc[0], effect)


def test_a_card_says_what_was_said_what_was_done_who_by_when_and_how_it_went():
    shown = cards(card)
    assert (shown.said, shown.met) == ("Say <b>home</b>.", "Meeting of 15 September 2021")
    assert shown.did == ["We will.", "We say home."]
    assert shown.state == ["In progress", "Team manager", "By 31 December 2021"]
    assert shown.late == ""
    assert shown.worked.startswith("Should move: in time, of all episodes. Before: 76%, 79%, 69%")


def test_a_late_promise_says_so_and_one_that_is_done_no_longer_has_a_day():
    late = cards(card, overdue=True)
    assert late.late == "Late: was due 31 December 2021" and late.late in late.state
    assert cards(card, status="done").state == ["Done", "Team manager"]


@pytest.mark.parametrize(
    ("values", "worked"),
    [
        ({"measure": None}, "No figure is named that this should move."),
        ({"measure": "weather"}, "It names 'weather', which is no figure whose trend can be shown"),
        ({"in_effect_from": pd.NaT}, "Should move: in time, of all episodes. Not in effect yet"),
    ],
)
def test_a_card_without_a_trend_says_why(values, worked):
    shown = cards(card, **values)
    assert shown.worked.startswith(worked) and shown.effect is None


def test_a_card_for_young_people_speaks_to_them_and_leaves_what_they_said():
    shown = cards(plain_card)
    assert shown.said == "Say <b>home</b>."
    assert shown.state == [
        "We are working on this now.",
        "We said we would do it by 31 December 2021.",
        "Who sees to it: Team manager.",
    ]
    assert shown.worked == (
        "We started this on 1 October 2021. We looked at how often we talked with you within 3 "
        "days of coming back. Before, it was from about 7 in 10 to about 8 in 10 times. "
        "Now it is about 7 in 10 times. It is too soon to tell if it helped."
    )


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"measure": None}, TEXTS["no_figure"]),
        ({"measure": "weather"}, TEXTS["no_figure"]),
        ({"in_effect_from": pd.NaT}, TEXTS["not_started"]),
    ],
)
def test_young_people_are_told_where_no_number_can_show_it(values, sentence):
    assert cards(plain_card, **values).worked == sentence


def test_young_people_are_told_where_the_numbers_are_too_small():
    rows = said(measure="children")
    (effect,) = effects(rows, REPORT.assign(children="c"))
    shown = plain_card(rows.iloc[0], effect)
    assert shown.worked.endswith("We do not show this number. That keeps people safe.")
    assert shown.effect is None


def test_a_late_promise_is_owned_up_to():
    shown = cards(plain_card, overdue=True, owner_role=None)
    assert shown.state[1:] == [
        "We said we would do it by 31 December 2021. Sorry, we are late with this."
    ]
    assert shown.late == shown.state[1]
    unanswered = cards(plain_card, response=None, action=None, status=None, due_on=pd.NaT)
    assert unanswered.did == [TEXTS["no_answer"]]
    assert unanswered.head == TEXTS["answer"]
    waiting = cards(plain_card, response=None, action=None, status="open")
    assert waiting.head == TEXTS["answer"]  # nothing is promised yet


def test_the_headline_counts_what_was_said_and_what_is_open():
    rows = pd.concat([said(), said(said="b", status="done"), said(said="c", overdue=True)])
    assert voice_headline(rows) == "3 things said at 1 meeting; 2 promises open, 1 of them late"
    assert voice_headline(said(status="done")) == "1 thing said at 1 meeting; none open"
    assert voice_headline(said().iloc[:0]) == "Nothing recorded in this period"


def test_open_promises_come_by_their_day_those_without_one_last():
    rows = pd.concat(
        [
            said(action="no day", due_on=pd.NaT),
            said(action="later", due_on=pd.Timestamp("2022-06-30")),
            said(action="dropped", status="not_taken_up"),
            said(action="sooner", status=None, overdue=True),
            said(action=None),
        ]
    )
    twin = promises_twin(open_promises(rows))
    assert list(twin["Promise"]) == ["sooner", "later", "no day"]
    assert list(twin["Status"]) == ["Status not recorded, late", "In progress", "In progress"]


def test_another_theme_than_the_reports_is_named_as_it_was_recorded():
    assert theme_words("definition") == "Definition of missing"
    assert theme_words("definition", plain=True) == "What “missing” means"
    assert theme_words("buses") == theme_words("buses", plain=True) == "Buses"


def test_nothing_given_is_changed():
    before, rows = REPORT.copy(), said()
    effect_chart(in_time()), spark_bars(in_time(), about=True), cards(plain_card)
    pd.testing.assert_frame_equal(REPORT, before)
    pd.testing.assert_frame_equal(rows, said())
