"""Room that text takes, and how values are marked."""

import pytest

from analytics.reports.fit import longest_word, text_height, text_width, wrapped
from analytics.reports.marks import (
    as_number,
    ink_on,
    label_format,
    own_texts,
    piece,
    scale_of,
    shown_as,
    side_of_line,
    withheld_words,
)
from analytics.reports.slides import Picture, Series
from tests.reports.hand_made import series


def picture(kind: str, *drawn: Series, rate: bool = False) -> Picture:
    names = tuple(f"N{at}" for at in range(len(drawn[0].values)))
    return Picture(kind, names, drawn, "Episodes", "Words", rate)


def test_a_width_is_arials():
    # Arial: A 667, i 222, a digit 556, a space 278 thousandths of the size
    assert text_width("Ai1 ", 10) == pytest.approx(17.23)


def test_words_go_to_the_next_line_whole_and_a_longer_word_is_broken():
    assert wrapped("one two", 10, 30) == ["one", "two"]
    assert wrapped("iiii", 10, 5) == ["ii", "ii"]  # 2.22 each
    assert wrapped("a\nb", 10, 100) == ["a", "b"]
    assert text_height("one two", 10, 30) == pytest.approx(24)
    assert longest_word("a www a", 10) == pytest.approx(3 * 7.22)


@pytest.mark.parametrize(
    "text, number",
    [
        ("1,234", (1234, "#,##0")),
        ("0", (0, "#,##0")),
        ("65.4%", (0.654, "0.0%")),
        ("65%", (0.65, "0%")),
        ("100.0%", (1, "0.0%")),
    ],
)
def test_a_count_or_share_becomes_a_number_that_shows_the_same_text(text, number):
    assert as_number(text) == (pytest.approx(number[0]), number[1])


@pytest.mark.parametrize(
    "text", ["2021", "0012", "c", "–", "", "-5", "+5", "=5", "1,23", "6–10", "3.5", "65.43%", "²"]
)
def test_what_would_show_another_text_stays_text(text):
    assert as_number(text) is None


def test_halves_are_rounded_as_a_spreadsheet_does():
    # 1 of 16 is 6.25%: Python writes 6.2%, Excel shows 6.3%
    assert f"{1 / 16:.1%}" == "6.2%"
    assert shown_as(1 / 16, "0.0%") == "6.3%"
    assert own_texts(Series("S", (1 / 16,), ("6.2%",), "missing"), "0.0%") == {0: "6.2%"}


def test_a_withheld_label_is_its_own_text_and_nothing_has_none():
    drawn = series("S", "1,234", "c", "–", "0")
    assert label_format(drawn) == "#,##0"
    assert own_texts(drawn, "#,##0") == {1: "c"}


def test_an_axis_begins_at_nought_but_for_high_rates_in_lines_which_says_so():
    assert scale_of(picture("bars", series("S", "80%", "90%"), rate=True)).low == 0
    lines = scale_of(picture("lines", series("S", "80%", "90%"), rate=True))
    assert (lines.low, lines.high) == (0.7, 1.0)
    assert lines.words == "Episodes; the axis does not begin at nought"
    assert scale_of(picture("lines", series("S", "10%", "90%"), rate=True)).low == 0
    assert scale_of(picture("columns", series("S", "c", "0"))).high == 1


def test_a_stack_is_as_high_as_its_parts_together():
    stack = picture("stacked_columns", series("A", "60", "c"), series("B", "39", "5"))
    assert scale_of(stack).high == 120  # 99 and a little air
    assert scale_of(picture("columns", *stack.series)).high == 80


def test_what_is_withheld_is_named_below_a_picture():
    one = picture("bars", series("S", "1", "c", "c"))
    assert withheld_words(one) == "c (withheld): N1 and N2"
    two = picture("columns", series("A", "c", "2"), series("B", "c", "c"))
    assert withheld_words(two) == "c (withheld): N0: A and B; N1: B"
    assert withheld_words(picture("bars", series("S", *"cccccc"))) == "c (withheld): all"
    many = picture("bars", series("S", *"cccccc1"))
    assert withheld_words(many) == "c (withheld): 6 of 7 figures"
    assert withheld_words(picture("bars", series("S", "1", "–"))) == ""


def test_a_piece_of_a_picture_keeps_its_own_values():
    part = piece(picture("bars", series("S", "1", "c", "3")), 1, 3)
    assert part.categories == ("N1", "N2")
    assert part.series[0].values == (None, 3)
    assert part.series[0].texts == ("c", "3")


def test_a_label_stands_clear_of_other_lines():
    top, middle, low = series("T", "90%"), series("M", "85%"), series("L", "60%")
    three = picture("lines", top, middle, low, rate=True)
    assert side_of_line(three, top, 0, 0.05, 0) == "above"
    assert side_of_line(three, middle, 0, 0.05, 0) == "below"  # 5 points under the top one
    assert side_of_line(three, middle, 0, 0.15, 0) is None  # the lowest is as near as that
    assert side_of_line(three, low, 0, 0.15, 0.55) is None  # it would lie on the axis


def test_text_on_a_colour_can_be_read():
    assert ink_on("#4b3f8f") == "#ffffff"
    assert ink_on("#c3c9d1") == "#1b1f24"
