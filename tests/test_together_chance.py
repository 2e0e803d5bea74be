"""Are children who have nothing to do with each other left alone, and those who go together found?

Worlds side by side in one store, each an authority of its own, so that every figure goes the way of
the pages: publish, derived tables, the measure pairs.
"""

import numpy as np
import pandas as pd
import pytest

from analytics.definitions import BEYOND_CHANCE, FEWEST_SHARED
from analytics.filters import Filters
from analytics.measures import run
from analytics.statistics.chance import corrected
from analytics.statistics.together import MINUTE, Child, chance_together, meetings
from analytics.store import open_cursor, publish
from analytics.store.gazetteer import SCHOOL_HOLIDAYS
from analytics.store.pairs import Scope, judged_pairs
from tests.repeat_stores import filled_by, store_of

WORLDS = 200
# How often each of 70 children goes in a year: as many once or twice, and as few very often, as in
# Devon in 2020/21 and in the demonstration data.
EPISODES = (
    *(48, 45, 43, 41, 39, 36, 31, 20, 19, 18, 17, 16, 15, 14, 14, 13, 12, 12),
    *(10, 10, 9, 9, 8, 8, 8, 7, 7, 6, 6, 5, 5, 5, 5, 4, 4, 4, 4, 4, 4, 3, 3, 3, 3, 3),
    *(2, 2, 2, 2, 2, 2, 2, 2),
    *(1,) * 18,
)
FIRST_DAY = np.datetime64("2021-01-01T00:00")
PLACES = ("bus_station", "river_gardens", "mackworth", "stockbrook", "railway_station", "morley")
PLACE_SHARES = (0.27, 0.22, 0.19, 0.16, 0.1, 0.06)
CHILDREN_A_HOME = 3


def _school_holidays() -> np.ndarray:
    """Which days of 2021 are school holidays."""
    rows = pd.read_csv(SCHOOL_HOLIDAYS, parse_dates=["starts_on", "ends_on"])
    days = pd.date_range("2021-01-01", periods=365)
    rows = rows[rows["name"] != "Term"]
    return np.array([((rows["starts_on"] <= d) & (rows["ends_on"] >= d)).any() for d in days])


HOLIDAYS = _school_holidays()


def draw_world(seed: int, *, kind: str) -> pd.DataFrame:
    """A year of 70 children who know nothing of each other; a row is an episode.

    Those who go most often live together, which is where most meetings by chance come from.

    kind: "alike" (all at the same hours, most on Fridays and Saturdays), "in the holidays" (the
    same, ten times as often in the school holidays), or "in bouts" (each at hours of its own, in
    some quarters only, several days running).
    """
    rng = np.random.default_rng(seed)
    drawn = []
    for number in EPISODES:
        in_holidays = 10.0 if kind == "in the holidays" else 1.0
        days = (
            _days_in_bouts(rng, number)
            if kind == "in bouts"
            else _days_alike(rng, number, in_holidays)
        )
        middle, spread = (rng.choice([14, 18, 21]), 45) if kind == "in bouts" else (18, 100)
        minutes = rng.normal(middle * 60, spread, number).astype(int)
        missing = FIRST_DAY + days.astype("timedelta64[D]") + minutes.astype("timedelta64[m]")
        gone = (20 + rng.lognormal(np.log(300), 0.9, number)).astype("timedelta64[m]")
        place = np.where(
            rng.random(number) < 0.35, rng.choice(PLACES, number, p=PLACE_SHARES), None
        )
        drawn.append((missing, missing + gone, place))
    # one table a world: one a child is what would take most of this file's time
    missing, returned, places = map(np.concatenate, zip(*drawn, strict=True))
    children = np.repeat(np.arange(len(EPISODES)), EPISODES)
    return pd.DataFrame(
        {"child": children, "missing_at": missing, "returned_at": returned, "place_id": places}
    ).assign(setting=[f"Home {child // CHILDREN_A_HOME}" for child in children])


def _days_alike(rng, number: int, in_holidays: float) -> np.ndarray:
    days = np.arange(365)
    weights = np.where((days + 4) % 7 >= 4, 1.6, 1.0) * np.where(HOLIDAYS, in_holidays, 1.0)
    return rng.choice(days, number, p=weights / weights.sum())


def _days_in_bouts(rng, number: int) -> np.ndarray:
    quarters = rng.permutation(4)[: rng.integers(1, 5)]
    days = np.concatenate([np.arange(91 * quarter, 91 * quarter + 91) for quarter in quarters])
    chosen: list[int] = []
    while len(chosen) < number:
        first = rng.choice(days)
        chosen += range(first, min(first + int(rng.integers(2, 6)), 365))
    return np.array(chosen[:number])


