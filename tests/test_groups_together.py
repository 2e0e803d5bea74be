"""Groups, their links and their briefing, on a small world worked out by hand."""

import inspect
import re
from datetime import date

import pandas as pd
import pytest

from analytics.definitions import HOUR_BANDS
from analytics.filters import Filters
from analytics.measures import MEASURES, groups_together, run
from analytics.measures.query import query
from tests.repeat_stores import filled_by, store_of

# A and B of Home 1 go together in each of three quarters, as a worker recorded; C of Home 2 is with
# them from the second on (recorded with A only); D and E are found at the bus station together
# eight times, which nobody recorded; F goes once within the hour of A by chance, and twice with G.
EVENINGS = {
    "A": ["2021-01-08 18:00", "2021-02-12 18:00", "2021-04-09 18:00", "2021-05-14 18:00",
          "2021-07-09 18:00", "2021-08-13 18:00"],
    "B": ["2021-01-08 18:10", "2021-02-12 18:05", "2021-04-09 18:00", "2021-05-14 18:20",
          "2021-07-09 19:00", "2021-08-13 18:00"],
    "C": ["2021-04-09 20:00", "2021-05-14 18:00", "2021-07-09 18:30"],
    "D": [f"2021-0{month}-{day} 16:00" for month, day in
          ((1, "04"), (2, "09"), (3, "17"), (4, "22"), (5, "28"), (6, "05"), (7, "11"), (8, "16"))],
    "F": ["2021-01-08 18:30", "2021-05-06 20:00", "2021-05-13 20:00", "2021-05-20 20:00",
          "2021-05-27 20:00", "2021-07-06 20:00"],
    "G": ["2021-05-06 20:30", "2021-05-20 20:30"],
}  # fmt: skip
EVENINGS["E"] = [start.replace("16:00", "16:25") for start in EVENINGS["D"]]
SETTINGS = {"A": "Home 1", "B": "Home 1", "C": "Home 2", "D": "Home 3", "E": "Home 4"}
EMPTY = {"pairs", "groups", "group_changes", "group_links", "shared_episodes"}


def fill(con) -> None:
    con.execute(
        "insert into children (child_id, authority, sibling_group) values ('A', 'X', 'S'),"
        " ('B', 'X', 'S'), ('C', 'X', null), ('D', 'X', null), ('E', 'X', null), ('F', 'X', null),"
        " ('G', 'X', null)"
    )
    con.execute("update children set date_of_birth = date '2006-02-01' where child_id = 'F'")
    con.execute("insert into strategy_meetings values ('F', date '2021-05-25', null)")
    episodes = [
        (f"{child}{number}", child, pd.Timestamp(start))
        for child, starts in EVENINGS.items()
        for number, start in enumerate(starts)
    ]
    for episode, child, start in episodes:
        place = "bus_station" if child in "DE" else None
        con.execute(
            "insert into episodes (episode_id, child_id, category, missing_at, returned_at,"
            " setting, place_id, travel_mode) values (?, ?, 'missing', ?, ?, ?, ?, ?)",
            [episode, child, start, start + pd.Timedelta(hours=5), SETTINGS.get(child), place,
             "taxi" if child == "C" else "foot"],
        )  # fmt: skip
    con.executemany(
        "insert into companions values (?, ?)",
        [("A0", "B"), ("B1", "A"), ("A2", "B"), ("A3", "B"), ("A4", "B"), ("B4", "A"), ("A5", "B"),
         ("A2", "C"), ("A3", "C"), ("A4", "C"), ("A5", "C"), ("F1", "G"), ("F3", "G")],
    )  # fmt: skip
    con.execute(
        "insert into placements (child_id, started_on, placement_type, setting, out_of_area) values"
        " ('A', '2020-01-01', 'residential', 'Home 1', false),"
        " ('A', '2021-09-01', 'foster', 'Household 9', true)"
    )
    con.execute(
        "insert into interviews (interview_id, child_id, completed_at, outcome) values"
        " ('i', 'A', timestamp '2021-01-09 12:00', 'completed')"
    )
    con.execute("insert into interview_episodes values ('i', 'A0')")
    con.execute(
        "update snapshot set data_from = date '2021-01-01', data_date = timestamp '2021-10-01'"
    )


