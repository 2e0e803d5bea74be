"""The store: publishing, going back, what is refused, what is kept and what readers see."""

import importlib
import json
import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import duckdb
import pytest

from analytics import store
from analytics.ingest.forget import forget
from analytics.store.publish import SCHEMA, check, derive
from analytics.store.read import QUIET_EXTENSIONS, open_snapshot
from analytics.store.snapshots import keep_the_newest, log_lines, snapshot_numbers

PUBLISH = importlib.import_module("analytics.store.publish")  # its package names a function so
CHILD = "insert into children (child_id, date_of_birth) values ('{}', date '2006-05-01')"
EPISODE = (
    "insert into episodes (episode_id, child_id, category, missing_at, returned_at)"
    " values ('{}', '{}', 'missing', '2021-03-01 18:00', '2021-03-01 23:00')"
)
DATA_DATE = "update snapshot set data_date = timestamp '2021-06-01 00:00:00'"


def running(*statements):
    """A `fill` that runs the statements."""

    def fill(con):
        for statement in statements:
            con.execute(statement)

    return fill


def episode_of(child):
    return running(CHILD.format(child), EPISODE.format(f"{child}-1", child), DATA_DATE)


def children_in_force(folder):
    rows = store.open_cursor(folder).execute("select child_id from children order by 1").fetchall()
    return [child for (child,) in rows]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A folder of stores, named after the children that each publish added; who changes one copies
    it. Those called outdated were made by another version of the program."""
    top = tmp_path_factory.mktemp("made")
    assert store.publish(top / "nothing", running()) == 1
    assert store.publish(top / "A", episode_of("A")) == 1
    for before, child, number in (("A", "B", 2), ("AB", "C", 3)):
        shutil.copytree(top / before, top / f"{before}{child}")
        assert store.publish(top / f"{before}{child}", episode_of(child)) == number
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(PUBLISH, "RULES", "another version")
        store.publish(top / "outdated A", episode_of("A"))
        shutil.copytree(top / "outdated A", top / "outdated AB")
        store.publish(top / "outdated AB", episode_of("B"))
    return top


@pytest.fixture
def copied(made, tmp_path):
    """A copy of one of the stores, to be changed."""
    return lambda name: shutil.copytree(made / name, tmp_path / "store")


def test_the_first_snapshot_is_number_one_and_in_force(made, tmp_path):
    assert store.current_number(tmp_path / "store") is None
    assert store.current_number(made / "A") == 1
    assert (made / "A" / "CURRENT").read_text() == "episodes-000001.duckdb\n"
    assert children_in_force(made / "A") == ["A"]


def test_a_second_publish_keeps_the_rows_of_the_first(made):
    assert store.current_number(made / "AB") == 2
    assert children_in_force(made / "AB") == ["A", "B"]


def test_a_folder_whose_name_has_an_apostrophe_is_a_store_like_any_other(made, tmp_path):
    folder = shutil.copytree(made / "AB", tmp_path / "the council's own")
    assert children_in_force(folder) == ["A", "B"]
    assert [row["children"] for row in store.snapshots(folder)] == [2, 1]
    forget(folder, "A")  # publishes what is left of what was in force
    assert children_in_force(folder) == ["B"]


def test_without_keep_rows_it_starts_from_an_empty_store(copied):
    folder = copied("A")
    store.publish(folder, episode_of("B"), keep_rows=False)
    assert children_in_force(folder) == ["B"]


def test_every_snapshot_knows_the_places_of_the_gazetteer_with_their_aliases(made):
    places = dict(
        store.open_cursor(made / "nothing")
        .execute("select place_id, aliases from places")
        .fetchall()
    )
    assert set(places) == {
        "bus_station",
        "river_gardens",
        "mackworth",
        "morley",
        "stockbrook",
        "railway_station",
    }
    assert places["river_gardens"] == ["Derby River Gardens", "Riverside Gardens"]
    assert not places["morley"]


def test_a_dry_run_publishes_nothing_and_leaves_nothing(copied):
    folder = copied("A")
    assert store.publish(folder, episode_of("B"), dry_run=True) is None
    assert children_in_force(folder) == ["A"]
    assert snapshot_numbers(folder) == [1]
    assert not list(folder.glob("building-*"))


def test_a_raise_in_the_filling_leaves_the_snapshot_in_force(copied):
    folder = copied("A")

    def fill(con):
        con.execute(CHILD.format("B"))
        raise RuntimeError("the file was cut short")

    with pytest.raises(RuntimeError, match="cut short"):
        store.publish(folder, fill)
    assert children_in_force(folder) == ["A"]
    assert sorted(path.name for path in folder.glob("*.duckdb")) == ["episodes-000001.duckdb"]
    assert not list(folder.glob("building-*"))


def test_what_does_not_hold_together_is_not_published(copied):
    folder = copied("nothing")
    with pytest.raises(store.StoreRefused, match="1 episodes without a moment up to which"):
        store.publish(folder, running(CHILD.format("A"), EPISODE.format("e", "A")))
    assert store.current_number(folder) == 1
    assert snapshot_numbers(folder) == [1]
    assert not list(folder.glob("building-*"))


# What does not hold together, each with rows of its own.
FAULTS = {
    "episodes of a child that is not in children": [EPISODE.format("e1", "Z")],
    "placements of a child that is not in children": [
        "insert into placements (child_id, started_on, placement_type)"
        " values ('Z', date '2021-01-01', 'foster')"
    ],
    "interviews of a child that is not in children": [
        "insert into interviews (interview_id, child_id) values ('i1', 'Z')"
    ],
    "strategy meetings of a child that is not in children": [
        "insert into strategy_meetings values ('Z', date '2021-01-01', null)"
    ],
    "interviews that cover an unknown episode": [
        "insert into interview_episodes values ('i1', 'none')"
    ],
    "covered episodes of an unknown interview": [
        "insert into interview_episodes values ('none', 'e1')"
    ],
    "companions recorded for an unknown episode": ["insert into companions values ('none', 'B')"],
    "audits of an unknown interview": [
        "insert into audits values ('none', date '2021-01-01', 'Contact', 'Good', null)"
    ],
    "response audits of an unknown episode": [
        "insert into response_audits values ('none', date '2021-01-01', 'Plan', 'Good', null)"
    ],
    "episodes found at an unknown place": [
        CHILD.format("A"),
        EPISODE.format("e2", "A"),
        "update episodes set place_id = 'moon' where episode_id = 'e2'",
    ],
    "episodes covered by another child's interview": [
        CHILD.format("B"),
        CHILD.format("C"),
        EPISODE.format("e3", "B"),
        "insert into interviews (interview_id, child_id, outcome) values ('i3', 'C', 'voided')",
        "insert into interview_episodes values ('i3', 'e3')",
    ],
    "interviews held before the child was back": [
        CHILD.format("D"),
        EPISODE.format("e4", "D"),
        "insert into interviews (interview_id, child_id, completed_at, outcome)"
        " values ('i4', 'D', '2021-03-01 22:59:59', 'completed')",
        "insert into interview_episodes values ('i4', 'e4')",
    ],
}


@pytest.fixture(scope="module")
def refusal():
    """What is said where all of these are wrong together."""
    con = duckdb.connect(config=QUIET_EXTENSIONS)
    con.execute(SCHEMA)
    con.execute("insert into snapshot (number, built_at, demonstration) values (1, now(), false)")
    running(DATA_DATE)(con)
    derive(con)
    check(con)  # nothing is wrong yet
    for statements in FAULTS.values():
        running(*statements)(con)
    derive(con)
    with pytest.raises(store.StoreRefused) as refused:
        check(con)
    return str(refused.value)


@pytest.mark.parametrize("problem", FAULTS)
def test_what_does_not_hold_together_is_refused_by_name(refusal, problem):
    assert f" 1 {problem}" in refusal


def test_nothing_else_is_said_not_to_hold_together(refusal):
    said = refusal.removesuffix(".").split("hold together: ")[1].split("; ")
    # the first episode has no child, and so no facts
    expected = [*FAULTS, "episodes without a row in episode_facts"]
    assert sorted(said) == sorted(f"1 {problem}" for problem in expected)


@pytest.fixture(scope="module")
def tables():
    """The tables of the schema, in memory and empty."""
    con = duckdb.connect(config=QUIET_EXTENSIONS)
    con.execute(SCHEMA)
    return con


@pytest.fixture
def rows(tables):
    """The same tables, whose rows are taken back after the test."""
    tables.begin()
    yield tables
    tables.rollback()


@pytest.mark.parametrize(
    "statement",
    [
        "insert into children (child_id) values ('')",
        "insert into children (child_id) values ('A'), ('A')",
        "insert into placements (child_id, started_on, placement_type)"
        " values ('A', date '2021-01-01', 'hotel')",
        "insert into episodes (episode_id, child_id, category, missing_at)"
        " values ('e', 'A', 'absconded', '2021-01-01')",
        "insert into episodes (episode_id, child_id, category, missing_at, returned_at)"
        " values ('e', 'A', 'missing', '2021-01-02', '2021-01-01')",
        "insert into episodes (episode_id, child_id, category) values ('e', 'A', 'missing')",
        "insert into interviews (interview_id, child_id, outcome) values ('i', 'A', 'completed')",
        "insert into interviews (interview_id, child_id, outcome) values ('i', 'A', 'refused')",
        "insert into strategy_meetings values ('A', '2021-01-01', null), ('A', '2021-01-01', 'x')",
        "insert into looked_after values ('E06000015', '2021-01-01', '2021-04-01', -1)",
        "insert into imports values (1, 'a.csv', 'x', '', '', now(), now(), 10, 5, 1, 1, 1, 0)",
    ],
)
def test_the_schema_refuses_what_cannot_be(rows, statement):
    with pytest.raises(duckdb.ConstraintException):
        rows.execute(statement)


def test_every_table_and_column_has_a_comment_the_derived_ones_too(made):
    reader = store.open_cursor(made / "nothing")
    tables = reader.execute("select table_name, comment from duckdb_tables()").fetchall()
    columns = reader.execute(
        "select table_name || '.' || column_name, comment from duckdb_columns() where not internal"
    ).fetchall()
    assert {"episodes", "interviews", "episode_facts", "coverage"} <= {name for name, _ in tables}
    assert [name for name, comment in [*tables, *columns] if not comment] == []


def test_going_back_is_one_step_and_can_itself_be_undone(copied):
    folder = copied("ABC")
    assert store.rollback(folder) == 2
    assert children_in_force(folder) == ["A", "B"]
    assert store.rollback(folder, 3) == 3
    assert children_in_force(folder) == ["A", "B", "C"]
    assert store.rollback(folder, 1) == 1
    assert children_in_force(folder) == ["A"]


def test_after_going_back_the_next_publish_builds_on_what_is_in_force(copied):
    folder = copied("AB")
    store.rollback(folder)
    assert store.publish(folder, episode_of("C")) == 3
    assert children_in_force(folder) == ["A", "C"]


def test_going_back_where_there_is_nothing_is_refused_with_what_there_is(copied, tmp_path):
    with pytest.raises(store.StoreRefused, match="no earlier snapshot"):
        store.rollback(tmp_path / "nothing there")
    folder = copied("A")
    with pytest.raises(store.StoreRefused, match="no earlier snapshot"):
        store.rollback(folder)
    with pytest.raises(store.StoreRefused, match="There is no snapshot 7; there are: 1"):
        store.rollback(folder, 7)


def test_the_newest_snapshots_are_kept_and_the_one_in_force_always(copied, monkeypatch):
    folder = copied("ABC")
    monkeypatch.setattr(PUBLISH, "SNAPSHOTS_KEPT", 3)
    store.publish(folder, running())
    assert snapshot_numbers(folder) == [2, 3, 4]
    store.rollback(folder, 2)
    keep_the_newest(folder, 1)
    assert snapshot_numbers(folder) == [2, 4]


def test_a_reader_keeps_its_snapshot_while_others_are_published_and_pruned(copied):
    folder = copied("A")
    reader = store.open_cursor(folder)
    store.publish(folder, episode_of("B"))
    keep_the_newest(folder, 1)
    assert not store.snapshot_path(folder, 1).exists()
    assert reader.execute("select child_id from children").fetchall() == [("A",)]
    assert children_in_force(folder) == ["A", "B"]


def test_a_reader_can_change_nothing_and_reach_no_other_file(made, tmp_path):
    reader = store.open_cursor(made / "A")
    other = tmp_path / "other.csv"
    other.write_text("a\n1\n")
    for statement in (
        "delete from children",
        f"from read_csv('{other}')",
        "set enable_external_access = true",
        "set threads = 4",
    ):
        with pytest.raises(duckdb.Error):
            reader.execute(statement)


def test_an_empty_folder_says_how_to_fill_it(tmp_path):
    with pytest.raises(store.StoreRefused, match="python -m analytics demo"):
        store.open_cursor(tmp_path)


def test_the_snapshots_are_listed_newest_first_with_what_is_in_them(copied):
    folder = copied("AB")
    store.rollback(folder)
    reader = store.open_cursor(folder)  # as a running dashboard has it open
    newest, oldest = store.snapshots(folder)
    assert (newest["number"], newest["in_force"], newest["episodes"]) == (2, False, 2)
    assert (oldest["number"], oldest["in_force"], oldest["episodes"]) == (1, True, 1)
    assert oldest["data_date"] == datetime(2021, 6, 1)
    assert (oldest["demonstration"], oldest["files"]) == (False, [])
    # how each came to be, though the latest line of the log says that one was gone back to
    assert [each["event"] for each in (newest, oldest)] == ["publish", "publish"]
    assert reader.execute("select count(*) from children").fetchone() == (1,)


def test_one_publishes_at_a_time_and_nobody_s_rows_are_lost(copied):
    folder = copied("nothing")
    publishers = [
        threading.Thread(target=store.publish, args=(folder, episode_of(child))) for child in "ABC"
    ]
    for publisher in publishers:
        publisher.start()
    for publisher in publishers:
        publisher.join()
    assert store.current_number(folder) == 4
    assert children_in_force(folder) == ["A", "B", "C"]


def test_a_snapshot_of_an_older_schema_is_brought_up_to_today_s(copied):
    folder = copied("A")
    path = store.snapshot_path(folder, 1)
    with duckdb.connect(str(path), config=QUIET_EXTENSIONS) as con:
        con.execute("drop table episode_facts")
        con.execute("alter table episodes drop column place_text")
        con.execute("drop table import_warnings")
    store.publish(folder, episode_of("B"))
    reader = store.open_cursor(folder)
    assert reader.execute("select count(*), count(place_text) from episodes").fetchall() == [(2, 0)]
    assert reader.execute("select count(*) from import_warnings").fetchone() == (0,)


def test_every_publish_and_rollback_is_logged(copied):
    folder = copied("AB")
    store.rollback(folder)
    lines = [json.loads(line) for line in (folder / "LOG.jsonl").read_text().splitlines()]
    assert [(line["snapshot"], line["event"]) for line in lines] == [
        (1, "publish"),
        (2, "publish"),
        (1, "rollback"),
    ]


def test_a_log_line_cut_short_by_a_crash_does_not_spoil_the_next(copied):
    folder = copied("AB")
    log = folder / "LOG.jsonl"
    log.write_text(log.read_text()[:-20])
    store.publish(folder, running())
    assert [line["snapshot"] for line in log_lines(folder)] == [1, 2, 3]


def test_a_file_that_is_no_snapshot_is_left_alone(copied):
    folder = copied("A")
    copy = folder / "episodes-000001 (copy).duckdb"
    copy.write_bytes(b"an analyst's own copy")
    assert store.publish(folder, running()) == 2
    assert copy.exists()


def test_what_spills_from_memory_goes_beside_the_file_and_is_cleared_away(copied):
    folder, spill = copied("A"), []

    def fill(con):
        spill.append(con.execute("select current_setting('temp_directory')").fetchone()[0])

    left = folder / "building-000009-1.duckdb.tmp"
    left.mkdir()
    (left / "block").write_bytes(b"0")
    store.publish(folder, fill)
    assert spill[0].startswith(str(folder / "building-000002"))
    assert not left.exists()


def test_one_connection_serves_a_snapshot_for_the_whole_process(made):
    path = store.snapshot_path(made / "A", 1)
    assert open_snapshot(path) is open_snapshot(path)


def test_a_store_made_by_other_rules_is_brought_up_to_date_once(copied):
    folder = copied("outdated AB")
    assert store.bring_up_to_date(folder)
    assert store.current_number(folder) == 3
    assert children_in_force(folder) == ["A", "B"]
    assert not store.bring_up_to_date(folder)
    assert [each["number"] for each in store.snapshots(folder)] == [3, 2, 1]


def test_a_store_made_by_todays_rules_is_up_to_date(made):
    assert not store.bring_up_to_date(made / "AB")


def test_a_store_from_before_there_were_fingerprints_is_brought_up_to_date(copied):
    folder = copied("A")
    con = duckdb.connect(str(store.snapshot_path(folder, 1)))
    con.execute("alter table snapshot drop column made_by")
    con.execute("alter table episode_facts drop column interview_stage")
    con.close()
    assert store.bring_up_to_date(folder)
    stages = store.open_cursor(folder).execute("select interview_stage from episode_facts")
    assert stages.fetchall() == [("back",)]
    assert children_in_force(folder) == ["A"]


def test_two_that_start_at_once_bring_a_store_up_to_date_once(copied):
    folder = copied("outdated A")
    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(lambda _: store.bring_up_to_date(folder), range(2)))
    assert sorted(done) == [False, True] and store.current_number(folder) == 2


def test_an_empty_folder_needs_no_bringing_up_to_date(tmp_path):
    assert not store.bring_up_to_date(tmp_path)


def test_a_snapshot_opened_by_many_at_the_same_moment_opens_for_all(made):
    for _ in range(20):
        open_snapshot.cache_clear()
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(lambda _: children_in_force(made / "A"), range(8)))
        assert found == [["A"]] * 8


def test_going_back_after_an_update_leads_to_what_the_updated_one_was_made_from(copied):
    folder = copied("outdated AB")
    assert store.bring_up_to_date(folder)  # 3, the rows of 2
    assert store.rollback(folder) == 1
    assert store.bring_up_to_date(folder)  # 4, the rows of 1
    assert children_in_force(folder) == ["A"]
    with pytest.raises(store.StoreRefused, match="no earlier snapshot"):
        store.rollback(folder)


@pytest.mark.parametrize("error", [PermissionError(13, "no"), OSError(30, "Read-only file system")])
def test_a_folder_that_cannot_be_written_is_answered_with_a_sentence(made, monkeypatch, error):
    def refuse(*_, **__):
        raise error

    monkeypatch.setattr(PUBLISH, "locked", refuse)
    with pytest.raises(store.NotWritten, match="check the folder's rights and the space left"):
        store.bring_up_to_date(made / "outdated A")
