"""The pages Associations and Group briefing without a browser: what was planted is what is shown.

Planted (data/README.md): brothers or sisters DEMO-0016 and DEMO-0070, a group of four from Home 2
and, written down by nobody, a group of three from Home 1 and a pair of two homes: 1 + 6 + 3 + 1 are
11 pairs in 4 groups.
"""

import pytest

from analytics.charts.associations import METHOD, NOBODY_LINKED, NOT_TOLD, RULE
from analytics.charts.briefing import PURPOSE
from tests.pages.test_pages import figures, html, table
from tests.pages.test_places import headers, said, titles

FOUR = ["DEMO-0004", "DEMO-0036", "DEMO-0048", "DEMO-0053"]
SIBLINGS = "Group 2: DEMO-0016 and DEMO-0070"


def children_drawn(page) -> list[str]:
    """The references in the picture of groups."""
    (network,) = figures(page)
    words = [note["text"] for note in network["layout"]["annotations"]]
    return sorted(text for text in words if text.startswith("DEMO-"))


def test_what_was_planted_is_found_and_nothing_else(opened):
    page = opened("associations")
    assert not page.exception
    assert headers(page)[0] == (
        "11 pairs of children went missing together more often than chance would have it; 10 of "
        "them share a home, one pair are brothers or sisters"
    )
    assert titles(page)[0] == "11 children in 4 groups; 4 of 11 links were not written down"
    assert len(children_drawn(page)) == 11 and set(FOUR) < set(children_drawn(page))
    assert headers(page)[1:] == [
        "Who goes missing with whom", "Groups over the quarters", "Pairs of children",
        "How we tell chance from more", "Where to look next",
    ]  # fmt: skip


def test_the_rule_and_the_method_in_five_sentences_are_on_the_page(opened):
    text = said(opened("associations"))
    for part in (*METHOD, NOT_TOLD, *RULE.values(), "tests/test_together_chance.py"):
        assert part in text
    assert "contextual safeguarding: to plan with the young people" in text


def test_the_pairs_are_listed_with_recorded_apart_from_inferred(opened):
    rows = table(opened("associations"), "Pairs with 2 or more shared episodes")
    head, found = rows[0], {(row[0], row[1]): row for row in rows[1:]}
    assert len(found) == 11
    recorded, inferred, chance = (
        head.index(name) for name in ("Recorded", "Inferred", "More than chance?")
    )
    siblings = found["DEMO-0016", "DEMO-0070"]
    assert siblings[recorded] == "8" and siblings[head.index("Brothers or sisters")] == "yes"
    nobody_wrote = found["DEMO-0022", "DEMO-0063"]
    assert nobody_wrote[recorded] == "0" and nobody_wrote[inferred] == "8"
    assert nobody_wrote[head.index("One home")] == "no"
    assert {row[chance] for row in found.values()} == {"yes"}


def test_more_shared_episodes_are_asked_for_and_kept_in_the_address(opened):
    page = opened("associations", fewest="4")
    assert len(table(page, "Pairs with 4 or more shared episodes")) == 12
    page = opened("associations", placement="semi_independent", fewest="3")
    assert not page.exception
    assert page.query_params["fewest"] == "3"
    page = opened("associations", fewest="99")
    assert table(page, "Pairs with 2 or more shared episodes")


def test_pairs_no_more_than_chance_can_be_left_out(open_page):
    page = open_page("associations", chance="no")
    assert not page.exception
    assert not page.toggle(key="chance").value
    assert len(table(page, "Pairs with 2 or more shared episodes")) == 12
    page.toggle(key="chance").set_value(True).run()
    assert "chance" not in page.query_params


def test_a_pair_lists_as_many_shared_episodes_as_it_has(open_page):
    page = open_page("associations")
    page.selectbox(key="pair").set_value(("DEMO-0016", "DEMO-0070")).run()
    assert not page.exception
    assert "Shared episodes of DEMO-0016 and DEMO-0070" in headers(page)
    rows = table(page, "8 shared episodes, latest first")
    assert len(rows) == 9
    assert all(row[5].startswith("Recorded; also inferred: both went") for row in rows[1:])


def test_a_group_in_the_address_is_open_and_leads_to_its_briefing(opened):
    page = opened("associations", group="1")
    assert not page.exception
    assert [piece.value for piece in page.subheader] == ["Group 1"]
    text = said(page).replace("\\", "")
    assert "4 children, 6 links: all recorded by a worker." in text
    assert "All 6 links are between children who lived in one home." in text
    assert "DEMO-0004 and DEMO-0053 were already together" in text
    assert "DEMO-0048 joined" in text
    frames = [s for s in figures(page)[0]["layout"]["shapes"] if s["type"] == "rect"]
    assert [frame["line"]["width"] for frame in frames] == [2, 0, 0, 0]
    assert "Group briefing: Group 1 on one page, to print" in text


def test_a_group_chosen_from_the_list_is_kept_in_the_address(open_page):
    page = open_page("associations")
    assert not page.subheader
    page.selectbox(key="group").set_value("2").run()
    assert not page.exception
    assert [piece.value for piece in page.subheader] == ["Group 2"]
    assert page.query_params["group"] == "2"
    assert "between brothers or sisters" in said(page)


NOT_HERE = (
    "Group 99 is not in this selection: choose another period, placement or area, or another group."
)