def publish_worlds(folder, worlds: list[pd.DataFrame]):
    """A cursor on a store with each world as an authority of its own."""
    episodes = pd.concat(
        [episodes.assign(world=number) for number, episodes in enumerate(worlds)],
        ignore_index=True,
    )
    episodes["child_id"] = [
        f"W{world:03d}-{child:03d}"
        for world, child in zip(episodes["world"], episodes["child"], strict=True)
    ]

    def fill(con):
        con.register("drawn", episodes)
        con.execute(
            "insert into children (child_id, authority)"
            " select distinct child_id, format('W{:03d}', world) from drawn"
        )
        con.execute(
            """
            insert into episodes
                (episode_id, child_id, category, missing_at, returned_at, place_id, setting)
            select 'e' || row_number() over (), child_id, 'missing', missing_at,
                case when returned_at < timestamp '2022-01-01' then returned_at end,
                place_id, setting
            from drawn
            """
        )
        con.execute(
            "insert into placements (child_id, started_on, placement_type, setting)"
            " select distinct child_id, date '2020-06-01', 'residential', setting from drawn"
        )
        con.execute(
            "update snapshot set data_from = date '2021-01-01', data_date = timestamp '2022-01-02'"
        )

    publish(folder, fill)
    return open_cursor(folder)


def world_of(rows: pd.DataFrame) -> pd.Series:
    return rows["child_a"].str[:4]


@pytest.mark.deep
@pytest.mark.parametrize("kind", ["alike", "in the holidays", "in bouts"])
def test_at_most_one_in_twenty_worlds_of_independent_children_has_a_pair_flagged(kind, tmp_path):
    worlds = [draw_world(seed, kind=kind) for seed in range(WORLDS)]
    rows = run(publish_worlds(tmp_path / "store", worlds), "pairs", Filters())
    assert len(rows) > WORLDS  # children do meet by chance, and are listed
    flagged = world_of(rows[rows["q_value"] < BEYOND_CHANCE]).nunique()
    assert flagged <= WORLDS // 20, flagged


def plant(world: pd.DataFrame, seed: int, shared: int) -> tuple[pd.DataFrame, set[str]]:
    """The world with three children who share so many outings, all found at one place."""
    rng = np.random.default_rng(1000 + seed)
    often_enough = np.flatnonzero(np.array(EPISODES) >= shared)
    members = sorted(rng.choice(often_enough, 3, replace=False))
    world = world.copy()
    rows = [
        rng.choice(np.flatnonzero(world["child"] == member), shared, replace=False)
        for member in members
    ]
    place = str(rng.choice(PLACES))
    for own in rows:
        for column in ("missing_at", "returned_at"):
            apart = rng.integers(0, 30, shared).astype("timedelta64[m]")
            world.loc[own, column] = world.loc[rows[0], column].to_numpy() + apart
        world.loc[own, "place_id"] = place
    return world, {f"W{seed:03d}-{member:03d}" for member in members}


@pytest.mark.deep
@pytest.mark.parametrize(("shared", "at_least"), [(3, 0.85), (4, 0.97)])
def test_of_groups_planted_at_three_and_at_four_shared_episodes_most_are_found(
    shared, at_least, tmp_path
):
    planted = [plant(draw_world(seed, kind="alike"), seed, shared) for seed in range(100)]
    con = publish_worlds(tmp_path / "store", [world for world, _ in planted])
    rows = run(con, "pairs", Filters())
    flagged = rows[rows["q_value"] < BEYOND_CHANCE]
    groups = run(con, "groups", Filters()).groupby("group_id")["child_id"].agg(set).tolist()
    whole = sum(any(members <= group for group in groups) for _, members in planted)
    others = sum(
        not {pair.child_a, pair.child_b} <= planted[int(pair.child_a[1:4])][1]
        for pair in flagged.itertuples()
    )
    assert whole >= at_least * len(planted), whole
    # what is flagged besides is within what the correction promises: one in twenty at most
    assert others <= len(flagged) / 20, (others, len(flagged))


