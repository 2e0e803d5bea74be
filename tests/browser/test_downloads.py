"""A download is for who clicks it: Streamlit serves its files to anyone who knows their address."""

import re
import urllib.error
import urllib.request

import pytest
from streamlit.runtime.memory_media_file_storage import _calculate_file_id

pytestmark = pytest.mark.browser

GUESSABLE = "quarterly-table-snapshot-1-staff-demonstration.csv"


def answer(address: str, content: bytes, name: str) -> int:
    """What the server says to somebody who is not signed in and has guessed a file."""
    file_id = _calculate_file_id(content, "text/csv", name)
    try:
        with urllib.request.urlopen(f"{address}/media/{file_id}.csv") as response:
            return response.status
    except urllib.error.HTTPError as error:
        return error.code


def test_a_table_rebuilt_from_outside_with_every_figure_right_is_not_found(visits):
    page = visits.open("/")
    button = page.get_by_role("button", name="Download this table as CSV")
    with page.expect_download() as clicked:
        button.click()
    content = clicked.value.path().read_bytes()
    name = clicked.value.suggested_filename
    assert b"Number of missing episodes,139,185,177,133" in content

    # whoever has the secret part of the name finds the file: the address is worked out rightly
    assert answer(visits.address, content, name) == 200
    assert re.fullmatch(GUESSABLE.replace(".csv", r"-[0-9a-f]{16}\.csv"), name)
    assert answer(visits.address, content, GUESSABLE) == 404
    assert answer(visits.address, content, GUESSABLE.replace(".", f"-{'0' * 16}.")) == 404


def test_each_opening_of_a_page_has_secrets_of_its_own(visits):
    names = set()
    for _ in range(2):
        page = visits.open("/")
        with page.expect_download() as clicked:
            page.get_by_role("button", name="Download this table as CSV").click()
        names.add(clicked.value.suggested_filename)
    assert len(names) == 2
