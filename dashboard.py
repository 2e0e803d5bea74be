"""Overview: the quarter at a glance, and the way into every other page."""

import streamlit as st

from analytics.app import show, start_page
from analytics.app.behind import episodes_of_outcome
from analytics.app.headlines import headline_cards
from analytics.app.members import members_overview
from analytics.charts import findings, twins
from analytics.charts.categories import table_of_category
from analytics.charts.changes import nothing_compared, what_changed
from analytics.charts.denominators import denominators_chart
from analytics.charts.outcomes import outcomes_chart
from analytics.charts.targets import needed_sentence
from analytics.charts.words import quarter_name
from analytics.definitions import TIMESCALE_HOURS
from analytics.measures import (
    interviews_to_target,
    quarter_label,
    quarterly_changes,
    quarterly_summary,
)

page = start_page("Overview")
if page.audience != "staff":
    members_overview(page)
    st.stop()
history = page.run(quarterly_summary, filters=page.choice.history, year=page.choice.year)
if history.empty or not history["episodes"].sum():
    st.info("No episodes match these filters: choose another quarter, placement or area.")
    st.stop()

quarters = history.tail(4).reset_index(drop=True)
now = quarters.iloc[-1]
before = quarters.iloc[-2] if len(quarters) > 1 else None
before = before if findings.is_whole(now) and findings.is_whole(before) else None
over = show.is_over(page, now)
period = quarter_name(now["quarter_start"], now["quarter"])

st.header(page.words(findings.headline(now, before, over=over)), anchor=False)
show.cards(page, headline_cards(quarters))
if not over:
    show.part_quarter_note(page)

wide, narrow = st.columns([3, 2], gap="large")
with wide:
    clicked = show.chart(
        page,
        outcomes_chart(quarters, dark=page.dark),
        twins.outcomes_twin(quarters),
        name="outcomes-by-quarter",
        title=findings.outcomes_title(quarters),
        subtitle="Episodes by the quarter in which the child went missing, and what came of the "
        "return interview",
        clickable=True,
    )
with narrow:
    show.chart(
        page,
        denominators_chart(now, before, dark=page.dark),
        twins.denominators_twin(quarters),
        name="three-denominators",
        title=findings.denominators_title(now),
        subtitle=f"Interviewed within {TIMESCALE_HOURS} hours of the return, {period}"
        + ("" if before is None else "; hollow: the quarter before"),
    )
if clicked:
    episodes_of_outcome(page, *clicked)

st.header("What changed", anchor=False)
changes = page.run(
    quarterly_changes, filters=page.choice.history, quarter_start=now["quarter_start"].date()
)
said = what_changed(now, changes)
if not said:
    said = [nothing_compared(now, before, page.coverage["data_from"], over=over)]
to_target = page.run(interviews_to_target, quarter=quarter_label(now["quarter_start"]))
needed = needed_sentence(to_target, whole=findings.is_whole(now))
show.sentences(page, said + [needed] if needed else said)

st.header("The report's table", anchor=False)
table = table_of_category(twins.report_table(quarters), page.filters.category)
caption = page.words(f"Missing episodes and return interviews by quarter, to {period}")
show.table(table, caption=caption)
st.caption(findings.REPORT_TABLE_NOTE)
show.download(page, table, "quarterly-table", label="Download this table as CSV")

st.header("Where to look next", anchor=False)
show.links(
    {
        "pages/interviews.py": "Return interviews: were children listened to, and in time?",
        "pages/places.py": "Places and times: where children were found, when and how",
        "pages/repeat.py": "Repeat missing: how often, and what goes with it",
        "pages/associations.py": "Associations: who goes missing with whom",
        "pages/trends.py": "Trends: is it changing, or only varying?",
        "pages/data.py": "Data: what is loaded, and what was left out",
        "pages/definitions.py": "Definitions: what each figure counts",
    }
)
