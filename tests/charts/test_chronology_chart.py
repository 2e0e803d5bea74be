"""One child's line of time: what is drawn, what it is called, and every row in words."""

import pandas as pd
import pytest

from analytics.charts import chronology_rows as in_rows
from analytics.charts.chronology import chronology_chart
from analytics.charts.chronology_cells import days_and_hours
from analytics.charts.chronology_words import (
    chronology_span,
    chronology_subtitle,
    chronology_title,
    span_phrase,
)
from tests.charts.colours import IN_TIME, LAND, LATE, QUIET_TEXT
from tests.charts.conftest import annotations

YEAR = (pd.Timestamp("2021-01-01"), pd.Timestamp("2022-01-01"))
COLUMNS = (
    "at until time_known kind reference what setting out_of_area place found_setting travel_mode "
    "return_method companions companion_ids interview_state hours in_time gone_hours covers note "
    "reasons risk age_years episodes_in_run voided_in_window meeting_on"
).split()

TEXTS = ("companion_ids", "place", "covers")
MOMENTS = ("at", "until", "meeting_on")
COUNTS = ("age_years", "episodes_in_run", "voided_in_window")


def rows_of(*rows: dict) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=COLUMNS)
    times = {column: pd.to_datetime(table[column], format="ISO8601") for column in MOMENTS}
    texts = {column: table[column].astype("str") for column in TEXTS}
    counts = {column: table[column].astype("Int64") for column in COUNTS}
    return table.assign(**times, **texts, **counts, gone_hours=table["gone_hours"].astype(float))


def episode(at: str, until: str | None, reference="E1", gone_hours=None, **more) -> dict:
    length = pd.Timestamp(until) - pd.Timestamp(at) if until else None
    known = gone_hours if length is None else length.total_seconds() / 3600
    return {
        "kind": "episode", "what": "missing", "at": at, "until": until, "time_known": True,
        "reference": reference, "gone_hours": known, "interview_state": "not_recorded",
        "found_setting": "not_recorded", "travel_mode": "not_recorded",
        "return_method": "not_recorded",
    } | more  # fmt: skip


def placement(at: str, until: str | None, what="residential", setting="Home 1", out=False) -> dict:
    return {
        "kind": "placement", "what": what, "at": at, "until": until, "time_known": False,
        "setting": setting, "out_of_area": out,
    }  # fmt: skip


def interview(at: str, what="completed", covers="E1", **more) -> dict:
    return {
        "kind": "interview", "what": what, "at": at, "time_known": True, "reference": "I1",
        "covers": covers, "interview_state": None if what == "offered" else what,
    } | more  # fmt: skip


def trigger(at: str, until: str, episodes_in_run=1, voided_in_window=0, **more) -> dict:
    return {
        "kind": "trigger", "what": "missing", "at": at, "until": until, "time_known": True,
        "reference": "E2", "episodes_in_run": episodes_in_run, "voided_in_window": voided_in_window,
    } | more  # fmt: skip


def a_record() -> pd.DataFrame:
    """Two placements; three episodes, one with another child and one not over; a trigger."""
    return rows_of(
        placement("2019-04-01", "2021-06-01"),
        episode(
            "2021-02-05 20:00", "2021-02-05 22:00", "E1", place="Bus Station",
            found_setting="public_place", companions="friends; other_children_in_care",
            companion_ids="DEMO-0022 (inferred); DEMO-0070 (recorded)", travel_mode="foot",
            return_method="own_accord", interview_state="completed", hours=14.0, in_time=True,
        ),
        interview("2021-02-06 12:00", hours=14.0, in_time=True),
        {"kind": "meeting", "at": "2021-02-20", "time_known": False, "note": "With the home"},
        episode("2021-02-26 21:00", "2021-02-28 21:00", "E2", companion_ids="DEMO-0070 (recorded)"),
        trigger("2021-02-26 21:00", "2021-02-26 21:00"),
        placement("2021-06-01", None, "foster", "Foster household 2", True),
        episode("2021-12-30 19:00", None, "E3", interview_state="pending"),
    )  # fmt: skip


