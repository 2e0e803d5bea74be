"""Audits by criterion, whether they changed, and samples, on the hand-written episodes.

Audited interviews (conftest.py says of which episodes and children they are):
quarter  contact                                        analysis
Q1       i01 Good  i02 Inadequate                       i01 Good
Q2       i03 good  i04 OUTSTANDING  i07 Requires imp.   i03 Good  i04 Inadequate
         i01 again: Inadequate, then Good
i03 is of an episode of Q1, i07 covers e07 and e08. Responses audited, all in Q3: e10, e11 and e16,
which was away.
"""

from datetime import date

import pandas as pd
import pytest

from analytics.definitions import INTERVIEW_CRITERIA
from analytics.filters import Filters
from analytics.measures import run
from tests.conftest import fill_with_hand_written_episodes
from tests.repeat_stores import filled_by, store_of

CONTACT, _, ANALYSIS = INTERVIEW_CRITERIA
AUDITS = """
    -- the last day of a quarter and the first of the next
    ('i01', date '2021-03-31', 'Appropriateness of contact', 'Good', null),
    ('i02', date '2021-03-30', 'Appropriateness of contact', 'Inadequate', 'too short'),
    ('i01', date '2021-03-31', 'Professional analysis and judgement', 'Good', null),
    -- known whatever the case and the space
    ('i03', date '2021-04-01', ' appropriateness  of contact', 'good', null),
    ('i04', date '2021-04-20', 'Appropriateness of contact', 'OUTSTANDING', null),
    -- one interview for two episodes
    ('i07', date '2021-06-30', 'Appropriateness of contact', 'Requires improvement', null),
    -- twice in a quarter: the later counts
    ('i01', date '2021-05-01', 'Appropriateness of contact', 'Inadequate', null),
    ('i01', date '2021-05-09', 'Appropriateness of contact', 'Good', null),
    ('i03', date '2021-04-01', 'Professional analysis and judgement', 'Good', null),
    ('i04', date '2021-04-20', 'Professional analysis and judgement', 'Inadequate', null)
"""
RESPONSES = """
    ('e10', date '2021-09-20', 'Plan', 'Good', null),
    ('e11', date '2021-09-20', 'Plan', 'Not met', null),
    ('e11', date '2021-09-20', 'Carers told', 'Good', null),
    ('e16', date '2021-09-20', 'Plan', 'Good', null)
"""


def fill(con):
    fill_with_hand_written_episodes(con)
    con.execute(f"insert into audits values {AUDITS}")  # noqa: S608 of this file
    con.execute(f"insert into response_audits values {RESPONSES}")  # noqa: S608 of this file


@pytest.fixture(scope="module")
def con():
    return filled_by(fill)


def graded(rows, quarter, criterion=CONTACT):
    """Grade → (audited, children) of a quarter and criterion."""
    chosen = rows[(rows["quarter"] == quarter) & (rows["criterion"] == criterion)]
    pairs = zip(chosen["audited"], chosen["children"], strict=True)
    return dict(zip(chosen["grade"], pairs, strict=True))


def test_an_audit_counts_in_the_quarter_of_its_own_day(con, everything):
    rows = run(con, "audits_by_criterion", everything)
    assert list(dict.fromkeys(rows["quarter"])) == ["2021-Q1", "2021-Q2"]
    # i03 is of an episode of March and was audited in April
    assert graded(rows, "2021-Q1") == {
        "Outstanding": (0, 0), "Good": (1, 1), "Requires improvement": (0, 0), "Inadequate": (1, 1)
    }  # fmt: skip
    assert graded(rows, "2021-Q2") == {
        "Outstanding": (1, 1), "Good": (2, 2), "Requires improvement": (1, 1), "Inadequate": (0, 0)
    }  # fmt: skip


