"""The page Repeat missing: three or more in 30 days, how often each child went, and the few."""

import pandas as pd
import streamlit as st

from analytics.app import address, show
from analytics.app.behind import within_period
from analytics.app.parts import Part
from analytics.app.start import Page
from analytics.charts import concentration as few
from analytics.charts import repeat_bands as bands_chart
from analytics.charts import repeat_threshold as threshold
from analytics.charts import repeat_triggers as trigger
from analytics.charts.repeat_headline import repeat_cards, repeat_headline
from analytics.charts.words import span_words
from analytics.measures import (
    children_at_threshold,
    concentration,
    headlines_without,
    repeat_bands,
    repeat_triggers,
)

QUARTERS_SHOWN = 8


def history_words(page: Page, now: pd.Series) -> str:
    """From the first record to the chosen quarter's end, in words."""
    begins, first = now["quarter_start"], page.coverage["data_from"]
    first = min(first, begins) if pd.notna(first) else begins
    return span_words(first, begins + pd.DateOffset(months=3))


def headline_and_cards(page: Page, quarters: pd.DataFrame) -> None:
    """The quarter in a sentence and four cards; quarters: quarterly_summary, oldest first."""
    at_threshold = _at_threshold(page)
    bands, triggers = page.run(repeat_bands), page.run(repeat_triggers)
    st.header(page.words(repeat_headline(at_threshold.iloc[-1], bands)), anchor=False)
    before, at_before, bands_before, triggers_before = None, None, None, None
    if len(quarters) > 1 and quarters["complete"].iloc[-2:].all():
        before, at_before = quarters.iloc[-2], at_threshold.iloc[-2]
        filters = within_period(
            page.choice.history, f"{before['quarter_start']:%Y-%m-%d}", "quarter"
        )
        bands_before = page.run(repeat_bands, filters=filters)
        triggers_before = page.run(repeat_triggers, filters=filters)
    contents = repeat_cards(
        (quarters.iloc[-1], before),
        (bands, bands_before),
        (at_threshold.iloc[-1], at_before),
        (triggers, triggers_before),
    )
    show.cards(page, contents)


def _at_threshold(page: Page) -> pd.DataFrame:
    """Children at the threshold in each quarter up to the chosen one."""
    return page.run(children_at_threshold, filters=page.choice.history, year=page.choice.year)


def three_or_more(page: Page, quarters: pd.DataFrame, period: str) -> None:
    """How many were at the threshold, whether a meeting followed, and for staff which children."""
    st.write(threshold.THRESHOLD_RULE)
    rows = _at_threshold(page)
    now, shown = rows.iloc[-1], rows.tail(QUARTERS_SHOWN).reset_index(drop=True)
    if not shown["children"].any():
        st.write(f"{threshold.threshold_words(now)}.")
        return
    triggers = page.run(repeat_triggers)
    left, right = show.side_by_side("repeat-three")
    with left:
        show.chart(
            page,
            threshold.threshold_chart(shown, dark=page.dark),
            threshold.threshold_twin(shown),
            name="threshold",
            title=threshold.threshold_words(now),
            subtitle=threshold.THRESHOLD_SUBTITLE,
        )
    with right:
        _times_reached(page, quarters, triggers, period)
    reading = trigger.triggers_reading(triggers, page.coverage["data_date"])
    if reading:
        show.sentences(page, reading)
    if len(triggers):
        with st.expander("Staff only: the list, child by child"):
            listed = trigger.triggers_twin(triggers)
            show.table(
                listed, caption=trigger.triggers_caption(triggers, period), children=("Child",)
            )
            show.download(page, listed, "triggers-list", label="Download this list as CSV")


def _times_reached(page: Page, quarters: pd.DataFrame, triggers: pd.DataFrame, period: str) -> None:
    everything = page.run(repeat_triggers, filters=page.choice.history)
    counts = trigger.triggers_by_quarter(everything, quarters.tail(QUARTERS_SHOWN))
    show.chart(
        page,
        trigger.triggers_chart(counts, dark=page.dark),
        trigger.triggers_by_quarter_twin(counts),
        name="triggers",
        title=f"{period}: {trigger.triggers_title(triggers)}",
        subtitle=trigger.TRIGGERS_SUBTITLE,
    )


def once_or_many(page: Page, period: str, history: str) -> None:
    """Children by how often they went; where they are enough, the few and headlines without them.

    period, history: the chosen quarter, and all from the first record to its end, in words.
    """
    part = _choose_span(page, period, history)
    bands = page.run(repeat_bands, filters=part.filters)
    shares = page.run(concentration, filters=part.filters)
    if not few.can_be_split(shares):
        _bands(page, part, bands)
        st.write(page.words(few.too_few_to_split(shares)))
        return
    left, right = show.side_by_side("repeat-often")
    with left:
        _bands(page, part, bands)
    with right:
        show.chart(
            page,
            few.concentration_chart(shares, dark=page.dark),
            few.concentration_twin(shares),
            name="concentration",
            title=few.concentration_title(shares),
            subtitle=few.concentration_subtitle(shares, part.words),
        )
    _with_and_without(page, part)


def _bands(page: Page, part: Part, bands: pd.DataFrame) -> None:
    show.chart(
        page,
        bands_chart.repeat_bands_chart(bands, dark=page.dark),
        bands_chart.repeat_bands_twin(bands),
        name="repeat-bands",
        title=bands_chart.repeat_bands_title(bands),
        subtitle=bands_chart.repeat_bands_subtitle(bands, part.words),
    )


def _choose_span(page: Page, period: str, history: str) -> Part:
    if period == history:
        return Part(page.filters, period)
    spans = {"quarter": (page.filters, period), "all": (page.choice.history, history)}
    span = st.segmented_control(
        "Episodes of",
        list(spans),
        format_func=lambda span: spans[span][1],
        required=True,
        key=address.restore("repeat_in", spans, "quarter"),
        wrap=True,
    )
    address.save("repeat_in")
    return Part(*spans[span])


def _with_and_without(page: Page, part: Part) -> None:
    rows = page.run(headlines_without, filters=part.filters)
    show.finding(page.words(few.headlines_title(rows)))
    twin = few.headlines_twin(rows)
    show.table(twin, caption=page.words(few.headlines_caption(part.words)))
    st.caption(few.WITHOUT_NOTE)
    show.download(page, twin, "with-and-without", label="Download this table as CSV")
