"""What each audience sees of the same rows, and what may be asked for at all.

The counts that rows are held against are written here by hand, with which of them are withheld;
how that is judged is looked at in test_suppression.py, test_cells.py and test_attack.py.
"""

from datetime import date, datetime

import duckdb
import pandas as pd
import pytest

from analytics.disclosure import Disclosed, StaffOnly, cell, protect, require_fixed_view
from analytics.filters import Filters
from analytics.measures import MEASURES, run
from tests.repeat_stores import on_days, store_of

Q1, Q2, Q3 = (pd.Timestamp(2021, month, 1) for month in (1, 4, 7))
SECOND = Filters(date(2021, 4, 1), date(2021, 7, 1))
ALL = ("all", "all")
# quarter, dimension, part, variable, value, episodes, children, withheld
CELLS = [
    (Q1, *ALL, "episodes", "all", 25, 4, True),
    (Q2, *ALL, "episodes", "all", 40, 12, False),
    (Q2, *ALL, "outcome", "in_time", 30, 9, False),
    (Q2, *ALL, "outcome", "voided", 2, 2, True),
    (Q2, "placement_type", "foster", "episodes", "all", 14, 6, False),
    (Q2, "placement_type", "other", "episodes", "all", 2, 1, True),
    (Q2, "out_of_area", "in_area", "episodes", "all", 34, 11, False),
    (Q2, *ALL, "found_setting", "public_place", 17, 8, False),
    (Q2, *ALL, "found_setting", "family_home", 15, 7, True),
    (Q2, *ALL, "found_setting", "a_shed", 8, 3, True),
]
EPISODES, IN_TIME, VOIDED = cell("episodes"), cell("outcome", "in_time"), cell("outcome", "voided")
DECLARED = Disclosed(
    episodes={"episodes": EPISODES, "in_time": IN_TIME, "voided": VOIDED},
    children={"children": EPISODES},
    worked_out={"rate": IN_TIME + EPISODES, "rate_not_voided": IN_TIME + VOIDED + EPISODES},
    quarter="quarter_start",
)


@pytest.fixture(scope="module")
def con():
    con = duckdb.connect()
    con.execute(
        "create table cells (quarter_start date, category varchar, dimension varchar, part varchar,"
        " variable varchar, value varchar, episodes bigint, children bigint, withheld boolean)"
    )
    con.executemany(
        "insert into cells values (?, 'missing', ?, ?, ?, ?, ?, ?, ?)",
        [[start.date(), *others] for start, *others in CELLS],
    )
    return con


@pytest.fixture
def rows():
    return pd.DataFrame(
        {
            "quarter_start": [Q1, Q2, Q3],
            "quarter": ["2021-Q1", "2021-Q2", "2021-Q3"],
            "children": [4, 12, 0],
            "episodes": [25, 40, 0],
            "in_time": [0, 30, 0],
            "voided": [0, 2, 0],
            "rate": [0.0, 0.75, None],
            "rate_not_voided": [0.0, 30 / 38, None],
            "complete": [True, True, False],
        }
    )


def shown(con, rows, audience="members", *, declared=DECLARED, filters=None, **options):
    return protect(con, rows, declared, filters or Filters(), audience, options)


# What is withheld


def test_staff_see_every_figure(con, rows):
    assert shown(con, rows, "staff") is rows


def test_a_withheld_count_is_withheld_with_its_children_and_every_rate_on_it(con, rows):
    first = shown(con, rows).iloc[0]
    for figure in ("children", "episodes", "rate", "rate_not_voided"):
        assert first[figure] == "c"
    assert first["quarter"] == "2021-Q1" and bool(first["complete"]) is True


def test_what_is_beside_a_withheld_count_is_shown(con, rows):
    second = shown(con, rows).iloc[1]
    assert (second["children"], second["episodes"], second["in_time"]) == (12, 40, 30)
    assert second["voided"] == "c"


def test_a_rate_on_a_withheld_base_is_withheld(con, rows):
    second = shown(con, rows).iloc[1]
    assert second["rate"] == 0.75
    assert second["rate_not_voided"] == "c"  # its base would give the voided away