@pytest.fixture
def record() -> pd.DataFrame:
    """The record, to be changed."""
    return a_record()


@pytest.fixture(scope="module")
def drawn():
    """The picture of the record in 2021, only looked at."""
    return chronology_chart(a_record(), YEAR)


def lane(figure, name: str):
    """The trace of the lane of that name: its marks lie under the name."""
    top = next(note.y for note in figure.layout.annotations if note.text.startswith(name))
    return next(
        trace
        for trace in figure.data
        if trace.type == "scatter" and trace.mode == "markers" and 0 < trace.y[0] - top < 32
    )


def lines_of(figure) -> list:
    return [trace for trace in figure.data if trace.type == "scatter" and trace.mode == "lines"]


def test_every_lane_is_named_with_how_many_it_has(drawn):
    assert annotations(drawn) == [
        "Residential, Home 1",
        "Foster, Foster household 2, out of area",
        "3 episodes, 1 not back yet<br>taller: gone longer; each line is 4 times the one below",
        "6 hours",
        "1 day",
        "Interviewed in time: 1",
        "No outcome recorded: 1",
        "Outcome pending: 1",
        "Three or more within 30 days: 1 time",
        "Strategy meeting: 1; none recorded for 1 of 1 time",
        "With DEMO-0022: 1 inferred",
        "With DEMO-0070: 2 recorded",
        "Found at Bus Station: 1",
    ]


def test_no_two_names_and_no_two_lanes_lie_on_each_other(drawn):
    names = [note for note in drawn.layout.annotations if note.xanchor == "left" and note.x == 0]
    tops = sorted(note.y for note in names)
    assert all(below - above >= 32 for above, below in zip(tops, tops[1:], strict=False))
    assert drawn.layout.yaxis.range[0] == drawn.layout.height - 48  # a unit is a pixel


def test_placements_are_bars_in_the_span_and_hatched_out_of_area(drawn):
    bars = next(trace for trace in drawn.data if trace.type == "bar")
    assert list(bars.base) == [YEAR[0], pd.Timestamp("2021-06-01")]
    day = 24 * 3600 * 1000
    assert list(bars.x) == [151 * day, 214 * day]  # January to May, June to December
    assert list(bars.marker.pattern.shape) == ["", "/"]
    assert bars.marker.color == bars.marker.pattern.bgcolor == LAND[0]
    assert bars.marker.line.color == bars.marker.pattern.fgcolor == QUIET_TEXT[0]


def test_a_longer_episode_stands_higher_and_reaches_to_its_return(drawn):
    sticks, open_ended, _the_run = lines_of(drawn)
    assert list(sticks.x[:3]) == list(
        pd.to_datetime(["2021-02-05 20:00"] * 2 + ["2021-02-05 22:00"])
    )
    short, long = (sticks.y[at] - sticks.y[at + 1] for at in (0, 4))
    assert 0 < short < long
    floor = max(y for y in sticks.y if y is not None)
    interviews = next(note.y for note in drawn.layout.annotations if "in time" in note.text)
    assert floor < interviews  # the lane below begins under where they stand
    assert open_ended.line.dash == "dot" and open_ended.x[2] == YEAR[1]


