"""What the Data page says of the rows of a file."""

from streamlit.testing.v1 import AppTest

from tests.pages.test_pages import html


def sixty_rows_left_out():
    from types import SimpleNamespace

    from analytics.app.import_result import _show_rows

    rows = [{"row_number": n, "rule": "1004", "message": f"What {n}."} for n in range(1, 61)]
    result = SimpleNamespace(
        files=[SimpleNamespace(file="e.csv", rejected_rows=rows)], import_id=1, snapshot=None
    )
    _show_rows(result, "rejected_rows", "Left out, and why", "rejected-rows.csv")


def test_of_many_rows_the_first_fifty_are_shown_and_all_can_be_downloaded():
    page = AppTest.from_function(sixty_rows_left_out, default_timeout=60).run()
    assert not page.exception
    assert page.expander[0].label == "Left out, and why: 60 findings"
    (table,) = html(page)
    assert "What 1." in table and "What 50." in table and "What 51." not in table
    assert page.caption[0].value == "The first 50 of 60; the download has all of them."
