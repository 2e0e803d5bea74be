"""Places in the store: worked out from words at every publish, settled by the council, undone."""

import importlib
import shutil
from datetime import date

import pytest

from analytics import store
from analytics.store import gazetteer
from analytics.store.snapshots import snapshot_numbers

PUBLISH = importlib.import_module("analytics.store.publish")  # its package names a function so
# place_id, place_text: a name, a misspelling, a postcode, two wordings of no place, neither
EPISODES = (
    ("e1", None, "Derby bus stn"),
    ("e2", None, "Mackwoth"),
    ("e3", None, "12 Morley Street DE1 2AB"),
    ("e4", None, "skate park"),
    ("e5", None, "SKATE  PARK"),
    ("e6", "stockbrook", None),  # a reference without words: kept
    ("e7", None, None),
    ("e8", "morley", "Railway Station"),  # the words count
)


def fill(con):
    con.execute("insert into children (child_id) values ('A')")
    con.executemany(
        "insert into episodes (episode_id, child_id, category, missing_at, place_id, place_text)"
        " values ($1, 'A', 'missing', '2021-03-01 18:00', $2, $3)",
        [list(episode) for episode in EPISODES],
    )
    con.execute("update snapshot set data_date = timestamp '2021-06-01'")


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """A store of the episodes above; copied by who changes it."""
    folder = tmp_path_factory.mktemp("written")
    store.publish(folder, fill)
    return folder


@pytest.fixture
def folder(written, tmp_path):
    return shutil.copytree(written, tmp_path / "store")


@pytest.fixture(scope="module")
def settled(written, tmp_path_factory):
    """The same, with the skate park settled to lie in Morley: snapshot 2."""
    folder = shutil.copytree(written, tmp_path_factory.mktemp("settled") / "store")
    settled = store.assign_place(folder, "skate park", "morley")
    assert settled == store.Settled(snapshot=2, episodes=2)
    return folder


@pytest.fixture(scope="module")
def added(written, tmp_path_factory):
    """The same, with the skate park added, without a position."""
    folder = shutil.copytree(written, tmp_path_factory.mktemp("added") / "store")
    store.add_place(folder, "Skate Park", kind="leisure", postcode=" ")
    return folder


def held(folder, sql):
    return store.open_cursor(folder).execute(sql).fetchall()


def places(folder):
    return dict(held(folder, "select episode_id, place_id from episode_facts order by 1"))


def test_every_episode_s_place_follows_from_its_words(written):
    assert places(written) == {
        "e1": "bus_station",
        "e2": "mackworth",
        "e3": "postcode_de1_2ab",
        "e4": None,
        "e5": None,
        "e6": "stockbrook",
        "e7": None,
        "e8": "railway_station",
    }


def test_how_each_wording_was_taken_is_kept_once(written):
    assert held(written, "from place_matches order by place_text") == [
        ("12 Morley Street DE1 2AB", "postcode_de1_2ab", "postcode", None),
        ("Derby bus stn", "bus_station", "name", None),
        ("Mackwoth", "mackworth", "similar", 94),
        ("Railway Station", "railway_station", "name", None),
        ("SKATE  PARK", None, None, None),
        ("skate park", None, None, None),
    ]
    how = dict(held(written, "select episode_id, place_matched_by from episode_facts"))
    assert (how["e2"], how["e3"], how["e4"], how["e6"]) == ("similar", "postcode", None, None)


def test_a_postcode_is_a_place_for_as_long_as_an_episode_gives_it(folder):
    (postcode,) = held(
        folder, "select name, in_city, source, note from places where kind = 'postcode'"
    )
    assert postcode == ("DE1 2AB", True, "ONS Postcode Directory", "Centre of the postcode.")
    store.publish(folder, lambda con: con.execute("delete from episodes where episode_id = 'e3'"))
    assert held(folder, "from places where kind = 'postcode'") == []


def test_a_wording_settled_moves_every_episode_written_so_and_later_ones_too(settled, tmp_path):
    assert places(settled)["e4"] == places(settled)["e5"] == "morley"
    assert held(settled, "select words, written, place_id from place_aliases") == [
        ("skate park", "skate park", "morley")
    ]
    folder = shutil.copytree(settled, tmp_path / "store")
    store.publish(folder, lambda con: fill_more(con, "e9", "Skate Park, Derby"))
    assert places(folder)["e9"] == "morley"


def fill_more(con, episode, text):
    con.execute(
        "insert into episodes (episode_id, child_id, category, missing_at, place_text)"
        " values ($episode, 'A', 'missing', '2021-03-02 18:00', $text)",
        {"episode": episode, "text": text},
    )