def test_interviews_are_told_apart_by_shape_and_by_the_colours_of_their_meaning():
    kinds = {
        "Interviewed in time": interview("2021-02-01", in_time=True, hours=3.0),
        "Interviewed later than 72 hours": interview("2021-02-02", in_time=False, hours=99.0),
        "Interviewed, no hours counted": interview("2021-02-03"),
        "Interview voided": interview("2021-02-04", "voided"),
        "Interview declined": interview("2021-02-05", "declined"),
        "Interview offered, nothing more": interview("2021-02-06", "offered"),
    }
    figure = chronology_chart(rows_of(*kinds.values()), YEAR)
    drawn = {name: lane(figure, name).marker for name in kinds}
    assert {name: marker.symbol[0] for name, marker in drawn.items()} == {
        "Interviewed in time": "circle",
        "Interviewed later than 72 hours": "diamond",
        "Interviewed, no hours counted": "hexagon-open",
        "Interview voided": "x-thin-open",
        "Interview declined": "square-open",
        "Interview offered, nothing more": "circle-open",
    }
    assert drawn["Interviewed in time"].color == IN_TIME[0]
    assert drawn["Interviewed later than 72 hours"].color == LATE[0]
    dark = chronology_chart(rows_of(*kinds.values()), YEAR, dark=True)
    assert lane(dark, "Interviewed in time").marker.color == IN_TIME[1]


def test_a_trigger_without_a_meeting_says_that_none_is_recorded(record):
    drawn = chronology_chart(record[record["kind"] != "meeting"], YEAR)
    assert "Strategy meeting: none recorded" in annotations(drawn)
    neither = record[~record["kind"].isin(["meeting", "trigger"])]
    assert not any("Strategy" in name for name in annotations(chronology_chart(neither, YEAR)))


def test_a_run_is_a_line_from_when_it_was_reached_to_when_there_were_last_so_many():
    figure = chronology_chart(
        rows_of(
            trigger("2021-02-26 21:00", "2021-04-01 20:00", 4, meeting_on="2021-03-02"),
            trigger("2021-12-01 20:00", "2022-03-01 20:00", 9),
        ),
        YEAR,
    )
    (runs,) = lines_of(figure)
    assert list(runs.x) == [
        pd.Timestamp("2021-02-26 21:00"), pd.Timestamp("2021-04-01 20:00"), None,
        pd.Timestamp("2021-12-01 20:00"), YEAR[1], None,
    ]  # fmt: skip
    assert "Three or more within 30 days: 2 times" in annotations(figure)


def test_an_offered_interview_stands_in_one_lane_and_its_episode_in_none():
    offered = rows_of(
        episode("2021-02-05 20:00", "2021-02-05 22:00", "E1"),
        episode("2021-03-05 20:00", "2021-03-05 22:00", "E2"),
        interview("2021-02-06", "offered", "E1"),
    )
    names = annotations(chronology_chart(offered, YEAR))
    assert "Interview offered, nothing more recorded: 1" in names
    assert "No outcome recorded: 1" in names  # of E2


def test_one_inferred_against_a_record_that_the_child_was_alone_has_no_lane():
    alone = rows_of(
        episode(
            "2021-02-05 20:00", "2021-02-05 22:00", companions="alone",
            companion_ids="DEMO-0022 (inferred)",
        )
    )  # fmt: skip
    assert not any("DEMO-0022" in name for name in annotations(chronology_chart(alone, YEAR)))
    assert chronology_subtitle(alone, YEAR) == "1 episode recorded"
    assert in_rows.chronology_twin(alone)["With"].item() == (
        "Recorded as alone; times and places say DEMO-0022 (inferred)"
    )


def test_where_no_place_is_named_there_is_a_lane_for_each_kind_of_place():
    kinds = ["family_home", "own_placement", "family_home", "not_recorded"]
    found = rows_of(
        *(
            episode(f"2021-03-0{day} 20:00", f"2021-03-0{day} 22:00", found_setting=kind)
            for day, kind in enumerate(kinds, start=1)
        )
    )
    names = annotations(chronology_chart(found, YEAR))
    assert [name for name in names if name.startswith("Found")] == [
        "Found at a family home: 2", "Found at their own placement: 1",
    ]  # fmt: skip


def test_many_places_or_children_share_one_lane():
    many = rows_of(
        *(
            episode(
                f"2021-03-0{day} 20:00", f"2021-03-0{day} 22:00", f"E{day}", place=f"Place {day}",
                companion_ids=f"DEMO-000{day} (recorded)",
            )
            for day in range(1, 8)
        )
    )  # fmt: skip
    names = annotations(chronology_chart(many, YEAR))
    assert "Found at 7 named places: 7" in names
    assert "With 7 other children: 7 recorded" in names


