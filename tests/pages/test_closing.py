"""Closing a quarter, as a page shows it: signing off, reopening, and what changed since."""

import shutil

import pytest
from streamlit.testing.v1 import AppTest

from analytics.filters import Filters
from analytics.measures import run
from analytics.measures.closing_actions import close_quarter
from analytics.store import current_number, open_cursor, publish
from tests.pages.test_pages import html, table

SIGN, REOPEN = "Sign the quarter off", "Reopen it"
# A foster child's interview that was offered and nothing more, held 50 hours after the return.
LATE = (
    "update interviews set outcome = 'completed', completed_at ="
    " (select returned_at + interval 50 hours from episodes where episode_id = 'DEMO-E-00614')"
    " where interview_id = 'DEMO-I-00614'"
)


def part_of_the_page():
    import streamlit as st

    from analytics.app import start_page
    from analytics.app.closing import close_the_quarter

    page = start_page("Reports")
    close_the_quarter(page, st.query_params.get("closing", "2021-Q4"))


@pytest.fixture
def demonstration(demonstration_store, tmp_path):
    """A copy of the demonstration data, to be changed: what is said of its figures is the report's.

    The other tests publish in the small store, which takes less time.
    """
    return shutil.copytree(demonstration_store, tmp_path / "demonstration")


@pytest.fixture
def part(monkeypatch):
    """Opens that part of the page on a store: part(folder, closing="2022-Q1")."""

    def run(folder, **address):
        monkeypatch.setenv("DASHBOARD_STORE", str(folder))
        page = AppTest.from_function(part_of_the_page, default_timeout=60)
        for key, value in address.items():
            page.query_params[key] = value
        page.run()
        assert not page.exception
        return page

    return run


def press(page, label):
    (button,) = [button for button in page.button if button.label == label]
    return button.click().run()


def tick(page, label):
    (box,) = [box for box in page.checkbox if box.label == label]
    box.check()


def texts(page):
    boxes = [*page.markdown, *page.success, *page.warning, *page.error]
    return " ".join([box.value for box in boxes] + html(page))


def closed_quarters(folder):
    return run(open_cursor(folder), "closed_quarters", Filters()).to_dict("records")


def test_a_quarter_is_signed_off_once_its_figures_were_looked_at(part, demonstration):
    page = part(demonstration)
    assert "October–December 2021 is not signed off." in texts(page)
    assert "3 episodes have an outcome still pending" in texts(page)
    kept = table(page, "October–December 2021: missing episodes")
    assert ["Return interviews completed", "110"] in kept and len(kept) == 133  # with the head
    press(page, SIGN)
    assert "Look at the figures first" in page.error[0].value
    assert closed_quarters(demonstration) == []
    tick(page, "I have looked at the figures")
    page.text_input[0].set_value("Agreed with *everybody*")
    press(page, SIGN)
    assert not page.exception
    assert page.success[0].value == ("October–December 2021 is signed off: snapshot 2 is in force.")
    (closed,) = closed_quarters(demonstration)
    assert closed["note"] == "Agreed with *everybody*"
    said = texts(page)
    assert f"Signed off by {closed['closed_by']} on " in said
    assert "132 figures of snapshot 1, with data as of 1 January 2022." in said
    assert r"Note: Agreed with \*everybody\*" in said
    assert "Nothing has changed since it was signed off." in said
    assert "All 5 figures that were published are as the records have them." in said
    assert SIGN not in [button.label for button in page.button]


def test_what_late_recording_changed_is_said_and_shown(part, demonstration):
    close_quarter(demonstration, "2021-Q4", who="<b>jo@derby.gov.uk</b>")
    publish(demonstration, lambda con: con.execute(LATE))
    page = part(demonstration)
    said = texts(page)
    assert "Signed off by &lt;b&gt;jo@derby.gov.uk&lt;/b&gt; on " in said
    assert "figures changed: return interviews completed 110 → 111, " in said
    assert "no outcome recorded 11 → 10, interviews within 72 hours 87 → 88, " in said
    head, first, *rest = table(page, "October–December 2021: figures that are not as they were sig")
    assert head == ["Figure", "Signed off", "Now", "Change"]
    assert first == ["Return interviews completed", "110", "111", "1 more"]
    assert ["In time, of all episodes", "65.4%", "66.2%", "0.8 points higher"] in rest
    assert "2 figures differ from what was published: return interviews completed 110" in said
    _, first, second = table(page, "October–December 2021: figures that are not as they were pub")
    assert (first[1:3], second[1:3]) == (["110", "111"], ["87", "88"])
    every = table(page, "October–December 2021: all figures, then and now")
    assert every[0][-1] == "Changed" and len(every) == 133


def test_what_a_colleague_signed_off_meanwhile_is_not_signed_off_again_but_undone(part, folder):
    page = part(folder)
    close_quarter(folder, "2021-Q4", who="al")
    tick(page, "I have looked at the figures")
    press(page, SIGN)
    assert not page.exception
    assert "Signed off by al on " in texts(page)
    assert current_number(folder) == 2
    # once that is confirmed
    press(page, REOPEN)
    assert "Tick that the figures" in page.error[0].value and closed_quarters(folder)
    tick(page, "Give up the figures signed off")
    press(page, REOPEN)
    assert page.success[0].value == ("October–December 2021 is open again: snapshot 3 is in force.")
    assert closed_quarters(folder) == []
    assert "October–December 2021 is not signed off." in texts(page)


def test_data_that_changed_while_one_looked_is_not_signed_off(part, folder, monkeypatch):
    page = part(folder)
    publish(folder, lambda con: con.execute("update interviews set outcome = 'declined'"))
    tick(page, "I have looked at the figures")
    press(page, SIGN)
    assert "The data changed while you looked" in page.error[0].value
    assert closed_quarters(folder) == []
    tick(page, "I have looked at the figures")
    press(page, SIGN)
    assert len(closed_quarters(folder)) == 1
    # and of that nothing is shown to others than staff
    for audience in ("members", "council"):
        monkeypatch.setenv("DASHBOARD_AUDIENCE", audience)
        page = part(folder)
        assert "Close the quarter" not in [header.value for header in page.header]
        assert "Signed off by" not in texts(page)


def test_a_quarter_that_the_records_do_not_cover_cannot_be_signed_off(part, demonstration_store):
    page = part(demonstration_store, closing="2022-Q1")
    assert (
        "January–March 2022 cannot be signed off: the records do not cover the whole quarter. They "
        "reach from 1 January 2021 to 1 January 2022."
    ) in texts(page)
    assert not page.checkbox and "published" not in texts(page)
