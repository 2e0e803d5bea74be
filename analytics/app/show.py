"""How pages show things: cards, charts with their table twin and download, tables, episodes."""

from functools import partial
from html import escape, unescape

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from analytics.app.downloads import download_button
from analytics.app.escape import literal
from analytics.app.links import chronology_address, page_link
from analytics.app.start import Page
from analytics.app.tables import csv_bytes, html_table
from analytics.charts.categories import table_of_category
from analytics.charts.episodes import episodes_twin
from analytics.charts.twins import benchmarks_twin, own_and_wider
from analytics.charts.words import counted, moment_words, number
from analytics.definitions import AUTHORITY_NAME, COLOURS


def cards(page: Page, contents: list[dict]) -> None:
    """A row of cards.

    Each: label, value, count (what the value is of, or nothing), change, colour, and history
    [(period, height 0–1, text)…], which may be empty.
    """
    worded = [content | {"label": page.words(content["label"])} for content in contents]
    st.html(f"<div class='cards'>{''.join(_card(content) for content in worded)}</div>")


def _card(content: dict) -> str:
    history = content["history"]
    bars = "".join(f"<span style='height:{max(h, 0.02):.0%}'></span>" for _, h, _ in history)
    words = "; ".join(f"{period}: {text}" for period, _, text in history)
    ends = ""
    if len(history) > 1:
        ends = (
            f"<p class='spark-ends' aria-hidden='true'><span>{escape(history[0][0])}</span>"
            f"<span>{escape(history[-1][0])}</span></p>"
        )
    spark = f"<div class='spark' role='img' aria-label='{escape(words, quote=True)}'>{bars}</div>"
    count = f"<p class='count'>{escape(content['count'])}</p>" if content.get("count") else ""
    assert content["colour"] in COLOURS
    return (
        f"<section class='card' style='--mark: var(--{content['colour'].replace('_', '-')})'>"
        f"<h3>{escape(content['label'])}</h3><p class='value'>{escape(content['value'])}</p>"
        f"{count}<p class='change'>{escape(content['change'])}</p>"
        f"{spark if history else ''}{ends}</section>"
    )


def chart(
    page: Page,
    figure: go.Figure,
    rows: pd.DataFrame,
    *,
    name: str,
    title: str,
    subtitle: str,
    clickable: bool = False,
    click_for: str = "click a mark for its episodes",
    list_marks: bool = True,
    turn: int = 0,
) -> list | None:
    """A chart under the finding it shows, its table and download one click away.

    rows: what is drawn, as the table twin shows it. name: of the download and of the widget.
    click_for: what a click on a mark does. list_marks: whether the marks can be chosen from a list
    too; not where the page has a choice of its own that does the same. turn: counted up, it draws
    the chart anew with nothing clicked. Returns the customdata of the mark the reader clicked, None
    where none.
    """
    title, subtitle = page.words(title), page.words(subtitle)
    rows = table_of_category(rows, page.filters.category)
    for label in (*figure.layout.annotations, figure.layout.xaxis.title):
        label.text = page.words(label.text or "") or None
    clickable = clickable and page.audience == "staff"
    finding(title, subtitle, click_for if clickable else "")
    event = st.plotly_chart(
        figure,
        key=f"chart-{name}-{turn}" if turn else f"chart-{name}",
        theme=None,
        config={"displayModeBar": False, "responsive": True},
        # A click takes the place of what was chosen from the list of marks.
        on_select=partial(st.session_state.pop, f"mark-{name}", None) if clickable else "ignore",
        selection_mode="points",
        alt=f"{title}. {subtitle}. The table below has the same figures.",
    )
    with st.expander("Table and download"):
        table(rows, caption=f"{title}. {subtitle}.")
        download(page, rows, name)
        chosen = _choose_mark(figure, name) if clickable and list_marks else None
    points = event.selection.points if clickable else []
    clicked = points[0].get("customdata") if points else None
    if not list_marks:
        return clicked
    return chosen or (clicked if clicked and clicked[-1] else None)


def side_by_side(name: str) -> list:
    """Two columns, one below the other where the page has no room for two charts."""
    with st.container(key=f"side-{name}"):
        return st.columns(2, gap="large")


