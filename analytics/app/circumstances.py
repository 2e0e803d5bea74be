"""How children were found, went and came back, with whom; and how that goes together."""

import pandas as pd
import streamlit as st

from analytics import measures
from analytics.app import address, show
from analytics.app.behind import episodes_of_pair, episodes_of_value
from analytics.app.clicks import last_clicked
from analytics.app.parts import Part
from analytics.app.start import Page
from analytics.app.tables import heat_table
from analytics.charts import circumstances, together
from analytics.charts.categories import table_of_category
from analytics.measures import circumstances_together

QUESTIONS = {
    "found_setting": measures.found_settings,
    "companions": measures.companions,
    "travel_mode": measures.travel_modes,
    "return_method": measures.return_methods,
}


def four_questions(page: Page, part: Part, period: str) -> None:
    """Found at, with, travelled, came back: two and two side by side.

    Under the pair that was clicked last, the episodes of that mark.
    """
    clicked, below = {}, {}
    for pair in (list(QUESTIONS)[:2], list(QUESTIONS)[2:]):
        columns = show.side_by_side(f"{part.name}{pair[0]}")
        for column, circumstance in zip(columns, pair, strict=True):
            with column:
                clicked[circumstance] = _question(page, part, circumstance, period)
        below |= dict.fromkeys(pair, st.container())
    last = last_clicked(f"{part.name}questions", clicked)
    if last:
        with below[last]:
            episodes_of_value(page, *clicked[last], part=part)


def _question(page: Page, part: Part, circumstance: str, period: str) -> list | None:
    rows = page.run(QUESTIONS[circumstance], filters=part.filters)
    episodes = int(rows["of_episodes"].max())
    return show.chart(
        page,
        circumstances.shares_chart(rows, circumstance, dark=page.dark),
        circumstances.shares_twin(rows, circumstance),
        name=f"{part.name}{circumstance.replace('_', '-')}",
        title=circumstances.shares_title(rows, circumstance, episodes),
        subtitle=circumstances.shares_subtitle(rows, circumstance, episodes, period),
        clickable=True,
    )


def goes_together(page: Page, period: str, places: dict[str, str]) -> None:
    """Two circumstances against each other, for example by taxi and where found."""
    first, second = _choose_two()
    if first == second:
        st.info("Choose two that differ.")
        return
    rows = page.run(circumstances_together, first=first, second=second)
    title = page.words(together.together_title(rows, first, second, places))
    caption = page.words(together.together_subtitle(first, second, period))
    show.finding(title)
    st.caption(together.TOGETHER_NOTE)
    texts, shares = together.together_cells(rows, first, second, places)
    st.html(heat_table(texts, shares, caption, together.TOGETHER[first]))
    twin = together.together_twin(rows, first, second, places)
    twin = table_of_category(twin, page.filters.category)
    show.download(page, twin, "together", label="Download this table as CSV")
    if page.audience == "staff":
        _list_a_pair(page, rows, first, second, places)


def _choose_two() -> tuple[str, str]:
    with st.container(horizontal=True, key="together-row", gap="small"):
        first = st.selectbox(
            "Compare",
            list(together.TOGETHER),
            format_func=together.TOGETHER.get,
            key=address.restore("down", together.TOGETHER, "travel_mode"),
            width=240,
        )
        second = st.selectbox(
            "with",
            list(together.TOGETHER),
            format_func=together.TOGETHER.get,
            key=address.restore("across", together.TOGETHER, "found_setting"),
            width=240,
        )
    address.save("down", "across")
    return first, second


def _list_a_pair(page: Page, rows: pd.DataFrame, first: str, second: str, places) -> None:
    cells = {(row["first_value"], row["second_value"]): row for _, row in rows.iterrows()}
    chosen = st.selectbox(
        "List the episodes behind a cell",
        list(cells),
        index=None,
        format_func=lambda cell: together.pair_option(first, second, cells[cell], places),
        placeholder="Choose a cell",
        key=f"pair-{first}-{second}",
        width=420,
    )
    if chosen:
        words = together.pair_words(first, second, chosen, places)
        pair = {first: chosen[0], second: chosen[1]}
        episodes_of_pair(page, pair, words, int(cells[chosen]["episodes"]))