@pytest.fixture(scope="module")
def con():
    return filled_by(fill)


def pair(con, one, other, filters=None):
    rows = run(con, "pairs", filters or Filters(), fewest=1).set_index(["child_a", "child_b"])
    return rows.loc[(one, other)]


def test_recorded_and_inferred_are_counted_apart_and_a_shared_episode_once(con):
    found = pair(con, "A", "B")
    # recorded from either side, both sides of the fifth evening: six evenings; all within the hour
    assert (found["recorded"], found["inferred"], found["shared"]) == (6, 6, 6)
    assert found["same_setting"] and found["siblings"]
    # C left another home and was found nowhere in common: recorded alone; on the last evening C has
    # no episode, and A's record is evidence all the same
    found = pair(con, "A", "C")
    assert (found["recorded"], found["inferred"], found["shared"]) == (4, 0, 4)
    assert not found["same_setting"] and not found["siblings"]
    assert pd.isna(found["p_value"]) and pd.isna(found["q_value"])


def test_a_period_narrows_what_two_children_shared(con):
    second = Filters(period_from=date(2021, 4, 1), period_to=date(2021, 7, 1))
    found = pair(con, "A", "B", second)
    assert (found["recorded"], found["inferred"], found["shared"]) == (2, 2, 2)
    found = pair(con, "D", "E", second)
    assert (found["inferred"], found["expected"] > 0) == (3, True)


def test_a_pair_with_fewer_episodes_than_asked_for_is_not_listed(con):
    assert len(run(con, "pairs", Filters())) == 4
    assert len(run(con, "pairs", Filters(), fewest=5)) == 2
    with pytest.raises(ValueError, match="1 or more"):
        run(con, "pairs", Filters(), fewest=0)


def test_some_days_only_are_refused_since_chance_is_worked_out_for_all(con):
    with pytest.raises(ValueError, match="leave out the choice of days"):
        run(con, "pairs", Filters(day_kind="holiday"))


def test_the_evidence_of_a_pair_is_listed_with_how_it_is_known(con):
    rows = run(con, "shared_episodes", Filters(), child_a="C", child_b="A")
    assert rows["episode_a"].tolist() == ["A5", "A4", "A3", "A2"]
    assert rows["episode_b"].fillna("none").tolist() == ["none", "C2", "C1", "C0"]
    assert rows["minutes_apart"].fillna(-1).tolist() == [-1, 30, 0, 120]
    assert rows["recorded"].all() and not rows["inferred"].any()
    rows = run(con, "shared_episodes", Filters(), child_a="D")
    assert len(rows) == 8 and (rows["minutes_apart"] == 25).all()
    assert rows["left_together"].all() and rows["found_together"].all()
    assert set(rows["place"]) == {"Bus Station"} and rows["setting"].isna().all()


def test_groups_are_followed_from_quarter_to_quarter(con):
    rows = run(con, "groups", Filters())
    by_quarter = rows.groupby(["group_id", "quarter"])["child_id"].agg("".join)
    assert by_quarter.to_dict() == {
        (1, "2021-Q1"): "AB",
        (1, "2021-Q2"): "ABC",
        (1, "2021-Q3"): "ABC",
        (2, "2021-Q1"): "DE",
        (2, "2021-Q2"): "DE",
        (2, "2021-Q3"): "DE",
        (3, "2021-Q2"): "FG",
    }
    changes = run(con, "group_changes", Filters()).set_index(["group_id", "quarter"])
    assert changes.loc[1, "state"].tolist() == ["already", "grown", "same"]
    assert changes.loc[(1, "2021-Q2"), "joined"] == "C"


def test_a_group_keeps_its_number_whatever_is_selected(con):
    # only D and E were found at a place
    rows = run(con, "groups", Filters(place_id="bus_station"))
    assert set(rows["group_id"]) == {2} and set(rows["child_id"]) == {"D", "E"}
    third = Filters(period_from=date(2021, 7, 1))
    rows = run(con, "group_changes", third)
    assert rows[["group_id", "state"]].to_numpy().tolist() == [[1, "already"], [2, "already"]]


