"""The pairs against a slow oracle that compares every episode with every other: small worlds."""

from itertools import combinations, product

import numpy as np
import pandas as pd
import pytest

from analytics.filters import Filters
from analytics.measures import run
from analytics.store import open_cursor, publish

WORLDS, MANY_WORLDS = 150, 1000
HOUR = pd.Timedelta(minutes=60)
MONDAY = pd.Timestamp("2021-03-08")


def draw_small_world(world: int) -> tuple[list, list]:
    """Two to four children of an authority of their own, over five weeks across a quarter's end.

    Times on half hours, so that many are equal or exactly 60 minutes apart; some are still missing,
    some have days without times, some episodes lie inside another.
    """
    rng = np.random.default_rng(world)
    children = [f"W{world:04d}-{letter}" for letter in "ABCD"[: rng.integers(2, 5)]]
    episodes, companions = [], []
    for child in children:
        for number in range(rng.integers(1, 7)):
            day, half_hours = rng.choice([0, 7, 8, 14, 21, 28]), rng.integers(36, 41)
            missing = MONDAY + pd.Timedelta(days=int(day), minutes=30 * int(half_hours))
            gone = pd.Timedelta(minutes=30 * int(rng.integers(0, 6)))
            time_known = rng.random() > 0.1
            if not time_known:
                missing, gone = missing.normalize(), pd.Timedelta(days=int(rng.integers(0, 2)))
            returned = missing + gone if rng.random() > 0.1 else None
            setting = rng.choice(["Home 1", "Home 2", None], p=[0.6, 0.2, 0.2])
            place = rng.choice(["bus_station", "river_gardens", None], p=[0.4, 0.2, 0.4])
            episode = f"{child}{number}"
            episodes.append((episode, child, missing, returned, time_known, setting, place))
            if rng.random() < 0.2:
                companions.append((episode, str(rng.choice([*children, f"W{world:04d}-Z"]))))
    return episodes, companions


def fill_with_small_worlds(con, worlds: int) -> None:
    """The worlds side by side, each an authority, so that none may meet another."""
    drawn = [draw_small_world(world) for world in range(worlds)]
    columns = ["episode_id", "child_id", "missing_at", "returned_at", "time_known", "setting"]
    episodes = pd.DataFrame([e for each, _ in drawn for e in each], columns=[*columns, "place_id"])
    episodes["returned_at"] = pd.to_datetime(episodes["returned_at"])
    companions = pd.DataFrame(
        [c for _, each in drawn for c in each], columns=["episode_id", "companion_id"]
    )
    con.register("drawn_episodes", episodes)
    con.register("drawn_companions", companions)
    con.execute(
        "insert into children select distinct child_id, null, null, null, child_id[2:5], null"
        " from drawn_episodes"
    )
    names = ", ".join(episodes.columns)
    con.execute(
        f"insert into episodes (category, {names}) select 'missing', {names} from drawn_episodes"  # noqa: S608
    )
    con.execute("insert into companions select distinct * from drawn_companions")
    # every other child has placements: one for the first three weeks, another for the rest
    con.execute(
        """
        insert into placements (child_id, started_on, ended_on, placement_type, setting)
        select child_id, started_on, ended_on, 'residential', setting
        from (select distinct child_id from drawn_episodes where hash(child_id) % 2 = 0)
        cross join (values
            (date '2021-02-01', date '2021-03-28', 'Home 1'), (date '2021-03-28', null, 'Home 2')
        ) as stay(started_on, ended_on, setting)
        """
    )
    con.execute(
        "update snapshot set data_from = date '2021-03-08', data_date = timestamp '2021-04-12'"
    )


@pytest.fixture(scope="module")
def small_worlds(tmp_path_factory):
    folder = tmp_path_factory.mktemp("small-worlds")
    publish(folder, lambda con: fill_with_small_worlds(con, WORLDS))
    return open_cursor(folder)


@pytest.fixture(scope="module")
def many_small_worlds(tmp_path_factory):
    folder = tmp_path_factory.mktemp("many-small-worlds")
    publish(folder, lambda con: fill_with_small_worlds(con, MANY_WORLDS))
    return open_cursor(folder)


@pytest.fixture(scope="module")
def report_year(demonstration_store):
    return open_cursor(demonstration_store)


