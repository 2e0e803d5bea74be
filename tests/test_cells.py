"""The counts that are judged at publish: what they are, what is withheld, and that all agree.

The store `few` by hand, all in April to June 2021: six children A to F once each, in foster care in
the area, on foot, with friends, found in a public place and heard in time; and G twice, residential
out of area, by taxi, found at the family's home, with whom is not written down, once voided and
once with no outcome. Everybody was gone for three hours.
"""

import inspect
import shutil
import sys
from datetime import date

import pandas as pd
import pytest
from pandas.api.types import is_bool_dtype, is_numeric_dtype

from analytics.filters import Filters
from analytics.measures import MEASURES, run
from analytics.store import cells, open_cursor, publish
from tests.attack_worlds import QUARTERS, store_of_worlds
from tests.conftest import fill_with_hand_written_episodes
from tests.repeat_stores import filled_by, on_days, store_of

SECOND = Filters(date(2021, 4, 1), date(2021, 7, 1))
# Their numbers are no counts of children or episodes in these records.
OF_NO_EPISODES = {"benchmarks", "feedback", "audit_actions", "signed_off"}


@pytest.fixture(scope="module")
def few():
    foster = {"placement_type": "foster", "out_of_area": False, "travel_mode": "foot"}
    foster |= {"found_setting": "public_place", "companions": ["friends"]}
    home = {"placement_type": "residential", "out_of_area": True, "travel_mode": "taxi"}
    home |= {"found_setting": "family_home"}
    episodes = [e for child in "ABCDEF" for e in on_days(child, "2021-04-05", **foster)]
    episodes += on_days("G", "2021-05-01", "2021-06-01", **home)
    interviews = [(f"{child}0405", "completed", "2021-04-06 12:00") for child in "ABCDEF"]
    return store_of(episodes, interviews=[*interviews, ("G0501", "voided", None)])


def counted(con, dimension: str = "all") -> dict:
    rows = con.execute(
        "select part, variable, value, episodes, children from cells"
        " where dimension = $dimension order by all",
        {"dimension": dimension},
    ).fetchall()
    return {tuple(row[:3]): tuple(row[3:]) for row in rows}


def test_every_count_is_there_with_its_episodes_and_children_and_no_zero(few):
    everybody, foster, of_g, once = (8, 7), (6, 6), (2, 1), (1, 1)
    of_all = {
        ("episodes", "all"): everybody,
        ("completed", "all"): foster,
        ("outcome", "in_time"): foster,
        ("outcome", "voided"): once,
        ("outcome", "not_recorded"): once,
        ("offered", "all"): foster,
        ("open", "all"): once,
        ("open_interview", "not_offered"): once,
        ("found_setting", "public_place"): foster,
        ("found_setting", "family_home"): of_g,
        ("travel_mode", "foot"): foster,
        ("travel_mode", "taxi"): of_g,
        ("return_method", "not_recorded"): everybody,
        ("place", "no_named_place"): everybody,
        ("length", "under 6 hours"): everybody,
        ("companions", "friends"): foster,
        ("companions", "not_recorded"): of_g,
        ("not_with", "friends"): of_g,
        ("not_with", "not_recorded"): foster,
        ("repeat_band", "1"): foster,
        ("repeat_band", "2"): of_g,
    }
    assert counted(few) == {("all", *what): counts for what, counts in of_all.items()}


def test_outcomes_are_counted_in_every_placement_type_and_area(few):
    six = {"episodes": "all", "completed": "all", "outcome": "in_time"}
    for dimension, parts in {
        "placement_type": ("foster", "residential"),
        "out_of_area": ("in_area", "out_of_area"),
    }.items():
        of_six = {(parts[0], variable, value): (6, 6) for variable, value in six.items()}
        of_g = {
            (parts[1], "episodes", "all"): (2, 1),
            (parts[1], "outcome", "voided"): (1, 1),
            (parts[1], "outcome", "not_recorded"): (1, 1),
        }
        assert counted(few, dimension) == of_six | of_g


def test_every_count_of_one_to_four_children_is_withheld_but_those_shown_to_nobody(few):
    small = few.execute(
        "select variable from cells where children < 5 and not withheld group by all order by all"
    ).fetchall()
    assert [variable for (variable,) in small] == ["not_with", "open", "open_interview"]


def test_beside_one_small_count_one_more_is_withheld_and_nothing_else():
    # of twelve children five were found in public, five at a friend's home and two with family
    settings = ["public_place"] * 5 + ["friends_home"] * 5 + ["family_home"] * 2
    con = store_of(
        [
            on_days(f"{child}", f"2021-04-{child + 1:02d}", found_setting=setting)[0]
            for child, setting in enumerate(settings)
        ]
    )
    hidden = con.execute("select variable, value from cells where withheld").fetchall()
    assert len(hidden) == 2 and ("found_setting", "family_home") in hidden
    assert {variable for variable, _ in hidden} == {"found_setting"}