def test_links_say_why_children_are_in_a_group(con):
    rows = run(con, "group_links", Filters())
    assert rows[["group_id", "child_a", "child_b"]].to_numpy().tolist() == [
        [1, "A", "B"],
        [1, "A", "C"],
        [2, "D", "E"],
        [3, "F", "G"],
    ]
    assert rows["recorded"].tolist() == [6, 4, 0, 2]
    assert rows.loc[2, "q_value"] < 0.05


def test_a_briefing_tells_members_placements_and_interviews_done_and_due(con):
    rows = run(con, "group_members", Filters(), group=1).set_index("child_id")
    assert rows["since"].to_dict() == {"A": "2021-Q1", "B": "2021-Q1", "C": "2021-Q2"}
    assert rows["shared"].tolist() == [6, 6, 3]
    assert rows["interviews_done"].tolist() == [1, 0, 0]
    assert rows["interviews_waiting"].tolist() == [0, 0, 0]
    assert rows["interviews_not_recorded"].tolist() == [5, 6, 3]
    assert rows["last_missing_at"].astype(str).str[:10].tolist() == [
        "2021-08-13", "2021-08-13", "2021-07-09",
    ]  # fmt: skip
    assert not rows["still_missing"].any() and rows["age_years"].isna().all()
    # A has moved since; of B no placement is known but the one on its episodes
    assert rows["setting"].tolist() == ["Household 9", "Home 1", "Home 2"]
    assert rows.loc["A", "out_of_area"] and rows.loc["A", "placement_type"] == "foster"
    earlier = Filters(period_to=date(2021, 9, 1))
    assert run(con, "group_members", earlier, group=1)["setting"].tolist()[0] == "Home 1"


def test_a_briefing_tells_when_the_threshold_was_reached_and_until_when_it_was_held(con):
    # F's five evenings: three in 30 days from the third on, still three at the fourth, not at the
    # fifth, 40 days later; A, who went every 35 days or so, never reaches it
    rows = run(con, "group_members", Filters(), group=3).set_index("child_id")
    assert rows.loc["F", "reached_at"] == pd.Timestamp("2021-05-20 20:00")
    assert rows.loc["F", "at_threshold_until"] == pd.Timestamp("2021-05-27 20:00")
    assert rows.loc["F", "meeting_on"].date() == date(2021, 5, 25)
    assert rows.loc["F", "days_since"] == 134
    assert rows.loc["F", "age_years"] == 15


def test_a_briefing_counts_outings_as_well_as_episodes(con):
    rows = run(con, "group_circumstances", Filters(), group=1)
    rows = rows.set_index(["circumstance", "value"])
    # six evenings: A and B on each, C on three of them: 15 episodes; by taxi C's three
    assert rows.loc[("travel_mode", "foot")].tolist() == [12, 15, 6, 6]
    assert rows.loc[("travel_mode", "taxi")].tolist() == [3, 15, 3, 6]
    assert rows.loc[("setting_left", "Home 2"), "episodes"] == 3
    assert rows.loc[("weekday", "5"), "episodes"] == 15  # Fridays all
    # D and E: eight evenings, all at one place, by its name
    of_two = run(con, "group_circumstances", Filters(), group=2).set_index("circumstance")
    assert of_two.loc["place"].tolist() == ["Bus Station", 16, 16, 8, 8]


def test_what_is_not_recorded_of_an_episode_is_called_so():
    day = ("e1", "A", "2021-05-01", "2021-05-02", {"time_known": False})
    timed = ("e2", "A", "2021-05-08 18:00", "2021-05-08 20:00", {"reasons": ["family", "family"]})
    bands = {"hour_bands": [band for band, _ in HOUR_BANDS]}
    bands["hour_starts"] = [starts for _, starts in HOUR_BANDS]
    con = store_of([day, timed])
    rows = query(con, "group_circumstances", Filters(), episode_ids=["e1", "e2"], **bands)
    of_day, of_timed = (
        dict(zip(of["circumstance"], of["value"], strict=True))
        for _, of in rows.groupby("episode_id")
    )
    asked = ("setting_left", "risk", "reasons", "hour_band")
    assert [of_day[what] for what in asked] == ["not_recorded"] * 4
    assert [of_timed[what] for what in asked[2:]] == ["family", "early evening (16–20)"]
    assert of_day["weekday"] == of_timed["weekday"] == "6"  # Saturdays


