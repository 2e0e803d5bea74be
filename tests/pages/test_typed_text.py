"""What somebody typed is shown as it was typed, wherever it came from and whoever looks.

Every text that a file, a form or an address can bring has a picture, HTML, bold words and a
formula in it; every page is opened on them.
"""

import re
import shutil

import pytest
from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest

from analytics.app import sign_in
from analytics.app.escape import JOINER, literal
from analytics.store import publish

TYPED = "![m](//other.example/p)<img src=x>$x$"
# Where the text of an element is Markdown: what else holds text is shown as it is.
PLAIN_FIELDS = {
    *("id", "element_id", "form_id", "url", "page", "query_string", "spec", "srcdoc", "data"),
    *("raw_value", "default", "value", "json", "columns", "page_script_hash", "file_name", "alt"),
}
PLAIN_KINDS = {"selectbox", "text_input", "text_area", "multiselect", "date_input"}
LABELS = {"label", "help", "caption", "captions"}
TEXTS = {
    "children": ["child_id", "sibling_group", "ethnicity", "sex"],
    "placements": ["child_id", "setting", "source_code"],
    "episodes": ["child_id", "episode_id", "setting", "risk"],
    "companions": ["episode_id", "companion_id"],
    "interviews": ["child_id", "interview_id", "void_reason"],
    "interview_episodes": ["interview_id", "episode_id"],
    "audits": ["interview_id", "criterion", "grade", "note"],
    "response_audits": ["episode_id", "criterion", "grade", "note"],
    "audit_actions": ["finding", "action", "owner_role", "evidence"],
    "strategy_meetings": ["child_id", "note"],
    "feedback": ["theme", "said", "response", "action", "owner_role"],
    "places": ["name", "note", "source"],
}
ROWS = """
    insert into polls values ('2022-01-10', $typed || '?', $typed, 1, 3);
    insert into running_orders values ($typed, [to_json({'heading': $typed, 'text': $typed}),
        to_json({'poll': $typed, 'answers': ['yes', $typed]})], '2022-01-10', $typed);
    insert into closed_quarters values ('2021-10-01', '2022-01-05', $typed, null, 1, $typed);
    insert into benchmarks (time_period, time_identifier, geographic_level, area_code, area_name,
        missing_status, number) values ('2021', $typed, 'Local authority', 'E06000015', $typed,
        $typed, 5);
    insert into imports values (1, $typed || '.csv', 'episodes', '', $typed, '2022-01-01',
        '2022-01-01', 3, 1, 0, 0, 2, 1);
    insert into rejected_rows values (1, $typed || '.csv', 2, 'columns', $typed, $typed);
    insert into import_warnings values (1, $typed || '.csv', 3, 'columns', $typed);
    update episodes set place_text = place_text || $typed where hash(episode_id) % 9 = 0;
"""


def put_typed_text_everywhere(con) -> None:
    # A place is still known by its old name.
    con.execute("update places set aliases = list_append(coalesce(aliases, []), name)")
    for table, columns in TEXTS.items():
        for column in columns:
            con.execute(f"update {table} set {column} = {column} || $typed", {"typed": TYPED})  # noqa: S608
    for statement in con.extract_statements(ROWS):
        con.execute(statement, {"typed": TYPED})


@pytest.fixture(scope="module")
def store(demonstration_store, tmp_path_factory):
    """The demonstration data with such text in every column that takes any."""
    folder = tmp_path_factory.mktemp("typed") / "store"
    shutil.copytree(demonstration_store, folder)
    publish(folder, put_typed_text_everywhere)
    return folder


def texts_of(message: Message, kind: str = ""):
    """(kind of element, field, text) of everything that an element holds."""
    for field, value in message.ListFields():
        single = isinstance(value, str | bytes | int | float | Message)
        for each in [value] if single else list(value):
            if isinstance(each, Message):
                yield from texts_of(each, field.name)
            elif isinstance(each, str):
                yield kind, field.name, each


def interpreted(page) -> list[tuple[str, str, str]]:
    """What of the page's text Streamlit, or the browser, would take for more than text."""
    found = []
    for node in page._tree:
        proto = getattr(node, "proto", None)
        if proto is None:
            continue
        for kind, field, text in texts_of(proto, type(node).__name__.lower()):
            if "other.example" not in text.replace(JOINER, "").replace("\\", ""):
                continue
            if kind == "html" and field == "body":
                wrong = "<img src=x" in text
            elif kind in PLAIN_KINDS and field not in LABELS or field in PLAIN_FIELDS:
                wrong = False
            else:
                wrong = re.search(r"(?<!\\)(\[m|<img|\$x)", text)
            if wrong:
                found.append((kind, field, text[:300]))
    return found