def test_the_reports_criteria_come_first_and_grades_best_first(con, everything):
    rows = run(con, "audits_by_criterion", everything)
    assert list(dict.fromkeys(rows["criterion"])) == [CONTACT, ANALYSIS]
    assert list(rows["grade"].head(4)) == [
        "Outstanding", "Good", "Requires improvement", "Inadequate"
    ]  # fmt: skip
    other = run(con, "audits_by_criterion", everything, kind="response")
    assert list(dict.fromkeys(other["criterion"])) == ["Carers told", "Plan"]
    assert list(dict.fromkeys(other["grade"])) == ["Good", "Not met"]


def test_the_grades_of_a_criterion_add_up_to_what_was_audited(con, everything):
    rows = run(con, "audits_by_criterion", everything, kind="both")
    groups = rows.groupby(["kind", "quarter_start", "criterion"])
    assert (groups["audited"].sum() == groups["of_audited"].first()).all()
    assert groups["share"].sum().tolist() == pytest.approx([1] * len(groups))
    second = rows[(rows["quarter"] == "2021-Q2") & (rows["criterion"] == CONTACT)].iloc[0]
    # i01 of A, i03 and i04 of B, i07 of C
    assert (second["of_audited"], second["children_of_audited"]) == (4, 3)


def test_good_or_better_is_a_share_of_the_known_grades(con, everything):
    rows = run(con, "audits_by_criterion", everything, by="good_or_better", kind="both")
    found = {
        (row["quarter"], row["criterion"]): (row["audited"], row["of_audited"])
        for row in rows.to_dict("records")
    }
    assert set(rows["grade"]) == {"Good or better"}
    assert found == {
        ("2021-Q1", CONTACT): (1, 2),
        ("2021-Q1", ANALYSIS): (1, 1),
        ("2021-Q2", CONTACT): (3, 4),
        ("2021-Q2", ANALYSIS): (1, 2),
        ("2021-Q3", "Carers told"): (1, 1),
        ("2021-Q3", "Plan"): (1, 1),  # of e11 another word was written
    }


def test_filters_select_by_the_episodes_that_an_interview_covers(con):
    def contact(**filters):
        rows = run(con, "audits_by_criterion", Filters(**filters))
        first = rows[rows["criterion"] == CONTACT].drop_duplicates("quarter")
        return dict(zip(first["quarter"], first["of_audited"], strict=True))

    assert contact() == {"2021-Q1": 2, "2021-Q2": 4}
    assert contact(placement_types=("foster",)) == {"2021-Q2": 2}  # i03 and i04, both of B
    assert contact(placement_types=("semi_independent",)) == {"2021-Q2": 1}  # i07, once
    assert contact(out_of_area=True) == {"2021-Q2": 2}
    assert contact(category="away") == {}


def test_the_period_selects_by_the_day_of_the_audit(con):
    january = Filters(period_from=date(2021, 1, 1), period_to=date(2021, 3, 31))
    rows = run(con, "audits_by_criterion", january)
    assert graded(rows, "2021-Q1") == {"Inadequate": (1, 1)}  # i02; i01 is of the 31st
    second = Filters(period_from=date(2021, 4, 1), period_to=date(2021, 7, 1))
    assert list(run(con, "audits_by_criterion", second)["quarter"].unique()) == ["2021-Q2"]


def test_the_response_to_an_episode_away_counts_with_all_categories_only(con):
    def plan(category):
        rows = run(con, "audits_by_criterion", Filters(category=category), kind="response")
        return graded(rows, "2021-Q3", "Plan")

    assert plan("missing") == {"Good": (1, 1), "Not met": (1, 1)}
    assert plan("all") == {"Good": (2, 2), "Not met": (1, 1)}


def test_nothing_audited_is_an_empty_table_with_the_same_columns(con, everything):
    later = Filters(period_from=date(2023, 1, 1))
    for name in ("audits_by_criterion", "audits_behind", "audit_sample", "audit_strata"):
        empty = run(con, name, later)
        assert empty.empty
        assert list(empty.columns) == list(run(con, name, everything).columns)
    none = run(con, "audit_changes", Filters(category="away"))
    assert none.empty and list(none.columns) == list(run(con, "audit_changes", everything).columns)