def episodes_of(con) -> pd.DataFrame:
    return con.execute("from episode_facts where category = 'missing' order by episode_id").df()


def inferred(one, other) -> bool:
    """Whether times and places say that two episodes were together, as the report's rule has it."""
    if not (one.time_known and other.time_known):
        return False
    same_setting = pd.notna(one.setting) and one.setting == other.setting
    same_place = pd.notna(one.place_id) and one.place_id == other.place_id
    if abs(one.missing_at - other.missing_at) <= HOUR and (same_setting or same_place):
        return True
    if pd.isna(one.returned_at) or pd.isna(other.returned_at):
        return False
    both_missing = one.missing_at < other.returned_at and other.missing_at < one.returned_at
    return same_place and both_missing and abs(one.returned_at - other.returned_at) <= HOUR


def end_of(episode) -> pd.Timestamp:
    return episode.returned_at if pd.notna(episode.returned_at) else pd.Timestamp("2100-01-01")


def recorded_links(con, by_child: dict) -> set[tuple]:
    """(child_a, child_b, episode_a, episode_b) of each companion, with its nearest episode."""
    found = set()
    own_of = {row.episode_id: row for rows in by_child.values() for row in rows}
    for episode_id, companion in con.execute("from companions").fetchall():
        own = own_of[episode_id]
        if companion == own.child_id:
            continue
        at_the_time = [
            other
            for other in by_child.get(companion, [])
            if abs(own.missing_at - other.missing_at) <= HOUR
            or (other.missing_at <= end_of(own) and own.missing_at <= end_of(other))
        ]
        at_the_time.sort(key=lambda row: (abs(row.missing_at - own.missing_at), row.episode_id))
        nearest = at_the_time[0].episode_id if at_the_time else None
        sides = [(own.child_id, episode_id), (companion, nearest)]
        (child_a, episode_a), (child_b, episode_b) = sorted(sides, key=lambda side: side[0])
        found.add((child_a, child_b, episode_a, episode_b))
    return found - nested_without_partner(found, own_of)


def nested_without_partner(found: set[tuple], own_of: dict) -> set[tuple]:
    """Of a companion's episodes that are not there, those named during an earlier such episode."""
    nested, back = set(), {}
    alone = [link for link in found if None in link]
    alone.sort(key=lambda link: (start_of(link, own_of), link[2] or link[3]))
    for link in alone:
        episode = own_of[link[2] or link[3]]
        side = (link[:2], episode.child_id)
        if side in back and back[side] > episode.missing_at:
            nested.add(link)
        ends = episode.returned_at if pd.notna(episode.returned_at) else episode.missing_at
        back[side] = max(back.get(side, ends), ends)
    return nested


def start_of(link: tuple, own_of: dict) -> pd.Timestamp:
    return own_of[link[2] or link[3]].missing_at


def oracle(con) -> pd.DataFrame:
    """recorded, inferred and shared by pair, from comparing everybody with everybody."""
    by_child: dict[str, list] = {}
    authority = {}
    for row in episodes_of(con).itertuples():
        by_child.setdefault(row.child_id, []).append(row)
        authority[row.child_id] = row.authority
    own_of = {row.episode_id: row for rows in by_child.values() for row in rows}
    recorded = recorded_links(con, by_child)
    linked: dict[tuple, set] = {}
    for link in recorded:
        linked.setdefault(link[:2], set()).add(link[2:])
    worlds: dict[str, list] = {}
    for child in sorted(by_child):
        worlds.setdefault(authority[child], []).append(child)
    said = set()
    for children in worlds.values():
        for child_a, child_b in combinations(children, 2):
            for one, other in product(by_child[child_a], by_child[child_b]):
                if inferred(one, other):
                    said.add((child_a, child_b, one.episode_id, other.episode_id))
                    linked.setdefault((child_a, child_b), set()).add(
                        (one.episode_id, other.episode_id)
                    )
    rows = []
    for (child_a, child_b), links in linked.items():
        kept = one_to_one(child_a, child_b, links, recorded, own_of)
        rows.append(
            (
                *(child_a, child_b),
                sum((child_a, child_b, *link) in recorded for link in kept),
                sum((child_a, child_b, *link) in said for link in kept),
                len(kept),
            )
        )
    columns = ["child_a", "child_b", "recorded", "inferred", "shared"]
    rows = pd.DataFrame(rows, columns=columns)
    return rows.sort_values(columns[:2], ignore_index=True)


