"""How children were found, went and came back, with whom; and how that goes together."""

import pandas as pd
import streamlit as st

from analytics import measures
from analytics.app import address, show
from analytics.app.behind import episodes_of_pair, episodes_of_value
from analytics.app.parts import Part, episodes_in
from analytics.app.start import Page
from analytics.app.tables import heat_table
from analytics.charts import circumstances, together
from analytics.charts.circumstances import value_words
from analytics.measures import circumstances_together

QUESTIONS = {
    "found_setting": measures.found_settings,
    "companions": measures.companions,
    "travel_mode": measures.travel_modes,
    "return_method": measures.return_methods,
}


def four_questions(page: Page, part: Part, period: str) -> None:
    """Found at, with, travelled, came back: two and two side by side, and the episodes clicked."""
    clicked = []
    for pair in (list(QUESTIONS)[:2], list(QUESTIONS)[2:]):
        for column, circumstance in zip(st.columns(2, gap="large"), pair, strict=True):
            with column:
                clicked.append(_question(page, part, circumstance, period))
    for mark in filter(None, clicked):
        episodes_of_value(page, *mark, part=part)


def _question(page: Page, part: Part, circumstance: str, period: str) -> list | None:
    rows = page.run(QUESTIONS[circumstance], filters=part.filters)
    return show.chart(
        page,
        circumstances.shares_chart(rows, circumstance, dark=page.dark),
        circumstances.shares_twin(rows, circumstance),
        name=f"{part.name}{circumstance.replace('_', '-')}",
        title=circumstances.shares_title(rows, circumstance),
        subtitle=circumstances.shares_subtitle(rows, circumstance, episodes_in(page, part), period),
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
    caption = page.words(together.together_subtitle(rows, first, second, period))
    show.finding(title)
    counts, shares = together.together_wide(rows)
    texts = shares.astype(object)
    for column in texts:
        cells = zip(counts[column], shares[column], strict=True)
        texts[column] = [together.cell_words(count, share) for count, share in cells]
    texts.index = [value_words(first, value, places) for value in texts.index]
    texts.columns = [value_words(second, value, places) for value in texts.columns]
    st.html(heat_table(texts, shares, caption, together.TOGETHER[first]))
    st.caption(together.TOGETHER_NOTE)
    twin = together.together_twin(rows, first, second, places)
    show.download(page, twin, "together", label="Download this table as CSV")
    if page.audience == "staff":
        _list_a_pair(page, rows, first, second, places)


def _choose_two() -> tuple[str, str]:
    with st.container(horizontal=True, key="together-row", gap="small"):
        first = st.selectbox(
            "Down",
            list(together.TOGETHER),
            format_func=together.TOGETHER.get,
            key=address.restore("down", together.TOGETHER, "travel_mode"),
            width=240,
        )
        second = st.selectbox(
            "Across",
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
