"""Which group is open: of those in the selection, or the one that the address asks for."""

import re

import pandas as pd
import streamlit as st

from analytics.app import address
from analytics.app.escape import literal
from analytics.app.start import Page
from analytics.charts import associations
from analytics.filters import Filters
from analytics.measures.groups_together import groups

_NUMBER = re.compile(r"[1-9][0-9]{0,5}")


def members_of(page: Page, group: int | None = None) -> pd.DataFrame:
    """Who was in each group, or in one of them, in each quarter selected: rows of groups."""
    rows = page.run(groups)
    return rows if group is None else rows[rows["group_id"] == group]


def groups_to_choose(page: Page, links: pd.DataFrame) -> dict[str, str]:
    """The groups of the selection by their number, in words, and the one that was asked for.

    That one stays chosen while a filter leaves it out, so that no other takes its place and it is
    there again when the filter is widened.
    """
    members = members_of(page)
    members = members[members["group_id"].isin(links["group_id"])]
    names = {str(group): name for group, name in associations.group_names(members).items()}
    asked = st.session_state[address.restore("group", None, None)] or ""
    if _NUMBER.fullmatch(asked) and asked not in names:
        names[asked] = f"Group {asked}: not in this selection"
    return names


def is_here(page: Page, links: pd.DataFrame, group: int) -> bool:
    """Whether the selection has the group; where not, one sentence says so."""
    if group in set(links["group_id"]):
        return True
    st.info(literal(associations.not_here_words(group, members_of(page))))
    return False


def part_of_group(page: Page, group: int) -> str:
    """How many children of the group the selection leaves out; nothing where none."""
    whole = page.run(groups, filters=Filters(category=page.filters.category))
    return associations.part_words(group, members_of(page), whole)


def begins_words(page: Page) -> str:
    """What a group that is seen in the first quarter could have been before."""
    begins, first = page.filters.period_from, page.coverage["data_from"]
    whole = begins is None or pd.Timestamp(begins) <= first
    return "these records begin" if whole else "the chosen period begins"
