"""The page Return interviews, looking back: the way, how long it takes, where it falls short."""

import pandas as pd
import streamlit as st

from analytics import measures
from analytics.app import address, show
from analytics.app.behind import episodes_of_group, episodes_of_hours, episodes_of_way
from analytics.app.start import Page
from analytics.charts import (
    hours_by_quarter,
    interview_flow,
    interview_hours,
    rate_change,
    timeliness,
)
from analytics.charts.words import quarter_name
from analytics.definitions import DENOMINATORS, DIMENSIONS
from analytics.measures import (
    hours_to_interview,
    interviews_by_hours,
    quarter_label,
    quarterly_changes,
    timeliness_by,
)

QUARTERS_SHOWN = 8


def period_of(now: pd.Series) -> str:
    """The chosen quarter in words."""
    return quarter_name(now["quarter_start"], now["quarter"])


def way_of_an_episode(page: Page, now: pd.Series) -> None:
    """Episode, back, offered, interviewed, in time, with every loss on the way."""
    flow = page.run(measures.interview_flow)
    clicked = show.chart(
        page,
        interview_flow.flow_chart(flow, dark=page.dark),
        interview_flow.flow_twin(flow),
        name="way",
        title=interview_flow.flow_title(flow),
        subtitle=f"Episodes of {period_of(now)}: how far each came, and where the others ended",
        clickable=True,
    )
    if clicked:
        episodes_of_way(page, *clicked)


def how_long_it_takes(page: Page, now: pd.Series) -> None:
    """Hours from return to interview: the quarter's distribution, and quarter by quarter."""
    hours = page.run(hours_to_interview, filters=page.choice.history, year=page.choice.year)
    hours = hours.tail(QUARTERS_SHOWN).reset_index(drop=True)
    bands = page.run(interviews_by_hours)
    wide, narrow = st.columns([3, 2], gap="large")
    with wide:
        clicked = show.chart(
            page,
            interview_hours.hours_chart(bands, hours.iloc[-1], dark=page.dark),
            interview_hours.bands_twin(bands),
            name="hours",
            title=interview_hours.hours_title(hours.iloc[-1]),
            subtitle=interview_hours.hours_subtitle(hours.iloc[-1], period_of(now)),
            clickable=True,
        )
    with narrow:
        show.chart(
            page,
            hours_by_quarter.hours_by_quarter_chart(hours, dark=page.dark),
            hours_by_quarter.hours_by_quarter_twin(hours),
            name="hours-by-quarter",
            title=hours_by_quarter.hours_by_quarter_title(hours),
            subtitle="Episodes interviewed, by the quarter in which the child went missing",
        )
    if clicked:
        episodes_of_hours(page, *clicked)
    shares = hours_by_quarter.shares_twin(hours)
    show.table(shares, caption="How soon after the return interviews were held")
    show.download(page, shares, "shares-within-hours", label="Download this table as CSV")


def where_it_falls_short(page: Page, now: pd.Series) -> None:
    """The share in time by group, and why it changed on the quarter before."""
    dimension, denominator = _choose_comparison()
    groups = page.run(timeliness_by, dimension=dimension, denominator=denominator)
    overall = now[f"in_time_of_{denominator}"]
    clicked = show.chart(
        page,
        timeliness.timeliness_chart(groups, overall, dimension, denominator, dark=page.dark),
        timeliness.timeliness_twin(groups, dimension, denominator),
        name="groups",
        title=timeliness.timeliness_title(groups, overall, dimension),
        subtitle=timeliness.timeliness_subtitle(
            groups, dimension, denominator, period_of(now), pending=now["pending"]
        ),
        clickable=True,
    )
    if clicked:
        episodes_of_group(page, *clicked, name="group")
    st.caption(timeliness.INTERVAL_NOTE)
    _why_it_changed(page, now, dimension, denominator)


def _choose_comparison() -> tuple[str, str]:
    """By what interviews are compared, and what their share is of."""
    with st.container(horizontal=True, key="comparison-row", gap="small"):
        dimension = st.selectbox(
            "Compare by",
            list(DIMENSIONS),
            format_func=DIMENSIONS.get,
            key=address.restore("compare", DIMENSIONS, "placement_type"),
            width=220,
        )
        denominator = st.segmented_control(
            "In time, as a share of",
            list(DENOMINATORS),
            format_func=lambda name: DENOMINATORS[name].removeprefix("those ").capitalize(),
            required=True,
            key=address.restore("share_of", DENOMINATORS, "episodes"),
            wrap=True,
        )
    address.save("compare", "share_of")
    return dimension, denominator


def _why_it_changed(page: Page, now: pd.Series, dimension: str, denominator: str) -> None:
    effects = page.run(
        measures.rate_change,
        filters=page.choice.history,
        to_quarter=quarter_label(now["quarter_start"]),
        dimension=dimension,
        denominator=denominator,
    )
    if effects.empty:
        st.write(rate_change.NOTHING_COMPARED)
        return
    clicked = show.chart(
        page,
        rate_change.rate_change_chart(effects, dimension, denominator, dark=page.dark),
        rate_change.rate_change_twin(effects, dimension, now),
        name="rate-change",
        title=rate_change.rate_change_title(effects, dimension, denominator),
        subtitle=rate_change.rate_change_subtitle(now),
        clickable=True,
    )
    if clicked:
        episodes_of_group(page, *clicked, name="rate-change")
    changes = page.run(
        quarterly_changes, filters=page.choice.history, quarter_start=now["quarter_start"].date()
    )
    show.sentences(page, rate_change.change_sentences(changes, denominator))
