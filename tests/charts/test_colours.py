"""What each colour means, that it can be seen, and which mark of which chart has it."""

import pandas as pd
import pytest

from analytics.charts import next_episode
from analytics.charts.audits_looks import ink_on, marker_of
from analytics.charts.interview_flow import flow_chart
from analytics.charts.outcomes import outcomes_chart
from analytics.definitions import COLOURS
from tests.charts import colours
from tests.charts.colours import BACKGROUND, LAND, contrast

MEANINGS = {name.lower(): pair for name, pair in vars(colours).items() if isinstance(pair, tuple)}
OUTCOMES = ("in_time", "late", "voided", "declined", "pending", "not_recorded")
GRADES = ("outstanding", "good", "requires_improvement", "inadequate")
SIGNALS = ("common_cause", "improvement", "concern", "neutral_signal")
# Marks that stand by themselves, and words in the colour of what they name.
BY_THEMSELVES = (
    *("in_time", "late", "not_recorded", "missing", *SIGNALS, "comparison"),
    *("outstanding", "good"),
)
PAGES = pytest.mark.parametrize("dark", [False, True])


def test_every_meaning_has_the_colours_that_are_written_here():
    assert COLOURS == MEANINGS


@PAGES
def test_text_can_be_read_on_the_page_and_on_land(dark):
    for ground in (BACKGROUND[dark], LAND[dark]):
        assert contrast(COLOURS["text"][dark], ground) >= 7
        assert contrast(COLOURS["quiet_text"][dark], ground) >= 4.5


@PAGES
@pytest.mark.parametrize("meaning", BY_THEMSELVES)
def test_a_mark_can_be_seen_and_its_name_in_its_colour_be_read(meaning, dark):
    assert contrast(COLOURS[meaning][dark], BACKGROUND[dark]) >= 4.5


@PAGES
@pytest.mark.parametrize("together", [OUTCOMES, GRADES, SIGNALS, ("in_time", "missing")])
def test_what_stands_in_one_chart_has_colours_of_its_own(together, dark):
    assert len({COLOURS[meaning][dark] for meaning in together}) == len(together)


@PAGES
@pytest.mark.parametrize("steps", [OUTCOMES[2:], GRADES[::-1]])
def test_what_is_in_order_stands_out_step_by_step(steps, dark):
    stand_out = [contrast(COLOURS[meaning][dark], BACKGROUND[dark]) for meaning in steps]
    assert all(b > a * 1.15 for a, b in zip(stand_out, stand_out[1:], strict=False))


@PAGES
def test_good_and_bad_have_the_hues_that_the_health_service_gives_them(dark):
    red, green, blue = (int(COLOURS["improvement"][dark][at : at + 2], 16) for at in (1, 3, 5))
    assert blue > green > red
    red, green, blue = (int(COLOURS["concern"][dark][at : at + 2], 16) for at in (1, 3, 5))
    assert red > green > blue


@PAGES
def test_a_digit_can_be_read_on_its_part_of_a_bar(dark):
    quarters = pd.DataFrame(
        {
            "quarter_start": pd.to_datetime(["2021-01-01"]), "quarter": ["2021-Q1"],
            "episodes": 60, "completed": 20, "in_time": 10, "voided": 10, "declined": 10,
            "pending": 10, "not_recorded": 10,
        }
    )  # fmt: skip
    parts = outcomes_chart(quarters, dark=dark).data
    assert [bar.text[0] for bar in parts] == ["10"] * 6
    for bar in parts:
        assert contrast(bar.textfont.color, bar.marker.color) >= 4.5
    for grade in (*GRADES, "other_grade"):
        assert contrast(ink_on(grade, dark), marker_of(grade, "", dark)["color"]) >= 4.5


@PAGES
def test_a_pale_grade_is_told_from_the_page_by_its_outline(dark):
    for grade in ("requires_improvement", "inadequate", "other_grade"):
        outline = marker_of(grade, "/", dark)["line"]["color"]
        assert contrast(outline, BACKGROUND[dark]) >= 4.5
    for grade in ("outstanding", "good"):
        assert marker_of(grade, "", dark)["line"]["color"] == BACKGROUND[dark]


@PAGES
def test_the_losses_on_the_way_to_an_interview_look_like_the_outcomes_they_are(dark):
    looks = {
        "reached": (colours.MISSING, None), "still_missing": (colours.PENDING, "-"),
        "voided": (colours.VOIDED, ""), "declined": (colours.DECLINED, "."),
        "pending": (colours.PENDING, "-"), "not_recorded": (colours.NOT_RECORDED, "/"),
        "late": (colours.LATE, ""), "time_not_known": (colours.PENDING, "x"),
    }  # fmt: skip
    rows = [("episode", "reached"), ("episode", "still_missing"), ("back", "voided")]
    rows += [("back", "pending"), ("offered", "declined"), ("offered", "not_recorded")]
    rows += [("completed", "late"), ("completed", "time_not_known"), ("in_time", "reached")]
    way = pd.DataFrame(rows, columns=["stage", "part"])
    drawn = flow_chart(way.assign(reason="", episodes=3, children=2), dark=dark).data
    for (stage, part), bar in zip(rows, drawn, strict=True):
        colour, pattern = (colours.IN_TIME, None) if stage == "in_time" else looks[part]
        assert (bar.marker.color, bar.marker.pattern.shape) == (colour[dark], pattern), part


@PAGES
def test_curves_after_an_interview_have_the_colour_of_what_it_was(dark):
    days = [(group, day) for group in ("in_time", "late", "none") for day in range(3, 91)]
    curves = pd.DataFrame(days, columns=["interview", "day"]).assign(
        at_risk=20, events=0, not_again=1.0, low=0.9, high=1.0, episodes=20, children=9,
        p_value=0.5, p_value_within_children=0.5,
    )  # fmt: skip
    drawn = next_episode.next_episode_chart(curves, dark=dark)
    lines = {line.line.dash: line.line.color for line in drawn.data}
    assert lines == {
        "solid": colours.IN_TIME[dark],
        "dash": colours.LATE[dark],
        "dot": colours.NOT_RECORDED[dark],
    }
    named = {a.text: a.font.color for a in drawn.layout.annotations if a.text.startswith("<b>")}
    assert named == {
        "<b>In time</b>": colours.IN_TIME[dark],
        "<b>Later</b>": colours.LATE[dark],
        "<b>None</b>": colours.NOT_RECORDED[dark],
    }
