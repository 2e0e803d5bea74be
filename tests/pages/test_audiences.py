"""Who reaches which page, and with what: staff, members, the council of children in care."""

import pytest
import streamlit as st

from analytics.app import audiences, sign_in
from analytics.app.sidebar import GROUPS
from tests.pages.conftest import FILES
from tests.pages.test_pages import html, table

STAFF_PAGES = ("data", "trends", "interviews", "places", "associations", "repeat", "briefing")
TOGETHER_ONLY = "is shown for all children together"


def texts(page) -> str:
    kinds = (page.title, page.header, page.markdown, page.caption, page.warning)
    return "\n".join([*(each.value for kind in kinds for each in kind), *html(page)])


@pytest.mark.parametrize("name", STAFF_PAGES)
@pytest.mark.parametrize("audience", ["members", "council"])
def test_a_page_for_staff_turns_others_away_before_it_asks_for_a_figure(opened, audience, name):
    page = opened(name, audience=audience, quarter="2021-Q4", child="DEMO-0001", group="1")
    assert not page.exception
    assert "is not part of your view" in texts(page)
    assert not page.get("plotly_chart") and "DEMO-" not in texts(page)
    assert not page.selectbox and not page.get("download_button")


def test_the_chronology_is_for_staff(opened):
    page = opened("chronology", audience="members", child="DEMO-0001")
    assert "is not part of your view" in texts(page) and "DEMO-0001" not in texts(page)


def test_members_see_the_quarter_with_what_is_withheld(opened):
    page = opened(audience="members", quarter="2021-Q2")
    assert not page.exception
    shown = texts(page)
    assert "37 children went missing 185 times in April–June" in shown
    # 184 completed and 1 voided would give each other away
    assert "<td class='figure'>c</td>" in shown and "184" not in shown
    assert "634" not in shown  # episodes held, of all quarters together
    assert "Most often found" in shown and TOGETHER_ONLY not in shown


def test_members_choose_one_part_and_see_it_withheld_where_it_would_tell(opened):
    page = opened(audience="members", quarter="2021-Q4", part="residential")
    # of its 19 children nothing: all less those are the children never in it
    assert "79 missing episodes in October–December" in texts(page)
    assert "Most often found" not in texts(page) and TOGETHER_ONLY in texts(page)
    assert "19" not in {cell for row in table(page, "Children looked after") for cell in row}
    page = opened(audience="members", quarter="2021-Q4", part="other")  # one child
    assert "How many children went missing in October–December is withheld" in texts(page)


def test_members_are_offered_no_combination_of_filters(opened):
    page = opened(
        audience="members", quarter="2021-Q4", placement="foster", area="out", category="all"
    )
    assert not page.pills and not page.segmented_control
    assert "36 children went missing 133 times" in texts(page)


def test_the_council_comes_from_the_overview_to_the_meeting(open_page, monkeypatch):
    led_to = []
    monkeypatch.setattr(st, "switch_page", led_to.append)
    page = open_page(audience="council")
    assert led_to == ["pages/meeting.py"]
    assert not page.get("plotly_chart")


def test_an_audience_that_there_is_not_shows_nothing(opened):
    page = opened(audience="everyone")
    assert "must be staff, members, council" in page.error[0].value
    assert not page.title and not page.get("plotly_chart")


def test_staff_may_look_as_members_do_and_go_back(open_page):
    page = open_page("definitions")
    page.selectbox(key="view_as").select("members").run()
    assert "view for members" in texts(page)
    page.selectbox(key="view_as").select("staff").run()
    assert "view for staff" in texts(page)


def test_others_have_no_choice_of_view(opened):
    assert "view_as" not in [
        each.key for each in opened(audience="members", quarter="2021-Q2").selectbox
    ]


def test_every_page_that_others_reach_is_in_the_sidebar():
    labels = {label for pages in GROUPS.values() for label in pages}
    assert set(audiences.PAGES_FOR_OTHERS) <= labels
    assert len(FILES) >= len(labels)


class Secrets(dict):
    """What stands in secrets.toml, as Streamlit gives it."""

    to_dict = dict.copy


class SignedIn(dict):
    """What the provider says of who signed in, as Streamlit gives it."""

    is_logged_in = True


SET_UP = {"client_id": "x"}
LISTED = {
    "staff": ["A.Worker@derby.example", "both@derby.example", "group:Children's services"],
    "members": ["a.member@derby.example", "subject:4711"],
    "council": ["room@derby.example", "both@derby.example"],
}


def with_email(email, verified=True):
    return {"sub": "1", "email": email, "email_verified": verified}