def test_what_is_shown_of_all_children_is_kept_before_what_is_shown_of_a_placement_type():
    """Once each: foster 9 heard and 6 voided; residential 8 heard, 1 voided, 6 without an outcome.

    Beside the one could go those without an outcome, but there are none in foster care, so the
    totals of both would have to go as well; or those heard and voided of both types.
    """
    numbers = {"foster": (9, 6, 0), "residential": (8, 1, 6)}
    episodes, interviews = [], []
    for kind, (heard, voided, without) in numbers.items():
        for n in range(heard + voided + without):
            (episode,) = on_days(f"{kind}{n}/", "2021-04-05", placement_type=kind)
            episodes.append(episode)
            if n < heard:
                interviews.append((episode[0], "completed", "2021-04-06 12:00"))
            elif n < heard + voided:
                interviews.append((episode[0], "voided", None))
    hidden = store_of(episodes, interviews=interviews).execute(
        "select part, variable, value, episodes from cells where withheld order by all"
    )
    assert hidden.fetchall() == [
        ("foster", "completed", "all", 9),
        ("foster", "outcome", "in_time", 9),
        ("foster", "outcome", "voided", 6),
        ("residential", "completed", "all", 8),
        ("residential", "outcome", "in_time", 8),
        ("residential", "outcome", "voided", 1),
    ]


def test_a_child_who_declined_and_is_not_back_was_offered_an_interview():
    """Held, declined and merely asked are all that were offered: else no counts would fit."""
    episodes = [e for child in "ABCDEF" for e in on_days(child, "2021-04-05")]
    episodes.append(("g", "G", "2021-05-01 20:00", None))
    held = [(f"{child}0405", "completed", "2021-04-06 12:00") for child in "ABCDEF"]
    con = store_of(episodes, interviews=[*held, ("g", "declined", None)])
    assert counted(con)["all", "offered", "all"] == (7, 7)
    offered = run(con, "interviews_offered", SECOND).iloc[0]
    assert (offered["offered"], offered["children"]) == (7, 7)


def test_a_quarter_with_one_child_who_went_very_often_can_be_published():
    episodes = []
    for first, times in (("2021-01-01", 21), ("2021-04-01", 51), ("2021-07-01", 60)):
        days = pd.date_range(first, periods=times).strftime("%Y-%m-%d")
        episodes += [*on_days("A", *days), *on_days("B", first)]
    con = store_of(episodes)
    assert con.execute("select count(distinct quarter_start) from cells").fetchall() == [(3,)]
    shown = con.execute(
        "from cells where not withheld and variable in ('episodes', 'outcome', 'repeat_band')"
    )
    assert shown.fetchall() == []  # of two children


# A quarter that did not change


def judged(folder, fill, *, withhold_all: bool = False) -> list:
    """Publish, and return the quarters that were judged for it."""
    quarters, judge = [], cells.withheld_cells

    def noted(of_quarter):
        quarters.extend(of_quarter["quarter_start"].dt.strftime("%Y-%m").unique())
        return [True] * len(of_quarter) if withhold_all else judge(of_quarter)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(cells, "withheld_cells", noted)
        publish(folder, fill)
    return quarters


@pytest.fixture(scope="module")
def all_withheld(tmp_path_factory):
    """The folder of the hand-written episodes, every count withheld, and which were judged."""
    folder = tmp_path_factory.mktemp("cells") / "all-withheld"
    return folder, judged(folder, fill_with_hand_written_episodes, withhold_all=True)


@pytest.fixture
def folder(all_withheld, tmp_path):
    """The same folder, to be changed."""
    return shutil.copytree(all_withheld[0], tmp_path / "store")


def add_episode(con):
    con.execute(
        "insert into episodes (episode_id, child_id, category, missing_at, returned_at)"
        " values ('e99', 'A', 'missing', '2021-05-01 20:00', '2021-05-01 23:00')"
    )


def test_only_quarters_that_changed_are_judged_anew_and_others_stay_withheld(all_withheld, folder):
    quarters = ["2021-01", "2021-04", "2021-07", "2021-10", "2021-10"]  # and one of those away
    assert all_withheld[1] == quarters
    assert judged(folder, lambda con: None) == []
    assert judged(folder, add_episode) == ["2021-04"]
    shown = open_cursor(folder).execute(
        "select distinct quarter_start from cells where not withheld order by all"
    )
    assert [f"{start:%Y-%m}" for (start,) in shown.fetchall()] == ["2021-04"]


def test_where_the_rules_changed_every_quarter_is_judged_anew(monkeypatch, folder):
    monkeypatch.setattr(sys.modules["analytics.store.publish"], "RULES", "others")
    assert len(judged(folder, lambda con: None)) == 5


def test_an_empty_store_has_no_counts():
    con = filled_by(lambda con: None)
    assert con.execute("from cells").fetchall() == []
    assert run(con, "quarterly_summary", Filters(), "members").empty


# What measures say of their columns


def open_measures() -> list[str]:
    return sorted(name for name, measure in MEASURES.items() if measure.disclosed is not None)


@pytest.mark.parametrize("name", sorted(MEASURES))
def test_a_measure_says_whether_it_is_for_staff_only(name):
    says = "staff only" in inspect.getdoc(MEASURES[name].function).casefold()
    # summaries by home or hour are for staff, the others not
    assert says == (MEASURES[name].disclosed is None) or name == "timeliness_by"