def test_pointing_at_a_mark_says_what_the_table_says(drawn):
    assert lane(drawn, "Found at").hovertext[0] == (
        "Fri 05/02/2021 20:00<br>Went missing<br>Until: 22:00, gone 2 hours<br>"
        "Where: Bus Station, public place<br>"
        "With: Friends, other children in care; DEMO-0022 (inferred), DEMO-0070 (recorded)<br>"
        "Way there and back: On foot; back: own accord<br>Interview: in time: 14 hours"
    )


def test_words_of_a_record_are_never_read_as_marks(record):
    record.loc[record["kind"] == "meeting", "note"] = "<b>&"
    record.loc[0, "setting"] = "<i>Home"
    figure = chronology_chart(record, YEAR)
    assert (
        lane(figure, "Strategy meeting").hovertext[0].endswith("Strategy meeting: &lt;b&gt;&amp;")
    )
    assert "Residential, &lt;i&gt;Home" in annotations(figure)


def test_a_child_without_a_row_in_the_span_has_an_empty_line_of_time():
    assert annotations(chronology_chart(rows_of(), YEAR))[:2] == [
        "No placement recorded", "No episode recorded",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("begins", "ends", "most"), [("2021-04-01", "2021-07-01", 4), ("2003-01-01", "2022-01-01", 6)]
)
def test_the_axis_names_few_enough_days_for_a_phone(record, begins, ends, most):
    figure = chronology_chart(record, (pd.Timestamp(begins), pd.Timestamp(ends)))
    assert 2 <= len(figure.layout.xaxis.tickvals) <= most


def test_drawing_does_not_change_the_rows(record):
    before = record.copy(deep=True)
    chronology_chart(record, YEAR)
    in_rows.chronology_twin(record)
    pd.testing.assert_frame_equal(record, before)


# In words


def test_the_title_says_how_often(record):
    title = chronology_title(record, "DEMO-0016", YEAR)
    assert title == "DEMO-0016 went missing 3 times in 2021; not back yet"


def test_the_title_of_one_episode_is_that_episode(record):
    one = record[record["reference"] == "E1"]
    assert chronology_title(one, "DEMO-0003", YEAR) == (
        "DEMO-0003 went missing once, on Friday 5 February 2021, gone 2 hours"
    )
    none = record[record["kind"] == "placement"]
    assert chronology_title(none, "DEMO-0003", YEAR) == "No episode of DEMO-0003 began in 2021"


def test_the_title_says_how_many_episodes_the_period_leaves_out(record):
    title = chronology_title(record, "DEMO-0016", YEAR, 4)
    assert title.endswith("not back yet; 1 episode at other times is left out")
    title = chronology_title(record, "DEMO-0016", YEAR, 8)
    assert title.endswith("not back yet; 5 episodes at other times are left out")
    assert "left out" not in chronology_title(record, "DEMO-0016", YEAR, 3)
    none = record[record["kind"] == "placement"]
    assert chronology_title(none, "DEMO-0016", YEAR, 2) == (
        "No episode of DEMO-0016 began in 2021; 2 episodes at other times are left out"
    )