def test_a_selection_without_a_link_does_not_ask_for_the_whole_record_too(con, monkeypatch):
    asked, judged = [], groups_together.judged

    def noted(cursor, filters):
        asked.append(filters)
        return judged(cursor, filters)

    monkeypatch.setattr(groups_together, "judged", noted)
    nobody = Filters(placement_types=("foster",))
    assert run(con, "groups", nobody).empty and asked == [nobody]


@pytest.mark.parametrize("measure", ["group_members", "group_circumstances"])
def test_the_columns_in_the_docstring_are_those_of_a_group(con, measure):
    documented = re.findall(r"^    (\w+) {2,}", inspect.getdoc(MEASURES[measure].function), re.M)
    assert documented == list(run(con, measure, Filters()).columns)


SPLIT = {
    # all four together in the first quarter; A with B and C with D apart in the second
    "2021-01-08": "ABCD", "2021-02-12": "ABCD", "2021-04-09": "AB", "2021-05-14": "AB",
    "2021-04-16": "CD", "2021-05-21": "CD",
}  # fmt: skip


def test_what_is_shared_after_a_group_split_belongs_to_the_part_that_shared_it():
    def fill(con):
        con.execute("insert into children (child_id) values ('A'), ('B'), ('C'), ('D')")
        for day, together in SPLIT.items():
            for child in together:
                con.execute(
                    "insert into episodes (episode_id, child_id, category, missing_at, returned_at)"
                    " values ($1, $2, 'missing', $3, $4)",
                    [f"{child}{day}", child, f"{day} 18:00", f"{day} 22:00"],
                )
        con.executemany(
            "insert into companions values ($1, $2)",
            [
                (f"{one}{day}", other)
                for day, together in SPLIT.items()
                for one in together
                for other in together
                if one != other
            ],
        )
        con.execute(
            "update snapshot set data_from = date '2021-01-01', data_date = timestamp '2021-07-01'"
        )

    con = filled_by(fill)
    changes = run(con, "group_changes", Filters())
    assert changes[["group_id", "children", "state"]].to_numpy().tolist() == [
        [1, 4, "already"],
        [1, 2, "fewer"],
        [2, 2, "split"],
    ]
    # six pairs on two evenings, then A and B twice; C and D twice in the group of their own
    assert len(run(con, "shared_episodes", Filters(), group=1)) == 6 * 2 + 2
    assert len(run(con, "shared_episodes", Filters(), group=2)) == 2
    members = run(con, "group_members", Filters(), group=1).set_index("child_id")
    assert members["shared"].to_dict() == {"A": 4, "B": 4, "C": 2, "D": 2}
    assert members["episodes"].tolist() == [4, 4, 4, 4]
    outings = run(con, "group_circumstances", Filters(), group=1)["of_outings"]
    assert set(outings) == {4}


@pytest.fixture(scope="module")
def scopes():
    """A names B three times; times say that they go together from one home, found at one place.

    B is away for a quarter of an hour before each time; B's own episodes are in foster care. On
    other days P names Q of another home, and R of authority X names S of authority Y.
    """

    def fill(con):
        con.execute("insert into children (child_id) values ('A'), ('B'), ('Z')")
        for number, day in enumerate(("2021-01-08", "2021-02-12", "2021-03-12")):
            for episode, child, category, start, end, kind in (
                ("a", "A", "missing", "18:00", "22:00", "residential"),
                ("x", "B", "away", "18:05", "18:20", "foster"),
                ("b", "B", "missing", "18:40", "22:10", "foster"),
            ):
                con.execute(
                    "insert into episodes (episode_id, child_id, category, missing_at,"
                    " returned_at, setting, place_id, placement_type)"
                    " values ($1, $2, $3, $4, $5, 'Home 1', $6, $7)",
                    [
                        *(f"{episode}{number}", child, category),
                        *(f"{day} {start}", f"{day} {end}"),
                        *(None if category == "away" else "bus_station", kind),
                    ],
                )
        con.executemany("insert into companions values ($1, 'B')", [("a0",), ("a1",), ("a2",)])
        fill_one_occasion(con)
        fill_two_authorities(con)
        con.execute(
            "update snapshot set data_from = date '2021-01-01', data_date = timestamp '2022-01-01'"
        )

    return filled_by(fill)


