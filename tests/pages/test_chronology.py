"""The page One child's chronology without a browser: nothing is shown that is not written down."""

import shutil
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from analytics.app import sign_in
from analytics.ingest import Source, import_files
from analytics.store.access import access_lines, account_name
from tests.pages.test_pages import figures, html, table

EPISODES = (
    "episode_id,child_id,category,missing_at,returned_at\n"
    "E1,C-*ONE*,missing,01/02/2021 20:00,01/02/2021 22:00\n"
    "E2,C-TWO,away,03/02/2021 20:00,03/02/2021 22:00\n"
)


@pytest.fixture(scope="module")
def two_children(tmp_path_factory):
    """A store of two children's episodes."""
    folder = tmp_path_factory.mktemp("two-children") / "store"
    import_files(folder, [Source("episodes.csv", EPISODES.encode())])
    return folder


@pytest.fixture
def own_store(two_children, tmp_path):
    """A copy of it, for tests that look at its log."""
    return shutil.copytree(two_children, tmp_path / "store")


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


def test_it_says_that_opening_is_recorded_and_who_sees_that(opened):
    shown = said(opened("chronology"))
    assert "is recorded, once a session: who, when and which child. Other pages are not" in shown
    assert "is read by those who look after this dashboard" in shown
    assert f"the account that runs the dashboard ({account_name()}), whoever looks" in shown


def test_a_link_opens_the_child_with_reference_period_and_data_date(opened):
    page = opened("chronology", child="DEMO-0016")
    assert not page.exception
    assert heads(page)[0] == "DEMO-0016 in 2021, data as of 1 January 2022"
    assert "DEMO-0016 went missing 18 times in 2021" in said(page)
    assert page.query_params["child"] == "DEMO-0016"
    assert len(figures(page)) == 2  # the other is for paper
    rows = table(page, "41 rows, oldest first")
    assert rows[0][:4] == ["When", "What", "Until", "Where"]
    assert sum(row[1].startswith("Went missing, aged 1") for row in rows) == 18
    assert rows[1][1] == "Placement began"


def test_what_is_drawn_is_told_to_who_cannot_see_it(opened):
    chart, _for_paper = opened("chronology", child="DEMO-0016").get("plotly_chart")
    assert chart.proto.alt.startswith("DEMO-0016 went missing 18 times in 2021")
    assert chart.proto.alt.endswith("The table below has the same figures.")


def test_opening_is_written_down_once_a_session_and_child(open_page, own_store):
    page = open_page("chronology", store=own_store, child="C-TWO")
    page.run()
    page.selectbox(key="period").set_value("2021").run()
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


def test_an_unknown_child_in_the_address_is_said_in_a_sentence_and_not_recorded(
    open_page, own_store
):
    page = open_page("chronology", store=own_store, child="C-*NINE*")
    assert not page.exception
    assert [box.value for box in page.warning] == [
        r"No child C-\*NINE\* with an episode is held in these records; nothing was recorded."
    ]
    assert not page.info  # one sentence
    assert not page.get("plotly_chart") and not heads(page)
    assert "child" not in page.query_params
    assert not (own_store / "ACCESS.jsonl").exists()


def test_no_sentence_of_an_unknown_child_where_one_is_chosen_or_none_asked_for(opened):
    assert not opened("chronology").warning
    assert not opened("chronology", child="DEMO-0016").warning


@pytest.mark.parametrize(
    "category",
    [
        "missing",  # which would leave the episode out
        pytest.param("away", marks=pytest.mark.deep),
        pytest.param("all", marks=pytest.mark.deep),
    ],
)
def test_a_child_with_away_episodes_alone_is_shown_whole_whatever_was_chosen_elsewhere(
    open_page, own_store, category
):
    page = open_page("chronology", store=own_store, child="C-TWO", category=category)
    assert "C-TWO was away without authorisation once" in said(page)


def test_signs_in_a_reference_do_not_format_the_heading(open_page, own_store):
    page = open_page("chronology", store=own_store, child="C-*ONE*")
    assert page.header[0].value.startswith(r"C-\*ONE\* ")


def test_what_was_chosen_elsewhere_selects_nothing_and_stays_in_the_address(opened):
    chosen = {"area": "out", "placement": "foster", "category": "away", "year": "april"}
    page = opened("chronology", child="DEMO-0016", **chosen)
    assert not page.exception
    for name, value in chosen.items():
        assert page.query_params[name] in (value, [value])
    whole = opened("chronology", child="DEMO-0016")
    assert table(page, "") == table(whole, "")
    rows = table(page, "")
    assert sum(row[1].startswith("Went missing") for row in rows) == 18
    assert {box.key for box in page.selectbox} == {"view_as", "period", "child"}  # no other
    assert not page.get("button_group")


def test_a_period_narrows_what_is_drawn_and_the_title_says_what_it_leaves_out(opened):
    page = opened("chronology", child="DEMO-0016", period="2021-22")
    assert heads(page)[0].startswith("DEMO-0016 in April–December 2021")
    # 18 in the year, of them 6 in January to March
    assert "; 6 episodes at other times are left out" in said(page)
    assert "left out" not in said(opened("chronology", child="DEMO-0016"))


def test_every_sheet_says_whose_record_it_is_and_that_it_is_confidential(opened):
    printed = said(opened("chronology", child="DEMO-0016"))
    assert "@bottom-left { content: 'DEMO\\2d 0016" in printed
    assert "Confidential" in printed and "'Page ' counter(page) ' of ' counter(pages)" in printed


def test_on_a_phone_each_row_is_an_item_of_a_list(opened):
    assert said(opened("chronology", child="DEMO-0016")).count("<li>") == 41


@pytest.mark.parametrize(
    ("user", "who"),
    [
        ({}, account_name()),
        ({"is_logged_in": False}, account_name()),
        (
            {"is_logged_in": True, "email": "a.worker@derby.example", "email_verified": True},
            "a.worker@derby.example",
        ),
        ({"is_logged_in": True, "sub": "7f3", "email": "a.worker@derby.example"}, "subject 7f3"),
    ],
)
def test_who_looks_is_who_signed_in_else_the_computers_account(monkeypatch, user, who):
    monkeypatch.setattr(sign_in, "st", SimpleNamespace(user=user))
    assert sign_in.person() == who


def on_paper():
    import plotly.graph_objects as go

    from analytics.app.paper import ROOM, draw_for_paper

    for name, height in (("low", ROOM // 2), ("high", 2 * ROOM)):
        draw_for_paper(go.Figure(layout={"height": height}), name)


def test_a_figure_higher_than_the_sheet_is_drawn_smaller_on_paper_and_a_low_one_as_it_is():
    page = AppTest.from_function(on_paper, default_timeout=60).run()
    assert not page.exception
    low, high = html(page)
    assert "zoom: 1.000" in low and "zoom: 0.500" in high
