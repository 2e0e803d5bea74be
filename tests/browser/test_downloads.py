"""A download has the table's numbers, and is for who clicks it.

Streamlit serves its files to anyone who knows their address.
"""

import csv
import io
import re
import urllib.error
import urllib.request

import pytest
from streamlit.runtime.memory_media_file_storage import _calculate_file_id

from tests.browser.drawing import cells

pytestmark = pytest.mark.browser

GUESSABLE = "quarterly-table-snapshot-1-staff-demonstration.csv"
WITH_A_SECRET = GUESSABLE.replace(".csv", r"-[0-9a-f]{16}\.csv")


def downloaded(page) -> tuple[str, bytes]:
    """Name and content of the Overview's table."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Download this table as CSV").click()
    return download.value.suggested_filename, download.value.path().read_bytes()


def answer(address: str, content: bytes, name: str) -> int:
    """What the server says to somebody who is not signed in and has guessed a file."""
    file_id = _calculate_file_id(content, "text/csv", name)
    try:
        with urllib.request.urlopen(f"{address}/media/{file_id}.csv") as response:
            return response.status
    except urllib.error.HTTPError as error:
        return error.code


def test_a_download_has_the_tables_numbers_and_says_what_it_is(overview):
    name, content = downloaded(overview)
    assert re.fullmatch(WITH_A_SECRET, name)
    shown = cells(overview.get_by_role("region", name=re.compile("Missing episodes and return")))
    assert list(csv.reader(io.StringIO(content.decode("utf-8-sig")))) == shown
    assert ["Number of missing episodes", "139", "185", "177", "133"] in shown


def test_a_table_rebuilt_from_outside_with_every_figure_right_is_not_found(overview, dashboard):
    name, content = downloaded(overview)
    assert b"Number of missing episodes,139,185,177,133" in content

    # whoever has the secret part of the name finds the file: the address is worked out rightly
    assert answer(dashboard, content, name) == 200
    assert re.fullmatch(WITH_A_SECRET, name)
    assert answer(dashboard, content, GUESSABLE) == 404
    assert answer(dashboard, content, GUESSABLE.replace(".", f"-{'0' * 16}.")) == 404


def test_each_opening_of_a_page_has_secrets_of_its_own(overview, visits):
    assert downloaded(overview)[0] != downloaded(visits.open("/"))[0]
