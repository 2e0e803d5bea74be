"""The council's templates: codes, places, interviews, corrections."""

from datetime import datetime

import pytest

from analytics.definitions import TEMPLATES
from analytics.ingest import FORMATS, RULES, ImportRefused
from analytics.store import current_number
from tests.ingest.conftest import Loaded

EPISODES = "episode_id,child_id,category,missing_at,returned_at"
INTERVIEWS = "interview_id,child_id,episode_ids,completed_at,outcome\n"


def one(child, second=""):
    """An episode of the child, from 1 February 2021 at 10:00 to the next day, and further rows."""
    return f"{EPISODES}\n{child}1,{child},missing,01/02/2021 10:00,02/02/2021 10:00\n{second}"


# Interviews that cannot be, each with its rule; F1 ended on 2 February at 10:00, F2 is open.
INTERVIEWS_LEFT_OUT = {
    "I1,F,F1,,completed": "interview-without-date",
    "I2,F,F1,02/02/2021 09:59,completed": "interview-before-return",
    "I3,F,E9,03/02/2021,completed": "interview-unknown-episode",
    "I4,F,,03/02/2021,completed": "interview-unknown-episode",
    "I5,2,F1,03/02/2021,completed": "interview-of-another-child",
    "I6,F,F2,03/02/2021,completed": "interview-still-missing",
    "I7,F,F1;F2,03/02/2021,completed": "interview-still-missing",
    "I8,F,F1,32/02/2021,completed": "not-a-date",
    "I9,F,F1,03/02/2021,cancelled": "unknown-code",
    ",F,F1,03/02/2021,completed": "blank-cell",
}
PLACES = ["MORLEDGE  BUS STATION", "bus_station", "Bus Staton", ""]
FOUND_AT = "".join(
    f"P{n},P,missing,0{n}/02/2021 10:00,0{n}/02/2021 11:00,{place}\n"
    for n, place in enumerate(PLACES, start=1)
)
# Files of the first import; the children of each are its own.
FIRST = {
    "codes": EPISODES + ",found_setting,return_method,companions\n"
    "C1,C,Missing from care,01/02/2021,,Family home,phoned the police for a lift,"
    "Friends; other_children_in_care\n"
    "C2,C,A,01/03/2021,,,,\n",
    "unknown": EPISODES
    + ",found_setting\nU1,U,missing,01/02/2021,,famly home\nU2,U,missing,01/03/2021,,\n",
    "places": EPISODES + ",place_id\n" + FOUND_AT,
    "times": EPISODES + "\n"
    "T1,T,missing,01/02/2021 10:00,02/02/2021 10:00\n"
    "T2,T,missing,03/02/2021,04/02/2021\n"
    "T3,T,missing,05/02/2021 10:00,05/02/2021\n"
    "T4,T,missing,07/02/2021 10:00,\n",
    "clock": EPISODES + "\n"
    "K1,K,missing,2021-03-28 01:30,2021-03-28 05:00\n"
    "K2,K,missing,2021-10-31 01:30,2021-10-31 05:00\n",
    "contradicts": one("X", "X1,X,missing,01/02/2021 10:00,05/02/2021 10:00\n"),
    "faults": one("F", "F2,F,missing,20/02/2021 10:00,\n"),
    "moment": one("M"),
    "outcome": one("O"),
    "two": one("V", "V2,V,missing,03/02/2021 10:00,04/02/2021 10:00\n"),
    "day": one("D", "D2,D,missing,01/02/2021 11:00,02/02/2021 10:00\n"),
    "later": one("L"),
    "together": one("G"),
    "back": one("B"),
    "overlaps": one("H"),
    "companions": one("W"),
}
INTERVIEWED = {
    "faultsof": "\n".join([*INTERVIEWS_LEFT_OUT, ""]),
    "momentof": "M1,M,M1,02/02/2021 10:00,completed\n",
    "outcomeof": "O1,O,O1,03/02/2021 10:00,\n",
    "twoof": "V1,V,V2;V1,05/02/2021 10:00,completed\nV2,V,V2;V1,05/02/2021 10:00,completed\n",
    # Back on 2 February at 10:00: the day of the return is not before it; on the 5th the 72 hours
    # end at 10:00, which may have been before the interview.
    "dayof": "D1,D,D1,02/02/2021,completed\nD2,D,D2,05/02/2021,completed\n",
    "laterof": "L1,L,L1,03/02/2021 10:00,completed\n",
    "togetherof": "G1,G,G1,03/02/2021 10:00,completed\n",
    "backof": "B1,B,B1,03/02/2021 10:00,completed\n",
}


