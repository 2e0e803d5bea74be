"""The page Associations: who goes missing with whom, the group opened, the evidence of a pair."""

import pandas as pd
import streamlit as st

from analytics.app import address, show
from analytics.app.clicks import newly_clicked
from analytics.app.escape import literal
from analytics.app.group_choice import groups_to_choose, is_here, members_of, part_of_group
from analytics.app.links import page_link
from analytics.app.start import Page
from analytics.app.tables import heat_table
from analytics.charts import associations, group_changes, network, network_words, pairs
from analytics.charts.categories import table_of_category
from analytics.charts.words import counted, span_words
from analytics.definitions import FEWEST_SHARED
from analytics.measures import group_changes as changes_measure
from analytics.measures import pairs as pairs_measure
from analytics.measures import shared_episodes

FEWEST = tuple(str(FEWEST_SHARED + more) for more in range(3))


def period_of(page: Page) -> str:
    """The part of the chosen period that the records cover, in words."""
    begins, ends = (
        pd.Timestamp(day) if day else None
        for day in (page.filters.period_from, page.filters.period_to)
    )
    first, last = page.coverage["data_from"], page.coverage["data_until"]
    return span_words(max(begins or first, first), min(ends or last, last))


def what_this_is() -> None:
    """What the page is for, and when two children count as together."""
    st.write(associations.PURPOSE)
    st.markdown("\n".join(f"- **{word}**: {rule}" for word, rule in associations.RULE.items()))


def choose_from(page: Page, links: pd.DataFrame, period: str) -> int | None:
    """The picture of groups and a list of them; the group that is chosen, None where none is."""
    names = groups_to_choose(page, links)
    address.restore("group", names, None)
    _picture(page, links, period)
    chosen = st.selectbox(
        "Open a group",
        list(names),
        index=None,
        format_func=lambda group: names.get(group, ""),
        placeholder="Choose a group",
        key=address.restore("group", names, None),
        width=560,
        on_change=_forget_clicks,
    )
    address.save("group")
    return int(chosen) if chosen else None


def _picture(page: Page, links: pd.DataFrame, period: str) -> None:
    """The network; on a phone the links as a table instead. A click on a mark opens its group."""
    opened = st.session_state["group"]
    twin = network_words.links_twin(links)
    with st.container(key="groups-picture"):
        with st.container(key="network"):
            clicked = show.chart(
                page,
                network.network_chart(
                    links, opened=int(opened) if opened else None, dark=page.dark
                ),
                twin,
                name="network",
                title=network_words.network_title(links),
                subtitle=network_words.network_subtitle(period),
                clickable=True,
                click_for="click a child to open the group",
                list_marks=False,
                turn=st.session_state.get("group_turn", 0),
            )
        with st.container(key="network-on-a-phone"):
            narrow = network_words.links_on_a_phone(twin)
            show.table(narrow, caption=f"Links between children, {period}")
    if newly_clicked("groups", {"network": clicked}):
        st.session_state["group"] = str(clicked[0])
        st.rerun()  # so that the picture, too, shows which group is open


def _forget_clicks() -> None:
    """Draw the picture with nothing clicked once a group is chosen from the list."""
    st.session_state["group_turn"] = st.session_state.get("group_turn", 0) + 1


def one_group(page: Page, links: pd.DataFrame, group: int) -> None:
    """The group that is open: a short summary, what became of it, the way to its briefing."""
    st.subheader(f"Group {group}", anchor=False)
    if not is_here(page, links, group):
        return
    own = links[links["group_id"] == group]
    changes = page.run(changes_measure)
    changes = changes[changes["group_id"] == group]
    children = members_of(page, group)["child_id"].nunique()
    said = [*associations.group_summary(own, children), part_of_group(page, group)]
    said += group_changes.changes_sentences(changes)
    show.sentences(page, [sentence for sentence in said if sentence])
    page_link(
        "pages/briefing.py",
        f"Group briefing: Group {group} on one page, to print",
        choices={"group": str(group)},
    )


def over_the_quarters(page: Page, period: str) -> None:
    """How many children of each group went together in each quarter, and what became of it."""
    changes = page.run(changes_measure)
    texts, strengths = group_changes.changes_cells(changes)
    show.finding(group_changes.changes_title(changes))
    caption = page.words(group_changes.changes_caption(changes, period))
    with st.container(key="group-changes"):
        st.html(heat_table(texts, strengths, caption, "Group"))
    st.write(group_changes.QUARTER_RULE)
    twin = group_changes.changes_twin(changes)
    show.download(page, twin, "group-changes", label="Download this table as CSV")


def pairs_of_children(page: Page, period: str) -> None:
    """The table of pairs, chosen by how many episodes they share, and one pair's evidence."""
    fewest, also_chance = _choose_pairs()
    rows = page.run(pairs_measure, fewest=fewest)
    if not also_chance:
        rows = rows[pairs.is_beyond_chance(rows)]
    show.finding(pairs.pairs_title(rows, beyond_only=not also_chance))
    if rows.empty:
        st.write(f"No pair to show: none shares {fewest} episodes or more by this choice.")
        return
    twin = table_of_category(pairs.pairs_twin(rows), page.filters.category)
    caption = page.words(pairs.pairs_caption(rows, fewest, period))
    with st.container(key="pairs"):
        show.table(twin.head(pairs.MOST_LISTED), caption=caption, children=("Child", "Other child"))
    show.download(page, twin, "pairs", label="Download these pairs as CSV")
    _evidence(page, rows)


def _choose_pairs() -> tuple[int, bool]:
    """The fewest shared episodes, and whether pairs no more than chance are listed, too."""
    with st.container(horizontal=True, key="pairs-row", gap="small", vertical_alignment="bottom"):
        fewest = st.segmented_control(
            "Shared episodes, at least",
            FEWEST,
            required=True,
            key=address.restore("fewest", FEWEST, FEWEST[0]),
        )
        also_chance = st.toggle(
            "Also pairs no more than chance", key=address.restore("chance", None, True)
        )
    address.save("fewest", "chance")
    return int(fewest), also_chance


def _evidence(page: Page, rows: pd.DataFrame) -> None:
    """The shared episodes of the pair that the reader chose."""
    options = {(row["child_a"], row["child_b"]): row for _, row in rows.iterrows()}
    chosen = st.selectbox(
        "List the shared episodes of a pair",
        list(options),
        index=None,
        format_func=lambda pair: pairs.pair_option(options[pair]) if pair in options else "",
        placeholder="Choose a pair",
        key="pair",
        width=420,
    )
    if chosen not in options:
        return
    child_a, child_b = chosen
    episodes = page.run(shared_episodes, child_a=child_a, child_b=child_b)
    listed = table_of_category(pairs.shared_twin(episodes), page.filters.category)
    with st.container(key="behind-shared"):
        st.header(literal(f"Shared episodes of {child_a} and {child_b}"), anchor=False)
        caption = f"{counted(len(listed), 'shared episode')}, latest first"
        show.table(listed, caption=caption)
        show.download(page, listed, "shared-episodes", label="Download these shared episodes")


def how_we_tell() -> None:
    """The method in five sentences, what it cannot tell, where it is tested, the words."""
    st.markdown("\n".join(f"{n}. {said}" for n, said in enumerate(associations.METHOD, 1)))
    st.write(associations.NOT_TOLD)
    st.write(f"Held against worked examples and made-up worlds in `{associations.TESTED_IN}`.")
    page_link(
        "pages/definitions.py",
        "Definitions: together more often than chance",
        choices={"search": "together"},
    )
