"""The Overview as members see it: the report's slides, for a quarter and one part of it."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from analytics.app import show
from analytics.app.start import Page
from analytics.filters import Filters
from analytics.reports.asking import Ask
from analytics.reports.circumstances import circumstance_slides
from analytics.reports.figures import picture_figure
from analytics.reports.outcomes import outcome_slides, priority_slide
from analytics.reports.slides import Slide
from analytics.reports.story import WITHHELD


def members_overview(page: Page) -> None:
    """The quarter's figures with what is withheld; circumstances of all children together only."""
    if page.filters.period_from is None:
        st.info("No episodes are recorded yet.")
        return
    st.write(WITHHELD)
    ask = _ask(page)
    for slide in outcome_slides(ask):
        show_slide(page, slide)
    if _whole_service(page.filters):
        for slide in circumstance_slides(ask):
            show_slide(page, slide)
    else:
        st.caption(
            "How children travelled, were found and came back is shown for all children together: "
            "of one placement type or area too few are left. How many children a part is about is "
            "not shown: taken from all children, it would tell how many were never in that part."
        )
    show_slide(page, priority_slide(ask))


def _whole_service(filters: Filters) -> bool:
    return not filters.placement_types and filters.out_of_area is None


def _ask(page: Page) -> Ask:
    def run(measure, filters: Filters, **options) -> pd.DataFrame:
        part = {
            "placement_types": page.filters.placement_types,
            "out_of_area": page.filters.out_of_area,
        }
        return page.run(measure, filters=replace(filters, **part), **options)

    return Ask(run, pd.Timestamp(page.filters.period_from), page.audience)


def show_slide(page: Page, slide: Slide) -> None:
    """A slide of the report on a page: its finding, picture, table and sentences."""
    if slide.picture is not None:
        show.chart(
            page,
            picture_figure(slide.picture, dark=page.dark),
            slide.table,
            name=slide.key,
            title=slide.title,
            subtitle=slide.subtitle,
        )
    elif slide.table is not None:
        show.finding(slide.title)
        show.table(slide.table, caption=slide.subtitle)
        show.download(page, slide.table, slide.key)
    if slide.sentences:
        st.caption(" ".join(slide.sentences))