def test_a_rate_of_something_where_the_store_counts_nothing_is_withheld(con, rows):
    # no count of the third quarter is in the store: a rate there is of something else
    assert shown(con, rows.assign(rate=[0.0, 0.75, 0.5]))["rate"].tolist() == ["c", 0.75, "c"]
    assert shown(con, rows.assign(rate=[0.0, 0.75, -0.5]))["rate"].tolist() == ["c", 0.75, "c"]
    for nothing in (0, 0.0, "not compared"):
        third = shown(con, rows.astype(object).assign(rate=[0.0, 0.75, nothing])).iloc[2]
        assert third["rate"] == nothing
    # one count of something is enough: in time of none, of forty episodes
    declared = Disclosed(
        episodes=DECLARED.episodes,
        worked_out={"rate": cell("outcome", "declined") + EPISODES},
        quarter="quarter_start",
    )
    second = shown(con, rows[["quarter_start", "episodes", "rate"]], declared=declared).iloc[1]
    assert second["rate"] == 0.75


def test_zero_is_shown_and_so_is_that_there_is_no_rate(con, rows):
    for audience in ("members", "council"):
        third = shown(con, rows, audience).iloc[2]
        assert (third["episodes"], third["children"], third["voided"]) == (0, 0, 0)
        assert pd.isna(third["rate"])
    assert shown(con, rows).iloc[0]["in_time"] == 0


def test_a_number_other_than_the_one_that_was_judged_is_withheld(con, rows):
    rows.loc[1, "episodes"] = 41
    assert shown(con, rows)["episodes"].tolist() == ["c", "c", 0]
    assert shown(con, rows.assign(children=[4, 12, 3]))["children"].tolist() == ["c", 12, "c"]


def test_a_number_that_is_not_declared_is_withheld(con, rows):
    assert shown(con, rows.assign(runs=[7, 8, 9]))["runs"].tolist() == ["c"] * 3
    declared = Disclosed(as_is=("runs",), quarter="quarter_start", episodes=DECLARED.episodes)
    assert shown(con, rows.assign(runs=[7, 8, 9]), declared=declared)["runs"].tolist() == [7, 8, 9]


def test_what_is_never_shown_is_withheld_in_every_row_words_too(con, rows):
    declared = Disclosed(episodes=DECLARED.episodes, never=("state",), quarter="quarter_start")
    rows = rows[["quarter_start", "episodes"]].assign(state=["more", "fewer", None])
    assert shown(con, rows, declared=declared)["state"].tolist() == ["c"] * 3


def test_a_count_is_withheld_whatever_type_its_column_has(con, rows):
    for kind in ("Int64", "float64", object):
        assert shown(con, rows.astype({"episodes": kind}))["episodes"].tolist() == ["c", 40, 0]


def test_protecting_does_not_change_its_input(con, rows):
    before = rows.copy(deep=True)
    for audience in ("members", "council"):
        shown(con, rows, audience)
        pd.testing.assert_frame_equal(rows, before)


def test_another_category_has_counts_of_its_own(con, rows):
    away = shown(con, rows, filters=Filters(category="away"))
    assert away["episodes"].tolist() == ["c", "c", 0]  # nobody was away


# Which count a row is


def test_a_chosen_part_is_held_against_the_counts_of_that_part(con, rows):
    one = pd.DataFrame({"quarter_start": [Q2], "episodes": [14], "children": [6]})
    declared = Disclosed(
        episodes={"episodes": EPISODES}, children={"children": EPISODES}, quarter="quarter_start"
    )
    foster = Filters(placement_types=("foster",))
    assert shown(con, one, declared=declared, filters=foster)["episodes"].tolist() == [14]
    other, inside = Filters(placement_types=("other",)), Filters(out_of_area=False)
    of_others = one.assign(episodes=2, children=1)
    assert shown(con, of_others, declared=declared, filters=other)["episodes"].tolist() == ["c"]
    assert shown(con, one, declared=declared, filters=inside)["episodes"].tolist() == ["c"]
    of_area = one.assign(episodes=34, children=11)
    assert shown(con, of_area, declared=declared, filters=inside)["episodes"].tolist() == [34]


