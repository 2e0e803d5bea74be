"""The page Return interviews without a browser: its figures are the report's; choices move them.

Q4 2021: 133 episodes, 9 voided, 110 completed, 87 in time; Q3: 177, 8, 160, 123.
"""

import re

from analytics.charts.rate_change import NOTHING_COMPARED
from analytics.store import publish
from tests.pages.test_pages import figures, html, table

COMPARED = {"aim": "79", "compare": "out_of_area", "share_of": "completed"}


def cards(page) -> dict[str, tuple[str, str, str]]:
    """Each card's label → its figure, what it is of, and its change."""
    found = re.findall(
        r"<h3>(.*?)</h3><p class='value'>(.*?)</p><p class='count'>(.*?)</p>"
        r"<p class='change'>(.*?)</p>",
        " ".join(html(page)),
    )
    return {label: tuple(rest) for label, *rest in found}


def subheaders(page) -> list[str]:
    return [piece.value for piece in page.subheader]


def test_the_three_denominators_stand_side_by_side_with_their_counts(opened):
    shown = cards(opened("interviews"))
    assert shown["In time, of all episodes"] == (
        "65.4%", "87 of 133", "4.1 points lower than July–September (123 of 177)",
    )  # fmt: skip
    assert shown["In time, of those not voided"] == (
        "70.2%", "87 of 124", "2.6 points lower than July–September (123 of 169)",
    )  # fmt: skip
    assert shown["In time, of those completed"] == (
        "79.1%", "87 of 110", "2.2 points higher than July–September (123 of 160)",
    )  # fmt: skip
    assert shown["Episodes with no outcome recorded"][:2] == ("11", "of 133 episodes")


def test_what_80_percent_would_have_taken(opened):
    shown = cards(opened("interviews"))
    assert shown["Of 133 episodes"][:2] == ("20 more", "80% is 107 in time")
    assert shown["Of 124 not voided"][:2] == ("13 more", "80% is 100 in time")
    assert shown["Of 110 completed"][:2] == ("1 more", "80% is 88 in time")


def choose_others(page) -> None:
    """Another aim, another comparison and a mark."""
    page.select_slider(key="aim").set_value("90")
    page.selectbox(key="compare").set_value("return_hour")
    page.selectbox(key="mark-way").set_value(("completed", "late", "", 23))
    page.run()


def test_another_aim_takes_another_number(opened):
    assert cards(opened("interviews", **COMPARED))["Of 110 completed"][0] == "Reached"  # 86.9
    page = opened("interviews", then=choose_others, **COMPARED)
    assert not page.exception
    assert cards(page)["Of 133 episodes"][:2] == ("33 more", "90% is 120 in time")  # 119.7
    assert page.query_params["aim"] == "90"


def test_another_quarter_changes_every_card_and_every_chart(opened):
    latest, third = opened("interviews"), opened("interviews", quarter="2021-Q3")
    assert not third.exception
    assert cards(third)["In time, of all episodes"][:2] == ("69.5%", "123 of 177")
    assert cards(third)["Of 177 episodes"][:2] == ("19 more", "80% is 142 in time")  # 141.6
    both = cards(latest).items() & cards(third).items()
    assert not both
    charts = zip(figures(latest), figures(third), strict=True)
    assert all(one["data"] != other["data"] for one, other in charts)


def test_choosing_a_placement_changes_the_cards(opened):
    page = opened("interviews", placement="foster")
    assert not page.exception
    assert cards(page)["In time, of all episodes"][1] == "15 of 28"


def test_the_flow_is_a_table_too_and_its_stages_are_the_reports(opened):
    rows = {
        row[0]: row[1]
        for row in table(opened("interviews"), "87 of 133 episodes were followed")[1:]
    }
    assert (rows["Episodes"], rows["Interviewed"], rows["In time"]) == ("133", "110", "87")
    assert rows["Back"] == "132" and rows["– interviewed later"] == "23"


def test_the_comparison_follows_what_is_chosen(opened):
    page = opened("interviews", **COMPARED)
    assert not page.exception
    titles = " ".join(re.findall(r"<h3 class='chart-title'>(.*?)</h3>", " ".join(html(page))))
    assert "In time of those completed: 2.2 points higher; by in or out of area mix" in titles
    page = opened("interviews", then=choose_others, **COMPARED)
    assert not page.exception and page.query_params["compare"] == "return_hour"
    labels = figures(page)[3]["layout"]["yaxis"]["ticktext"]
    assert labels[0].startswith("00:00–00:59")


def test_the_list_of_those_waiting_is_narrowed_and_widened(opened):
    page = opened("interviews")
    rows = table(page, "26 episodes pending or not recorded, soonest first; hours are counted to 1")
    assert [row[0] for row in rows[1:4]] == ["9.2 hours left", "50.5 hours left", "not back yet"]
    assert len(rows) == 27  # 3 + 0 + 9 + 14
    assert len(table(opened("interviews", waiting="left"), "2 of 26 episodes")) == 3
    this_quarter = opened("interviews", waiting_in="quarter")
    assert len(table(this_quarter, "14 episodes")) == 15
    assert subheaders(this_quarter)[-1] == (
        "3 episodes can still have an interview in time, 11 are past 72 hours with no outcome "
        "recorded"
    )


def test_the_first_quarter_has_nothing_before_it(opened):
    page = opened("interviews", quarter="2021-Q1")
    assert not page.exception
    assert NOTHING_COMPARED in [piece.value for piece in page.markdown]


def test_an_empty_selection_says_so_and_what_to_do(opened):
    page = opened("interviews", category="away")
    assert not page.exception
    assert [box.value for box in page.info] == [
        "No episodes match these filters: choose another quarter, placement or area."
    ]


def test_the_curves_are_called_an_association_and_never_a_cause(opened):
    page = opened("interviews")
    said = " ".join(piece.value for piece in page.markdown)
    assert "This is an association" in said and "log-rank p" in said


def test_a_keyboard_lists_the_episodes_behind_a_loss(opened):
    page = opened("interviews", then=choose_others, **COMPARED)
    assert not page.exception
    heading = next(h.value for h in page.header if h.value.startswith("Behind the mark"))
    assert heading == "Behind the mark: interviewed later, October–December 2021"
    assert len(table(page, "23 episodes, latest first")) == 24


def test_days_without_times_are_called_neither_in_time_nor_late(tmp_path, open_page):
    days_only = tmp_path / "days"
    publish(
        days_only,
        lambda con: con.execute(
            """
            insert into children (child_id) select 'C' || range from range(12);
            insert into episodes
                (episode_id, child_id, category, missing_at, returned_at, time_known)
            select
                'E' || range, 'C' || range % 12, 'missing',
                date '2021-07-05' + cast(range * 5 as integer),
                date '2021-07-06' + cast(range * 5 as integer), false
            from range(30);
            insert into interviews (interview_id, child_id, completed_at, outcome, time_known)
            select 'I' || range, 'C' || range % 12, date '2021-07-07' + cast(range * 5 as integer),
                'completed', false
            from range(30);
            insert into interview_episodes select 'I' || range, 'E' || range from range(30);
            update snapshot set data_from = '2021-07-01', data_date = '2022-01-01'
            """
        ),
    )
    for name in ("interviews", "dashboard"):
        page = open_page(name, store=days_only)
        assert not page.exception
        said = " ".join(
            [*html(page), *(p.value for kind in (page.header, page.markdown) for p in kind)]
        )
        assert "a later one" not in said and "later (" not in said
        assert not re.search(r"\b0\.0%", said)  # no share of nothing known
        assert "smaller share" not in said and "same share" not in said