def test_what_counts_no_episodes_is_known():
    nothing = {name for name in open_measures() if MEASURES[name].disclosed.counts_nothing}
    assert nothing <= OF_NO_EPISODES | {"coverage"}


@pytest.mark.parametrize("name", open_measures())
def test_every_number_of_a_measure_that_others_see_is_declared(con, everything, name):
    disclosed = MEASURES[name].disclosed
    counts = (disclosed.episodes, disclosed.children, disclosed.worked_out)
    declared = [*(column for of in counts for column in of), *disclosed.never, *disclosed.as_is]
    assert len(declared) == len(set(declared)), "a column is declared twice"
    rows = run(con, name, everything)
    # a breakdown may be without a share
    assert set(declared) - {"share", "of_episodes"} <= set(rows.columns)
    if name not in OF_NO_EPISODES:
        numbers = {
            column
            for column in rows.columns
            if is_numeric_dtype(rows[column]) and not is_bool_dtype(rows[column])
        }
        assert numbers <= set(declared)
    for option, values in disclosed.options.items():
        assert option in MEASURES[name].options
        for value in values:
            run(con, name, everything, **{option: value})


# The same count, asked for in several ways


@pytest.fixture(scope="module", params=[4, pytest.param(10, marks=pytest.mark.deep)])
def starts(request) -> list[pd.Timestamp]:
    """Of the quarters that the made-up worlds are in."""
    return QUARTERS[: request.param]


@pytest.fixture(scope="module")
def worlds(starts):
    return store_of_worlds(3, worlds=len(starts))


def of_quarter(start: pd.Timestamp, **more) -> Filters:
    return Filters(start.date(), (start + pd.DateOffset(months=3)).date(), **more)


SUMMARY = ["children", "episodes", "completed", "voided", "declined", "pending", "not_recorded"]
SUMMARY += ["in_time", "in_time_of_completed", "in_time_of_not_voided", "in_time_of_episodes"]


def texts(row, columns=SUMMARY) -> list[str]:
    return [str(row[column]) for column in columns]


@pytest.mark.parametrize("audience", ["members", "council"])
def test_a_quarter_reads_the_same_in_every_measure(worlds, starts, audience):
    quarters = run(worlds, "quarterly_summary", Filters(), audience).set_index("quarter_start")
    states = run(worlds, "quarterly_outcomes", Filters(), audience)
    for start in starts:
        quarter, selected = quarters.loc[start], of_quarter(start)
        alone = run(worlds, "period_summary", selected, audience).iloc[0]
        assert texts(alone) == texts(quarter)
        of_state = states[states["quarter_start"] == start].set_index("state")["episodes"]
        names = list(of_state.index)
        assert texts(of_state, names) == texts(quarter, names)
        for name in ("found_settings", "travel_modes", "return_methods", "companions"):
            of_all = run(worlds, name, selected, audience)["of_episodes"].astype(str)
            assert set(of_all) == {str(quarter["episodes"])}


def test_a_part_reads_the_same_as_a_row_and_as_a_selection(worlds, starts):
    by_type = run(worlds, "summary_by_placement_type", Filters(), "members")
    for kind in ("residential", "foster", "semi_independent", "other"):
        rows = by_type[by_type["placement_type"] == kind].set_index("period_start")
        selected = run(worlds, "quarterly_summary", Filters(placement_types=(kind,)), "members")
        selected = selected.set_index("quarter_start")
        for start in starts:
            assert texts(rows.loc[start]) == texts(selected.loc[start])
            groups = run(
                worlds, "timeliness_by", of_quarter(start), "members", denominator="episodes"
            ).set_index("group")
            if kind in groups.index:
                columns = ["children", "episodes", "completed", "in_time"]
                assert texts(groups.loc[kind], columns) == texts(rows.loc[start], columns)
                rate = str(groups.loc[kind, "rate"])
                assert rate == str(rows.loc[start, "in_time_of_episodes"])


def test_a_target_is_held_against_the_counts_that_the_quarter_shows(worlds):
    quarters = run(worlds, "quarterly_summary", Filters(), "members").set_index("quarter_start")
    for start, quarter in quarters.iterrows():
        asked = {"quarter": f"{start.year}-Q{start.quarter}"}
        rows = run(worlds, "interviews_to_target", Filters(), "members", **asked)
        own = ["children", "in_time"]
        assert texts(rows.iloc[0], own) == texts(quarter, own)
        counts = rows.set_index("denominator")["denominator_count"].astype(str)
        assert list(counts[["episodes", "completed"]]) == texts(quarter, ["episodes", "completed"])


def test_what_the_council_reads_is_what_members_read_rounded(worlds):
    members = run(worlds, "quarterly_summary", Filters(), "members")
    council = run(worlds, "quarterly_summary", Filters(), "council")
    for column in SUMMARY[:8]:
        for shown, rounded in zip(members[column], council[column], strict=True):
            assert rounded == ("c" if shown == "c" else (shown + 5) // 10 * 10)