@pytest.mark.parametrize(
    ("claims", "audience"),
    [
        (with_email("a.worker@derby.example"), "staff"),
        (with_email("A.MEMBER@derby.example"), "members"),
        (with_email("room@derby.example"), "council"),
        (with_email("both@derby.example"), "council"),  # in two lists: the narrower counts
        (with_email("nobody@derby.example"), None),
        # only what the provider says is verified, and says so plainly
        (with_email("a.worker@derby.example", False), None),
        (with_email("a.worker@derby.example", None), None),
        (with_email("a.worker@derby.example", "true"), None),
        ({"sub": "1", "email": "a.worker@derby.example"}, None),
        ({"sub": "1", "preferred_username": "a.worker@derby.example"}, None),
        (with_email("a.wor\u212aer@derby.example"), None),  # the Kelvin sign, in lower case a k
        ({"sub": "4711"}, "members"),
        ({"sub": "471"}, None),
        ({"sub": "a.worker@derby.example"}, None),
        ({"sub": "1", "groups": ["Reception", "Children's services"]}, "staff"),
        ({"sub": "1", "groups": "Children's services"}, "staff"),
        ({"sub": "1", "groups": ["children's services", "subject:4711"]}, None),
        ({"sub": "4711", "groups": ["Children's services"]}, "members"),
        ({"sub": "1", "groups": {"Children's services": False}}, None),
        ({"sub": "1", "groups": [1, None]}, None),
        ({"sub": "1", "groups": 5}, None),
        ({"sub": 4711}, None),
        (with_email("subject:4711"), None),
        (with_email("group:reception@derby.example"), None),
        ({}, None),
    ],
)
def test_an_account_is_what_the_lists_say_and_else_nothing(claims, audience):
    assert sign_in.audience_of(claims, LISTED) == audience


def test_without_a_list_nobody_is_anything():
    assert sign_in.audience_of(with_email("a.worker@derby.example"), {}) is None


def test_without_any_claim_nobody_is_taken_for_the_account_that_runs_the_server(monkeypatch):
    monkeypatch.setattr(sign_in.st, "user", {"is_logged_in": True})
    assert sign_in.person() == "This account"
    assert sign_in.person() != sign_in.account_name()


@pytest.mark.parametrize(
    ("secrets", "problem"),
    [
        ({}, None),
        ({"database": {"password": "x"}}, None),
        ({"auth": SET_UP}, None),
        ({"auth": SET_UP, "audiences": {"staff": ["a@b.example"], "council": []}}, None),
        ({"audiences": {"staff": ["a@b.example"]}}, "Sign-in is not set up"),
        ({"auth": {}}, "Sign-in is not set up"),
        ({"Auth": SET_UP}, "in small letters"),
        ({"auth": SET_UP, "audiences": {"staff": "a@b.example"}}, "must hold lists"),
        ({"auth": SET_UP, "audiences": {"staff": [4711]}}, "must hold lists"),
        ({"auth": SET_UP, "audiences": {"staff": ["anna"]}}, "must hold lists"),
        ({"auth": SET_UP, "audiences": {"staff": ["Group:x"]}}, "must hold lists"),
        ({"auth": SET_UP, "audiences": {"member": ["a@b.example"]}}, "must hold lists"),
        ({"auth": SET_UP, "audiences": "a@b.example"}, "must hold lists"),
    ],
)
def test_settings_that_cannot_be_meant_let_nobody_in(monkeypatch, open_page, secrets, problem):
    monkeypatch.setattr(sign_in.st, "secrets", Secrets(secrets))
    found = sign_in._problem_of_settings()
    assert found is None if problem is None else problem in found
    if problem:
        page = open_page()
        assert problem in page.error[0].value and not page.get("plotly_chart")
        assert not sign_in.may_record()


@pytest.mark.parametrize("content", [b"[auth\n", b"[auth]\nname = '\xe9'\n"])
def test_a_secrets_file_that_cannot_be_read_lets_nobody_in(
    monkeypatch, open_page, tmp_path, content
):
    (tmp_path / "secrets.toml").write_bytes(content)
    monkeypatch.setattr(st.secrets, "_secrets", None)
    before = st.config.get_option("secrets.files")
    st.config.set_option("secrets.files", [str(tmp_path / "secrets.toml")])
    try:
        page = open_page()
        assert "The settings of sign-in cannot be read" in page.error[0].value
        assert not page.get("plotly_chart") and not sign_in.may_record()
    finally:
        st.config.set_option("secrets.files", before)


def test_a_narrower_audience_never_becomes_a_wider_one():
    assert sign_in.narrower("members", "staff") == "members"
    assert sign_in.narrower("council", "members") == "council"


def test_the_council_is_given_words_of_its_own_and_no_rules_of_files(opened):
    page = opened("definitions", audience="council")
    assert "From when you went to when you were back." in texts(page)
    assert "Import rules" not in texts(page) and not page.text_input


def test_on_a_server_for_members_nobody_records_whoever_signed_in(monkeypatch):
    monkeypatch.setattr(sign_in.st, "secrets", Secrets({"auth": SET_UP, "audiences": LISTED}))
    staff = with_email("a.worker@derby.example") | {"is_logged_in": True}
    monkeypatch.setattr(sign_in.st, "user", SignedIn(staff))
    monkeypatch.delenv("DASHBOARD_AUDIENCE", raising=False)
    assert sign_in.may_record()
    monkeypatch.setenv("DASHBOARD_AUDIENCE", "members")
    assert not sign_in.may_record()
