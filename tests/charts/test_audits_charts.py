"""Charts, titles and tables of audits: shares from the left, what is withheld, what is overdue."""

import pandas as pd
import pytest

from analytics.charts.audits import audits_chart, good_or_better
from analytics.charts.audits_twins import (
    actions_twin,
    audits_twin,
    sample_twin,
    single_audits_twin,
    strata_twin,
)
from analytics.charts.audits_words import (
    actions_title,
    audits_headline,
    change_sentence,
    criteria_subtitle,
    criteria_title,
)
from tests.charts.colours import GOOD, INADEQUATE, OTHER_GRADE, OUTSTANDING, REQUIRES_IMPROVEMENT

Q2, Q3, Q4 = (pd.Timestamp(2021, month, 1) for month in (4, 7, 10))
GRADES = ("Outstanding", "Good", "Requires improvement", "Inadequate")


def audits(*counts, grades=GRADES, kind="interview"):
    """Rows of audits_by_criterion: (quarter, criterion, how many of each grade)."""
    rows = [
        {
            "quarter_start": start,
            "quarter": f"{start.year}-Q{start.quarter}",
            "kind": kind,
            "criterion": criterion,
            "grade": grade,
            "audited": count,
            "children": count,
            "of_audited": sum(of_grades),
            "children_of_audited": sum(of_grades) - 1,
            "share": count / sum(of_grades),
        }
        for start, criterion, of_grades in counts
        for grade, count in zip(grades, of_grades, strict=True)
    ]
    return pd.DataFrame(rows)


def withheld(rows):
    """The same rows as others than staff may see them, where all of a quarter is withheld."""
    columns = ["audited", "children", "of_audited", "children_of_audited", "share"]
    hidden = rows[columns].astype(object).mask(rows["quarter_start"] == Q4, "c")
    return rows.assign(**{column: hidden[column] for column in columns})


ROWS = audits(
    (Q2, "Contact", (1, 4, 3, 2)),
    (Q2, "Analysis", (0, 5, 5, 0)),
    (Q4, "Contact", (4, 10, 6, 0)),
    (Q4, "Analysis", (2, 9, 8, 1)),
)
CHANGES = pd.DataFrame(
    {
        "criterion": ["All criteria"],
        "audited_before": [20],
        "good_before": [10],
        "share_before": [0.5],
        "audited_after": [40],
        "good_after": [25],
        "share_after": [0.625],
        "children": [17],
        "p_value": [0.03],
    }
)


def texts(figure):
    return [note.text for note in figure.layout.annotations]


@pytest.mark.parametrize("dark", [False, True])
def test_the_grades_of_a_bar_follow_each_other_from_nought_to_all(dark):
    figure = audits_chart(ROWS, Q4, dark=dark)
    assert [trace.name for trace in figure.data] == list(GRADES)
    starts = {trace.name: list(trace.base) for trace in figure.data}
    shares = {trace.name: list(trace.x) for trace in figure.data}
    # in the order of the rows: Q2 Contact, Q2 Analysis, Q4 Contact, Q4 Analysis
    assert shares["Outstanding"] == pytest.approx([0.1, 0, 0.2, 0.1])
    assert starts["Good"] == pytest.approx([0.1, 0, 0.2, 0.1])
    assert starts["Requires improvement"] == pytest.approx([0.5, 0.5, 0.7, 0.55])
    last = zip(starts["Inadequate"], shares["Inadequate"], strict=True)
    assert [start + share for start, share in last] == pytest.approx([1, 1, 1, 1])
    shades = [OUTSTANDING[dark], GOOD[dark], REQUIRES_IMPROVEMENT[dark], INADEQUATE[dark]]
    assert [trace.marker.color for trace in figure.data] == shades
    assert tuple(figure.layout.xaxis.range) == (0, 1)


def test_how_many_were_good_or_better_stands_beside_each_bar():
    shown = texts(audits_chart(ROWS, Q4))
    beside = ["<b>5</b> of 10", "<b>14</b> of 20", "<b>5</b> of 10", "<b>11</b> of 20"]
    assert [text for text in shown if " of " in text] == beside
    assert "Good or better" in shown


def test_quarters_begin_with_the_first_audit_and_one_without_says_so():
    figure = audits_chart(ROWS, Q4)
    assert (
        list(figure.layout.yaxis.ticktext) == ["Apr–Jun 2021", "Jul–Sep 2021", "Oct–Dec 2021"] * 2
    )
    assert texts(figure).count("none audited") == 2