def test_a_wording_set_aside_is_no_place_and_is_known_to_be_none(folder):
    assert store.assign_place(folder, "skate park", None).episodes == 0
    matches = "select distinct place_id, matched_by from place_matches where place_text ilike 's%'"
    assert held(folder, matches) == [(None, "set_aside")]


def test_what_was_settled_can_be_settled_otherwise_and_undone(settled, tmp_path):
    folder = shutil.copytree(settled, tmp_path / "store")
    assert store.assign_place(folder, "Skate Park", "river_gardens").episodes == 2
    assert places(folder)["e4"] == "river_gardens"
    assert store.unassign_place(folder, "skate park").episodes == 2
    assert places(folder)["e4"] is None
    # a place of the gazetteer stays when the only wording for it is undone
    assert held(folder, "select count(*) from places where place_id = 'river_gardens'") == [(1,)]
    with pytest.raises(store.StoreRefused, match="Nothing is settled for 'skate park' any more"):
        store.unassign_place(folder, "skate park")


@pytest.mark.parametrize(
    ("words", "place_id", "sentence"),
    [
        ("skate park", "moon", "There is no named place 'moon': choose one, or add it."),
        ("skate park", "postcode_de1_2ab", "There is no named place 'postcode_de1_2ab'"),
        ("ice rink", "morley", "No episode is written 'ice rink' any more: open the page anew."),
        (" ", "morley", "No episode is written ' ' any more"),
    ],
)
def test_what_cannot_be_settled_is_refused_and_changes_nothing(folder, words, place_id, sentence):
    with pytest.raises(store.StoreRefused, match=sentence):
        store.assign_place(folder, words, place_id)
    assert store.current_number(folder) == 1


def test_a_place_added_is_known_by_its_name_and_lies_where_its_postcode_does(folder):
    added = store.add_place(
        folder, "  Big   Skate Park ", kind="leisure", postcode="de12ab", written="skate park"
    )
    assert added.episodes == 2
    assert places(folder)["e4"] == "big_skate_park"
    (row,) = held(
        folder,
        "select name, kind, round(latitude, 2), in_city, source, note from places"
        " where place_id = 'big_skate_park'",
    )
    assert row == (
        "Big Skate Park",
        "leisure",
        52.92,
        True,
        "Added on the Data page; position: ONS Postcode Directory",
        "Position: centre of the postcode DE1 2AB.",
    )
    store.publish(folder, lambda con: fill_more(con, "e9", "big skate pk"))
    assert places(folder)["e9"] == "big_skate_park"


def test_a_place_may_be_added_without_a_position(added):
    assert places(added)["e4"] == "skate_park"
    position = "select latitude, in_city, source from places where place_id = 'skate_park'"
    assert held(added, position) == [(None, None, "Added on the Data page")]


@pytest.mark.parametrize(
    ("name", "options", "sentence"),
    [
        ("?", {}, "A place needs a name of at most 80 letters."),
        ("x" * 81, {}, "A place needs a name of at most 80 letters."),
        ("Ice rink", {"kind": "castle"}, "'castle' is no kind of place: choose from transport"),
        ("Ice rink", {"kind": "postcode"}, "'postcode' is no kind of place"),
        ("Ice rink", {"postcode": "DE99 9ZZ"}, "ONS knows no postcode 'DE99 9ZZ': check it"),
        ("Ice rink", {"postcode": "ring road"}, "ONS knows no postcode 'ring road'"),
        ("Ice rink DE1 2AB", {}, "Name the place without a postcode"),
        ("Postcode lottery", {}, "A place cannot be named 'Postcode lottery'"),
        ("train stn", {}, "The place 'Railway station' is written so already: choose it."),
        ("Skate park", {}, "'Skate park' is settled to mean 'Morley': undo that first."),
        ("Ice rink", {"written": "ice rink"}, "No episode is written 'ice rink' any more"),
    ],
)
def test_a_place_that_cannot_be_is_refused_and_changes_nothing(
    settled, tmp_path, name, options, sentence
):
    folder = shutil.copytree(settled, tmp_path / "store")
    with pytest.raises(store.StoreRefused, match=sentence):
        store.add_place(folder, name, **({"kind": "other"} | options))
    assert store.current_number(folder) == 2


def test_the_gazetteer_s_file_counts_again_at_every_publish_and_places_added_stay(
    added, tmp_path, monkeypatch
):
    folder = shutil.copytree(added, tmp_path / "store")
    lines = gazetteer.PLACES.read_text(encoding="utf-8").splitlines()
    changed = [line.replace("Morley,,", "Morley,Skate hill,") for line in lines]
    file = tmp_path / "places.csv"
    file.write_text("\n".join(changed) + "\n", encoding="utf-8")
    monkeypatch.setattr(gazetteer, "PLACES", file)
    store.publish(folder, lambda con: fill_more(con, "e9", "skate hill"))
    assert places(folder)["e9"] == "morley" and places(folder)["e4"] == "skate_park"


