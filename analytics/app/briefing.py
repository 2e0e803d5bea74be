"""The page Group briefing: which group, and its page to print."""

from html import escape

import pandas as pd
import streamlit as st

from analytics.app import address, show
from analytics.app.associations import period_of
from analytics.app.start import Page
from analytics.app.tables import html_table
from analytics.charts import associations, briefing
from analytics.charts.group_changes import changes_twin
from analytics.measures import group_changes, group_circumstances, group_members


def choose_group(links: pd.DataFrame) -> int:
    """The group of the address or the list; the first where the address names none there is."""
    names = {str(group): name for group, name in associations.group_names(links).items()}
    with st.container(key="choose-group"):
        chosen = st.selectbox(
            "Group",
            list(names),
            format_func=names.get,
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
    with st.container(key="briefing"):
        said = briefing.briefing_headline(group, own, changes)
        st.header(said, anchor=False)
        chosen = page.words(briefing.selection_words(page.filters, period_of(page)))
        st.html(f"<p class='provenance'>{escape(chosen)}</p>")
        st.html(f"<p class='purpose'>{escape(briefing.PURPOSE)}</p>")
        members = page.run(group_members, group=group)
        caption = briefing.members_caption(members)
        show.table(briefing.members_table(members), caption=caption, children=("Child",))
        circumstances = page.run(group_circumstances, group=group)
        st.html(
            "<div class='briefing-columns'>"
            + _shared(circumstances)
            + _links(own)
            + _list("What changed", briefing.latest_changes(changes))
            + "</div>"
        )
    show.download(
        page, changes_twin(changes), f"group-{group}", label="Download what changed as CSV"
    )


def _shared(circumstances: pd.DataFrame) -> str:
    said = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(words)}</dd>"
        for name, words in briefing.shared_lines(circumstances).items()
    )
    caption = escape(briefing.shared_caption(circumstances))
    return f"<section><h3>Where, when and how</h3><p>{caption}</p><dl>{said}</dl></section>"


def _links(own: pd.DataFrame) -> str:
    table = html_table(briefing.links_table(own), briefing.links_caption(own))
    return f"<section><h3>How the links are known</h3>{table}</section>"


def _list(title: str, items: list[str]) -> str:
    said = "".join(f"<li>{escape(item)}</li>" for item in items)
    return f"<section><h3>{escape(title)}</h3><ul>{said}</ul></section>"
