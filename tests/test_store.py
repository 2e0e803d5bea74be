"""The store: publishing, going back, what is refused, what is kept and what readers see."""

import importlib
import json
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import duckdb
import pytest

from analytics import store
from analytics.ingest.forget import forget
from analytics.store.publish import SCHEMA
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


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "store"


def test_the_first_snapshot_is_number_one_and_in_force(folder):
    assert store.current_number(folder) is None
    assert store.publish(folder, episode_of("A")) == 1
    assert store.current_number(folder) == 1
    assert (folder / "CURRENT").read_text() == "episodes-000001.duckdb\n"
    assert children_in_force(folder) == ["A"]


def test_a_second_publish_keeps_the_rows_of_the_first(folder):
    store.publish(folder, episode_of("A"))
    assert store.publish(folder, episode_of("B")) == 2
    assert children_in_force(folder) == ["A", "B"]


def test_a_folder_whose_name_has_an_apostrophe_is_a_store_like_any_other(tmp_path):
    folder = tmp_path / "the council's own"
    store.publish(folder, episode_of("A"))
    store.publish(folder, episode_of("B"))
    assert children_in_force(folder) == ["A", "B"]
    assert [row["children"] for row in store.snapshots(folder)] == [2, 1]
    forget(folder, "A")
    assert children_in_force(folder) == ["B"]


def test_without_keep_rows_it_starts_from_an_empty_store(folder):
    store.publish(folder, episode_of("A"))
    store.publish(folder, episode_of("B"), keep_rows=False)
    assert children_in_force(folder) == ["B"]