def files(episodes, interviews):
    return {f"{name}_csv": text for name, text in episodes.items()} | {
        f"{name}_csv": INTERVIEWS + rows for name, rows in interviews.items()
    }


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    """All of these files loaded together; copied by who loads more."""
    store = Loaded(tmp_path_factory.mktemp("once"))
    store.load(
        **files(FIRST, INTERVIEWED),
        withwhom_csv="episode_id,companion_id\nW1,2\nE9,2\nW1,W\n",
        audits_csv="interview_id,audited_on,criterion,grade\nI99,01/03/2021,contact,good\n",
        responses_csv="episode_id,audited_on,criterion,grade\nE9,01/03/2021,plan,good\n",
    )
    return store


@pytest.fixture(scope="module")
def twice(once, tmp_path_factory):
    """The same after corrections, of each child in files of its own."""
    store = once.copy(tmp_path_factory.mktemp("twice"))
    until_the_4th = ("02/02/2021 10:00", "04/02/2021 10:00")
    store.load(
        **files(
            {
                "later": one("L", "L2,L,missing,01/03/2021,\n").replace(*until_the_4th),
                "together": one("G").replace(*until_the_4th),
                "overlaps": EPISODES + "\n"
                "H0,H,missing,31/01/2021 10:00,01/02/2021 12:00\n"
                "H3,H,away,02/02/2021 09:00,02/02/2021 12:00\n"
                "H4,H,away,02/02/2021 12:00,02/02/2021 13:00\n"
                "H5,H,away,10/02/2021 09:00,10/02/2021 12:00\n"
                "H6,H,away,10/02/2021 09:00,10/02/2021 12:00\n"
                "H7,H,away,11/02/2021 09:00,11/02/2021 12:00\n"
                "H8,H,away,11/02/2021 09:00,11/02/2021 11:00\n"
                "O0,O,missing,31/01/2021 10:00,01/02/2021 10:00\n",  # until O1, which is held
            },
            {
                "twoof": "V1,V,V1; V2,05/02/2021 10:00,completed\n"
                "V2,V,V2,05/02/2021 10:00,completed\n",
                "dayof": "D2,D,D2,05/02/2021 09:00,completed\n",
                "togetherof": "G1,G,G1,05/02/2021 10:00,completed\n",
                "backof": "B1,B,B1,03/02/2021 10:00,completed\n",
                "backtoo": "B1,B,B1,01/02/2021 10:00,completed\n",
            },
        )
    )
    return store


def rules(file):
    return sorted({row["rule"] for row in file.rejected_rows + file.warning_rows})


def test_the_example_rows_of_all_templates_load_together_without_a_finding(load):
    result = load(*sorted(TEMPLATES.glob("*.csv")))
    assert len(result.files) == len(list(TEMPLATES.glob("*.csv"))) >= 11
    for file in result.files:
        assert (file.accepted, file.rejected_rows, file.warning_rows) == (1, [], [])
    for file in load(*sorted(TEMPLATES.glob("*.csv"), reverse=True)).files:
        assert (file.rows_read, file.unchanged) == (1, 1)


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.csv")), ids=lambda path: path.stem)
def test_a_template_has_the_columns_that_its_format_reads(path):
    headers = path.read_text(encoding="utf-8").splitlines()[0].split(",")
    known = FORMATS[path.stem].headers
    assert set(headers) <= set(known)
    assert set(known) - set(headers) <= {"place_text"}  # made from place_id


def test_every_rule_has_a_sentence_and_a_source():
    for rule in RULES.values():
        assert rule.severity in ("reject", "warn")
        assert rule.sentence.endswith(".") and rule.source


