"""The way of an episode, cards and headline: what is drawn and said, on hand-worked rows."""

import pandas as pd

from analytics.charts.findings import change_words, count_words, interviews_headline
from analytics.charts.interview_flow import flow_chart, flow_title, flow_twin, row_words
from tests.charts.colours import LATE


def test_a_stage_stands_on_zero_and_a_loss_where_the_next_stage_ends(flow):
    bars = [(bar.base[0], bar.x[0]) for bar in flow_chart(flow).data]
    assert bars == [
        (0, 10), (9, 1), (0, 9), (7, 2), (0, 7), (6, 1), (0, 6), (4, 2), (0, 4),
    ]  # fmt: skip


def test_a_mark_of_the_way_says_what_it_stands_for(flow):
    voided = flow_chart(flow).data[3]
    assert list(voided.customdata[0]) == ["back", "voided", "Recorded in error", 2]
    assert voided.hovertext[0] == "Voided: Recorded in error: 2 of 10 episodes, 2 children"


def test_every_stage_and_loss_is_named_beside_its_bar(flow):
    names = list(flow_chart(flow).layout.yaxis.ticktext)
    assert names[0] == "<b>Episodes</b>" and names[1] == "not back yet"
    assert names[3] == "voided: Recorded in<br>error"
    assert names[5] == "no outcome, offered"
    late = flow_chart(flow).data[7]
    assert late.marker.color == LATE[0]


def test_the_title_of_the_way_names_the_largest_loss_or_all_that_are_as_large(flow):
    assert flow_title(flow) == (
        "4 of 10 episodes were followed by an interview in time; the largest part of the others: "
        "voided and interviewed later (2 each)"
    )
    more_late = flow.assign(episodes=[10, 1, 9, 2, 7, 0, 7, 3, 4])
    assert flow_title(more_late).endswith("the largest part of the others: interviewed later (3)")
    only = flow[flow["part"] == "reached"]
    assert flow_title(only.assign(episodes=3)) == (
        "3 of 3 episodes were followed by an interview in time"
    )
    assert flow_title(only.assign(episodes=1)) == (
        "1 of 1 episode was followed by an interview in time"
    )


def test_a_voided_interview_without_a_reason_says_so():
    assert row_words("back", "voided", "") == "voided: no reason recorded"
    assert row_words("episode", "voided", "CSE meeting") == "voided: CSE meeting"


def test_words_from_a_record_are_drawn_as_they_were_written(flow):
    flow.loc[3, "reason"] = "Moved <b>again</b> & back"
    drawn = flow_chart(flow)
    assert "&lt;b&gt;again&lt;/b&gt; &amp; back" in drawn.data[3].hovertext[0]
    assert "<b>again" not in drawn.layout.yaxis.ticktext[3]


def test_the_twin_of_the_way_has_every_count(flow):
    twin = flow_twin(flow)
    assert list(twin["Episodes"]) == list(flow["episodes"])
    assert twin["Of all episodes"].iloc[-1] == "40.0%"
    assert twin["Stage or loss"].iloc[1] == "– not back yet"


def test_a_card_has_its_count_beside_the_rate_and_that_of_the_quarter_before(quarter):
    before = quarter.copy()
    before["quarter_start"] = pd.Timestamp("2021-07-01")
    before[["in_time", "episodes", "voided"]] = 123, 177, 8
    before["in_time_of_episodes"] = 123 / 177
    assert count_words("in_time_of_episodes", quarter) == "87 of 133"
    assert count_words("in_time_of_not_voided", quarter) == "87 of 124"
    assert count_words("in_time_of_completed", quarter) == "87 of 110"
    assert count_words("not_recorded", quarter) == "of 133 episodes"
    assert change_words("in_time_of_episodes", quarter, before, counts=True) == (
        "4.1 points lower than July–September (123 of 177)"
    )


def parts(late: int, time_not_known: int = 0) -> pd.DataFrame:
    return pd.DataFrame({"part": ["late", "time_not_known"], "episodes": [late, time_not_known]})


def test_the_headline_accounts_for_every_episode(quarter):
    assert interviews_headline(quarter, parts(23)) == (
        "Of 133 episodes in October–December, 87 had an interview in time and 23 a later one; 9 "
        "were voided, 3 are pending and 11 have no outcome recorded"
    )
    quarter[["episodes", "completed", "in_time", "voided", "pending", "not_recorded"]] = (
        1, 0, 0, 0, 1, 0,
    )  # fmt: skip
    assert interviews_headline(quarter, parts(0)) == (
        "Of 1 episode in October–December, none had an interview in time and none a later one; 1 "
        "is pending"
    )


def test_an_interview_at_a_time_not_known_is_not_called_late(quarter, flow):
    mixed = interviews_headline(quarter, parts(20, 3))
    assert "87 had an interview in time and 20 a later one; 3 had an interview at a time" in mixed
    quarter["in_time"] = 0
    assert interviews_headline(quarter, parts(0, 110)) == (
        "Of 133 episodes in October–December, 110 had an interview at a time not known; 9 were "
        "voided, 3 are pending and 11 have no outcome recorded"
    )
    flow.loc[7, "part"] = "time_not_known"
    assert "interviewed, time not known" in flow_chart(flow).layout.yaxis.ticktext[7].replace(
        "<br>", " "
    )
    unknown = flow.assign(episodes=[10, 1, 9, 2, 7, 1, 6, 6, 0])
    assert flow_title(unknown) == (
        "Of 10 episodes none is known to have had an interview in time; the largest part of the "
        "others: interviewed, time not known (6)"
    )
