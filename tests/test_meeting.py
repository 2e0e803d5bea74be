"""A meeting: what its slides say on hand-made rows, and what it leaves in the store.

A quarter of the hand-made rows: 40 children, 130 episodes, of which 7 in 10 were heard in time, as
the council of children in care is told them; 5 in 10 went on foot, 2 in 10 by bike.
"""

import json
import re
import shutil
from datetime import date

import duckdb
import pandas as pd
import pytest

from analytics.charts.plain_words import tenths, words_to_swap
from analytics.definitions import COMPANIONS, FOUND_SETTINGS, RETURN_METHODS, TRAVEL_MODES
from analytics.filters import Filters
from analytics.measures import run
from analytics.reports import plain_texts
from analytics.reports.asking import Ask
from analytics.reports.plain_circumstances import CIRCUMSTANCES
from analytics.reports.plain_order import reports_order, slides_in_order
from analytics.reports.plain_pictures import blocks, bubbles, figures
from analytics.reports.plain_slides import in_ten, times_in_ten
from analytics.reports.plain_story import meeting_slides
from analytics.reports.plain_texts import ASKED_FIRST, SENTENCES, TOO_FEW, VALUES
from analytics.statistics.reading_age import reading_age, sentences
from analytics.store import (
    StoreRefused,
    open_cursor,
    publish,
    running_orders,
    save_poll,
    save_running_order,
    save_said,
)
from analytics.store.running_order import Poll, Words, as_entry, own_slide
from analytics.store.snapshots import log_lines
from tests.repeat_stores import filled_by

QUARTER = pd.Timestamp(2021, 10, 1)
MEETING = date(2022, 1, 12)


def quarters(**changed) -> pd.DataFrame:
    """Two quarters as quarterly_summary has them for the council; the second may be changed."""
    before = {"children": 40, "episodes": 180, "in_time_of_completed": 0.8}
    rows = [before | {"in_time_of_episodes": 0.6}, before | {"episodes": 130} | changed]
    rows[1].setdefault("in_time_of_episodes", 0.7)
    starts = [pd.Timestamp(2021, 7, 1), QUARTER]
    table = pd.DataFrame(rows).astype(object)
    others = ("completed", "completed_of_episodes", "not_recorded_of_episodes")
    return table.assign(quarter_start=starts, complete=True, **dict.fromkeys(others, 0))


def shares(**of) -> pd.DataFrame:
    """Rows of a circumstance, most often first: foot=0.5, bike="c"."""
    rows = pd.DataFrame({"value": list(of), "share": list(of.values())}, dtype=object)
    return rows.assign(episodes=0, children=0, of_episodes=130)


def said(*rows: dict) -> pd.DataFrame:
    """Rows of feedback; what is not given is null."""
    nothing = dict.fromkeys(
        ("response", "action", "owner_role", "due_on", "status", "measure", "in_effect_from")
    )
    usual = {"meeting_on": pd.Timestamp(2021, 9, 15), "theme": "language", "overdue": False}
    columns = ["meeting_on", "theme", "said", *nothing, "overdue"]
    return pd.DataFrame([nothing | usual | row for row in rows], columns=columns)


def slides(*, quarter=QUARTER, **frames) -> dict:
    """The slides by their keys, of hand-made rows in the place of measures."""
    given = {
        "quarterly_summary": quarters(),
        "figures_to_move": quarters(),
        "feedback": said(),
        "travel_modes": shares(foot=0.5, bike=0.2, not_recorded=0.1, taxi="c"),
        "companions": shares(family=0.3, alone=0.1),
        "found_settings": shares(family_home=0.4),
        "return_methods": shares(own_accord=1.0),
    } | frames

    def rows(measure, filters, **options):
        return given[measure.__name__]

    found = meeting_slides(Ask(rows, quarter, "council"), today=MEETING)
    return {slide.key: slide for slide in found}


