"""The page Children's voice: cards by theme, one action on its figure's trend, open promises."""

from dataclasses import replace
from html import escape

import pandas as pd
import streamlit as st

from analytics.app import show
from analytics.app.escape import literal
from analytics.app.links import page_link
from analytics.app.start import Page
from analytics.charts import voice, voice_trend
from analytics.charts.plain_words import TEXTS
from analytics.charts.voice_cards import (
    HEADS,
    PLAIN_HEADS,
    Card,
    card,
    effects,
    open_promises,
    plain_card,
    promises_twin,
    theme_words,
    voice_headline,
)
from analytics.charts.words import day_words
from analytics.filters import Filters
from analytics.measures import feedback, figures_to_move

EVERYTHING = Filters()  # of all quarters, whatever meetings are chosen: an action works later


def what_was_said(page: Page) -> pd.DataFrame:
    """The rows of feedback of the chosen meetings; the council sees all."""
    chosen = page.filters
    return page.run(feedback, filters=Filters(chosen.period_from, chosen.period_to))


def cards_by_theme(page: Page, said: pd.DataFrame) -> None:
    """What was said, what we did, did it work: a card each, theme by theme."""
    st.header(literal(voice_headline(said)), anchor=False)
    if said.empty:
        st.write("Choose another period; recorded below, it appears here.")
        return
    _cards(said, _effects(page, said), plain=False)


def for_young_people(page: Page) -> None:
    """The same in plain words, in large type; nothing to choose."""
    st.html(f"<p class='plain-intro'>{escape(TEXTS['intro'])}</p>")
    said = page.run(feedback, filters=EVERYTHING)
    if said.empty:
        st.html(f"<p class='plain-intro'>{escape(TEXTS['nothing_yet'])}</p>")
        return
    _cards(said, _effects(page, said), plain=True)


def _effects(page: Page, said: pd.DataFrame) -> list[voice.Effect | None]:
    return effects(said, page.run(figures_to_move, filters=EVERYTHING))


def _cards(said: pd.DataFrame, found: list, *, plain: bool) -> None:
    make, level = (plain_card, 2) if plain else (card, 3)
    articles: dict[str, list[str]] = {}
    for (_, row), effect in zip(said.iterrows(), found, strict=True):
        made = _article(make(row, effect), level + 1, plain=plain)
        articles.setdefault(row["theme"], []).append(made)
    themes = "".join(
        f"<section>{_head(theme_words(theme, plain=plain), level, 'theme-name')}{''.join(cards)}"
        "</section>"
        for theme, cards in articles.items()
    )
    st.html(f"<div class='voice{' for-young-people' if plain else ''}'>{themes}</div>")


def _head(text: str, level: int, kind: str) -> str:
    return f"<h{level} class='{kind}'>{escape(text)}</h{level}>"


def _article(shown: Card, level: int, *, plain: bool) -> str:
    said, worked = PLAIN_HEADS if plain else HEADS
    heads = [_head(text, level, "part") for text in (said, shown.head, worked)]
    did = "".join(f"<p>{escape(text)}</p>" for text in shown.did)
    state = "".join(
        f"<li{' class=late' if text == shown.late else ''}>{escape(text)}</li>"
        for text in shown.state
    )
    picture = _picture(shown.effect, plain=plain) if shown.effect is not None else ""
    return (
        f"<article class='voice-card'><div>{heads[0]}<blockquote>{escape(shown.said)}</blockquote>"
        f"<p class='met'>{escape(shown.met)}</p></div>"
        f"<div>{heads[1]}{did}<ul class='state'>{state}</ul></div>"
        f"<div>{heads[2]}<p>{escape(shown.worked)}</p>{picture}</div></article>"
    )


def _picture(effect: voice.Effect, *, plain: bool) -> str:
    """The quarters as small bars, a line across where the action came into effect."""
    bars = voice.spark_bars(effect, about=plain)
    if len(bars) < 2:
        return ""
    drawn = "".join(_bar(height, "?" if plain else text, since) for _, height, text, since in bars)
    place = voice.action_place(effect) / len(bars)
    began = day_words(effect.in_effect_from)
    words = "; ".join(f"{quarter}: {text}" for quarter, _, text, _ in bars)
    below = TEXTS["picture"] if plain else f"Dashed: in effect from {began}"
    share = "in-time" if effect.measure.startswith("in_time") else "missing"
    return (
        f"<div class='voice-spark' style='--mark: var(--{share})' role='img' "
        f"aria-label='{escape(f'{words}. In effect from {began}', True)}'>{drawn}"
        f"<i style='left:{place:.1%}'></i></div>"
        f"<p class='spark-ends' aria-hidden='true'><span>{bars[0][0]}</span>"
        f"<span>{bars[-1][0]}</span></p><p class='met'>{escape(below)}</p>"
    )


def _bar(height: float | None, text: str, since: bool) -> str:
    if height is None:
        return f"<span class='no-figure'>{escape(text)}</span>"
    kind = "since" if since else "earlier"
    return f"<span class='{kind}' style='height:{max(height, 0.02):.0%}'></span>"


def one_action(page: Page, said: pd.DataFrame) -> None:
    """One action, chosen from those in effect, on the whole trend of its figure."""
    found = _effects(page, said)
    shown = [number for number, effect in enumerate(found) if effect is not None]
    if not shown:
        st.write(
            "An action is shown here once it has a figure that it should move and a day from "
            "which it is in effect."
        )
        return
    actions = [text if pd.notna(text) else "Action not described" for text in said["action"]]
    chosen = st.selectbox(
        "Action", shown, format_func=lambda number: actions[number], key="voice-action", width=620
    )
    effect = found[chosen]
    show.chart(
        replace(page, choice=None),  # its words are those of missing episodes
        voice_trend.effect_chart(effect, dark=page.dark),
        voice_trend.effect_twin(effect),
        name="action",
        title=voice_trend.effect_title(effect),
        subtitle=voice_trend.effect_subtitle(effect, actions[chosen]),
    )
    if page.audience == "staff":
        monthly = {"figure": effect.measure, "by": "month"}
        page_link("pages/trends.py", "Trends: the same figure by month", choices=monthly)


def promises(page: Page, said: pd.DataFrame) -> None:
    """What is promised and not yet done: by when, and whose task."""
    rows = open_promises(said)
    if rows.empty:
        st.write("No promise is open.")
        return
    as_of = page.coverage["data_date"]
    late = f"; late: the day is over on {day_words(as_of)}" if pd.notna(as_of) else ""
    twin = promises_twin(rows)
    show.table(twin, caption=f"Neither done nor dropped, the earliest day first{late}", words=True)
    show.download(page, twin, "promises")