def test_children_of_a_part_are_for_staff_since_all_less_these_are_the_children_never_in_it(con):
    rows = pd.DataFrame({"group": ["in_area", "out_of_area"], "children": [11, 0]})
    declared = Disclosed(children={"children": EPISODES}, dimension=("dimension", "group"))
    protected = shown(con, rows, declared=declared, filters=SECOND, dimension="out_of_area")
    assert protected["children"].tolist() == ["c", 0]  # 12 in all: one was never in the area


def test_rows_of_parts_are_held_against_the_part_that_they_name(con):
    rows = pd.DataFrame({"group": ["foster", "other", "not_known"], "episodes": [14, 2, 0]})
    declared = Disclosed(episodes={"episodes": EPISODES}, dimension=("dimension", "group"))
    protected = shown(con, rows, declared=declared, filters=SECOND, dimension="placement_type")
    assert protected["episodes"].tolist() == [14, "c", 0]
    areas = pd.DataFrame({"group": ["in_area"], "episodes": [34]})
    protected = shown(con, areas, declared=declared, filters=SECOND, dimension="out_of_area")
    assert protected["episodes"].tolist() == [34]


def test_a_count_of_the_quarter_before_is_held_against_that(con):
    declared = Disclosed(
        episodes={"episodes": EPISODES, "previous_episodes": cell("episodes", before=True)}
    )
    rows = pd.DataFrame({"episodes": [40], "previous_episodes": [25]})
    protected = shown(con, rows, declared=declared, filters=SECOND).iloc[0]
    assert (protected["episodes"], protected["previous_episodes"]) == (40, "c")


# The order of rows, and whether there is one

FOUND = Disclosed(
    episodes={"episodes": lambda row: cell("found_setting", row["value"])}, busiest_first=True
)
SETTINGS = pd.DataFrame(
    {
        "value": ["public_place", "family_home", "a_shed", "transport", "not_recorded"],
        "episodes": [17, 15, 8, 0, 0],
    }
)


def test_withheld_rows_stand_at_the_end_by_name_since_their_place_would_tell_their_size(con):
    protected = shown(con, SETTINGS, declared=FOUND, filters=SECOND)
    assert protected["value"].tolist() == [
        "public_place", "transport", "not_recorded", "a_shed", "family_home"
    ]  # fmt: skip
    assert protected["episodes"].tolist() == [17, 0, 0, "c", "c"]


def test_rows_that_would_tell_of_a_child_by_being_there_are_left_out(con):
    declared = Disclosed(episodes=FOUND.episodes, left_out=True)
    protected = shown(con, SETTINGS, declared=declared, filters=SECOND)
    assert protected["value"].tolist() == ["public_place"]


# For the council of children in care


def test_the_council_is_told_tens_and_tenths_and_neither_nothing_nor_all_where_it_is_not(con):
    counts = [5, 14, 15, 40, 0]
    rates = [0.04, 0.25, 0.96, 1.0, 0.0]
    rows = pd.DataFrame({"n": counts, "share": rates, "value": list("vwxyz")})
    con = con.cursor()
    con.execute("create or replace temp table cells as from cells limit 0")
    for value, count in zip("vwxyz", counts, strict=True):
        con.execute(
            "insert into cells values ($1, 'missing', 'all', 'all', 'kind', $2, $3, 5, false)",
            [Q2.date(), value, count],
        )
    declared = Disclosed(
        episodes={"n": lambda row: cell("kind", row["value"])},
        worked_out={"share": lambda row: cell("kind", row["value"])},
    )
    protected = shown(con, rows, "council", declared=declared, filters=SECOND)
    assert protected["n"].tolist() == [10, 10, 20, 40, 0]
    assert protected["share"].tolist() == pytest.approx([0.1, 0.3, 0.9, 1.0, 0.0])
    members = shown(con, rows, declared=declared, filters=SECOND)
    assert members["n"].tolist() == counts and members["share"].tolist() == rates


def test_what_is_withheld_from_members_is_withheld_from_the_council(con, rows):
    members, council = shown(con, rows), shown(con, rows, "council")
    pd.testing.assert_frame_equal(members == "c", council == "c")
    assert council["episodes"].tolist() == ["c", 40, 0]
    assert council["children"].tolist() == ["c", 10, 0]


# What may be asked for


def refusal(filters=SECOND, audience="members", declared=DECLARED, **options) -> str:
    with pytest.raises(StaffOnly) as refused:
        require_fixed_view("a_measure", declared, filters, audience, options)
    return str(refused.value)