def texts_of(slide) -> list[str]:
    """Everything on a slide that the room reads, but what a young person said."""
    texts = [slide.heading, f"{slide.big} {slide.beside}".strip(), *slide.sentences, slide.caption]
    texts += [f"{bar.label}: {bar.words}" for bar in slide.bars] + list(slide.answers)
    return list(filter(None, texts))


def test_the_slides_come_in_the_order_of_the_report():
    assert list(slides(feedback=said({"said": "Say it plainly."}))) == [
        "welcome", "children", "episodes", "in_time",
        "travel_mode", "companions", "found_setting", "return_method",
        "said-language", "you_said", "next",
    ]  # fmt: skip


def test_a_number_stands_in_words_with_young_peoples_words_beside_it():
    found = slides()
    told = {key: f"{found[key].big} {found[key].beside}" for key in found if found[key].beside}
    assert told == {
        "children": "About 40 of us went missing one time or more.",
        "episodes": "About 130 times one of us went missing.",
        "in_time": "About 7 in 10 times someone talked with us within 3 days of coming back.",
        "travel_mode": "About half the times we walked.",
        "companions": "About 3 in 10 times we were with family.",
        "found_setting": "About 4 in 10 times we were at a family home.",
        "return_method": "Every time we came back by ourselves.",
    }


def test_the_picture_says_no_more_than_the_number():
    found = slides()
    assert found["in_time"].drawing.svg.count("<path") == 10
    assert found["in_time"].drawing.svg.count('fill="none"') == 3
    assert found["children"].drawing.svg.count("<circle") == 40
    assert found["episodes"].drawing.svg.count("<rect") == 13  # one block is ten times
    assert [bar.share for bar in found["travel_mode"].bars] == [0.5, 0.2, 0.1]
    assert found["travel_mode"].bars[-1].label == "Not written down"


def test_many_children_are_drawn_as_tens_and_many_times_as_thousands():
    found = slides(quarterly_summary=quarters(children=590, episodes=7_310))
    assert found["children"].drawing.svg.count("<circle") == 59
    assert found["children"].caption == "Each figure is about ten of us."
    assert found["episodes"].drawing.svg.count("<rect") == 7
    assert found["episodes"].caption == "Each block is about 1,000 times."


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"children": "c"}, "children"),
        ({"children": 3}, "children"),  # four or fewer are not told apart
        ({"episodes": "c"}, "episodes"),
        ({"in_time_of_episodes": "c"}, "in_time"),
    ],
)
def test_a_withheld_figure_is_too_few_to_say_and_is_not_drawn(changed, key):
    slide = slides(quarterly_summary=quarters(**changed))[key]
    assert slide.big == "Too few to say"
    assert slide.drawing is None and not slide.bars
    assert not re.search(r"\d", " ".join(texts_of(slide)))


def test_withheld_values_are_left_out_of_the_bars_and_all_withheld_is_too_few():
    assert [bar.label for bar in slides()["travel_mode"].bars][:2] == ["On foot", "By bike"]
    none_left = slides(companions=shares(not_recorded=0.2, family="c", alone="c"))["companions"]
    assert none_left.big == "Too few to say" and not none_left.bars


def test_nothing_written_down_is_not_called_too_few():
    slide = slides(companions=shares(family=0.0, alone=0.0, not_recorded=1.0))["companions"]
    assert (slide.big, slide.sentences) == ("We cannot tell", ("It was not written down.",))
    no_times = slides(quarterly_summary=quarters(in_time_of_episodes=float("nan")))["in_time"]
    assert no_times.big == "We cannot tell"


def test_a_quarter_in_which_nobody_went_says_so_and_asks_no_further():
    found = slides(quarterly_summary=quarters(children=0, episodes=0))
    assert f"{found['children'].big} {found['children'].beside}" == (
        "None of us went missing in that time."
    )
    assert f"{found['episodes'].big} {found['episodes'].beside}" == (
        "Not once did one of us go missing."
    )
    assert not {"in_time", *CIRCUMSTANCES} & set(found)