def test_quarters_counted_from_april_have_their_number_where_they_were_audited():
    from_april = ROWS["quarter_start"].map({Q2: "2021/22-Q1", Q4: "2021/22-Q3"})
    figure = audits_chart(ROWS.assign(quarter=from_april), Q4, year="april")
    first, _, last = figure.layout.yaxis.ticktext[:3]
    assert (first, last) == ("Apr–Jun Q1 21/22", "Oct–Dec Q3 21/22")


def test_each_grade_is_named_and_what_is_below_good_is_hatched():
    figure = audits_chart(ROWS, Q4)
    assert set(GRADES) <= set(texts(figure))
    patterns = [trace.marker.pattern.shape for trace in figure.data]
    assert patterns == ["", "", "/", "."]


def test_a_mark_says_what_it_counts_and_a_thin_one_has_no_digit():
    good, inadequate = audits_chart(ROWS, Q4).data[1], audits_chart(ROWS, Q4).data[3]
    assert list(good.customdata[2]) == ["2021-10-01", "Contact", "Good", 10]
    assert good.text[2] == "10" and inadequate.text[3] == ""
    assert good.hovertext[2] == "October–December 2021: 10 of 20 audited (50%)<br>Contact: Good"


def test_words_that_are_no_known_grade_are_drawn_by_name_without_a_judgement():
    rows = audits((Q4, "Plan", (3, 2)), grades=("Met", "Not met"))
    figure = audits_chart(rows, Q4)
    assert [trace.marker.color for trace in figure.data] == [OTHER_GRADE[0]] * 2
    assert len({trace.marker.pattern.shape for trace in figure.data}) == 2
    assert "Good or better" not in texts(figure)
    assert good_or_better(rows) == (None, None)
    assert criteria_title(rows, Q4) == "Return interviews: grades by criterion"


def test_what_is_withheld_has_no_bar_and_says_so():
    rows = withheld(
        audits((Q2, "Contact", (5,)), (Q4, "Contact", (3,)), grades=("Good or better",))
    )
    figure = audits_chart(rows, Q4)
    assert list(figure.data[0].x) == [1, 0]
    assert "withheld" in texts(figure)
    assert len([text for text in texts(figure) if text == "Good or better"]) == 1  # no key of one
    assert audits_twin(rows)["Good or better"].tolist() == ["5 (100%)", "c"]
    assert audits_headline(rows, CHANGES, Q4, Q2) == (
        "Return interviews were audited in October–December 2021; some of their grades are withheld"
    )
    assert criteria_title(rows, Q4) == ("Return interviews: grades by criterion (withheld)")
    assert criteria_subtitle(rows, Q4) == "Share graded good or better, by the quarter of the audit"
    beside = pd.concat([rows, audits((Q4, "Plan", (3,)), grades=("Good or better",))])
    assert (
        criteria_title(beside, Q4) == "Good or better in 100% on plan; on the other it is withheld"
    )


def test_a_criterion_is_drawn_as_it_was_written():
    rows = audits((Q4, "<b>told & heard</b>", (1, 1, 1, 1)))
    assert "<b>&lt;b&gt;told &amp; heard&lt;/b&gt;</b>" in texts(audits_chart(rows, Q4))


def test_the_headline_gives_both_shares_and_whether_chance_would_do_as_much():
    # 14 + 11 of 40
    assert audits_headline(ROWS, CHANGES, Q4, Q2) == (
        "63% of the grades given were good or better in October–December 2021, 50% in April–June: "
        "more than chance usually makes"
    )
    unsure = CHANGES.assign(p_value=0.05)
    assert audits_headline(ROWS, unsure, Q4, Q2).endswith(": no sure sign of change")
    assert audits_headline(ROWS, CHANGES.head(0), Q4, None) == (
        "63% of the grades given were good or better in October–December 2021"
    )
    assert audits_headline(ROWS, CHANGES.head(0), Q3, None) == (
        "No return interview was audited in July–September 2021"
    )


def test_a_change_is_told_with_its_counts():
    assert change_sentence(CHANGES, "response", Q2, Q4) == (
        "Of the grades given to responses, 25 of 40 were good or better in October–December 2021, "
        "10 of 20 in April–June 2021. Chance alone would change the share as much about 3 times in "
        "100: more than chance usually makes."
    )
    alike = CHANGES.assign(share_after=0.5, good_after=20, p_value=1.0)
    assert change_sentence(alike, "interview", Q2, Q4).endswith("in April–June 2021.")


