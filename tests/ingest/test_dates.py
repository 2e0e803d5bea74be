"""Dates: the day first or ISO, in local time."""

from datetime import datetime

import pandas as pd
import pytest

from analytics.ingest.dates import clock_change, moment, moments, shown


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


@pytest.mark.parametrize(
    ("day", "is_one"),
    [("31/12/1899", False), ("01/01/1900", True), ("31/12/2199", True), ("01/01/2200", False)],
)
@pytest.mark.parametrize("time", ["", " 10:00"])
def test_a_year_that_nobody_can_mean_is_no_date_however_it_is_written(day, is_one, time):
    iso = "-".join(reversed(day.split("/")))
    for text in (f"{day}{time}", f"{iso}{time}"):
        assert (moment(text) is not None) is is_one


@pytest.mark.parametrize("text", ["00/01/2021", "01/00/2021", "32/01/2021", "29/02/2021"])
def test_a_day_or_month_that_there_is_not_is_no_date(text):
    assert moment(text) is None
    assert moment("29/02/2020") == (datetime(2020, 2, 29), False)


def test_a_day_alone_and_a_time_at_midnight_are_told_apart():
    found, timed = moments(pd.Series(["03/04/2021", "03/04/2021 00:00", "soon"], index=[7, 8, 9]))
    assert found.tolist() == [pd.Timestamp(2021, 4, 3)] * 2 + [pd.NaT]
    assert timed.tolist() == [False, True, False]
    assert list(found.index) == list(timed.index) == [7, 8, 9]


@pytest.mark.parametrize(
    ("at", "written"),
    [
        (datetime(2021, 4, 3), "03/04/2021"),
        (datetime(2021, 4, 3, 0, 5), "03/04/2021 00:05"),
        (datetime(2021, 4, 3, 7), "03/04/2021 07:00"),
        (datetime(2021, 4, 3, 0, 0, 9), "03/04/2021 00:00"),
    ],
)
def test_a_moment_is_written_back_the_day_first_and_without_midnight(at, written):
    assert shown(at) == written


def test_the_clock_change_skips_an_hour_in_march_and_repeats_one_in_october():
    assert clock_change(datetime(2021, 3, 28, 1, 30)) == "skips"
    assert clock_change(datetime(2021, 10, 31, 1, 30)) == "repeats"
    assert clock_change(datetime(2021, 3, 28, 2, 0)) is None
    assert clock_change(datetime(2021, 10, 31, 0, 59)) is None
