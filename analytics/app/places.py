"""The page Places and times: where children were found, and which place is opened."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from analytics.app import address, show
from analytics.app.circumstances import four_questions
from analytics.app.clicks import newly_clicked
from analytics.app.escape import literal
from analytics.app.parts import Part
from analytics.app.start import Page
from analytics.app.times import week_of
from analytics.charts import place_changes, place_map, places, readings, trends, twins
from analytics.charts.words import quarter_name, quarter_words, span_words
from analytics.definitions import AUTHORITY_CODE
from analytics.filters import Filters
from analytics.geography.city import city_shape
from analytics.measures import quarterly_summary

ANCHOR = "opened-place"
NO_SHAPE = (
    "The city is not drawn: no outline of this authority has been made yet. Run "
    f"'python -m analytics outline --authority {AUTHORITY_CODE}' once."
)


def headline(page: Page, rows: pd.DataFrame, now: pd.Series) -> None:
    """The quarter's places in a sentence, and how many episodes it cannot speak of."""
    said = places.places_headline(rows, now["episodes"], *_periods(now))
    st.header(literal(page.words(said)), anchor=False)
    left = places.not_named(rows, now["episodes"])
    if left:
        st.write(page.words(left))


def _periods(now: pd.Series) -> tuple[str, str]:
    """The chosen quarter and the one before, in words."""
    before = quarter_words(now["quarter_start"] - pd.DateOffset(months=3))
    return quarter_name(now["quarter_start"], now["quarter"]), before


def where_found(page: Page, rows: pd.DataFrame, now: pd.Series) -> None:
    """The map with its centre, then how each place changed; a click on either opens the place."""
    period, before = _periods(now)
    maps = place_map.maps_of(rows, city_shape())
    clicked = {}
    if maps.whole is not None:
        clicked |= _maps(page, maps, rows, places.places_subtitle(rows, now["episodes"], period))
    opened = st.empty()
    _about_the_map(maps, rows)
    clicked["place-changes"] = show.chart(
        page,
        place_changes.place_changes_chart(rows, dark=page.dark),
        places.places_twin(rows),
        name="place-changes",
        title=places.change_title(rows),
        subtitle=places.change_subtitle(rows, period, before),
        **_opens_a_place("click a mark to open its place"),
    )
    with st.expander("How we tell whether a place changed: emerging, persistent, diminishing"):
        show.sentences(page, places.RULE)
    name = newly_clicked("places", clicked)
    if name:
        st.session_state["place"] = clicked[name][0]
        opened.markdown(f"[Opened below: {literal(_name(rows))} ↓](#{ANCHOR})")


def _maps(page: Page, maps: place_map.Maps, rows: pd.DataFrame, subtitle: str) -> dict:
    """The city, and its centre beside it; what was clicked, by the chart's name."""
    city, beside = show.side_by_side("maps")
    look = _opens_a_place("click a circle to open its place")
    with city:
        clicked = {
            "map": show.chart(
                page,
                place_map.city_chart(maps, dark=page.dark),
                places.places_twin(rows),
                name="map",
                title=places.places_title(rows),
                subtitle=subtitle,
                **look,
            )
        }
    if maps.centre is None:
        return clicked
    with beside:
        inside = rows[rows["place_id"].isin(place_map.in_centre(maps)["place_id"])]
        clicked["map-centre"] = show.chart(
            page,
            place_map.centre_chart(maps, dark=page.dark),
            places.places_twin(inside),
            name="map-centre",
            title=places.centre_title(inside, int(rows["episodes"].sum())),
            subtitle="The dotted square, closer; circles to the same scale",
            **look,
        )
    return clicked


def _opens_a_place(click_for: str) -> dict:
    """What the charts have in common whose marks open a place."""
    turn = st.session_state.get("place_turn", 0)
    return {"clickable": True, "list_marks": False, "click_for": click_for, "turn": turn}


def _about_the_map(maps: place_map.Maps, rows: pd.DataFrame) -> None:
    """What is not drawn, what is uncertain, and whose the ground is."""
    said = places.unsure_places(rows)
    said += places.off_the_map(maps.off_map)
    if maps.shape is None:
        said.append(NO_SHAPE)
    if said:
        st.markdown("\n".join(f"- {literal(item)}" for item in said))
    if maps.shape is not None:
        st.caption(f"{places.MAP_NOTE} {maps.shape.licence}")


def _name(rows: pd.DataFrame) -> str:
    return places.place_names(rows)[st.session_state["place"]]


def _forget_clicks() -> None:
    """Draw the charts with nothing clicked once a place is chosen from the list."""
    st.session_state["place_turn"] = st.session_state.get("place_turn", 0) + 1


def one_place(page: Page, rows: pd.DataFrame, now: pd.Series) -> None:
    """A choice of place, and the place that is open: its trend, times, who with and how."""
    names = places.place_names(rows)
    place_id = st.selectbox(
        "Open a place",
        list(names),
        index=None,
        format_func=lambda place_id: names.get(place_id, ""),
        placeholder="Choose a place, or click one above",
        key=address.restore("place", names, None),
        width=420,
        on_change=_forget_clicks,
    )
    address.save("place")
    if place_id is None:
        return
    place = rows[rows["place_id"] == place_id].iloc[0]
    st.subheader(literal(place["name"]), anchor=ANCHOR)
    st.write(literal(page.words(places.one_place(place, *_periods(now)))))
    history = replace(page.choice.history, place_id=place_id)
    part = _choose_span(page, place, history)
    summary = page.run(quarterly_summary, filters=history, year=page.choice.year)
    if not summary["episodes"].sum():
        return
    _trend_of(page, summary, place["name"])
    week_of(page, part, f"found at {part.words}")
    four_questions(page, part, f"found at {part.words}")


def _choose_span(page: Page, place: pd.Series, history: Filters) -> Part:
    """The place in the chosen quarter, or from the first record to the quarter's end."""
    begins, ends = (pd.Timestamp(day) for day in (page.filters.period_from, page.filters.period_to))
    spans = {
        "quarter": (replace(page.filters, place_id=place["place_id"]), quarter_words(begins)),
        "all": (history, span_words(min(page.coverage["data_from"], begins), ends)),
    }
    span = st.segmented_control(
        "Episodes of",
        list(spans),
        format_func=lambda span: spans[span][1],
        required=True,
        key=address.restore("place_in", spans, "quarter"),
        wrap=True,
    )
    address.save("place_in")
    filters, period = spans[span]
    return Part(filters, f"{place['name']}, {period}", "place-")


def _trend_of(page: Page, summary: pd.DataFrame, name: str) -> None:
    show.chart(
        page,
        trends.trend_chart(summary, "episodes", "quarter", dark=page.dark),
        twins.trend_twin(summary, "episodes", "quarter"),
        name="place-trend",
        title=readings.trend_title(summary, "episodes", "quarter"),
        subtitle=f"Missing episodes found at {name}, by the quarter the child went missing"
        f"{trends.part_words(summary, 'quarter')}",
    )