def one_to_one(child_a, child_b, links, recorded, own_of) -> list[tuple]:
    """The links of which each is the best for both its episodes: recorded first, then nearest."""

    def order(link, other_side):
        apart = abs(own_of[link[0]].missing_at - own_of[link[1]].missing_at)
        return ((child_a, child_b, *link) not in recorded, apart, link[other_side])

    with_both = [link for link in links if None not in link]
    kept = [link for link in links if None in link]
    for link in with_both:
        rivals_a = [other for other in with_both if other[0] == link[0]]
        rivals_b = [other for other in with_both if other[1] == link[1]]
        best_for_a = min(rivals_a, key=lambda other: order(other, 1))
        if link == best_for_a == min(rivals_b, key=lambda other: order(other, 0)):
            kept.append(link)
    return kept


def as_counted(con) -> pd.DataFrame:
    rows = run(con, "pairs", Filters(), fewest=1)
    return rows[["child_a", "child_b", "recorded", "inferred", "shared"]]


def test_the_pairs_of_the_reports_year_are_those_that_comparing_everybody_finds(report_year):
    found = oracle(report_year)
    assert (found["shared"] >= 2).sum() == 11 and len(found) == 14
    pd.testing.assert_frame_equal(as_counted(report_year), found, check_dtype=False)


def assert_pairs_are_those_that_comparing_everybody_finds(con, *, recorded: int, repeated: int):
    found = oracle(con)
    assert (found["recorded"] > 0).sum() > recorded and (found["inferred"] > 1).sum() > repeated
    pd.testing.assert_frame_equal(as_counted(con), found, check_dtype=False)


def test_the_pairs_of_small_worlds_are_those_that_comparing_everybody_finds(small_worlds):
    assert_pairs_are_those_that_comparing_everybody_finds(small_worlds, recorded=45, repeated=30)


@pytest.mark.deep
def test_the_pairs_of_a_thousand_small_worlds_are_those_that_comparing_everybody_finds(
    many_small_worlds,
):
    assert_pairs_are_those_that_comparing_everybody_finds(
        many_small_worlds, recorded=300, repeated=200
    )


def test_a_store_in_which_nobody_went_together_keeps_the_references_as_texts(tmp_path):
    publish(tmp_path, lambda con: None)
    con = open_cursor(tmp_path)
    assert con.execute("select count(*) from pairs").fetchall() == [(0,)]
    types = dict(con.execute("select column_name, column_type from (describe pairs)").fetchall())
    texts = [types[column] for column in ("authority", "child_a", "child_b")]
    assert texts == ["VARCHAR", "VARCHAR", "VARCHAR"]


def test_the_small_worlds_hold_what_the_oracle_is_to_be_tried_on(small_worlds):
    asked = small_worlds.execute(
        """
        select
            count(*) filter (where returned_at is null),
            count(*) filter (where not time_known),
            (
                select count(*)
                from episode_facts as one
                join episode_facts as other using (authority, missing_at)
                where one.child_id < other.child_id and one.time_known and other.time_known
            ),
            (
                select count(*)
                from "overlaps"
                where episode_a is null or episode_b is null
            )
        from episode_facts
        """
    ).fetchone()
    assert min(asked) > WORLDS / 10


# ---- expected numbers and p-values, by trying every rearrangement ----


def weeks_from(first: str, last: str) -> list[pd.Timestamp]:
    begins = pd.Timestamp(first) - pd.Timedelta(days=pd.Timestamp(first).weekday())
    return list(pd.date_range(begins, last, freq="7D"))


def week_of(moment: pd.Timestamp) -> pd.Timestamp:
    return moment.normalize() - pd.Timedelta(days=moment.weekday())


def season_of(con, week: pd.Timestamp) -> tuple[int, int, bool]:
    """The quarter that most of its days lie in, and whether most are school holidays."""
    thursday = week + pd.Timedelta(days=3)
    holidays = con.execute(
        "select count(*) from calendar_days where day_kind = 'holiday' and day between $1 and $2",
        [week.date(), (week + pd.Timedelta(days=6)).date()],
    ).fetchone()[0]
    return thursday.year, thursday.quarter, holidays >= 4