def test_codes_may_be_written_as_they_are_shown(once):
    assert once.held(
        "select category, found_setting, return_method, companions from episodes"
        " where child_id = 'C' order by all desc"
    ) == [
        (
            "missing",
            "family_home",
            "phoned_police_for_a_lift",
            ["friends", "other_children_in_care"],
        ),
        ("away", "not_recorded", "not_recorded", None),
    ]


def test_an_unknown_code_is_rejected_with_the_nearest_named(once):
    file = once.file("unknown.csv")
    assert [(row["row_number"], row["rule"]) for row in file.rejected_rows] == [(2, "unknown-code")]
    assert "the nearest is 'family_home'" in file.rejected_rows[0]["message"]


def test_a_place_is_known_by_its_name_or_another_and_kept_in_words_where_it_is_not(once):
    assert once.held(
        "select place_id, place_text from episodes where child_id = 'P' order by episode_id"
    ) == [
        ("bus_station", "MORLEDGE  BUS STATION"),
        ("bus_station", "bus_station"),
        ("bus_station", "Bus Staton"),
        (None, None),
    ]
    warnings = once.file("places.csv").warning_rows
    similar = [row for row in warnings if row["rule"] == "similar-place"]
    assert [row["row_number"] for row in similar] == [4]
    assert similar[0]["message"] == "'Bus Staton' was taken for Bus Station (likeness 95 of 100)."


def test_times_are_known_where_both_ends_have_one(once):
    assert once.held(
        "select time_known, missing_at from episodes where child_id = 'T' order by episode_id"
    ) == [
        (True, datetime(2021, 2, 1, 10)),
        (False, datetime(2021, 2, 3)),
        (False, datetime(2021, 2, 5)),  # the day of return has no time: no hours can be given
        (True, datetime(2021, 2, 7, 10)),
    ]


def test_a_time_that_the_clock_change_skips_or_repeats_is_kept_with_a_warning(once):
    file = once.file("clock.csv")
    changes = [row for row in file.warning_rows if row["rule"] == "clock-change"]
    assert [row["row_number"] for row in changes] == [2, 3]
    assert "skips" in changes[0]["message"] and "repeats" in changes[1]["message"]
    assert file.accepted == 2


def test_an_interview_that_cannot_be_is_rejected(once):
    file = once.file("faultsof.csv")
    rejected = [(row["row_number"], row["rule"]) for row in file.rejected_rows]
    assert rejected == list(enumerate(INTERVIEWS_LEFT_OUT.values(), start=2))
    assert (file.rejected, file.accepted) == (10, 0)
    assert once.held(
        "select count(*) from interviews where child_id in ('F', '2') or interview_id like 'I%'"
    ) == [(0,)]
    links = "select count(*) from interview_episodes where episode_id in ('F1', 'F2', 'E9')"
    assert once.held(links) == [(0,)]


def test_an_interview_at_the_moment_of_the_return_is_kept(once):
    assert once.held(
        "select interview_state, hours_to_interview from episode_facts where child_id = 'M'"
    ) == [("completed", 0)]


def test_a_date_without_outcome_counts_as_held(once):
    assert rules(once.file("outcomeof.csv")) == ["outcome-from-date"]
    assert once.held("select interview_state from episode_facts where child_id = 'O'") == [
        ("completed",)
    ]


def test_one_interview_may_cover_two_episodes_and_be_corrected(once, twice):
    links = (
        "select interview_id, episode_id from interview_episodes"
        " where interview_id like 'V%' order by all"
    )
    both = [("V1", "V1"), ("V1", "V2")]
    assert once.held(links) == [*both, ("V2", "V1"), ("V2", "V2")]
    # the same in another order, and one of the two episodes fewer
    file = twice.file("twoof.csv")
    assert (file.unchanged, file.updated, file.rejected) == (1, 1, 0)
    assert twice.held(links) == [*both, ("V2", "V2")]


def test_an_interview_given_as_a_day_is_kept_without_hours_and_said_once(once, twice):
    warned = [
        row
        for row in once.file("dayof.csv").warning_rows
        if row["rule"] == "interview-without-time"
    ]
    assert len(warned) == 1 and "completed_at: 2." in warned[0]["message"]
    facts = (
        "select episode_id, in_time, hours_to_interview from episode_facts"
        " where child_id = 'D' order by 1"
    )
    assert once.held(facts) == [("D1", True, None), ("D2", False, None)]
    assert twice.held(facts) == [("D1", True, None), ("D2", True, 71)]