def test_a_group_that_is_not_in_the_selection_is_said_to_be_so_and_none_is_shown(opened):
    page = opened("associations", group="99")
    assert not page.exception
    assert [box.value for box in page.info] == [NOT_HERE]
    assert "links: " not in said(page) and "Group briefing: Group" not in said(page)
    frames = [s for s in figures(page)[0]["layout"]["shapes"] if s["type"] == "rect"]
    assert [frame["line"]["width"] for frame in frames] == [0, 0, 0, 0]


def test_what_is_no_group_at_all_is_ignored(opened):
    page = opened("associations", group="one")
    assert not page.exception and not page.subheader and not page.info
    assert "group" not in page.query_params


def test_the_group_that_grew_is_seen_over_the_quarters(opened):
    page = opened("associations")
    rows = table(page, "Children of each group who went missing with others of it")
    assert rows[0] == ["Group", "Jan–Mar 2021", "Apr–Jun 2021", "Jul–Sep 2021", "Oct–Dec 2021"]
    assert rows[1] == ["Group 1", "2 · already together", "3 · grown", "4 · grown", "4 · the same"]


def test_a_shorter_period_has_fewer_pairs(opened):
    page = opened("associations", placement="foster")
    assert not page.exception
    assert headers(page)[0].startswith("1 pair of children went missing together")
    assert titles(page)[0] == "2 children in 1 group; every link was written down"
    assert len(table(page, "Pairs with 2 or more shared episodes")) == 2


def test_where_nobody_is_linked_the_page_says_so(opened, hand_written_store):
    page = opened("associations", store=hand_written_store)
    assert not page.exception
    assert headers(page)[0] == (
        "No two children went missing together more often than chance would have it"
    )
    assert NOBODY_LINKED in said(page)
    assert not figures(page)
    assert "Groups over the quarters" not in headers(page)
    assert "No pair to show" in said(page)


def test_a_choice_without_episodes_says_so_and_what_to_do(opened):
    page = opened("associations", category="away")
    assert not page.exception
    assert [box.value for box in page.info] == [
        "No episodes match these filters: choose another period, placement or area."
    ]


def test_a_briefing_has_one_group_on_one_page(opened):
    page = opened("briefing", group="1")
    assert not page.exception
    assert headers(page)[0] == (
        "Group 1: 4 children, seen together since January–March 2021, when these records begin"
    )
    rows = table(page, "4 children, in order of reference")
    assert [row[0] for row in rows[1:]] == FOUR
    assert [row[4] for row in rows[1:]] == [
        "Jan–Mar 2021", "Apr–Jun 2021", "Jul–Sep 2021", "Jan–Mar 2021",
    ]  # fmt: skip
    assert {row[3] for row in rows[1:]} == {"Home 2"}
    shown = " ".join(html(page))
    assert PURPOSE in shown
    assert "<dt>Kind of place</dt><dd>Semi-independent address: " in shown
    # DEMO-0048 was with DEMO-0004 in April by chance, before it was in the group
    assert [row[5] for row in rows[1:]] == [
        "shared 9 of 45 episodes", "shared 7 of 17 episodes", "shared 4 of 15 episodes",
        "shared 8 of 19 episodes",
    ]  # fmt: skip
    assert len(table(page, "6 links: all recorded by a worker")) == 7
    assert "<li>July–September 2021: grew, 4 children; DEMO-0048 joined.</li>" in shown
    assert "Missing episodes of January–December 2021; all placements; in and out of area" in shown


def test_a_member_of_a_briefing_links_to_the_chronology(opened):
    shown = " ".join(html(opened("briefing", group="1", category="all")))
    assert "href='chronology?category=all&amp;child=DEMO-0004'" in shown


def test_a_briefing_of_a_group_that_is_not_in_the_selection_shows_none(opened):
    page = opened("briefing", group="99")
    assert not page.exception
    assert [box.value for box in page.info] == [NOT_HERE]
    assert headers(page) == ["Where to look next"]
    assert page.query_params["group"] == "99"


@pytest.mark.parametrize("group", [None, pytest.param("one", marks=pytest.mark.deep)])
def test_without_a_group_a_briefing_has_the_first(opened, group):
    page = opened("briefing", **({"group": group} if group else {}))
    assert not page.exception
    assert headers(page)[0].startswith("Group 1: 4 children")


def test_another_group_is_chosen_from_the_list(open_page):
    page = open_page("briefing")
    assert page.selectbox(key="group").options[1] == SIBLINGS
    page.selectbox(key="group").set_value("2").run()
    assert not page.exception
    assert headers(page)[0].startswith("Group 2: 2 children")
    assert page.query_params["group"] == "2"


@pytest.mark.parametrize("choices", [{"category": "away"}, {"placement": "other", "area": "in"}])
def test_a_briefing_without_a_group_says_so(opened, choices):
    page = opened("briefing", **choices)
    assert not page.exception
    assert [box.value for box in page.info] == [
        f"{NOBODY_LINKED} Choose another period, placement or area."
    ]


def test_a_briefing_of_hand_written_episodes_has_no_group(opened, hand_written_store):
    page = opened("briefing", store=hand_written_store)
    assert not page.exception and len(page.info) == 1


def test_with_away_episodes_counted_too_the_words_say_so(opened):
    page = opened("associations", category="all", group="1")
    assert not page.exception
    assert "of children went missing or were away together" in headers(page)[0]
    page = opened("briefing", group="1", category="all")
    assert not page.exception
    assert "Missing and away episodes of January–December 2021" in " ".join(html(page))
