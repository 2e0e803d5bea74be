"""The page One child's chronology without a browser: nothing is shown that is not written down."""

from types import SimpleNamespace

import pytest

from analytics.app import chronology as made_of
from analytics.ingest import Source, import_files
from analytics.store.access import access_lines, account_name
from tests.pages.test_pages import figures, html, table

EPISODES = (
    "episode_id,child_id,category,missing_at,returned_at\n"
    "E1,C-*ONE*,missing,01/02/2021 20:00,01/02/2021 22:00\n"
    "E2,C-TWO,away,03/02/2021 20:00,03/02/2021 22:00\n"
)


@pytest.fixture
def own_store(tmp_path):
    """A store of two children's episodes, for tests that look at its log."""
    import_files(tmp_path, [Source("episodes.csv", EPISODES.encode())])
    return tmp_path


def heads(page) -> list[str]:
    """As they are read: a sign that could format is written behind a backslash."""
    return [header.value.replace("\\", "") for header in page.header]


def said(page) -> str:
    return " ".join(html(page))


def test_without_a_child_it_says_what_to_do_and_records_nothing(open_page, own_store):
    page = open_page("chronology", store=own_store)
    assert not page.exception
    assert [box.value for box in page.info] == [
        "Choose a child's reference to open the chronology; until then nothing is recorded."
    ]
    assert not page.get("plotly_chart")
    assert not (own_store / "ACCESS.jsonl").exists()


def test_it_says_that_opening_is_recorded_and_who_sees_that(open_page):
    shown = said(open_page("chronology"))
    assert "is recorded: who, when and which child" in shown
    assert "is read by those who look after this dashboard" in shown


def test_a_link_opens_the_child_with_reference_period_and_data_date(open_page):
    page = open_page("chronology", child="DEMO-0016")
    assert not page.exception
    assert heads(page)[0] == "DEMO-0016 in 2021, data as of 1 January 2022"
    assert "DEMO-0016 went missing 18 times in 2021" in said(page)
    assert page.query_params["child"] == "DEMO-0016"
    assert len(figures(page)) == 1
    rows = table(page, "41 rows, oldest first")
    assert rows[0][:4] == ["When", "What", "Until", "Gone"]
    assert sum(row[1] == "Went missing" for row in rows) == 18
    assert rows[1][1] == "Placement began"


def test_what_is_drawn_is_told_to_who_cannot_see_it(open_page):
    (chart,) = open_page("chronology", child="DEMO-0016").get("plotly_chart")
    assert chart.proto.alt.startswith("DEMO-0016 went missing 18 times in 2021")
    assert chart.proto.alt.endswith("The table below has the same figures.")


def test_opening_is_written_down_once_a_session_and_child(open_page, own_store):
    page = open_page("chronology", store=own_store, child="C-TWO")
    page.run()
    page.button_group(key="area").set_value("out").run()
    assert [line["child"] for line in access_lines(own_store)] == ["C-TWO"]
    page.selectbox(key="child").set_value("C-*ONE*").run()
    page.selectbox(key="child").set_value("C-TWO").run()
    lines = access_lines(own_store)
    assert [line["child"] for line in lines] == ["C-TWO", "C-*ONE*"]
    assert {(line["who"], line["where"], line["snapshot"]) for line in lines} == {
        (account_name(), "page One child's chronology", 1)
    }
    open_page("chronology", store=own_store, child="C-TWO")  # another session
    assert len(access_lines(own_store)) == 3


def test_what_cannot_be_written_down_is_not_shown(open_page, own_store):
    (own_store / "ACCESS.jsonl").mkdir()
    page = open_page("chronology", store=own_store, child="C-TWO")
    assert not page.exception
    assert "shown only where the opening can be written down" in page.error[0].value
    assert not page.get("plotly_chart") and not heads(page)
    assert "C-TWO" not in said(page)


def test_an_unknown_child_in_the_address_is_ignored_and_not_recorded(open_page, own_store):
    page = open_page("chronology", store=own_store, child="C-NINE")
    assert not page.exception and page.info
    assert "child" not in page.query_params
    assert not (own_store / "ACCESS.jsonl").exists()


def test_a_child_with_away_episodes_alone_can_be_chosen_and_is_said_to_have_no_missing_one(
    open_page, own_store
):
    page = open_page("chronology", store=own_store, child="C-TWO")
    assert "No episode of C-TWO is recorded" in said(page)
    both = open_page("chronology", store=own_store, child="C-TWO", category="all")
    assert "C-TWO was away without authorisation once" in said(both)


def test_signs_in_a_reference_do_not_format_the_heading(open_page, own_store):
    page = open_page("chronology", store=own_store, child="C-*ONE*")
    assert page.header[0].value.startswith(r"C-\*ONE\* ")


def test_a_filter_narrows_the_episodes_and_says_so(open_page):
    page = open_page("chronology", child="DEMO-0001", area="out")
    assert not page.exception
    assert any("Only episodes out of area are listed" in text.value for text in page.markdown)
    # its first placement, in area until 21 September, is listed all the same
    whole = open_page("chronology", child="DEMO-0001")
    placements = [
        sum(row[1] == "Placement began" for row in table(each, "")) for each in (page, whole)
    ]
    assert placements == [2, 2]
    episodes = [sum(row[1] == "Went missing" for row in table(each, "")) for each in (page, whole)]
    assert 0 < episodes[0] < episodes[1] == 48


def test_a_period_narrows_what_is_drawn(open_page):
    page = open_page("chronology", child="DEMO-0016", period="2021-22")
    assert heads(page)[0].startswith("DEMO-0016 in April–December 2021")


@pytest.mark.parametrize(
    ("user", "who"),
    [
        ({}, account_name()),
        ({"is_logged_in": False}, account_name()),
        ({"is_logged_in": True, "email": "a.worker@derby.example"}, "a.worker@derby.example"),
        ({"is_logged_in": True, "sub": "7f3"}, "7f3"),
    ],
)
def test_who_looks_is_who_signed_in_else_the_computers_account(monkeypatch, user, who):
    monkeypatch.setattr(made_of, "st", SimpleNamespace(user=user))
    assert made_of._who_looks() == who