def test_without_a_quarter_there_is_still_a_meeting():
    found = slides(quarter=pd.NaT, feedback=said({"said": "Say it plainly."}))
    assert list(found) == ["welcome", "said-language", "you_said", "next"]
    assert found["welcome"].big == "There are no numbers yet."


@pytest.mark.parametrize(
    ("share", "words"),
    [(0, "Not once"), (0.04, "About 1 in 10 times"), (0.649, "About 6 in 10 times"),
     (0.65, "About 7 in 10 times"), (0.5, "About half the times"), (0.99, "About 9 in 10 times"),
     (1, "Every time"), ("c", TOO_FEW), (None, TOO_FEW)],
)  # fmt: skip
def test_a_share_is_said_in_tenths_and_never_rounded_to_none_or_all(share, words):
    assert times_in_ten(share) == words


def test_the_same_share_at_a_bar():
    assert (in_ten(0.5), in_ten("c"), tenths(0.95)) == ("5 in 10", TOO_FEW, 9)


def test_a_young_person_is_quoted_as_they_said_it_or_not_at_all():
    words = "im not telling my social worker"
    long = "so " * 60
    found = slides(
        feedback=said(
            {"theme": "who I would talk to", "said": words},
            {"theme": "definition", "said": long},
        )
    )
    assert found["in_time"].quote == words
    assert found["in_time"].quote_from == "Said in September 2021"
    assert found["children"].quote == ""  # too long to stand beside a number
    assert found["said-definition"].parts[0].texts[0] == long
    assert not any(slide.quote for slide in slides().values())


def test_what_was_said_stands_beside_what_was_done_and_the_rest_is_in_the_notes():
    latest = {"said": "Use our words.", "action": "We do.", "status": "done"}
    earlier = {"said": "Ask us.", "meeting_on": pd.Timestamp(2021, 6, 16), "theme": "language"}
    slide = slides(feedback=said(latest, earlier))["said-language"]
    heard, did = slide.parts
    assert (heard.head, heard.texts) == ("You said", ("Use our words.", "Said in September 2021"))
    assert (did.head, did.texts) == ("We did", ("We do.", "We have done this."))
    assert "Also said, 16 June 2021: Ask us." in slide.notes


def test_what_happens_next_has_a_day_and_a_role_and_says_what_is_late():
    promise = {"said": "a", "action": "We ask you.", "status": "open", "owner_role": "Team manager"}
    late = promise | {"said": "b", "due_on": pd.Timestamp(2021, 12, 1), "overdue": True}
    slide = slides(feedback=said(promise | {"due_on": pd.Timestamp(2022, 6, 30)}, late))["next"]
    assert [(part.head, part.texts) for part in slide.parts] == [
        ("We are late. By 1 December 2021: Team manager", ("We ask you.",)),
        ("By 30 June 2022: Team manager", ("We ask you.",)),
    ]
    assert slides()["next"].sentences == ("No day is set for anything yet.",)


def test_notes_give_the_quarter_before_and_are_on_every_slide():
    found = slides()
    assert found["episodes"].notes[0] == (
        "October–December 2021: about 130; the quarter before: about 180. Rounded."
    )
    assert all(slide.notes for slide in found.values())
    withheld = slides(quarterly_summary=quarters(children="c"))["children"]
    assert withheld.notes[0].startswith("The figure is about fewer than 5 children")


def written() -> list[str]:
    """Every text that the dashboard writes on slides, its gaps filled."""
    values = [f"About 4 in 10 times {end}" for of in VALUES.values() for _, end in of.values()]
    texts = [*plain_texts.HEADINGS.values(), *SENTENCES.values(), *plain_texts.AGENDA.values()]
    texts += [*plain_texts.ROOM.values(), ASKED_FIRST.question, *ASKED_FIRST.answers, *values]
    gaps = {"day": "30 June 2022", "role": "Team manager", "month": "June 2021"}
    return [text.format(**gaps, size="100", n=3, all=9) for text in texts]


