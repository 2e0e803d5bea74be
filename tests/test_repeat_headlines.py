"""How much of everything is of a few children, on the hand-written episodes of conftest.py.

Missing episodes: A e01 e02 e06 e14, C e05 e07 e08 e15, B e03 e04 e13, E e10 e11, D e09, F e12.
Back for thirty days at the data date are all but e14 and e15; again within them: e01 (e02 after 9
days), e03 (e04 after two hours), e05, e07 and e10 (e11 after 6 days).
"""

import math
from datetime import date, timedelta

import pytest

from analytics.definitions import REPEAT_BANDS
from analytics.filters import Filters
from analytics.measures import run
from tests.repeat_stores import on_days, store_of

DAYS = [f"2021-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29)]


NUMBERS = (1, 1, 2, 3, 5, 6, 10, 11, 20, 21, 50, 51, 60)


@pytest.fixture(scope="module")
def sixty():
    """Children C01 to C13 with 1 to 60 episodes: one store, for as many selections as days."""
    return store_of(
        [
            row
            for child, number in enumerate(NUMBERS, start=1)
            for row in on_days(f"C{child:02}", *DAYS[:number])
        ]
    )


def test_every_band_is_a_row_with_the_children_and_their_episodes(con, everything):
    rows = run(con, "repeat_bands", everything)
    assert rows["band"].tolist() == [band for band, _, _ in REPEAT_BANDS]
    assert rows["children"].tolist() == [2, 1, 1, 2, 0, 0, 0, 0, 0]
    assert rows["episodes"].tolist() == [2, 2, 3, 8, 0, 0, 0, 0, 0]


def test_a_band_includes_both_its_ends(sixty):
    rows = run(sixty, "repeat_bands", Filters()).set_index("band")
    assert rows[["children", "episodes"]].T.to_dict("list") == {
        "1": [2, 2],
        "2": [1, 2],
        "3": [1, 3],
        "4": [0, 0],
        "5": [1, 5],
        "6–10": [2, 6 + 10],
        "11–20": [2, 11 + 20],
        "21–50": [2, 21 + 50],
        "51+": [2, 51 + 60],
    }


def test_a_child_is_in_the_band_of_its_episodes_in_scope(con):
    rows = run(con, "repeat_bands", Filters(period_from=date(2021, 10, 1))).set_index("band")
    assert rows["children"].to_dict() == {band: 3 if band == "1" else 0 for band in rows.index}


def test_the_share_of_the_few_adds_up_to_that_of_all(con, everything):
    rows = run(con, "concentration", everything)
    assert rows["top"].tolist() == rows["children"].tolist() == [1, 3, 5, 6]
    assert rows["episodes"].tolist() == [4, 11, 14, 15]
    assert rows["share"].tolist() == pytest.approx([4 / 15, 11 / 15, 14 / 15, 1])


def test_where_there_are_as_many_children_as_a_top_they_are_one_row(con):
    rows = run(con, "concentration", Filters(period_from=date(2021, 10, 1)))
    assert rows["top"].tolist() == [1, 3] and rows["episodes"].tolist() == [1, 3]


@pytest.mark.parametrize("order", [("A", "B", "C", "D"), ("D", "C", "B", "A")])
def test_who_of_equally_many_comes_first_moves_no_sum(order):
    numbers = dict(zip(order, (3, 2, 2, 2), strict=True))
    episodes = [row for child, n in numbers.items() for row in on_days(child, *DAYS[:n])]
    assert run(store_of(episodes), "concentration", Filters())["episodes"].tolist() == [3, 7, 9]


def test_no_episodes_are_concentrated_nowhere(con):
    later = Filters(period_from=date(2023, 1, 1))
    assert run(con, "concentration", later).empty
    bands = run(con, "repeat_bands", later)
    assert len(bands) == 9 and not bands[["children", "episodes"]].any(axis=None)


def headlines(con, filters, **options) -> dict:
    rows = run(con, "headlines_without", filters, **options).set_index("figure")
    return rows.astype(object).where(rows.notna(), None).T.to_dict("list")


def test_headlines_are_given_with_and_without_the_three_who_went_missing_most(con, everything):
    found = headlines(con, everything)
    assert found == {  # without A and C with four episodes, and B with three
        "children": [None, None, 6, None, None, 3],
        "episodes": [None, None, 15, None, None, 4],
        "episodes_a_child": [None, None, 2.5, None, None, pytest.approx(4 / 3)],
        "in_time": [6, 15, 0.4, 0, 4, 0],
        "completed": [10, 15, pytest.approx(2 / 3), 1, 4, 0.25],  # e12
        "not_recorded": [1, 15, pytest.approx(1 / 15), 1, 4, 0.25],  # e11
        "over_24_hours": [2, 13, pytest.approx(2 / 13), 1, 3, pytest.approx(1 / 3)],
        "repeats": [5, 13, pytest.approx(5 / 13), 1, 4, 0.25],
        "out_of_area": [4, 14, pytest.approx(4 / 14), 1, 3, pytest.approx(1 / 3)],
    }


@pytest.mark.parametrize(
    "filters",
    [Filters(), Filters(category="all"), Filters(placement_types=("foster",)),
     Filters(period_from=date(2021, 4, 1), period_to=date(2021, 7, 1)),
     Filters(placement_types=("other",))],
)  # fmt: skip
def test_with_all_children_they_are_the_figures_of_the_other_measures(con, filters):
    found = headlines(con, filters)
    summary = run(con, "period_summary", filters).iloc[0]
    assert found["children"][2] == summary["children"]
    assert found["episodes"][2] == summary["episodes"]
    for figure in ("in_time", "completed", "not_recorded"):
        assert found[figure][:2] == [summary[figure], summary["episodes"]]
    rate = summary["in_time_of_episodes"]
    assert found["in_time"][2] == (None if math.isnan(rate) else pytest.approx(rate))
    lengths = run(con, "lengths", filters).iloc[0]
    counts = [lengths["over_24_hours"], lengths["with_known_length"]]
    assert found["over_24_hours"][:2] == counts


def test_without_all_of_the_children_nothing_is_left(con, everything):
    found = headlines(con, everything, leave_out=6)
    assert [found[figure][5] for figure in ("children", "episodes")] == [0, 0]
    assert all(values[5] is None for figure, values in found.items()
               if figure not in ("children", "episodes"))  # fmt: skip


def test_of_equally_many_the_first_by_reference_is_left_out():
    episodes = [*on_days("A", DAYS[0]), *on_days("B", DAYS[1], out_of_area=True)]
    found = headlines(store_of(episodes), Filters(), leave_out=1)
    assert found["out_of_area"] == [1, 1, 1, 1, 1, 1]  # B is left


def test_at_least_one_child_is_left_out(con, everything):
    with pytest.raises(ValueError, match="leave_out must be at least 1 child, not 0"):
        run(con, "headlines_without", everything, leave_out=0)


def test_an_empty_selection_has_headlines_of_nothing(con):
    found = headlines(con, Filters(period_from=date(2023, 1, 1)))
    assert found["children"] == found["episodes"] == [None, None, 0, None, None, 0]
    assert found["in_time"] == [0, 0, None, 0, 0, None]


@pytest.mark.parametrize("days", [1, 2, 4, 6, 12, 28, 51, 60])
def test_bands_and_tops_add_up_to_all_episodes(sixty, days):
    numbers = [min(n, days) for n in NUMBERS]
    until = Filters(period_to=date.fromisoformat(DAYS[days - 1]) + timedelta(days=1))
    bands, tops = (run(sixty, name, until) for name in ("repeat_bands", "concentration"))
    assert bands["episodes"].sum() == tops["episodes"].iloc[-1] == sum(numbers)
    assert bands["children"].sum() == tops["children"].iloc[-1] == len(numbers)
    assert tops["episodes"].is_monotonic_increasing and tops["share"].iloc[-1] == 1
    assert tops["episodes"].iloc[0] == max(numbers)