def test_an_unknown_audience_is_refused():
    with pytest.raises(ValueError, match="choose from staff, members, council"):
        require_fixed_view("a_measure", DECLARED, SECOND, "press", {})


def test_a_measure_that_says_nothing_of_its_columns_is_for_staff_only():
    for audience in ("members", "council"):
        assert "for staff only" in refusal(declared=None, audience=audience)
    for_members = Disclosed(episodes={"episodes": EPISODES}, council=False)
    require_fixed_view("a_measure", for_members, SECOND, "members", {})
    assert "is not for council" in refusal(declared=for_members, audience="council")


def test_whole_quarters_and_one_category_may_be_asked_for():
    for filters in (Filters(), SECOND, Filters(date(2021, 1, 1), date(2022, 1, 1))):
        for audience in ("members", "council"):
            require_fixed_view("a_measure", DECLARED, filters, audience, {})
    require_fixed_view("a_measure", DECLARED, Filters(category="away"), "members", {})


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        (Filters(date(2021, 4, 2), date(2021, 7, 1)), "by whole quarters"),
        (Filters(date(2021, 4, 1), date(2021, 6, 30)), "by whole quarters"),
        (Filters(date(2021, 5, 1), date(2021, 6, 1)), "by whole quarters"),
        (Filters(None, date(2021, 5, 1)), "by whole quarters"),
        # noon of a quarter's first day: what began in the morning would be left out
        (Filters(datetime(2021, 4, 1, 12), datetime(2021, 7, 1)), "by whole quarters"),
        (Filters(category="all"), "one category"),
        (Filters(place_id="bus_station"), "no single place"),
        (Filters(day_kind="term"), "no kind of day"),
        (Filters(placement_types=("foster",)), "no part of them can be chosen"),
        (Filters(out_of_area=True), "no part of them can be chosen"),
    ],
)
@pytest.mark.parametrize("audience", ["members", "council"])
def test_what_could_be_taken_from_another_view_is_refused(filters, said, audience):
    assert said in refusal(filters, audience)


def test_one_part_may_be_chosen_by_members_where_the_measure_has_parts():
    declared = Disclosed(episodes={"episodes": EPISODES}, quarter="quarter_start", parts=True)
    foster, outside = Filters(placement_types=("foster",)), Filters(out_of_area=True)
    for filters in (foster, outside):
        require_fixed_view("a_measure", declared, filters, "members", {})
        assert "of all children" in refusal(filters, "council", declared)
    for two in (
        Filters(placement_types=("foster", "other")),
        Filters(placement_types=("foster",), out_of_area=True),
    ):
        assert "not more at once" in refusal(two, "members", declared)


def test_the_council_is_told_of_missing_alone():
    assert "one category" in refusal(Filters(category="away"), "council")


def test_a_measure_of_one_quarter_is_asked_for_one_at_a_time():
    declared = Disclosed(episodes={"episodes": EPISODES})
    require_fixed_view("a_measure", declared, SECOND, "members", {})
    for filters in (
        Filters(),
        Filters(date(2021, 4, 1), None),
        Filters(date(2021, 1, 1), date(2021, 7, 1)),
        Filters(date(2021, 1, 1), date(2022, 1, 1)),
    ):
        assert "one at a time" in refusal(filters, "members", declared)


def test_an_option_has_the_values_that_others_than_staff_may_choose():
    declared = Disclosed(
        episodes={"episodes": EPISODES}, quarter="q", options={"by": ("quarter", "year")}
    )
    require_fixed_view("a_measure", declared, SECOND, "members", {"by": "year"})
    said = refusal(SECOND, "members", declared, by="month")
    assert said == (
        "a_measure with by month comes close to single children: for members choose by quarter or "
        "year."
    )


@pytest.mark.parametrize("name", ["coverage", "benchmarks", "feedback"])
@pytest.mark.parametrize("audience", ["members", "council"])
def test_what_counts_nothing_does_not_say_which_places_there_are_either(name, audience):
    """A postcode is a place where a child was found there: known and unknown read the same."""
    declared = MEASURES[name].disclosed
    for filters in (Filters(), Filters(date(2021, 5, 3), date(2021, 5, 4), category="all")):
        require_fixed_view(name, declared, filters, audience, {})
    said = {refusal(Filters(place_id=place), audience, declared) for place in ("here", "nowhere")}
    assert len(said) == 1