def test_quarters_can_be_numbered_from_april(con, everything):
    rows = run(con, "audits_by_criterion", everything, year="april")
    assert list(rows["quarter"].unique()) == ["2020/21-Q4", "2021/22-Q1"]


def test_a_change_is_the_good_or_better_of_both_quarters_and_judged_by_children(con, everything):
    rows = run(con, "audit_changes", everything).set_index("criterion")
    assert list(rows.index) == ["All criteria", CONTACT, ANALYSIS]
    columns = ["good_before", "audited_before", "good_after", "audited_after", "children"]
    assert rows.loc["All criteria", columns].tolist() == [2, 3, 4, 6, 3]
    assert rows.loc[CONTACT, columns].tolist() == [1, 2, 3, 4, 3]
    assert rows.loc[CONTACT, "share_after"] == pytest.approx(3 / 4)
    # A has 1 of 2 before and 1 of 1 after, B and C nothing before: three children, eight swaps, and
    # with so few every swap counts for much
    assert rows.loc[CONTACT, "p_value"] > 0.2


def test_a_word_that_is_no_known_grade_is_in_no_change():
    def fill_two_quarters(con):
        fill(con)
        con.execute(
            "insert into response_audits values"
            " ('e10', date '2021-10-20', 'Plan', 'Good', null),"
            " ('e11', date '2021-10-20', 'Plan', 'Not met', null)"
        )

    rows = run(filled_by(fill_two_quarters), "audit_changes", Filters(), kind="response")
    (plan,) = rows.to_dict("records")
    assert plan["criterion"] == "Plan"
    # e10 in both quarters; e11 was not met in either, and e16 is of a child who was away
    assert (plan["good_before"], plan["audited_before"]) == (1, 1)
    assert (plan["good_after"], plan["audited_after"]) == (1, 1)


def test_quarters_to_compare_can_be_named_and_none_is_compared_with_itself(con, everything):
    named = run(con, "audit_changes", everything, from_quarter="2021-Q1", to_quarter="2021-Q2")
    assert named.equals(run(con, "audit_changes", everything))
    same = run(con, "audit_changes", everything, from_quarter="2021-Q2")
    assert same.empty
    assert run(con, "audit_changes", everything, to_quarter="2021-Q4").empty
    with pytest.raises(ValueError, match="'Q2' is not a quarter"):
        run(con, "audit_changes", everything, to_quarter="Q2")


def test_the_audits_behind_a_mark_are_those_counted_in_it(con, everything):
    second = {"quarter": "2021-Q2", "criterion": CONTACT}
    rows = run(con, "audits_behind", everything, **second)
    assert list(rows["reference"]) == ["i07", "i01", "i04", "i03"]
    good = run(con, "audits_behind", everything, grade="Good", **second)
    assert list(good["reference"]) == ["i01", "i03"]
    assert good["audited_on"].iloc[0] == pd.Timestamp("2021-05-09")
    first = run(con, "audits_behind", everything, quarter="2021-Q1", grade="Inadequate")
    assert list(first["note"]) == ["too short"]
    assert len(run(con, "audits_behind", everything, kind="response")) == 3


def test_a_sample_is_of_completed_interviews_that_were_not_audited(con, everything):
    rows = run(con, "audit_sample", everything, size=20, seed=1)
    # completed: i01 to i07, i12, i13; audited: i01 i02 i03 i04 i07
    assert sorted(rows["interview_id"]) == ["i05", "i06", "i12", "i13"]
    assert list(rows["position"]) == [1, 2, 3, 4]
    every = run(con, "audit_sample", everything, size=20, seed=1, leave_out_audited=False)
    assert sorted(every["interview_id"]) == [
        "i01", "i02", "i03", "i04", "i05", "i06", "i07", "i12", "i13"
    ]  # fmt: skip
    i07 = every.set_index("interview_id").loc["i07"]
    assert (i07["episode_id"], bool(i07["audited"])) == ("e08", True)  # the later of e07 and e08
    assert (i07["stratum_size"], i07["stratum_sampled"]) == (2, 2)  # semi-independent: i05 and i07