@pytest.mark.parametrize("text", written())
def test_a_sentence_for_the_room_can_be_read_at_eleven(text):
    assert all(len(sentence.split()) <= 15 for sentence in sentences(text))
    if len(text.split()) >= 4:  # of one word or two the formula says nothing
        assert reading_age(text) <= 11


def test_every_slide_as_a_whole_can_be_read_at_eleven():
    for slide in slides().values():
        assert reading_age(". ".join(texts_of(slide))) <= 11, slide.key


def test_no_word_on_a_slide_blames_or_is_one_that_children_asked_us_not_to_use():
    for text in written():
        assert not words_to_swap(text), text
        assert not re.search(r"hotspot|risk|abscond|runaway|refus", text, re.IGNORECASE), text


def test_every_value_that_can_be_recorded_has_words():
    lists = {"travel_mode": TRAVEL_MODES, "companions": COMPANIONS}
    lists |= {"found_setting": FOUND_SETTINGS, "return_method": RETURN_METHODS}
    for of, values in lists.items():
        assert set(VALUES[of]) == set(values) - {"not_recorded"}


def test_pictures_say_the_same_in_words_and_are_told_apart_without_colour():
    drawn = bubbles(3, 10, "3 of 10 “bubbles” & so on")
    assert 'aria-label="3 of 10 “bubbles” &amp; so on"' in drawn.svg
    assert drawn.svg.count('fill="none"') == 7
    assert "#" not in drawn.svg and drawn.colour == "in_time"
    assert figures(12, "").svg.count("<circle") == 12
    assert 'viewBox="0 0 200 80"' in blocks(6, "").svg


def test_the_few_children_of_a_store_are_never_counted_out_to_the_room(con):
    def rows(measure, filters, **options):
        return run(con, measure.__name__, filters, "council", **options)

    found = meeting_slides(Ask(rows, QUARTER, "council"), today=MEETING)
    numbers = [slide for slide in found if slide.key in ("children", "episodes", *CIRCUMSTANCES)]
    assert len(numbers) == 6
    for slide in numbers:
        assert slide.big == "Too few to say"
        assert not re.search(r"\d", " ".join(texts_of(slide)))


# What a meeting leaves behind.

POLL = ("Who would you talk to?", ("Someone I know", "Someone new"))
FRIDAYS = Poll("Shall we meet on Fridays?", ("Yes", "No"))


@pytest.fixture(scope="module")
def nothing_held(tmp_path_factory):
    """A store in which nothing is, only looked at."""
    folder = tmp_path_factory.mktemp("meeting") / "nothing"
    publish(folder, lambda con: None)
    return folder


@pytest.fixture(scope="module")
def held(nothing_held, tmp_path_factory):
    """The store that a meeting left behind, only looked at; its snapshots are 2, 3 and 4."""
    folder = shutil.copytree(nothing_held, tmp_path_factory.mktemp("held") / "store")
    entries = ["welcome", as_entry(FRIDAYS)]
    save_running_order(folder, "  January   meeting ", entries, who="s.ali")
    save_poll(folder, MEETING, *POLL, [7, 0], who="s.ali")
    save_said(folder, MEETING, [("language", "  Use “my home”. ")], who="s.ali")
    return folder


@pytest.fixture
def store(held, tmp_path):
    """The same, to be changed."""
    return shutil.copytree(held, tmp_path / "store")


def rows(folder, sql: str) -> list[tuple]:
    return open_cursor(folder).execute(sql).fetchall()