def stays_of(con, child: str) -> dict[str | None, set]:
    everywhere = weeks_from("2021-03-08", "2021-04-12")
    rows = con.execute(
        "select setting, started_on, ended_on from placements where child_id = ?", [child]
    ).fetchall()
    stays: dict[str | None, set] = {None: set() if rows else set(everywhere)}
    for setting, started, ended in rows:
        begins = max(pd.Timestamp(started), pd.Timestamp("2021-03-08"))
        ends = pd.Timestamp(ended) if ended else pd.Timestamp("2021-04-12")
        weeks = set(weeks_from(str(begins.date()), str(ends.date())))
        stays.setdefault(setting, set()).update(weeks)
        stays[None] |= weeks
    return stays


def landing(con, episodes: list, stays: dict, setting) -> dict[pd.Timestamp, float]:
    """How likely one of the child's weeks in the setting would have been each week."""
    key = setting if pd.notna(setting) else None
    mine = {
        week_of(e.missing_at)
        for e in episodes
        if (e.setting if pd.notna(e.setting) else None) == key
    }
    possible = stays.get(key, stays[None]) | mine
    season = {week: season_of(con, week) for week in possible}
    likely = {}
    for week in possible:
        alike = [other for other in possible if season[other] == season[week]]
        seen = [other for other in mine if season[other] == season[week]]
        likely[week] = len(seen) / len(mine) / len(alike)
    return likely


def by_rearranging(con, fixed: list, moved: list, stays: dict, seen: int) -> tuple[float, float]:
    """Expected number and p-value from every way to lay the moved child's weeks; (None, None) where
    there are too many."""
    blocks: dict[tuple, list] = {}
    for episode in moved:
        key = episode.setting if pd.notna(episode.setting) else None
        blocks.setdefault((week_of(episode.missing_at), key), []).append(episode)
    choices = [
        [(week, likely) for week, likely in landing(con, moved, stays, key[1]).items() if likely]
        for key in blocks
    ]
    if np.prod([len(choice) for choice in choices]) > 2000:
        return None, None
    expected = p_value = 0.0
    for laid in product(*choices):
        total, likely = 0, 1.0
        for (key, episodes), (week, share) in zip(blocks.items(), laid, strict=True):
            links = [
                (one.episode_id, other.episode_id)
                for one in fixed
                for other in (shifted(e, week - key[0]) for e in episodes)
                if inferred(one, other)
            ]
            total += min(len({a for a, _ in links}), len({b for _, b in links}))
            likely *= share
        expected += likely * total
        p_value += likely * (total >= seen)
    return expected, p_value


def shifted(episode, by: pd.Timedelta):
    return episode._replace(
        missing_at=episode.missing_at + by, returned_at=episode.returned_at + by
    )


def assert_as_every_rearrangement(con, *, pairs: int) -> None:
    """Expected number and p-value of so many pairs are those of trying every rearrangement."""
    rows = run(con, "pairs", Filters())
    rows = rows[rows["p_value"].notna()]
    by_child: dict[str, list] = {}
    for row in episodes_of(con).itertuples():
        if row.time_known:
            by_child.setdefault(row.child_id, []).append(row)
    compared = 0
    for pair in rows.itertuples():
        one, other = by_child[pair.child_a], by_child[pair.child_b]
        first = by_rearranging(con, one, other, stays_of(con, pair.child_b), pair.inferred)
        second = by_rearranging(con, other, one, stays_of(con, pair.child_a), pair.inferred)
        if None in (*first, *second):
            continue
        compared += 1
        assert pair.expected == pytest.approx((first[0] + second[0]) / 2), pair
        assert pair.p_value == pytest.approx(max(first[1], second[1])), pair
        if compared == pairs:
            break
    assert compared == pairs


def test_expected_and_p_value_are_those_of_every_rearrangement(small_worlds):
    assert_as_every_rearrangement(small_worlds, pairs=8)


@pytest.mark.deep
def test_expected_and_p_value_of_many_pairs_are_those_of_every_rearrangement(many_small_worlds):
    assert_as_every_rearrangement(many_small_worlds, pairs=60)