def test_an_interview_is_drawn_as_of_the_latest_of_the_episodes_selected(con):
    before = Filters(period_from=date(2021, 5, 10), period_to=date(2021, 5, 11))
    (row,) = run(con, "audit_sample", before, leave_out_audited=False).to_dict("records")
    assert (row["interview_id"], row["episode_id"]) == ("i07", "e07")


def test_a_sample_of_episodes_is_of_children_who_are_back(con, everything):
    rows = run(con, "audit_sample", everything, size=20, seed=1, of="episodes")
    # fifteen missing episodes without e15, still missing, and e10 and e11, audited
    assert len(rows) == 12
    assert not set(rows["episode_id"]) & {"e10", "e11", "e15", "e16"}
    unknown = rows.set_index("episode_id").loc["e09"]
    assert unknown["placement_type"] == "not_known"


def test_the_strata_show_what_could_be_drawn_and_was(con, everything):
    strata = run(con, "audit_strata", everything, size=3, seed=1, leave_out_audited=False)
    rows = {row.pop("placement_type"): row for row in strata.to_dict("records")}
    # 9 interviews: residential i01 i02 i06, foster i03 i04 i13, semi i05 i07, other i12;
    # of 3 each has 1.0, 1.0, 0.67 and 0.33
    assert list(rows) == ["residential", "foster", "semi_independent", "other"]
    assert [row["in_all"] for row in rows.values()] == [3, 3, 2, 1]
    assert [row["drawn"] for row in rows.values()] == [1, 1, 1, 0]
    assert rows["residential"]["chance"] == pytest.approx(1 / 3)
    left_out = run(con, "audit_strata", everything, size=3, seed=1).set_index("placement_type")
    assert left_out["could_be_drawn"].tolist() == [1, 1, 1, 1]
    assert left_out["audited"].tolist() == [2, 2, 1, 0]


def test_twelve_are_drawn_where_no_size_is_asked_for():
    episodes = [(f"e{n}", f"C{n}", "2021-05-01 10:00", "2021-05-02 10:00") for n in range(20)]
    of = {"of": "episodes"}
    con = store_of(episodes)
    assert len(run(con, "audit_sample", Filters(), **of)) == 12
    assert run(con, "audit_strata", Filters(), **of)["drawn"].tolist() == [12]


def test_the_same_seed_draws_the_same_and_a_quarter_narrows_the_draw(con, everything):
    options = {"size": 2, "seed": 7, "leave_out_audited": False}
    once, again = (run(con, "audit_sample", everything, **options) for _ in range(2))
    assert once.equals(again) and len(once) == 2
    second = run(con, "audit_sample", everything, **options | {"size": 20, "quarter": "2021-Q2"})
    assert sorted(second["interview_id"]) == ["i04", "i05", "i06", "i07"]


@pytest.mark.parametrize("options", [{"size": 1, "seed": 0}, {"size": 10_000, "seed": 999_999_999}])
def test_the_least_and_the_most_that_may_be_asked_for_are_drawn(con, everything, options):
    rows = run(con, "audit_sample", everything, **options, leave_out_audited=False)
    everyone = run(con, "audit_strata", everything)["in_all"].sum()
    assert len(rows) == min(options["size"], everyone)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"size": 0}, "size must be from 1 to 10,000, not 0"),
        ({"size": 10_001}, "size must be from 1 to 10,000, not 10,001"),
        ({"seed": -1}, "seed must be from 0 to 999999999, not -1"),
        ({"seed": 1_000_000_000}, "seed must be from 0 to 999999999, not 1000000000"),
        ({"of": "workers"}, "choose from interviews, episodes"),
        ({"quarter": "spring"}, "'spring' is not a quarter"),
    ],
)
def test_a_sample_that_cannot_be_drawn_is_refused_with_a_sentence(
    con, everything, options, sentence
):
    with pytest.raises(ValueError, match=sentence):
        run(con, "audit_sample", everything, **options)
