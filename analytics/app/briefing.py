"""The page Group briefing: which group, and its page to print."""

from html import escape

import pandas as pd
import streamlit as st

from analytics.app import address, show
from analytics.app.associations import period_of
from analytics.app.escape import literal
from analytics.app.group_choice import begins_words, groups_to_choose, members_of, part_of_group
from analytics.app.links import chronology_address
from analytics.app.start import Page
from analytics.app.tables import html_table
from analytics.charts import briefing, briefing_members
from analytics.charts.group_changes import changes_twin
from analytics.measures import group_changes, group_circumstances, group_members


def choose_group(page: Page, links: pd.DataFrame) -> int:
    """The group of the address or the list; the first where the address names none."""
    names = groups_to_choose(page, links)
    with st.container(key="choose-group"):
        chosen = st.selectbox(
            "Group",
            list(names),
            format_func=lambda group: names.get(group, ""),
            key=address.restore("group", names, next(iter(names))),
            width=560,
        )
    address.save("group")
    return int(chosen)


def one_page(page: Page, links: pd.DataFrame, group: int) -> None:
    """Everything on one sheet: members, shared places and times, links, what changed."""
    own = links[links["group_id"] == group]
    changes = page.run(group_changes)
    changes = changes[changes["group_id"] == group]
    circumstances = page.run(group_circumstances, group=group)
    children = members_of(page, group)["child_id"].nunique()
    with st.container(key="briefing"):
        said = briefing.briefing_headline(group, children, changes, begins_words(page))
        st.header(literal(said), anchor=False)
        chosen = page.words(briefing.selection_words(page.filters, period_of(page)))
        _paragraphs(
            {
                "briefing-lead": briefing.lead_words(own, circumstances),
                "provenance": chosen,
                "briefing-part": part_of_group(page, group),
                "purpose": briefing.PURPOSE,
            }
        )
        _members(page.run(group_members, group=group))
        st.html(
            "<div class='briefing-columns'>"
            + _shared(circumstances)
            + _links(own)
            + _list("What changed", briefing.latest_changes(changes))
            + f"<section class='to-fill-in'><h3>{escape(briefing.THEIR_VIEW)}</h3></section></div>"
        )
    show.download(
        page, changes_twin(changes), f"group-{group}", label="Download what changed as CSV"
    )


def _paragraphs(texts: dict[str, str]) -> None:
    """Each kind of paragraph with its text, where there is any."""
    said = [f"<p class='{kind}'>{escape(text)}</p>" for kind, text in texts.items() if text]
    st.html("".join(said))


def _members(members: pd.DataFrame) -> None:
    """The members as a table; where that would be cut off, as on a phone, one by one."""
    rows = briefing_members.members_table(members)
    caption = briefing_members.members_caption(members)
    with st.container(key="members"):
        show.table(rows, caption=caption, children=("Child",))
    with st.container(key="members-narrow"):
        cards = "".join(_member(row) for row in rows.fillna("–").to_dict("records"))
        st.html(
            f"<p class='members-caption'>{escape(caption)}</p>"
            f"<div class='member-cards'>{cards}</div>"
        )


def _member(row: dict[str, str]) -> str:
    child, *rest = row.items()
    link = f"<a href='{escape(chronology_address(child[1]), True)}'>{escape(child[1])}</a>"
    return f"<section><h3>{link}</h3>{_definitions(dict(rest))}</section>"


def _definitions(texts: dict[str, str]) -> str:
    said = [f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in texts.items()]
    return f"<dl>{''.join(said)}</dl>"


def _shared(circumstances: pd.DataFrame) -> str:
    said = _definitions(briefing.shared_lines(circumstances))
    caption = escape(briefing.shared_caption(circumstances))
    return f"<section><h3>Where, when and how</h3><p>{caption}</p>{said}</section>"


def _links(own: pd.DataFrame) -> str:
    table = html_table(briefing.links_table(own), briefing.links_caption(own))
    return f"<section><h3>How the links are known</h3>{table}</section>"


def _list(title: str, items: list[str]) -> str:
    said = "".join(f"<li>{escape(item)}</li>" for item in items)
    return f"<section><h3>{escape(title)}</h3><ul>{said}</ul></section>"