def finding(title: str, subtitle: str = "", click_for: str = "") -> None:
    """A finding as the title of what is below it, and what that shows; click_for not in print."""
    # a first tap only points: Plotly would select what was pointed at before
    touched = "<span class='on-touch'> (tap it twice)</span>"
    invitation = f"<span class='on-screen'> · {escape(click_for)}{touched}</span>"
    invitation = invitation if click_for else ""
    below = f"<p class='chart-subtitle'>{escape(subtitle)}{invitation}</p>" if subtitle else ""
    st.html(f"<h3 class='chart-title'>{escape(title)}</h3>{below}")


def _choose_mark(figure: go.Figure, name: str) -> list | None:
    """The customdata of a mark chosen from a list: what a click does, for a keyboard.

    A mark's customdata ends with how many episodes it stands for; one of none is left out.
    """
    marks = {
        tuple(mark): unescape(words.replace("<br>", " · "))
        for trace in figure.data
        if trace.customdata is not None
        for mark, words in zip(trace.customdata, trace.hovertext, strict=True)
        if mark[-1]
    }
    chosen = st.selectbox(
        "List the episodes behind a mark",
        list(marks),
        index=None,
        format_func=lambda mark: marks.get(mark, ""),
        placeholder="Choose a mark",
        key=f"mark-{name}",
        width=420,
    )
    return list(chosen) if chosen else None


def table(
    rows: pd.DataFrame, *, caption: str, words: bool = False, children: tuple[str, ...] = ()
) -> None:
    """A table that scrolls within its frame where it is large; figures right, words left.

    children: the columns of references that link to the chronology of that child.
    """
    links = dict.fromkeys(children, chronology_address)
    st.html(html_table(rows, caption, words=words, links=links))


def download(page: Page, rows: pd.DataFrame, name: str, *, label: str = "Download as CSV") -> None:
    """A download of exactly the rows shown; the file's name says snapshot and audience."""
    made_up = "-demonstration" if page.coverage["demonstration"] else ""
    download_button(
        label,
        partial(csv_bytes, rows),
        file_name=f"{name}-snapshot-{page.snapshot}-{page.audience}{made_up}.csv",
        mime="text/csv",
        key=f"download-{name}",
    )


def sentences(page: Page, items: list[str]) -> None:
    """Sentences as a list."""
    st.markdown("\n".join(f"- {literal(page.words(item))}" for item in items))


def episodes(
    page: Page,
    rows: pd.DataFrame,
    *,
    name: str,
    of_what: str,
    count: int,
    about: str = "interviews",
) -> None:
    """The single episodes behind a mark; staff only, since the measure refuses everyone else.

    Never in print. count: how many the mark stands for, which may be more than are listed. about:
    which columns come first, those of "interviews" or of "places".
    """
    listed = table_of_category(episodes_twin(rows, about=about), page.filters.category)
    caption = f"{counted(len(listed), 'episode')}, latest first"
    if count > len(listed):
        caption = f"The latest {number(len(listed))} of {counted(count, 'episode')}"
    with st.container(key=f"behind-{name}"):
        st.header(literal(page.words(f"Behind the mark: {of_what}")), anchor=False)
        table(listed, caption=caption)
        download(page, listed, f"episodes-{name}", label="Download these episodes")


def is_over(page: Page, quarter: pd.Series) -> bool:
    """Whether the records reach to the quarter's end."""
    return page.coverage["data_until"] >= quarter["quarter_start"] + pd.DateOffset(months=3)


def part_quarter_note(page: Page) -> None:
    """Say that the records end before the quarter does: its figures are not final."""
    known = moment_words(page.coverage["data_until"])
    st.warning(f"This quarter is not over: the records reach to {known}.")


def links(pages: dict[str, str]) -> None:
    """Links to other pages, the reader's choices carried along."""
    for path, label in pages.items():
        page_link(path, label)


def benchmarks(page: Page, rows: pd.DataFrame) -> None:
    """DfE's published figures with DfE's own warning, or how to load them."""
    st.header("Published figures (DfE)", anchor=False)
    if rows.empty:
        st.write(
            "None loaded. DfE publishes looked-after children who go missing by authority (Explore "
            "education statistics); load the file on the Data page and it appears here."
        )
        return
    st.warning(
        "DfE warns against comparing authorities or years: what is recorded as missing differs "
        "between authorities and has changed over time."
    )
    # Some 150 authorities are published: the page shows what ours is beside, the file has them all.
    caption = "Children looked after who went missing, as published by DfE"
    table(
        benchmarks_twin(own_and_wider(rows)),
        caption=f"{caption}: England, regions and {AUTHORITY_NAME}",
    )
    download(page, benchmarks_twin(rows), "published-by-dfe", label="Download all areas as CSV")
