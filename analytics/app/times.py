"""When children went missing and came back: the week, groups, term time and holidays."""

import streamlit as st

from analytics.app import address, show
from analytics.app.behind import episodes_of_group_hour, episodes_of_hour
from analytics.app.escape import literal
from analytics.app.parts import Part, episodes_in
from analytics.app.start import Page
from analytics.charts import hour_grid, term_and_holidays
from analytics.charts.categories import table_of_category
from analytics.definitions import DAY_KINDS
from analytics.measures import hour_of_week, hours_by_group
from analytics.measures import term_and_holidays as days_measure

COMPARED = {"placement_type": "Placement type", "day_kind": "Term time and holidays"}


def choose_moment() -> str:
    """Whether hours are of going missing or of the return."""
    of = st.segmented_control(
        "Hours of",
        list(hour_grid.MOMENTS),
        format_func=hour_grid.MOMENTS.get,
        required=True,
        key=address.restore("of", hour_grid.MOMENTS, "missing"),
    )
    address.save("of")
    return of


def week_of(page: Page, part: Part, period: str, of: str = "missing") -> None:
    """Weekdays and hours as a grid, and the episodes of the square that was clicked."""
    rows = page.run(hour_of_week, filters=part.filters, of=of)
    episodes = episodes_in(page, part)
    clicked = show.chart(
        page,
        hour_grid.hour_of_week_chart(rows, dark=page.dark),
        hour_grid.hour_of_week_twin(rows),
        name=f"{part.name}hour-of-week",
        title=hour_grid.hour_of_week_title(rows, of),
        subtitle=hour_grid.hour_of_week_subtitle(rows, of, episodes, period),
        clickable=True,
    )
    if clicked:
        episodes_of_hour(page, *clicked, of=of, part=part)


def hours_compared(page: Page, of: str, period: str) -> None:
    """Hours of the day by placement type, or in term time and holidays."""
    dimension = st.segmented_control(
        "Compare hours by",
        list(COMPARED),
        format_func=COMPARED.get,
        required=True,
        key=address.restore("hours_by", COMPARED, "placement_type"),
        wrap=True,
    )
    address.save("hours_by")
    rows = page.run(hours_by_group, dimension=dimension, of=of)
    if not hour_grid.large_groups(rows):
        st.write(literal(f"{hour_grid.hours_by_group_title(rows, dimension, of)}."))
        return
    clicked = show.chart(
        page,
        hour_grid.hours_by_group_chart(rows, dimension, dark=page.dark),
        hour_grid.hours_by_group_twin(rows, dimension),
        name="hours-by-group",
        title=hour_grid.hours_by_group_title(rows, dimension, of),
        subtitle=hour_grid.hours_by_group_subtitle(rows, of, period),
        clickable=True,
    )
    if clicked:
        episodes_of_group_hour(page, *clicked, dimension=dimension, of=of)


def term_or_holidays(page: Page, period: str) -> None:
    """Episodes a day in term time and in school holidays."""
    rows = page.run(days_measure)
    show.finding(page.words(term_and_holidays.term_and_holidays_title(rows)))
    if not set(rows["day_kind"]) & set(DAY_KINDS):
        return
    table = term_and_holidays.term_and_holidays_twin(rows)
    table = table_of_category(table, page.filters.category)
    caption = page.words(term_and_holidays.term_and_holidays_subtitle(rows, period))
    show.table(table.drop(columns="p"), caption=caption)
    st.caption(term_and_holidays.HOLIDAY_NOTE)
    show.download(page, table, "term-and-holidays", label="Download this table as CSV")
