"""Dates: the day first or ISO, in local time."""

from datetime import datetime

import pytest

from analytics.ingest.dates import clock_change, moment


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("03/04/2021", (datetime(2021, 4, 3), False)),  # never the month first
        ("3/4/2021 7:05", (datetime(2021, 4, 3, 7, 5), True)),
        ("03/04/2021 07:05:09", (datetime(2021, 4, 3, 7, 5, 9), True)),
        ("2021-04-03", (datetime(2021, 4, 3), False)),
        ("2021-04-03T07:05", (datetime(2021, 4, 3, 7, 5), True)),
        ("2021-04-03 07:05:09.250", (datetime(2021, 4, 3, 7, 5, 9, 250000), True)),
        ("2021-01-03T07:05:00Z", (datetime(2021, 1, 3, 7, 5), True)),  # winter: Greenwich
        ("2021-07-03T07:05:00Z", (datetime(2021, 7, 3, 8, 5), True)),  # summer: an hour on
        ("2021-07-03T07:05:00+02:00", (datetime(2021, 7, 3, 6, 5), True)),
    ],
)
def test_dates_are_read_as_they_are_meant(text, expected):
    assert moment(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "soon", "31/02/2021", "13/13/2021", "04/31/2021", "01/02/21", "2021-02-30", "0202-02-02",
     "01/02/2021 25:00", "2021", "44228", "01/02/2021 10:00 extra"],
)  # fmt: skip
def test_what_is_no_date_is_none(text):
    assert moment(text) is None


def test_the_clock_change_skips_an_hour_in_march_and_repeats_one_in_october():
    assert clock_change(datetime(2021, 3, 28, 1, 30)) == "skips"
    assert clock_change(datetime(2021, 10, 31, 1, 30)) == "repeats"
    assert clock_change(datetime(2021, 3, 28, 2, 0)) is None
    assert clock_change(datetime(2021, 10, 31, 0, 59)) is None