def test_the_title_names_the_criteria_at_either_end():
    assert criteria_title(ROWS, Q4) == (
        "Good or better most often on contact (70%), least often on analysis (55%)"
    )
    # 5 of 10 each
    assert criteria_title(ROWS, Q2) == "Good or better in 50% on every criterion"
    assert criteria_title(ROWS, Q3) == "No return interview audited in July–September 2021"
    initials = audits((Q4, "CRE checklist", (1, 0, 1, 0)))
    assert criteria_title(initials, Q4) == "Good or better in 50% on CRE checklist"


def test_the_subtitle_counts_what_was_audited_and_of_how_many_children():
    assert criteria_subtitle(ROWS, Q4) == (
        "Share given each grade, by the quarter of the audit; 20 return interviews, of 19 "
        "children, in October–December 2021"
    )
    assert criteria_subtitle(ROWS, Q3) == "Share given each grade, by the quarter of the audit"


def test_the_table_has_every_grade_with_its_share():
    table = audits_twin(ROWS)
    assert table["Criterion"].tolist() == ["Contact", "Contact", "Analysis", "Analysis"]
    assert table.iloc[1].tolist() == [
        "Contact", "October–December 2021", "20", "19",
        "4 (20%)", "10 (50%)", "6 (30%)", "0 (0%)", "14 (70%)",
    ]  # fmt: skip


def test_the_strata_add_up_and_the_sample_lists_what_was_drawn():
    strata = pd.DataFrame(
        {
            "placement_type": ["foster", "not_known"],
            "in_all": [8, 2],
            "audited": [2, 2],
            "could_be_drawn": [6, 0],
            "drawn": [3, 0],
            "chance": [0.5, float("nan")],
        }
    )
    table = strata_twin(strata, "interviews")
    assert table["Placement type"].tolist() == ["Foster", "Not known", "Together"]
    assert table.iloc[2, 1:5].tolist() == [10, 4, 6, 3]
    assert table["Share drawn"].tolist() == ["50.0%", "–", "50.0%"]
    sample = pd.DataFrame(
        {
            "position": [1],
            "interview_id": ["i1"],
            "episode_id": ["e1"],
            "child_id": ["A"],
            "placement_type": ["not_known"],
            "missing_at": [Q4],
            "interviewed_at": [pd.NaT],
            "audited": [False],
        }
    )
    assert list(sample_twin(sample, "interviews").columns[:3]) == ["Drawn", "Interview", "Episode"]
    assert list(sample_twin(sample, "episodes").columns[:3]) == ["Drawn", "Episode", "Interview"]
    assert "Audited before" in sample_twin(sample.assign(audited=True), "episodes")


def test_single_audits_name_what_was_audited():
    rows = pd.DataFrame(
        columns=["audited_on", "reference", "child_id", "criterion", "grade", "note"]
    )
    assert single_audits_twin(rows, "interview").columns[0] == "Interview"
    assert single_audits_twin(rows, "response").columns[0] == "Episode"


def actions(*rows):
    columns = "finding action owner_role due_on status overdue evidence measure source".split()
    return pd.DataFrame(
        [dict(zip(columns, (*row, "other"), strict=True)) | {"found_on": Q2} for row in rows]
    )


def test_an_action_says_by_when_how_far_and_what_shows_it():
    table = actions_twin(
        actions(
            (
                "Late",
                "Book it",
                "Coordinator",
                Q4,
                "in_progress",
                True,
                None,
                "in_time_of_episodes",
            ),
            ("Thin", "Show", None, pd.NaT, None, False, "On the form.", None),
        )
    )
    assert table["Due"].tolist() == [
        "1 October 2021: in progress, overdue",
        "No day: not recorded how far",
    ]
    assert table["Evidence"].tolist() == [
        "None yet. Should move: in time, of all episodes.",
        "On the form.",
    ]
    assert table["Found"].tolist() == ["Other, 1 April 2021"] * 2


def test_the_title_of_the_actions_counts_what_is_to_be_done_and_overdue():
    late = ("Late", "Book it", None, Q4, "in_progress", True, None, None)
    done = ("Thin", "Show", None, Q2, "done", False, None, None)
    day = pd.Timestamp("2022-01-01")
    assert actions_title(actions(late, done), day) == (
        "1 of 2 actions still to be done, 1 of them overdue on 1 January 2022"
    )
    kept = (*late[:5], False, None, None)
    assert actions_title(actions(kept), day) == (
        "1 of 1 action still to be done, none of them overdue on 1 January 2022"
    )
    assert actions_title(actions(done), day) == "1 action, none of them still to be done"
    assert actions_title(actions(done).head(0), day) == "No action is written down yet"