# Through the one door


def test_the_measures_door_applies_it(everything, hand_written_store):
    from analytics.store import open_cursor

    quarters = run(open_cursor(hand_written_store), "quarterly_summary", everything, "members")
    assert set(quarters["children"]) == {"c"}  # two to four children in every quarter


def heard(episodes) -> list[tuple]:
    return [(episode, "completed", f"{missing[:10]} 23:30") for episode, _, missing, *_ in episodes]


@pytest.fixture(scope="module")
def four():
    """Twenty-five episodes of four children."""
    days = [f"2021-04-{day:02d}" for day in range(1, 23)]
    episodes = on_days("A", *days) + [e for child in "BCD" for e in on_days(child, days[0])]
    return store_of(episodes, interviews=heard(episodes))


@pytest.mark.parametrize("audience", ["members", "council"])
def test_twenty_five_episodes_of_four_children_are_withheld(four, audience):
    (row,) = run(four, "period_summary", SECOND, audience).to_dict("records")
    for figure in ("children", "episodes", "completed", "in_time", "in_time_of_episodes"):
        assert row[figure] == "c"
    assert row["voided"] == row["declined"] == row["pending"] == row["not_recorded"] == 0


@pytest.fixture(scope="module")
def forty():
    """Ten children in foster care four times each, all heard; two others once, not recorded."""
    days = [f"2021-05-{day:02d}" for day in (1, 8, 15, 22)]
    kind = {"placement_type": "foster", "out_of_area": False}
    episodes = [e for child in "ABCDEFGHIJ" for e in on_days(child, *days, **kind)]
    more = [e for child in "KL" for e in on_days(child, days[0], placement_type="other")]
    return store_of(episodes + more, interviews=heard(episodes))


def test_a_count_of_two_is_withheld_beside_a_count_of_ten_and_so_is_what_gives_it_away(forty):
    row = run(forty, "period_summary", SECOND, "members").iloc[0]
    assert row["not_recorded"] == "c"
    # 42 less the 40 that were held
    assert "c" in (row["episodes"], row["completed"])


def test_one_more_interview_goes_with_the_counts_that_it_is_worked_out_from(forty):
    rows = run(forty, "interviews_to_target", Filters(), "members", quarter="2021-Q2")
    summary = run(forty, "period_summary", SECOND, "members").iloc[0]
    rows = rows.set_index("denominator")
    for denominator, needed in {"episodes": ["episodes"], "completed": ["completed"]}.items():
        hidden = "c" in summary[[*needed]].tolist()
        for figure in ("denominator_count", "needed"):
            assert (rows.loc[denominator, figure] == "c") == hidden
    # of the completed it would say how many episodes were left out: two
    assert rows.loc["completed", "left_out"] == "c"
    for figure in ("still_possible", "at_best", "within_reach"):
        assert set(rows[figure]) == {"c"}


def test_another_target_would_find_out_a_denominator_step_by_step(forty):
    with pytest.raises(StaffOnly, match="with target 0.5"):
        run(forty, "interviews_to_target", Filters(), "members", target=0.5)
    with pytest.raises(StaffOnly, match="is not for council"):
        run(forty, "interviews_to_target", Filters(), "council")


def test_a_median_is_withheld_in_every_row(forty):
    shown = run(forty, "lengths", SECOND, "members")
    for figure in ("median_gone_hours", "over_24_hours", "with_known_length"):
        assert set(shown[figure]) == {"c"}


def test_an_interval_is_withheld_with_its_rate_and_a_test_against_the_rest_always(forty):
    groups = run(forty, "timeliness_by", SECOND, "members").set_index("group")
    assert groups.loc["other", ["episodes", "children", "base"]].tolist() == ["c"] * 3
    for figure in ("rate", "low", "high"):
        assert groups.loc["other", figure] == "c"
        assert (groups.loc["foster", figure] == "c") == (groups.loc["foster", "rate"] == "c")
    assert set(groups["p_value"]) == set(groups["q_value"]) == {"c"}
