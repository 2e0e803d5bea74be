"""start_page: what every page begins with, so that each is whole by itself."""

import gc
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import cache
from html import escape
from pathlib import Path

import pandas as pd
import streamlit as st

from analytics import demonstration, measures
from analytics.app import address
from analytics.app.audiences import VIEWS, chosen_view, may_see, turn_away
from analytics.app.choices import Choice, choose
from analytics.app.damage import ending_where_damaged, ending_where_refused
from analytics.app.links import page_link
from analytics.app.sidebar import draw_sidebar
from analytics.app.sign_in import narrower, require_sign_in
from analytics.app.style import apply_style
from analytics.charts.categories import of_category
from analytics.charts.words import counted, moment_words
from analytics.definitions import AUTHORITY_NAME
from analytics.filters import Filters
from analytics.store import bring_up_to_date, current_number, open_cursor, store_folder

ICON = "🧭"


@dataclass(frozen=True)
class Page:
    """What a page works with: the folder and snapshot it reads, who looks, what they chose."""

    folder: Path
    snapshot: int
    audience: str
    dark: bool
    coverage: pd.Series
    choice: Choice | None

    @property
    def filters(self) -> Filters:
        """What the reader chose; everything on pages without a filter row."""
        return self.choice.filters if self.choice else Filters()

    def as_audience(self, audience: str) -> "Page":
        """The same page for who may see less; never for who may see more."""
        return replace(self, audience=narrower(self.audience, audience))

    def words(self, text: str) -> str:
        """The text, made for missing episodes, as it is for those that the reader chose."""
        return of_category(text, self.filters.category)

    def run(
        self,
        measure: Callable[..., pd.DataFrame],
        *,
        filters: Filters | None = None,
        **options,
    ) -> pd.DataFrame:
        """A measure's rows for the reader's choice, or for other filters, through disclosure."""
        with self.reading():
            return _run(
                str(self.folder),
                self.snapshot,
                measure.__name__,
                filters or self.filters,
                self.audience,
                tuple(sorted(options.items())),
            )

    def reading(self) -> AbstractContextManager[None]:
        """Around what reads the snapshot: ends the page with a sentence where it is damaged."""
        return ending_where_damaged(self.folder, self.snapshot)


@st.cache_data(max_entries=500, show_spinner=False)
def _run(folder: str, snapshot: int, name: str, filters: Filters, audience: str, options: tuple):
    # A snapshot never changes, so what was read from it once holds for ever.
    con = open_cursor(Path(folder), snapshot)
    return measures.run(con, name, filters, audience, **dict(options))


@cache
def _freeze_imports() -> None:
    """Keep the libraries' objects out of later collections (Streamlit's own is switched off)."""
    gc.collect()
    gc.freeze()


def start_page(
    title: str,
    *,
    choose_by: str | None = "quarter",
    bare: Callable[[str], bool] | None = None,
) -> Page:
    """Draw what all pages share and return what the page works with.

    Asks for sign-in where set up, and ends the page where it is not for who looks; builds the
    demonstration data where nothing has been published yet; draws sidebar, title, filter row and
    the line that says what data this is. choose_by:
    "quarter", "period", "time" (a period alone), or None for pages without a filter row. bare:
    whether the page shows the audience nothing but what it draws itself.
    """
    st.set_page_config(
        page_title=f"{title} · Missing from care", page_icon=ICON, layout="wide", menu_items={}
    )
    _freeze_imports()
    address.enter(title)
    dark = apply_style()
    allowed = require_sign_in()
    audience = chosen_view(allowed)
    if not may_see(title, audience):
        draw_sidebar(title, audience, allowed)
        turn_away(title, audience)
    folder = store_folder()
    with ending_where_refused(folder):
        if current_number(folder) is None:
            demonstration.ensure(folder)
        with st.spinner("Bringing the data up to date …", show_time=True):
            bring_up_to_date(folder)
        snapshot = current_number(folder)
        open_cursor(folder, snapshot)
    page = Page(folder, snapshot, audience, dark, pd.Series(dtype=object), None)
    coverage = page.run(measures.coverage).iloc[0]
    if bare is not None and bare(audience):
        return replace(page, coverage=coverage)
    st.title(title, anchor=False)
    choice = choose(choose_by, coverage, audience) if choose_by else None
    _provenance(coverage, audience, title)
    draw_sidebar(title, audience, allowed)
    return Page(folder, snapshot, audience, dark, coverage, choice)


def _provenance(coverage: pd.Series, audience: str, open_page: str) -> None:
    """What data this is, as of when, and who sees it: in sight and in print on every page."""
    if coverage["demonstration"]:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.html(
                "<span class='demonstration'>Demonstration data: made-up episodes that add up to "
                "the report's totals</span>",
                width="content",
            )
            if open_page != "Data" and audience == "staff":
                page_link("pages/data.py", "Load your own data", width="content")
    as_of = coverage["data_date"]
    when = f"data as of {moment_words(as_of)}" if pd.notna(as_of) else "no episodes loaded yet"
    held = f"{counted(coverage['episodes'], 'episode')} held · " if audience == "staff" else ""
    st.html(
        f"<p class='provenance'>{escape(AUTHORITY_NAME)} · {when} · {held}"
        f"view for {VIEWS[audience].lower()}</p>"
    )