def test_a_time_of_the_week_is_named_only_where_it_stands_alone():
    fridays = [
        episode(f"2021-03-{day} 20:00", f"2021-03-{day} 22:00") for day in ("05", "12", "19", "26")
    ]
    others = [episode(f"2021-03-{day} 03:00", f"2021-03-{day} 04:00") for day in ("02", "10")]
    title = chronology_title(rows_of(*fridays, *others), "DEMO-0016", YEAR)
    assert title.endswith(
        "went missing 6 times in 2021, most often on a Friday in the late evening (20–24): 4 of 6"
    )
    # three at that time only, but half of six in the evening; four are too few to say anything
    thursday = episode("2021-03-04 15:00", "2021-03-04 16:00")
    in_the_evening = rows_of(*fridays[:3], *others, thursday)
    assert chronology_title(in_the_evening, "DEMO-0016", YEAR).endswith(
        "went missing 6 times in 2021, most often in the late evening (20–24): 3 of 6"
    )
    assert "most often" not in chronology_title(rows_of(*fridays), "DEMO-0016", YEAR)
    tuesdays = [episode(f"2021-04-{day} 03:00", None) for day in ("06", "13", "20")]
    as_often = rows_of(*fridays, *tuesdays, others[0])
    assert "most often" not in chronology_title(as_often, "DEMO-0016", YEAR)


def test_missing_and_away_are_named_apart(record):
    record.loc[1, "what"] = "away"
    assert chronology_title(record, "DEMO-0016", YEAR).startswith(
        "DEMO-0016 went missing twice and was away without authorisation once in 2021"
    )
    assert in_rows.chronology_twin(record)["What"][1] == "Away without authorisation"


def test_an_episode_counts_in_the_period_that_it_began_in(record):
    march = (pd.Timestamp("2021-02-28"), pd.Timestamp("2021-04-01"))
    assert chronology_title(record, "DEMO-0016", march).startswith("No episode")


def test_the_span_is_the_period_as_far_as_the_records_reach(record):
    recorded = pd.Timestamp("2021-01-01"), pd.Timestamp("2022-01-01")
    assert chronology_span(record, (None, None), *recorded) == recorded
    april = (pd.Timestamp("2021-04-01").date(), pd.Timestamp("2022-04-01").date())
    assert chronology_span(record, april, *recorded) == (pd.Timestamp("2021-04-01"), recorded[1])
    earlier = rows_of(episode("2019-05-03 20:00", "2019-05-03 22:00"))
    assert chronology_span(earlier, (None, None), *recorded)[0] == pd.Timestamp("2019-05-03 20:00")
    another_century = rows_of(episode("1912-05-03 20:00", "1912-05-03 22:00"))
    assert chronology_span(another_century, (None, None), *recorded) == recorded
    assert chronology_subtitle(another_century, recorded) == (
        "Nothing recorded; 1 row of another time in the table only"
    )


@pytest.mark.parametrize(
    ("begins", "ends", "words"),
    [
        ("2021-01-01", "2022-01-01", "in 2021"),
        ("2021-04-01", "2022-04-01", "in April 2021–March 2022"),
        ("2019-05-03 20:00", "2021-12-31 22:00", "from 3 May 2019 to 31 December 2021"),
    ],
)
def test_the_span_is_said_as_a_person_would(begins, ends, words):
    assert span_phrase(pd.Timestamp(begins), pd.Timestamp(ends)) == words


def test_the_line_under_the_title_counts_what_is_drawn(record):
    assert chronology_subtitle(record, YEAR) == (
        "2 placements, 3 episodes and 1 interview held recorded; hollow marks: inferred"
    )
    record.loc[1, "what"] = "away"
    assert chronology_subtitle(record, YEAR).endswith("hollow marks: inferred or away")
    one = rows_of(episode("2021-02-05 20:00", "2021-02-05 22:00"))
    assert chronology_subtitle(one, YEAR) == "1 episode recorded"


def test_only_interviews_held_are_counted_as_held():
    outcomes = ["completed", "completed", "voided", "declined", "offered"]
    held = rows_of(*(interview("2021-02-06", outcome) for outcome in outcomes))
    assert chronology_subtitle(held, YEAR) == (
        "2 interviews held, 1 voided, 1 declined and 1 only offered recorded"
    )
    assert chronology_subtitle(held[2:], YEAR) == (
        "1 interview voided, 1 declined and 1 only offered recorded"
    )