def test_every_snapshot_knows_the_places_of_the_gazetteer_with_their_aliases(folder):
    store.publish(folder, running())
    places = dict(
        store.open_cursor(folder).execute("select place_id, aliases from places").fetchall()
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


def test_a_dry_run_publishes_nothing_and_leaves_nothing(folder):
    store.publish(folder, episode_of("A"))
    assert store.publish(folder, episode_of("B"), dry_run=True) is None
    assert children_in_force(folder) == ["A"]
    assert snapshot_numbers(folder) == [1]
    assert not list(folder.glob("building-*"))


def test_a_raise_in_the_filling_leaves_the_snapshot_in_force(folder):
    store.publish(folder, episode_of("A"))

    def fill(con):
        con.execute(CHILD.format("B"))
        raise RuntimeError("the file was cut short")

    with pytest.raises(RuntimeError, match="cut short"):
        store.publish(folder, fill)
    assert children_in_force(folder) == ["A"]
    assert sorted(path.name for path in folder.glob("*.duckdb")) == ["episodes-000001.duckdb"]
    assert not list(folder.glob("building-*"))


@pytest.mark.parametrize(
    ("statements", "problem"),
    [
        ([EPISODE.format("e", "Z"), DATA_DATE], "1 episodes of a child that is not in children"),
        ([CHILD.format("A"), EPISODE.format("e", "A")], "1 episodes without a moment up to which"),
        (
            ["insert into placements (child_id, started_on, placement_type)"
             " values ('Z', date '2021-01-01', 'foster')"],
            "1 placements of a child that is not in children",
        ),
        (
            ["insert into interviews (interview_id, child_id) values ('i', 'Z')"],
            "1 interviews of a child that is not in children",
        ),
        (
            ["insert into strategy_meetings values ('Z', date '2021-01-01', null)"],
            "1 strategy meetings of a child that is not in children",
        ),
        (["insert into interview_episodes values ('i', 'e')"], "1 interviews that cover an unkn"),
        (["insert into interview_episodes values ('i', 'e')"], "1 covered episodes of an unknown"),
        (["insert into companions values ('e', 'B')"], "1 companions recorded for an unknown"),
        (
            ["insert into audits values ('i', date '2021-01-01', 'Contact', 'Good', null)"],
            "1 audits of an unknown interview",
        ),
        (
            ["insert into response_audits values ('e', date '2021-01-01', 'Plan', 'Good', null)"],
            "1 response audits of an unknown episode",
        ),
        (
            [CHILD.format("A"), EPISODE.format("e", "A"), DATA_DATE,
             "update episodes set place_id = 'moon'"],
            "1 episodes found at an unknown place",
        ),
        (
            [CHILD.format("A"), CHILD.format("B"), EPISODE.format("e", "A"), DATA_DATE,
             "insert into interviews (interview_id, child_id, outcome) values ('i', 'B', 'voided')",
             "insert into interview_episodes values ('i', 'e')"],
            "1 episodes covered by another child's interview",
        ),
        (
            [CHILD.format("A"), EPISODE.format("e", "A"), DATA_DATE,
             "insert into interviews (interview_id, child_id, completed_at, outcome)"
             " values ('i', 'A', '2021-03-01 22:59:59', 'completed')",
             "insert into interview_episodes values ('i', 'e')"],
            "1 interviews held before the child was back",
        ),
    ],
)  # fmt: skip
def test_what_does_not_hold_together_is_refused_by_name(folder, statements, problem):
    store.publish(folder, running())
    with pytest.raises(store.StoreRefused, match=problem):
        store.publish(folder, running(*statements))
    assert store.current_number(folder) == 1
    assert snapshot_numbers(folder) == [1]


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
def test_the_schema_refuses_what_cannot_be(statement):
    con = duckdb.connect(config=QUIET_EXTENSIONS)
    con.execute(SCHEMA)
    with pytest.raises(duckdb.ConstraintException):
        con.execute(statement)


def test_every_table_and_column_has_a_comment_the_derived_ones_too(folder):
    store.publish(folder, running())
    reader = store.open_cursor(folder)
    tables = reader.execute("select table_name, comment from duckdb_tables()").fetchall()
    columns = reader.execute(
        "select table_name || '.' || column_name, comment from duckdb_columns() where not internal"
    ).fetchall()
    assert {"episodes", "interviews", "episode_facts", "coverage"} <= {name for name, _ in tables}
    assert [name for name, comment in [*tables, *columns] if not comment] == []


def test_going_back_is_one_step_and_can_itself_be_undone(folder):
    for child in "ABC":
        store.publish(folder, episode_of(child))
    assert store.rollback(folder) == 2
    assert children_in_force(folder) == ["A", "B"]
    assert store.rollback(folder, 3) == 3
    assert children_in_force(folder) == ["A", "B", "C"]
    assert store.rollback(folder, 1) == 1
    assert children_in_force(folder) == ["A"]


def test_after_going_back_the_next_publish_builds_on_what_is_in_force(folder):
    for child in "AB":
        store.publish(folder, episode_of(child))
    store.rollback(folder)
    assert store.publish(folder, episode_of("C")) == 3
    assert children_in_force(folder) == ["A", "C"]


def test_going_back_where_there_is_nothing_is_refused_with_what_there_is(folder):
    with pytest.raises(store.StoreRefused, match="no earlier snapshot"):
        store.rollback(folder)
    store.publish(folder, episode_of("A"))
    with pytest.raises(store.StoreRefused, match="no earlier snapshot"):
        store.rollback(folder)
    with pytest.raises(store.StoreRefused, match="There is no snapshot 7; there are: 1"):
        store.rollback(folder, 7)


def test_the_newest_snapshots_are_kept_and_the_one_in_force_always(folder, monkeypatch):
    monkeypatch.setattr(importlib.import_module("analytics.store.publish"), "SNAPSHOTS_KEPT", 3)
    for _ in range(5):
        store.publish(folder, running())
    assert snapshot_numbers(folder) == [3, 4, 5]
    store.rollback(folder, 3)
    keep_the_newest(folder, 1)
    assert snapshot_numbers(folder) == [3, 5]


def test_a_reader_keeps_its_snapshot_while_others_are_published_and_pruned(folder):
    store.publish(folder, episode_of("A"))
    reader = store.open_cursor(folder)
    store.publish(folder, episode_of("B"))
    keep_the_newest(folder, 1)
    assert not store.snapshot_path(folder, 1).exists()
    assert reader.execute("select child_id from children").fetchall() == [("A",)]
    assert children_in_force(folder) == ["A", "B"]


def test_a_reader_can_change_nothing_and_reach_no_other_file(folder, tmp_path):
    store.publish(folder, episode_of("A"))
    reader = store.open_cursor(folder)
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


def test_an_empty_folder_says_how_to_fill_it(folder):
    with pytest.raises(store.StoreRefused, match="python -m analytics demo"):
        store.open_cursor(folder)


def test_the_snapshots_are_listed_newest_first_with_what_is_in_them(folder):
    store.publish(folder, episode_of("A"))
    store.publish(folder, episode_of("B"))
    store.rollback(folder)
    reader = store.open_cursor(folder)  # as a running dashboard has it open
    newest, oldest = store.snapshots(folder)
    assert (newest["number"], newest["in_force"], newest["episodes"]) == (2, False, 2)
    assert (oldest["number"], oldest["in_force"], oldest["episodes"]) == (1, True, 1)
    assert oldest["data_date"] == datetime(2021, 6, 1)
    assert (oldest["demonstration"], oldest["files"]) == (False, [])
    assert reader.execute("select count(*) from children").fetchone() == (1,)


def test_one_publishes_at_a_time_and_nobody_s_rows_are_lost(folder):
    store.publish(folder, running())
    publishers = [
        threading.Thread(target=store.publish, args=(folder, episode_of(child))) for child in "ABC"
    ]
    for publisher in publishers:
        publisher.start()
    for publisher in publishers:
        publisher.join()
    assert store.current_number(folder) == 4
    assert children_in_force(folder) == ["A", "B", "C"]


def test_a_snapshot_of_an_older_schema_is_brought_up_to_today_s(folder):
    store.publish(folder, episode_of("A"))
    path = store.snapshot_path(folder, 1)
    with duckdb.connect(str(path), config=QUIET_EXTENSIONS) as con:
        con.execute("drop table episode_facts")
        con.execute("alter table episodes drop column place_text")
        con.execute("drop table import_warnings")
    store.publish(folder, episode_of("B"))
    reader = store.open_cursor(folder)
    assert reader.execute("select count(*), count(place_text) from episodes").fetchall() == [(2, 0)]
    assert reader.execute("select count(*) from import_warnings").fetchone() == (0,)


def test_every_publish_and_rollback_is_logged(folder):
    store.publish(folder, running())
    store.publish(folder, running())
    store.rollback(folder)
    lines = [json.loads(line) for line in (folder / "LOG.jsonl").read_text().splitlines()]
    assert [(line["snapshot"], line["event"]) for line in lines] == [
        (1, "publish"),
        (2, "publish"),
        (1, "rollback"),
    ]


def test_a_log_line_cut_short_by_a_crash_does_not_spoil_the_next(folder):
    store.publish(folder, running())
    store.publish(folder, running())
    log = folder / "LOG.jsonl"
    log.write_text(log.read_text()[:-20])
    store.publish(folder, running())
    assert [line["snapshot"] for line in log_lines(folder)] == [1, 2, 3]


def test_a_file_that_is_no_snapshot_is_left_alone(folder):
    store.publish(folder, running())
    copy = folder / "episodes-000001 (copy).duckdb"
    copy.write_bytes(b"an analyst's own copy")
    assert store.publish(folder, running()) == 2
    assert copy.exists()


def test_what_spills_from_memory_goes_beside_the_file_and_is_cleared_away(folder, tmp_path):
    spill = []

    def fill(con):
        spill.append(con.execute("select current_setting('temp_directory')").fetchone()[0])

    store.publish(folder, fill)
    assert spill[0].startswith(str(folder / "building-000001"))
    left = folder / "building-000009-1.duckdb.tmp"
    left.mkdir()
    (left / "block").write_bytes(b"0")
    store.publish(folder, running())
    assert not left.exists()


def test_one_connection_serves_a_snapshot_for_the_whole_process(folder):
    store.publish(folder, running())
    path = store.snapshot_path(folder, 1)
    assert open_snapshot(path) is open_snapshot(path)


def test_a_store_made_by_other_rules_is_brought_up_to_date_once(folder, monkeypatch):
    store.publish(folder, episode_of("A"))
    assert not store.bring_up_to_date(folder)
    monkeypatch.setattr(PUBLISH, "RULES", "another version")
    store.publish(folder, episode_of("B"))
    monkeypatch.undo()
    assert store.bring_up_to_date(folder)
    assert store.current_number(folder) == 3
    assert children_in_force(folder) == ["A", "B"]
    assert not store.bring_up_to_date(folder)
    assert [each["number"] for each in store.snapshots(folder)] == [3, 2, 1]


def test_a_store_from_before_there_were_fingerprints_is_brought_up_to_date(folder):
    store.publish(folder, episode_of("A"))
    con = duckdb.connect(str(store.snapshot_path(folder, 1)))
    con.execute("alter table snapshot drop column made_by")
    con.execute("alter table episode_facts drop column interview_stage")
    con.close()
    assert store.bring_up_to_date(folder)
    stages = store.open_cursor(folder).execute("select interview_stage from episode_facts")
    assert stages.fetchall() == [("back",)]
    assert children_in_force(folder) == ["A"]


def test_two_that_start_at_once_bring_a_store_up_to_date_once(folder, monkeypatch):
    monkeypatch.setattr(PUBLISH, "RULES", "another version")
    store.publish(folder, episode_of("A"))
    monkeypatch.undo()
    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(lambda _: store.bring_up_to_date(folder), range(2)))
    assert sorted(done) == [False, True] and store.current_number(folder) == 2