@pytest.fixture(scope="module")
def three_pairs():
    """A and B of X, exactly an hour apart at odd seconds; C and D of Y, gone for months, each
    inside another episode, found together at the end; E of Z in care in 2019, F of Z in 2021.
    """
    episodes = [
        ("A", "2021-03-01 16:04:08", "2021-03-01 23:00"),
        ("B", "2021-03-01 17:04:08", "2021-03-01 23:00"),
        ("A", "2021-03-08 16:04:08", "2021-03-08 23:00"),
        ("B", "2021-03-08 17:04:08", "2021-03-08 23:00"),
        ("C", "2021-01-05 18:00", "2021-07-10 20:00"),
        ("C", "2021-02-05 18:00", "2021-08-10 20:00"),
        ("D", "2021-07-09 18:00", "2021-07-10 20:10"),
        ("D", "2021-08-09 18:00", "2021-08-10 20:10"),
    ]

    def fill(con):
        con.execute(
            "insert into children (child_id, authority) values"
            " ('A', 'X'), ('B', 'X'), ('C', 'Y'), ('D', 'Y'), ('E', 'Z'), ('F', 'Z')"
        )
        con.executemany(
            "insert into episodes (episode_id, child_id, category, missing_at, returned_at,"
            " setting, place_id) values ($1, $2, 'missing', $3, $4, 'Home', 'bus_station')",
            [(f"e{number}", *row) for number, row in enumerate(episodes)],
        )
        con.execute(
            "insert into placements (child_id, started_on, ended_on, placement_type, setting)"
            " values ('E', '2019-01-01', '2019-12-31', 'residential', 'Home 1'),"
            " ('F', '2021-01-01', null, 'residential', 'Home 1')"
        )
        con.execute(
            """
            insert into episodes (episode_id, child_id, category, missing_at, returned_at)
            select child || week, child, 'missing', begins + to_days(7 * week),
                begins + to_days(7 * week) + interval 3 hours
            from (values ('E', timestamp '2019-01-04 18:00'), ('F', timestamp '2021-01-08 18:00'))
                as child(child, begins)
            cross join (select unnest(range(40)) as week)
            """
        )
        con.execute(
            "update snapshot set data_from = date '2019-01-01', data_date = timestamp '2022-01-01'"
        )

    return filled_by(fill)


@pytest.mark.parametrize(
    ("one", "authority"), [("A", "X"), ("C", "Y")], ids=["exactly an hour apart", "gone for months"]
)
def test_whoever_is_listed_is_among_the_pairs_that_could_have_been_together(
    three_pairs, one, authority
):
    rows = run(three_pairs, "pairs", Filters())
    (pair,) = rows[rows["child_a"] == one].itertuples()
    assert pair.inferred == 2 and 0 < pair.p_value <= pair.q_value < 1
    possible = Scope().rows(three_pairs, "pairs_possible", near=60 * MINUTE, fewest=2)
    assert possible.set_index("authority")["pairs"][authority] == 1


def test_a_child_in_care_only_in_2019_and_one_only_in_2021_are_never_a_surprise(three_pairs):
    listed = run(three_pairs, "pairs", Filters(), fewest=1)[["child_a", "child_b"]]
    assert listed.to_numpy().tolist() == [["A", "B"], ["C", "D"]]
    # nor do they count among the pairs that others are corrected for
    possible = Scope().rows(three_pairs, "pairs_possible", near=60 * MINUTE, fewest=2)
    assert sorted(possible["authority"]) == ["X", "Y"]
    assert sorted(judged_pairs(three_pairs, Scope())["child_a"]) == ["A", "C"]


@pytest.mark.parametrize(
    ("went", "could"),
    [
        ("12 19:00", True),  # exactly an hour apart
        ("12 19:01", False),
        ("12 16:59", False),
        ("13 18:00", False),
    ],
)
def test_pairs_that_could_be_together_went_at_about_the_same_hour_of_the_week(went, could):
    # A on two Wednesdays at six, B from the same home: on the last of them, and in another week
    a = [("a1", "2021-05-05 18:00"), ("a2", "2021-05-19 18:00")]
    b = [("b1", f"2021-05-{went}"), ("b2", "2021-05-19 18:00")]
    assert possible_pairs(a, b) == int(could)


def test_a_week_goes_on_from_its_end_to_its_beginning():
    # weeks are counted from 1 January 1970, a Thursday
    a = [("a1", "2021-05-05 23:45"), ("a2", "2021-05-19 23:45")]
    b = [("b1", "2021-05-13 00:15"), ("b2", "2021-05-27 00:15")]
    assert possible_pairs(a, b) == 1
    assert possible_pairs(a, [(name, at.replace("00:15", "01:00")) for name, at in b]) == 0


def possible_pairs(a, b) -> int:
    """How many pairs of the two could be together twice; their episodes from one home."""
    episodes = [(name, name[0], at, None, {"setting": "Home 1"}) for name, at in a + b]
    rows = Scope().rows(store_of(episodes), "pairs_possible", near=60 * MINUTE, fewest=2)
    return int(rows["pairs"].sum())