def test_the_table_has_every_row_in_words(record):
    table = in_rows.chronology_twin(record)
    assert table["What"].tolist() == [
        "Placement began", "Went missing", "Interviewed in time", "Strategy meeting: With the home",
        "Went missing",
        "Three or more within 30 days at this episode; no strategy meeting recorded",
        "Placement began", "Went missing",
    ]  # fmt: skip
    assert table["When"].tolist()[:4] == [
        "Mon 01/04/2019", "Fri 05/02/2021 20:00", "Sat 06/02/2021 12:00", "Sat 20/02/2021",
    ]  # fmt: skip
    assert table["Until"].tolist() == [
        "01/06/2021", "22:00, gone 2 hours", "–", "–", "Sun 28/02/2021 21:00, gone 2 days", "–",
        "still there", "still missing",
    ]  # fmt: skip
    assert table["Where"][6] == "Foster, Foster household 2, out of area"
    assert table["Interview"].tolist()[1:3] == ["in time: 14 hours", "of 05/02/2021: 14 hours"]
    assert table["Interview"].tolist()[4] == "not recorded"
    assert table["Interview"].tolist()[7] == "pending"


def test_an_interview_says_which_episodes_it_covers_and_why_it_was_voided():
    rows = rows_of(
        episode("2021-02-05 20:00", "2021-02-05 22:00", "E1"),
        interview("2021-02-07", "voided", "E1; E9", time_known=None, note="Recorded in error"),
    )
    voided = in_rows.chronology_twin(rows).iloc[1]
    assert voided["What"] == "Interview voided: Recorded in error"
    assert voided["When"] == "Sun 07/02/2021 (return; no date recorded)"
    assert voided["Interview"] == "of 05/02/2021 and E9"  # E9 is not among the rows selected


def test_days_without_times_show_no_time_and_no_hours():
    rows = rows_of(episode("2021-09-10", "2021-09-11", time_known=False))
    rows["gone_hours"] = float("nan")
    shown = in_rows.chronology_twin(rows).iloc[0]
    assert (shown["When"], shown["Until"]) == ("Fri 10/09/2021", "11/09/2021")
    assert len(chronology_chart(rows, YEAR).data) > 0


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (0.5, "30 minutes"),
        (33.2, "33.2 hours"),
        (47.9, "47.9 hours"),
        (48, "2 days"),
        (72, "3 days"),
        (72.2, "just over 3 days"),
        (73, "3 days 1 hour"),
        (133.4, "5 days 13 hours"),  # 5 times 24 is 120
        (119.8, "5 days"),
    ],
)
def test_hours_are_said_as_days_and_hours(hours, words):
    assert days_and_hours(hours) == words


def test_a_trigger_says_until_when_what_was_voided_and_which_meeting_there_was():
    run = trigger(
        "2021-02-26 21:00", "2021-04-01 20:00", 4, voided_in_window=1, meeting_on="2021-03-02"
    )
    assert in_rows.chronology_twin(rows_of(run))["What"].item() == (
        "Three or more within 30 days until 1 April 2021: 4 episodes; interview of 1 of those that "
        "reached it voided; strategy meeting on 2 March 2021"
    )


def test_an_episode_says_age_reasons_and_risk_and_that_its_interview_was_voided():
    more = {"age_years": 15, "reasons": "upset after contact; an argument", "risk": "high"}
    rows = rows_of(
        episode(
            "2021-02-05 20:00", "2021-02-05 22:00", "E1", interview_state="voided",
            note="Recorded in error", **more,
        ),
        episode("2021-02-06 20:00", "2021-02-06 22:00", "E2", risk="low"),
    )  # fmt: skip
    table = in_rows.chronology_twin(rows)
    assert table["What"].tolist() == ["Went missing, aged 15", "Went missing"]
    assert table["Reasons and risk"].tolist() == [
        "Upset after contact, an argument; high risk", "Low risk",
    ]  # fmt: skip
    assert table["Interview"][0] == "voided (Recorded in error)"