def test_a_running_order_is_saved_under_its_name_with_who_and_when(held):
    ((name, (entries, saved_at, saved_by)),) = running_orders(open_cursor(held)).items()
    assert (name, saved_by) == ("January meeting", "s.ali")
    assert entries == ["welcome", as_entry(FRIDAYS)]
    assert saved_at is not None
    assert log_lines(held)[1] | {"at": ""} == {
        "snapshot": 2, "event": "running order", "before": 1, "at": "", "who": "s.ali",
    }  # fmt: skip


def test_saved_again_under_its_name_it_takes_the_place_of_the_first(store):
    save_running_order(store, "Other", ["welcome"], who=None)
    save_running_order(store, "January meeting", ["next"], who="s.ali")
    orders = running_orders(open_cursor(store))
    assert orders["January meeting"][0] == ["next"] and len(orders) == 2


def test_the_order_saved_last_is_listed_first_and_of_two_saved_at_once_the_first_name():
    def fill(con):
        con.execute(
            "insert into running_orders (name, slides, saved_at, saved_by) values"
            " ('B', ['welcome'], '2022-01-10 09:00', 's.ali'),"
            " ('A', ['welcome'], '2022-01-10 09:00', 's.ali'),"
            " ('C', ['welcome'], '2022-01-11 09:00', 's.ali')"
        )

    assert list(running_orders(filled_by(fill))) == ["C", "A", "B"]


@pytest.mark.parametrize(
    ("name", "entries", "sentence"),
    [
        (" ", ["welcome"], "The running order has no name yet"),
        ("n" * 61, ["welcome"], "The name is longer than 60 letters"),
        ("January", [], "The running order has no slide"),
        ("January", ["welcome", "welcome"], "The same slide is in the running order twice"),
        ("January", ["{not json"], "An entry of the running order is no slide"),
        ("January", ['{"poll": "Yes?"}'], "An entry of the running order is no slide"),
        ("January", ['{"poll": "Yes?", "answers": ["Yes"]}'], "A question needs 2 to 6 answers"),
        ("January", ['{"heading": "A", "text": 7}'], "An entry of the running order is no slide"),
        ("January", [str(n) for n in range(61)], "The running order has more than 60 slides"),
    ],
)
def test_what_cannot_be_shown_is_not_saved(nothing_held, name, entries, sentence):
    with pytest.raises(StoreRefused, match=sentence):
        save_running_order(nothing_held, name, entries, who=None)
    assert running_orders(open_cursor(nothing_held)) == {}


@pytest.mark.parametrize(
    ("own", "sentence"),
    [
        (Poll("  ", ("Yes", "No")), "The question is missing"),
        (Poll("q" * 81, ("Yes", "No")), "The question is longer than 80 letters"),
        (Poll("Yes?", ("Yes", "  ")), "A question needs 2 to 6 answers"),
        (Poll("Yes?", ("Yes", "yes")), "Two answers are the same"),
        (Poll("Yes?", ("Yes", "n" * 41)), "An answer is longer than 40 letters"),
        (Words("", "Text"), "The heading is missing"),
        (Words("Trip", " "), "The text is missing"),
        (Words("Trip", "t" * 281), "The text is longer than 280 letters"),
    ],
)
def test_a_slide_of_ones_own_that_cannot_be_shown_says_why(own, sentence):
    with pytest.raises(StoreRefused, match=sentence):
        as_entry(own)


def test_a_slide_of_ones_own_comes_back_as_it_was_written():
    poll = Poll("Où? “Here”", ("Yes", "No"))
    assert own_slide(as_entry(poll)) == poll
    words = Words("Trip", "We meet at ten.\nBring a coat.")
    assert own_slide(as_entry(words)) == words
    assert own_slide("welcome") is None
    (slide,) = slides_in_order([as_entry(words)], ())
    assert (slide.heading, slide.sentences) == ("Trip", ("We meet at ten.", "Bring a coat."))