@pytest.mark.parametrize("setting", ["MATCHING_RULES", "PLACE_LIKENESS", "AUTHORITY_NAME"])
def test_a_store_is_brought_up_to_date_where_words_are_taken_by_other_rules(monkeypatch, setting):
    monkeypatch.setattr(PUBLISH, setting, "another")
    assert PUBLISH._fingerprint() != PUBLISH.RULES


@pytest.mark.parametrize("name", ["PLACES", "SCHOOL_HOLIDAYS"])
def test_a_store_is_brought_up_to_date_where_a_reference_file_changed(monkeypatch, tmp_path, name):
    file = tmp_path / "changed.csv"
    file.write_bytes(getattr(PUBLISH, name).read_bytes() + b"\n")
    monkeypatch.setattr(PUBLISH, name, file)
    assert PUBLISH._fingerprint() != PUBLISH.RULES


def test_going_back_undoes_what_was_settled(settled, tmp_path):
    folder = shutil.copytree(settled, tmp_path / "store")
    assert store.rollback(folder) == 1
    assert places(folder)["e4"] is None


def test_snapshots_that_settled_words_are_the_first_to_go(settled, tmp_path, monkeypatch):
    folder = shutil.copytree(settled, tmp_path / "store")
    monkeypatch.setattr(PUBLISH, "SNAPSHOTS_KEPT", 2)
    store.assign_place(folder, "skate park", "mackworth")
    assert snapshot_numbers(folder) == [1, 3]
    assert [each["event"] for each in store.snapshots(folder)] == ["place words", "publish"]
    assert store.rollback(folder) == 1  # 2, which 3 was made from, is deleted


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        (
            "insert into place_aliases values ('x', 'x', 'moon', now())",
            "1 wordings assigned to an unknown place",
        ),
        (
            "update episodes set place_text = null, place_id = 'moon' where episode_id = 'e1'",
            "1 episodes found at an unknown place",
        ),
    ],
)
def test_links_to_places_hold_or_nothing_is_published(folder, statement, problem):
    with pytest.raises(store.StoreRefused, match=problem):
        store.publish(folder, lambda con: con.execute(statement))
    assert store.current_number(folder) == 1


def holidays(tmp_path, monkeypatch, *rows):
    file = tmp_path / "school_holidays.csv"
    lines = ["starts_on,ends_on,name,source,note", *rows]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    monkeypatch.setattr(gazetteer, "SCHOOL_HOLIDAYS", file)


DAYS = {  # what each day is, where Easter is the whole of April and the dates end on 31 August
    date(2021, 2, 28): "not_known",
    date(2021, 3, 1): "term",  # the file's first day
    date(2021, 3, 31): "term",
    date(2021, 4, 1): "holiday",
    date(2021, 4, 30): "holiday",  # the last day is in it
    date(2021, 5, 1): "term",
    date(2021, 8, 31): "holiday",
    date(2021, 9, 1): "not_known",
}


def test_a_day_is_holiday_or_term_as_far_as_the_dates_reach(tmp_path, monkeypatch):
    easter = "2021-04-01,2021-04-30,Easter,made up,"
    summer = "2021-07-20,2021-08-31,Summer,made up,"
    holidays(tmp_path, monkeypatch, "2021-03-01,2021-03-05,Term,made up,", easter, summer)

    def fill_days(con):
        con.execute("insert into children (child_id) values ('A')")
        con.execute("update snapshot set data_date = timestamp '2021-06-01'")
        con.executemany(
            "insert into episodes (episode_id, child_id, category, missing_at)"
            " values ($1, 'A', 'missing', $2)",
            [[str(day), f"{day} 23:59"] for day in DAYS],
        )

    store.publish(tmp_path / "store", fill_days)
    found = held(tmp_path / "store", "select episode_id, day_kind from episode_facts")
    assert dict(found) == {str(day): kind for day, kind in DAYS.items()}
    counted = held(
        tmp_path / "store", "select day_kind, count(*) from calendar_days group by 1 order by 1"
    )
    # 1 January to 30 June, the quarters of the first episode and of the data date, and the two
    # days of later episodes. Holiday: April and 31 August. Not known: January, February and
    # 1 September. Term: March, May and June.
    assert counted == [("holiday", 31), ("not_known", 60), ("term", 92)]


def test_without_any_dates_no_day_is_known(tmp_path, monkeypatch):
    holidays(tmp_path, monkeypatch)
    store.publish(tmp_path / "store", fill)
    assert held(tmp_path / "store", "select distinct day_kind from episode_facts") == [
        ("not_known",)
    ]
    assert held(tmp_path / "store", "from school_holidays") == []