def fill_one_occasion(con):
    """Q is no child of these records; P's first two episodes are of one evening."""
    con.execute("insert into children (child_id) values ('P')")
    con.execute(
        "insert into episodes (episode_id, child_id, category, missing_at, returned_at) values"
        " ('p1', 'P', 'missing', '2021-03-01 18:00', '2021-03-01 23:00'),"
        " ('p2', 'P', 'missing', '2021-03-01 18:30', '2021-03-01 22:00'),"
        " ('p3', 'P', 'missing', '2021-03-05 18:30', '2021-03-05 22:00')"
    )
    con.execute("insert into companions values ('p1', 'Q'), ('p2', 'Q'), ('p3', 'Q')")


def fill_two_authorities(con):
    con.execute(
        "insert into children (child_id, authority, sibling_group) values"
        " ('R', 'X', '1'), ('S', 'Y', '1')"
    )
    for number, day in enumerate(("2021-04-01", "2021-04-08")):
        for child in "RS":
            con.execute(
                "insert into episodes (episode_id, child_id, category, missing_at,"
                " returned_at, setting) values ($1, $2, 'missing', $3, $4, 'Home 1')",
                [f"{child}{number}", child, f"{day} 18:00", f"{day} 22:00"],
            )
    con.execute("insert into companions values ('R0', 'S'), ('R1', 'S')")


@pytest.mark.parametrize(
    ("filters", "recorded", "inferred"),
    [
        (Filters(), 3, 3),  # the missing episodes, though one away is nearer
        (Filters(category="all"), 3, 3),
        (Filters(place_id="bus_station"), 3, 3),
        # B's side is left out: the record of A counts all the same, as where B has no episode
        (Filters(placement_types=("residential",)), 3, 0),
    ],
    ids=["missing", "missing and away", "found at one place", "one kind of placement"],
)
def test_what_a_selection_leaves_out_takes_nobody_s_partner_away(
    scopes, filters, recorded, inferred
):
    (found,) = only_pair_of(scopes, "A", filters)
    assert (found.recorded, found.inferred, found.shared) == (recorded, inferred, 3)


def only_pair_of(con, child: str, filters=Filters()):  # noqa: B008 frozen
    rows = run(con, "pairs", filters)
    return rows[(rows["child_a"] == child) | (rows["child_b"] == child)].itertuples()


def test_one_occasion_told_in_two_episodes_counts_once(scopes):
    (found,) = only_pair_of(scopes, "P")
    assert (found.recorded, found.shared) == (2, 2)


def test_of_two_authorities_what_a_worker_wrote_counts_and_nothing_is_expected(scopes):
    (found,) = only_pair_of(scopes, "R")
    assert (found.recorded, found.inferred) == (2, 0)
    assert pd.isna(found.expected) and not found.same_setting and not found.siblings


def test_nobody_is_a_pair_with_whom_they_never_met(scopes):
    rows = run(scopes, "pairs", Filters())
    assert rows[["child_a", "child_b"]].to_numpy().tolist() == [["A", "B"], ["P", "Q"], ["R", "S"]]


def test_an_unknown_group_is_refused_with_a_sentence(con):
    for measure in ("group_members", "group_circumstances", "shared_episodes"):
        with pytest.raises(ValueError, match="There is no group 9 in this selection"):
            run(con, measure, Filters(), group=9)


@pytest.mark.parametrize("measure", sorted(EMPTY))
def test_a_selection_without_episodes_gives_the_same_columns(con, measure):
    nothing = Filters(period_from=date(2030, 1, 1))
    empty, whole = run(con, measure, nothing), run(con, measure, Filters())
    assert empty.empty and empty.columns.tolist() == whole.columns.tolist()


def test_who_is_not_staff_is_told_nothing_of_pairs_and_groups(con):
    from analytics.disclosure import StaffOnly

    for audience in ("members", "council"):
        for measure in (*EMPTY, "group_members", "group_circumstances"):
            with pytest.raises(StaffOnly):
                run(con, measure, Filters(), audience)