def test_the_search_finds_what_is_not_escaped():
    page = AppTest.from_string(
        f"import streamlit as st\nst.error({TYPED!r})\nst.radio('one', [{TYPED!r}])\n"
        f"st.html({TYPED!r})\nst.expander({TYPED!r})\nst.progress(0.5, {TYPED!r})\n"
        f"st.selectbox({TYPED!r}, [{TYPED!r}])\nst.error({literal(TYPED)!r})\n"
    ).run()
    kinds = [kind for kind, _, _ in interpreted(page)]
    assert kinds == ["error", "radio", "html", "expander", "progress", "selectbox"]


@pytest.mark.parametrize(
    ("typed", "escaped"),
    [
        ("![m](x)", r"!\[m\](x)"),
        ("$x^2$", r"\$x^2\$"),
        ("**b** __c__ ~~d~~ `e`", r"\*\*b\*\* \_\_c\_\_ \~%\~d\~%\~ \`e\`"),
        ("&amp; <b>", r"\&amp; \<b>"),
        (":red[x] :smile:", r"\:%red\[x\] :%smile:"),
        ("http://a.example www.b.example", ":%".join(["http", "//a.example www%.b.example"])),
        ("a@b.example", "a%@b.example"),
        ("# one", r"\# one"),
        ("- one", r"\- one"),
        ("12. one", r"12\. one"),
        ("1) one", r"1\) one"),
        ("two\n\n# lines", "two # lines"),
        (":::note", r"\:::%note"),
        ("\ufeff# b", r"\# b"),
        ("10:100: and 10:30:00", "10:%100: and 10:30:00"),
        ("a -> b -- c", "a -%> b -%- c"),
        # what a person copies, or reads aloud, stays as it is
        ("'python -m analytics rollback --to 3'", "'python -m analytics rollback --to 3'"),
        ("65.4 at 10:30, 1-2 (all)", "65.4 at 10:30, 1-2 (all)"),
    ],
)
def test_each_sign_with_a_meaning_loses_it(typed, escaped):
    assert literal(typed) == escaped.replace("%", JOINER)


ADDRESSES = {
    "chronology": {"child": f"DEMO-0016{TYPED}"},
    "places": {"place": "bus_station"},
    "associations": {"group": "1"},
    "briefing": {"group": "1"},
    "definitions": {"search": TYPED},
    "meeting": {"order": TYPED},
}
FOR_OTHERS = ["dashboard", "audits", "voice", "meeting", "reports", "definitions"]
FOR_MEMBERS_ALONE = ["dashboard", "audits", "reports"]


def test_staff_read_on_every_page_what_was_typed(store, open_page, page_name):
    page = open_page(page_name, store=store, **ADDRESSES.get(page_name, {}))
    assert not page.exception, page.exception[0].message
    assert interpreted(page) == []


@pytest.mark.parametrize(
    ("audience", "name"),
    [
        *(("members", name) for name in FOR_OTHERS),
        *(
            # the council is turned away from the others
            pytest.param(
                "council", name, marks=pytest.mark.deep if name in FOR_MEMBERS_ALONE else []
            )
            for name in FOR_OTHERS
        ),
    ],
)
def test_others_read_what_was_typed(store, open_page, audience, name):
    page = open_page(name, store=store, audience=audience)
    assert not page.exception, page.exception[0].message
    assert interpreted(page) == []


def test_a_child_that_is_not_held_is_named_as_it_was_typed(open_page):
    page = open_page("chronology", child=TYPED)
    assert literal(TYPED) in page.warning[0].value


def test_whoever_has_no_access_is_named_as_the_provider_has_it(open_page, monkeypatch):
    secrets = type("Secrets", (dict,), {"to_dict": dict.copy})
    user = type("User", (dict,), {"is_logged_in": True})
    monkeypatch.setattr(sign_in.st, "secrets", secrets(auth={"client_id": "x"}))
    monkeypatch.setattr(sign_in.st, "user", user(is_logged_in=True, sub=TYPED))
    page = open_page()
    assert page.markdown[0].value.startswith(f"subject {literal(TYPED)} has no access here yet")
