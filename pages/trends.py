"""Trends: is it changing, or only varying?"""

import streamlit as st

from analytics.app import show, start_page
from analytics.app.behind import episodes_of_period
from analytics.app.choices import trend_choices
from analytics.charts import readings, twins
from analytics.charts.control import control_chart_figure
from analytics.charts.lengths import lengths_chart, looked_after_chart
from analytics.charts.trends import part_words, trend_by_placement_chart, trend_chart
from analytics.charts.words import FIGURES
from analytics.measures import (
    benchmarks,
    control_chart,
    lengths,
    looked_after_rate,
    monthly_summary,
    quarter_label,
    quarterly_summary,
    summary_by_placement_type,
    weekly_summary,
)

SUMMARIES = {"quarter": quarterly_summary, "month": monthly_summary, "week": weekly_summary}

page = start_page("Trends", choose_by="period")
st.header("Over time", anchor=False)
figure, unit, by_placement = trend_choices(page.filters.category)
numbered = {"year": page.choice.year} if unit == "quarter" else {}
summary = page.run(SUMMARIES[unit], **numbered)
if summary.empty or not summary["episodes"].sum():
    st.info("No episodes match these filters: choose another period, placement or area.")
    show.benchmarks(page, page.run(benchmarks))
    st.stop()

if by_placement:
    rows = page.run(summary_by_placement_type, by=unit)
    if unit == "quarter":
        labels = [quarter_label(start, page.choice.year) for start in rows["period_start"]]
        rows = rows.assign(quarter=labels)
    drawn = trend_by_placement_chart(rows, figure, unit, dark=page.dark)
    title = readings.placement_title(rows, figure)
else:
    rows = summary
    drawn = trend_chart(rows, figure, unit, dark=page.dark)
    title = readings.trend_title(rows, figure, unit)
clicked = show.chart(
    page,
    drawn,
    twins.trend_twin(rows, figure, unit),
    name="trend",
    title=title,
    subtitle=f"{FIGURES[figure]} by {unit} in which the child went missing{part_words(rows, unit)}",
    clickable=True,
)
if clicked:
    episodes_of_period(page, *clicked, unit=unit, figure=figure)

st.header("Changing, or only varying?", anchor=False)
control_unit = "month" if unit == "month" else "week"
points = page.run(control_chart, of=figure, by=control_unit)
show.chart(
    page,
    control_chart_figure(points, figure, control_unit, dark=page.dark),
    twins.control_twin(points, figure, control_unit),
    name="control-chart",
    title=readings.control_title(points, figure, control_unit),
    subtitle=f"{FIGURES[figure]} by {control_unit}, whole {control_unit}s only; diamonds stand out",
)
show.sentences(page, readings.control_reading(points, figure, control_unit))
if unit == "quarter":
    st.caption("Quarters are too few and too coarse for control limits, so weeks are shown.")

st.header("How long children were gone", anchor=False)
bands = page.run(lengths)
show.chart(
    page,
    lengths_chart(bands, dark=page.dark),
    twins.lengths_twin(bands),
    name="lengths",
    title=readings.lengths_title(bands),
    subtitle="Episodes by hours from going missing to return, with their share of all selected",
)

rates = page.run(looked_after_rate)
if not rates.empty:
    st.header("For every 100 looked-after children", anchor=False)
    show.chart(
        page,
        looked_after_chart(rates, dark=page.dark),
        twins.looked_after_twin(rates),
        name="per-100-looked-after",
        title=readings.looked_after_title(rates),
        subtitle="Children who went missing per 100 of all looked-after children; the filters "
        "narrow who went missing, not who was looked after",
    )

show.benchmarks(page, page.run(benchmarks))