def test_the_reports_order_asks_the_room_before_it_speaks_and_skips_what_is_not_there():
    told = tuple(slides().values())
    order = reports_order(told)
    assert json.loads(order[-3])["poll"] == ASKED_FIRST.question
    assert order[-2:] == ["you_said", "next"]
    found = slides_in_order(["said-gone", *order], told)
    assert [slide.key for slide in found] == order
    assert found[-3].answers == ASKED_FIRST.answers


def test_a_poll_keeps_how_many_gave_each_answer_and_nobodys_name(held):
    assert rows(held, "from polls order by position") == [
        (MEETING, POLL[0], "Someone I know", 1, 7),
        (MEETING, POLL[0], "Someone new", 2, 0),
    ]
    assert (log_lines(held)[2]["event"], log_lines(held)[2]["who"]) == ("poll", "s.ali")


def test_the_same_question_on_the_same_day_replaces_the_count_and_another_day_does_not(store):
    save_poll(store, MEETING, *POLL, [6, 1], who=None)
    save_poll(store, date(2022, 4, 6), *POLL, [1, 2], who=None)
    polls = run(open_cursor(store), "polls", Filters())
    assert polls["votes"].tolist() == [1, 2, 6, 1]
    assert polls["all_votes"].tolist() == [3, 3, 7, 7]
    january = Filters(date(2022, 1, 1), date(2022, 2, 1))
    assert run(open_cursor(store), "polls", january)["votes"].tolist() == [6, 1]


@pytest.mark.parametrize("votes", [[1], [1, -1], [1, 1000], [1, 1.5], ["1", 1], [True, 1]])
def test_a_count_that_does_not_fit_is_refused(nothing_held, votes):
    with pytest.raises(StoreRefused, match="does not fit its answers"):
        save_poll(nothing_held, MEETING, *POLL, votes, who=None)
    assert rows(nothing_held, "from polls") == []


def test_polls_without_any_have_the_same_columns(nothing_held):
    empty = run(open_cursor(nothing_held), "polls", Filters())
    assert empty.empty and list(empty.columns) == [
        "held_on", "question", "position", "answer", "votes", "all_votes",
    ]  # fmt: skip


def test_what_is_said_in_a_meeting_waits_there_for_an_answer(held):
    assert rows(held, "select meeting_on, theme, said, status, action from feedback") == [
        (MEETING, "language", "Use “my home”.", "open", None)
    ]
    assert (log_lines(held)[-1]["event"], log_lines(held)[-1]["who"]) == ("feedback", "s.ali")


def test_what_is_written_down_already_is_refused_and_nothing_beside_it_is_saved(store):
    twice = [("resources", "New."), ("language", "Use “my home”.")]
    with pytest.raises(StoreRefused, match="“Use “my home”.” is written down already"):
        save_said(store, MEETING, twice, who=None)
    with pytest.raises(StoreRefused, match="is written down already"):
        save_said(store, MEETING, [("resources", "New."), ("resources", "New. ")], who=None)
    assert rows(store, "select count(*) from feedback") == [(1,)]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "Nothing was said"),
        ([("language", "  ")], "has no theme or no words"),
        ([("language", "a" * 2001)], "longer than 2000 letters"),
    ],
)
def test_words_that_cannot_be_kept_are_refused(nothing_held, words, sentence):
    with pytest.raises(StoreRefused, match=sentence):
        save_said(nothing_held, MEETING, words, who=None)


def test_what_is_said_today_is_on_no_slide_yet(held):
    con = open_cursor(held)

    def council(measure, filters, **options):
        return run(con, measure.__name__, filters, "council", **options)

    ask = Ask(council, pd.NaT, "council")
    assert "said-language" not in {slide.key for slide in meeting_slides(ask, today=MEETING)}
    later = meeting_slides(ask, today=date(2022, 1, 13))
    assert "said-language" in {slide.key for slide in later}


def test_the_stores_files_are_not_written_by_who_only_looks(held):
    with pytest.raises(duckdb.Error):
        open_cursor(held).execute("delete from polls")
