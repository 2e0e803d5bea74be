"""Demonstration worlds of any seed and size: reproducible, possible, and as large as asked."""

import threading

import pytest

from analytics import demonstration, store

TABLES = (
    "children placements episodes companions interviews interview_episodes audits "
    "response_audits audit_actions "
    "strategy_meetings feedback published_quarters looked_after places episode_facts"
).split()


@pytest.fixture(scope="module")
def folder(demonstration_store):
    return demonstration_store


@pytest.fixture(scope="module")
def started_twice(tmp_path_factory):
    """A folder in which two processes' worth of demonstration data began at once, and what each
    said: whether it built."""
    folder = tmp_path_factory.mktemp("started-twice")
    built = []
    starting = [
        threading.Thread(target=lambda: built.append(demonstration.ensure(folder)))
        for _ in range(2)
    ]
    for thread in starting:
        thread.start()
    for thread in starting:
        thread.join()
    return folder, built


def rows_of(folder):
    con = store.open_cursor(folder)
    return {table: con.execute(f"from {table} order by all").fetchall() for table in TABLES}


IMPOSSIBLE = {
    "a child's episodes overlap": """
        from episodes as a join episodes as b
            on a.child_id = b.child_id and a.episode_id < b.episode_id
            and a.missing_at <= coalesce(b.returned_at, timestamp '2022-01-01')
            and b.missing_at <= coalesce(a.returned_at, timestamp '2022-01-01')""",
    "something is recorded after the data date": """
        from (
            select missing_at as moment from episodes union all select returned_at from episodes
            union all select offered_at from interviews
            union all select completed_at from interviews
            union all select audited_on from audits
            union all select audited_on from response_audits
            union all select held_on from strategy_meetings
        ) cross join snapshot where moment >= data_date""",
    "an interview is held while the child is missing": """
        from interviews join episodes using (child_id)
        where completed_at >= missing_at and completed_at < returned_at""",
    "a strategy meeting is held before a child has gone missing three times": """
        from strategy_meetings as meeting where (
            select count(*) from episodes
            where episodes.child_id = meeting.child_id and missing_at < held_on
        ) < 3""",
    "an interview is audited before it was held":
        "from audits join interviews using (interview_id) where completed_at >= audited_on",
    "the response to an episode is audited before the child was back":
        """from response_audits join episodes using (episode_id)
        where returned_at is null or returned_at >= audited_on""",
    "an interview is offered before the return or after it was held":
        "from episode_facts where offered_at < returned_at or offered_at > completed_at",
    "a voided interview was held, or lacks its reason": """
        from interviews where outcome = 'voided'
            and (completed_at is not null or void_reason is null)""",
    "a child is younger than 11 or older than 17": """
        from episode_facts where age_years not between 11 and 17""",
    "a child turned 18 before the end of an open episode": """
        from episodes join children using (child_id) cross join snapshot
        where returned_at is null and date_of_birth + interval 18 years <= data_date""",
    "a child under 16 lives semi-independently": """
        from placements join children using (child_id)
        where placement_type = 'semi_independent'
            and started_on < date_of_birth + interval 16 years""",
    "an episode is not at the placement of the day": """
        from episodes asof left join placements
            on episodes.child_id = placements.child_id
            and episodes.missing_at >= placements.started_on
        where placements.setting is null
            or (episodes.setting, episodes.placement_type, episodes.out_of_area)
                <> (placements.setting, placements.placement_type, placements.out_of_area)
            or placements.ended_on <= cast(episodes.missing_at as date)""",
    "a time falls into an hour that the clocks skip or repeat": """
        from (select missing_at as moment from episodes union all select returned_at from episodes)
        where moment >= '2021-03-28 01:00' and moment < '2021-03-28 02:00'
            or moment >= '2021-10-31 01:00' and moment < '2021-10-31 02:00'""",
    "an episode is not of a child going missing": "from episodes where category <> 'missing'",
    "an interview was declined": "from interviews where outcome = 'declined'",
    "a benchmark was made up": "from benchmarks",
}  # fmt: skip
IMPOSSIBLE_EVER = list(IMPOSSIBLE)[:-4]  # the last four are about 2021, or of the report's year


def count(con, impossible):
    return con.execute(f"select count(*) {IMPOSSIBLE[impossible]}").fetchone()[0]  # noqa: S608