def test_a_later_return_than_the_interview_held_is_rejected_and_the_episode_kept(twice):
    file = twice.file("later.csv")
    assert (file.accepted, file.updated, file.rejected) == (1, 0, 1)
    assert [row["rule"] for row in file.rejected_rows] == ["interview-before-return"]
    assert twice.held("select returned_at from episodes where episode_id = 'L1'") == [
        (datetime(2021, 2, 2, 10),)
    ]


def test_an_episode_and_its_interview_may_be_moved_together(twice):
    assert [twice.file(f"{name}.csv").updated for name in ("together", "togetherof")] == [1, 1]
    assert twice.held("select hours_to_interview from episode_facts where child_id = 'G'") == [
        (24,)
    ]


def test_a_wrong_correction_of_an_interview_leaves_the_one_held(once, tmp_path):
    store = once.copy(tmp_path)
    with pytest.raises(ImportRefused) as refused:
        store.load(i_csv=INTERVIEWS + "G1,G,G1,01/02/2021 10:00,completed\n")
    assert refused.value.result.files[0].rejected == 1
    assert store.held("select completed_at from interviews where interview_id = 'G1'") == [
        (datetime(2021, 2, 3, 10),)
    ]
    links = "select count(*) from interview_episodes where interview_id = 'G1'"
    assert store.held(links) == [(1,)]


def test_a_row_that_contradicts_an_earlier_one_is_rejected_naming_it(once):
    file = once.file("contradicts.csv")
    assert rules(file) == ["INT04", "duplicate-row"]
    assert "Row 2 " in file.rejected_rows[0]["message"]
    assert once.held("select returned_at from episodes where child_id = 'X'") == [
        (datetime(2021, 2, 2, 10),)
    ]


def test_overlaps_are_found_against_what_the_store_holds(twice):
    overlapping = [
        row["row_number"] for row in twice.file("overlaps.csv").warning_rows if row["rule"] == "574"
    ]
    # H4 begins as the one before it ends; of two that began at once the longer, or the later name
    assert overlapping == [2, 3, 6, 7]


def test_where_no_row_can_be_used_nothing_is_published_and_the_rows_come_back(load, folder):
    with pytest.raises(ImportRefused, match="None of the 1 rows") as refused:
        load(e_csv=EPISODES + "\nE1,1,missing,soon,\n")
    (file,) = refused.value.result.files
    assert (file.rows_read, file.rejected, file.rejected_rows[0]["rule"]) == (1, 1, "1004")
    assert file.rejected_rows[0]["raw"] == "E1,1,missing,soon,"
    assert current_number(folder) is None


def test_companions_and_audits_need_what_they_hang_on(once):
    names = ("companions.csv", "withwhom.csv", "audits.csv", "responses.csv")
    assert [[row["rule"] for row in once.file(name).rejected_rows] for name in names] == [
        [],
        ["unknown-episode", "companion-is-the-child"],
        ["unknown-interview"],
        ["unknown-episode"],
    ]
    assert once.held("from companions") == [("W1", "2")]


def test_the_data_date_is_set_by_records_of_children_only(once, tmp_path):
    assert once.held("select data_date from snapshot") == [(datetime(2022, 1, 1),)]
    store = once.copy(tmp_path)
    store.load(
        l_csv="authority,period_start,period_end,children\nE06000015,01/04/2020,01/04/2021,620\n",
        as_of=datetime(2022, 6, 1),
    )
    assert store.held("select data_date from snapshot") == [(datetime(2022, 1, 1),)]


def test_an_interview_taken_back_is_as_it_was_though_an_earlier_file_repeats_it(twice):
    repeated, wrong = twice.file("backof.csv"), twice.file("backtoo.csv")
    assert [(file.unchanged, file.rejected) for file in (repeated, wrong)] == [(1, 0), (0, 1)]
    assert twice.held("select completed_at from interviews where interview_id = 'B1'") == [
        (datetime(2021, 2, 3, 10),)
    ]
    assert twice.held("from interview_episodes where interview_id = 'B1'") == [("B1", "B1")]