def test_an_empty_folder_needs_no_bringing_up_to_date(folder):
    assert not store.bring_up_to_date(folder)


def test_a_snapshot_opened_by_many_at_the_same_moment_opens_for_all(folder):
    store.publish(folder, episode_of("A"))
    for _ in range(20):
        open_snapshot.cache_clear()
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(lambda _: children_in_force(folder), range(8)))
        assert found == [["A"]] * 8


def test_going_back_after_an_update_leads_to_what_the_updated_one_was_made_from(
    folder, monkeypatch
):
    monkeypatch.setattr(PUBLISH, "RULES", "another version")
    for child in "AB":
        store.publish(folder, episode_of(child))
    monkeypatch.undo()
    assert store.bring_up_to_date(folder)  # 3, the rows of 2
    assert store.rollback(folder) == 1
    assert store.bring_up_to_date(folder)  # 4, the rows of 1
    assert children_in_force(folder) == ["A"]
    with pytest.raises(store.StoreRefused, match="no earlier snapshot"):
        store.rollback(folder)


@pytest.mark.parametrize("error", [PermissionError(13, "no"), OSError(30, "Read-only file system")])
def test_a_folder_that_cannot_be_written_is_answered_with_a_sentence(folder, monkeypatch, error):
    monkeypatch.setattr(PUBLISH, "RULES", "another version")
    store.publish(folder, episode_of("A"))
    monkeypatch.undo()

    def refuse(*_, **__):
        raise error

    monkeypatch.setattr(PUBLISH, "locked", refuse)
    with pytest.raises(store.NotWritten, match="check the folder's rights and the space left"):
        store.bring_up_to_date(folder)
