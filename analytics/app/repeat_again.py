"""The page Repeat missing: first or again, the time between, what came before and goes with."""

import pandas as pd
import streamlit as st

from analytics.app import address, show
from analytics.app.escape import literal
from analytics.app.start import Page
from analytics.charts import gap_changes as changes_words
from analytics.charts import repeat_gaps, repeat_moves, repeat_times
from analytics.charts import repeat_risk_words as risks
from analytics.charts.places import place_names
from analytics.charts.repeat_risk import repeat_risk_chart
from analytics.charts.repeat_risk_table import repeat_risk_subtitle, repeat_risk_twin
from analytics.measures import (
    first_and_repeat,
    gap_changes,
    gaps_between,
    places,
    preceded_by_move,
    repeat_risk,
)

QUARTERS_SHOWN = 8
RISK_CHOICES = {risks.EVIDENCE: "Strongest evidence of all"} | risks.FACTORS


def first_or_again(page: Page) -> None:
    """Children who went missing for the first time, and episodes soon after the one before."""
    rows = page.run(first_and_repeat, filters=page.choice.history, year=page.choice.year)
    rows = rows.tail(QUARTERS_SHOWN).reset_index(drop=True)
    show.chart(
        page,
        repeat_times.first_and_repeat_chart(rows, dark=page.dark),
        repeat_times.first_and_repeat_twin(rows),
        name="first-or-again",
        title=repeat_times.first_and_repeat_title(rows),
        subtitle=repeat_times.first_and_repeat_subtitle(rows),
    )
    st.caption(page.words(repeat_times.first_note(page.coverage["data_from"])))


def time_between(page: Page) -> None:
    """Days from a return to the next episode by quarter, and for how many children that changed."""
    rows = page.run(gaps_between, filters=page.choice.history)
    rows = rows.tail(QUARTERS_SHOWN).reset_index(drop=True)
    if repeat_gaps.known_gaps(rows).empty:
        st.write(f"{repeat_gaps.gaps_title(rows)}.")
    else:
        show.chart(
            page,
            repeat_gaps.gaps_chart(rows, dark=page.dark),
            repeat_gaps.gaps_twin(rows),
            name="gaps",
            title=repeat_gaps.gaps_title(rows),
            subtitle=repeat_gaps.gaps_subtitle(rows),
        )
        st.caption(page.words(repeat_gaps.GAPS_NOTE))
    _whose_gaps_changed(page)


def _whose_gaps_changed(page: Page) -> None:
    changes = page.run(gap_changes, filters=page.choice.history)
    show.finding(changes_words.gap_changes_title(changes))
    if changes.empty:
        return
    st.caption(changes_words.CHANGES_RULE)
    with st.expander("Staff only: the list, child by child"):
        listed = changes_words.gap_changes_twin(changes)
        show.table(listed, caption=changes_words.gap_changes_caption(changes), children=("Child",))
        show.download(page, listed, "gap-changes", label="Download this list as CSV")


def what_came_before(page: Page, history: str) -> None:
    """Whether children went missing more often soon after a move; history: its words."""
    rows = page.run(preceded_by_move, filters=page.choice.history)
    title = repeat_moves.moves_title(rows)
    if not repeat_moves.moves_compared(rows):
        st.write(literal(f"{page.words(title)} ({history})."))
        return
    show.chart(
        page,
        repeat_moves.moves_chart(rows, dark=page.dark),
        repeat_moves.moves_twin(rows),
        name="moves",
        title=title,
        subtitle=repeat_moves.moves_subtitle(history),
    )
    show.sentences(page, [*repeat_moves.moves_reading(rows), *repeat_moves.MOVE_NOTES])


def what_goes_with_it(page: Page, history: str) -> None:
    """Each thing recorded of an episode against all others: how often another followed."""
    rows = page.run(repeat_risk, filters=page.choice.history)
    names = place_names(page.run(places, filters=page.choice.history))
    show.sentences(page, risks.RISK_NOTES)
    factor = st.selectbox(
        "Show",
        list(RISK_CHOICES),
        format_func=RISK_CHOICES.get,
        key=address.restore("again_by", RISK_CHOICES, risks.EVIDENCE),
        width=320,
    )
    address.save("again_by")
    drawn = risks.drawn_risks(rows, factor)
    twin = repeat_risk_twin(rows, names, factor)
    title = risks.repeat_risk_title(rows, names, factor)
    subtitle = repeat_risk_subtitle(rows, history, factor)
    if drawn.empty:
        _too_few(page, twin, title, subtitle)
    else:
        show.chart(
            page,
            repeat_risk_chart(drawn, names, dark=page.dark),
            twin,
            name="repeat-risk",
            title=title,
            subtitle=subtitle,
        )


def _too_few(page: Page, twin: pd.DataFrame, title: str, subtitle: str) -> None:
    """Where nothing can be drawn: that it is so, and what is recorded as a table."""
    show.finding(page.words(title))
    if twin.empty:
        return
    with st.expander("Table and download"):
        show.table(twin, caption=page.words(f"{title}. {subtitle}."))
        show.download(page, twin, "repeat-risk")