# ---- by hand ----

WEEK = 7 * 24 * 60
FRIDAY_SIX = 4 * 24 * 60 + 18 * 60


def child(weeks, *, minute=FRIDAY_SIX, gone=180, setting=0, place=-1, lived=range(4)) -> Child:
    """A child of setting 0 who went on a Friday at 18:00 in each of the weeks."""
    missing = np.array([week * WEEK + minute for week in weeks], float) * MINUTE
    number = len(missing)
    return Child(
        missing=missing,
        returned=missing + gone * MINUTE,
        setting=np.full(number, setting),
        place=np.full(number, place),
        stays={0: np.array(lived), -1: np.array(lived)},
    )


def test_two_who_went_in_the_same_two_of_four_weeks_did_so_by_chance_in_one_of_four():
    # Each of the two weeks of the one lands on a week of the other's in 2 of 4 cases: expected
    # 2 × 2/4 = 1; both land so in 1/2 × 1/2 = 1/4.
    assert chance_together(child([0, 2]), child([0, 2]), 2, within=60) == (1.0, 0.25)


def test_who_was_seen_together_once_is_likely_to_be_by_chance():
    # At least one of the two weeks lands so in 1 − 1/2 × 1/2 = 3/4.
    assert chance_together(child([0, 1]), child([0, 2]), 1, within=60) == (1.0, 0.75)


def test_another_hour_another_home_or_weeks_elsewhere_leave_nothing_to_chance():
    late = child([0, 2], minute=FRIDAY_SIX + 61)
    assert chance_together(child([0, 2]), late, 0, within=60) == (0.0, 1.0)
    elsewhere = child([0, 2], setting=1)
    assert chance_together(child([0, 2]), elsewhere, 0, within=60) == (0.0, 1.0)
    assert len(meetings(child([0, 2]), child([0, 2], minute=FRIDAY_SIX + 60), within=60)) == 4


def test_a_stay_of_more_weeks_makes_the_same_meeting_a_greater_surprise():
    short = chance_together(child([0, 2]), child([0, 2]), 2, within=60)[1]
    long = chance_together(
        child([0, 2], lived=range(10)), child([0, 2], lived=range(10)), 2, within=60
    )[1]
    # 2 of 10 weeks each time: 1/5 × 1/5
    assert (short, long) == (0.25, pytest.approx(0.04))


def test_two_episodes_of_one_week_move_together():
    # Friday and Saturday of week 0, both with the other child: moved as one, they meet in 1 of 4
    # weeks, then both.
    days = [FRIDAY_SIX, FRIDAY_SIX + 24 * 60]
    both = Child(
        missing=np.array(days, float) * MINUTE,
        returned=(np.array(days, float) + 180) * MINUTE,
        setting=np.zeros(2, int),
        place=np.full(2, -1),
        stays={0: np.arange(4), -1: np.arange(4)},
    )
    assert chance_together(both, both, 2, within=60) == (0.5, 0.25)


def test_found_at_one_place_counts_only_where_both_were_still_missing():
    early = child([0], gone=60, setting=-1, place=3)
    later = child([0], minute=FRIDAY_SIX + 90, gone=20, setting=-1, place=3)
    overlapping = child([0], minute=FRIDAY_SIX - 90, gone=170, setting=-1, place=3)
    assert len(meetings(early, later, within=60)) == 0  # she had gone 90 minutes after, he was back
    assert len(meetings(early, overlapping, within=60)) == 1


def test_a_correction_counts_the_pairs_that_were_looked_at_and_not_only_those_listed():
    p_values = np.array([0.001, 0.02])
    assert corrected(p_values, 2) == pytest.approx([0.002, 0.02])
    assert corrected(p_values, 100) == pytest.approx([0.1, 1.0])


def test_the_measure_works_out_a_whole_selection_as_it_was_published(tmp_path):
    world, planted = plant(draw_world(7, kind="alike"), 0, 4)
    con = publish_worlds(tmp_path / "store", [world])
    published = con.execute("from pairs order by child_a, child_b").df()
    pd.testing.assert_frame_equal(judged_pairs(con, Scope()), published, check_dtype=False)
    assert (published["shared"] >= FEWEST_SHARED).any()
    # of this one world: all three pairs of those who go together, and nobody else
    flagged = published[published["q_value"] < BEYOND_CHANCE]
    assert len(flagged) == 3 and set(flagged["child_a"]) | set(flagged["child_b"]) == planted