@pytest.mark.parametrize("impossible", IMPOSSIBLE)
def test_it_never_happens_that(folder, impossible):
    assert count(store.open_cursor(folder), impossible) == 0


def test_the_same_seed_gives_the_same_rows(folder, started_twice):
    assert rows_of(started_twice[0]) == rows_of(folder)


@pytest.mark.parametrize(
    "seed", [5, *(pytest.param(seed, marks=pytest.mark.deep) for seed in (0, 7))]
)
def test_another_seed_gives_other_rows_and_the_same_totals(folder, demonstration_of, seed):
    other = demonstration_of(seed)
    totals = """
        select quarter_start, interview_state, in_time, count(*) from episode_facts
        group by all order by all
    """
    con = store.open_cursor(other)
    assert con.execute(totals).fetchall() == store.open_cursor(folder).execute(totals).fetchall()
    assert rows_of(other)["episodes"] != rows_of(folder)["episodes"]
    assert [impossible for impossible in IMPOSSIBLE if count(con, impossible)] == []


@pytest.mark.parametrize(
    ("episodes", "authorities"),
    [
        *((1, 1), (7, 3)),
        *(pytest.param(*size, marks=pytest.mark.deep) for size in ((5000, 1), (1900, 3))),
    ],
)
def test_a_world_of_any_size_has_exactly_so_many_episodes_and_authorities(
    tmp_path, episodes, authorities
):
    done = []
    demonstration.build(
        tmp_path,
        episodes=episodes,
        authorities=authorities,
        progress=lambda *step: done.append(step),
    )
    con = store.open_cursor(tmp_path)
    counted = "select count(*), count(distinct authority) from episode_facts"
    assert con.execute(counted).fetchone() == (episodes, authorities)
    (most,) = con.execute(
        "select max(n) from (select count(*) as n from episode_facts group by child_id)"
    ).fetchone()
    assert most <= 50
    assert done == [(step, authorities) for step in range(1, authorities + 1)]
    assert [impossible for impossible in IMPOSSIBLE_EVER if count(con, impossible)] == []


@pytest.mark.deep
def test_a_larger_world_has_the_report_s_shares(tmp_path):
    demonstration.build(tmp_path, episodes=20_000, authorities=2)
    completed, in_time, voided = (
        store.open_cursor(tmp_path)
        .execute("""
            select avg(cast(interview_state = 'completed' as integer)),
                avg(cast(in_time as integer)), avg(cast(interview_state = 'voided' as integer))
            from episode_facts
        """)
        .fetchone()
    )
    assert completed == pytest.approx(583 / 634, abs=0.02)
    assert in_time == pytest.approx(463 / 634, abs=0.02)
    assert voided == pytest.approx(25 / 634, abs=0.01)


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        ({"episodes": 0}, "episodes must be from 1"),
        ({"episodes": 10_000_001}, "not 10,000,001"),
        ({"episodes": 2, "authorities": 3}, r"from 3 \(one an authority\)"),
        ({"authorities": 0}, "authorities must be from 1 to 1000"),
        ({"seed": -1}, "seed must be 0 or more"),
    ],
)
def test_numbers_that_cannot_be_are_refused_with_a_sentence(tmp_path, numbers, sentence):
    with pytest.raises(ValueError, match=sentence):
        demonstration.build(tmp_path, **numbers)
    assert store.current_number(tmp_path) is None


def test_it_is_built_only_where_nothing_has_been_published_yet(folder):
    before = store.current_number(folder)
    assert demonstration.ensure(folder) is False
    assert store.current_number(folder) == before


def test_of_two_that_start_at_once_only_one_publishes(started_twice):
    folder, built = started_twice
    assert sorted(built) == [False, True]
    assert [snapshot["number"] for snapshot in store.snapshots(folder)] == [1]


def test_it_takes_the_place_of_demonstration_data_in_force(tmp_path):
    def fill(con):
        con.execute("insert into children (child_id) values ('A')")
        con.execute("update snapshot set demonstration = true")

    store.publish(tmp_path, fill)
    assert demonstration.build(tmp_path, episodes=7) == 2
    con = store.open_cursor(tmp_path)
    assert con.execute("select count(*) from children where child_id = 'A'").fetchone() == (0,)
