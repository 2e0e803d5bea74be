"""What is written for children in care: figures as one would say them, and how hard it is to read.

Shares are said in tenths, as the council of children in care is given them.
"""

import csv
from itertools import product
from string import Formatter

import pytest

from analytics.charts.plain_words import (
    FIGURES,
    TEXTS,
    THEMES,
    about_count,
    about_share,
    capital,
    drawn_share,
    words_to_swap,
)
from analytics.definitions import (
    FEEDBACK_STATUSES,
    FEEDBACK_THEMES,
    LONGEST_SENTENCE,
    MEASURES_TO_MOVE,
    READING_AGE,
    REFERENCE,
)
from analytics.demonstration.load import HERE as DEMONSTRATION
from analytics.glossary.plain import PLAIN_TERMS
from analytics.glossary.voice import WORDS_ASKED_FOR
from analytics.statistics.reading_age import reading_age, sentences

SHARES_AS_SAID = [about_share(count / 10) for count in range(11)]
OF_TIME_AS_SAID = [about_share(count / 10, "the time") for count in range(11)]
# What may stand in a text's gaps.
GAPS = {
    "day": ["31 January 2022", "8 May 2021", "30 September 2021"],
    "role": ["Team manager"],
    "figure": [figure for figure, _ in FIGURES.values()],
    "words": OF_TIME_AS_SAID + ["about 1,230", "none"],
    "low": [*SHARES_AS_SAID, "about 130"],
    "high": OF_TIME_AS_SAID + ["about 180"],
}


def filled(text: str) -> list[str]:
    """The text with everything that may stand in its gaps."""
    gaps = [name for _, name, _, _ in Formatter().parse(text) if name]
    return [
        text.format(**dict(zip(gaps, values, strict=True)))
        for values in product(*(GAPS[gap] for gap in gaps))
    ]


def hard_sentences(texts: list[str]) -> list[str]:
    """Of the texts the sentences above the reading age, or longer than is easily read."""
    return [
        sentence
        for text in texts
        for sentence in sentences(text)
        if reading_age(sentence) > READING_AGE or len(sentence.split()) > LONGEST_SENTENCE
    ]


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_every_sentence_for_children_in_care_is_easy_to_read(name):
    assert hard_sentences(filled(TEXTS[name])) == []


@pytest.mark.parametrize("word", PLAIN_TERMS)
def test_every_explanation_for_children_in_care_is_easy_to_read(word):
    assert hard_sentences([PLAIN_TERMS[word]]) == []


def test_every_name_of_a_theme_is_easy_to_read():
    assert hard_sentences(list(THEMES.values())) == []


def test_what_the_demonstration_answers_is_easy_to_read():
    with (DEMONSTRATION / "feedback.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    answers = [row[column] for row in rows for column in ("response", "action")]
    assert len(answers) == 12
    assert hard_sentences(answers) == []
    assert [word for answer in answers for word in words_to_swap(answer)] == []


@pytest.mark.parametrize(
    "hard",
    [
        "Statutory timescales were not met in the majority of instances.",
        "We did it and then we did it and then we did it and then we did it.",
    ],
)
def test_a_hard_sentence_is_found_out(hard):
    assert hard_sentences([f"You said. {hard} We did."]) == [hard[:-1]]


def test_no_text_for_children_has_a_word_that_they_asked_us_not_to_use():
    texts = [*TEXTS.values(), *THEMES.values(), *GAPS["figure"], *sum(PLAIN_TERMS.items(), ())]
    assert [(text, words_to_swap(text)) for text in texts if words_to_swap(text)] == []


def test_every_theme_status_and_figure_has_plain_words():
    assert THEMES.keys() == FEEDBACK_THEMES.keys()
    assert FIGURES.keys() == MEASURES_TO_MOVE.keys()
    assert TEXTS.keys() >= FEEDBACK_STATUSES.keys()
    assert TEXTS.keys() >= {"above", "below", "same"}


@pytest.mark.parametrize(
    ("rate", "words"),
    [
        (0, "none"),
        (0.001, "about 1 in 10"),  # not nothing, so never said to be
        (0.149, "about 1 in 10"),
        (0.15, "about 2 in 10"),  # half up
        (0.25, "about 3 in 10"),
        (0.449, "about 4 in 10"),
        (0.45, "about half"),
        (0.52, "about half"),
        (0.549, "about half"),
        (0.55, "about 6 in 10"),
        (0.654, "about 7 in 10"),
        (0.949, "about 9 in 10"),
        (0.999, "about 9 in 10"),  # nor is it all
        (1, "all"),
        (None, "too few to say"),
        (float("nan"), "too few to say"),
        ("c", "too few to say"),
    ],
)
def test_a_share_is_said_in_tenths_and_half_as_half(rate, words):
    assert about_share(rate) == words


def test_a_share_says_of_what_it_is():
    assert capital(about_share(0.52, "us")) == "About half of us"
    assert about_share(1, "us") == "all of us"
    assert about_share("c", "us") == "too few to say"
    assert about_share(0.1, "us") == "about 1 in 10 of us"
    assert about_share(0.7, "the time") == "about 7 in 10 times"
    assert about_share(0.5, "the time") == "about half of the time"


@pytest.mark.parametrize("rate", [0, 0.03, 0.2, 0.3, 0.45, 0.52, 0.6, 0.69, 0.8, 0.9, 0.97, 1])
def test_a_share_is_drawn_where_its_words_say_and_never_a_tenth_from_where_it_is(rate):
    alike = [
        other / 1000 for other in range(1001) if about_share(other / 1000) == about_share(rate)
    ]
    assert {drawn_share(other) for other in alike} == {drawn_share(rate)}
    assert abs(drawn_share(rate) - rate) < 0.1


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (133, "about 130"),
        (134, "about 130"),
        (135, "about 140"),  # half is rounded up
        (145, "about 150"),
        (5, "about 10"),
        (14, "about 10"),
        (15, "about 20"),
        (1234, "about 1,230"),
        (0, "none"),
        (1, "too few to say"),
        (4, "too few to say"),
        (None, "too few to say"),
        ("c", "too few to say"),
        (130.0, "about 130"),
    ],
)
def test_a_count_is_said_to_the_nearest_ten(count, words):
    assert about_count(count) == words


def test_a_count_says_of_whom_it_is():
    assert about_count(133, "us") == "about 130 of us"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We change the placement.", ["placement"]),
        ("Your PLACEMENTS, and your siblings’ too", ["placement", "sibling"]),
        ("LAC children and their peers", ["peers", "LAC"]),
        ("Go to the contact centre.", ["contact centre"]),
        ("Contact at the contact centre", ["contact", "contact centre"]),
        ("We replace the lacing of a speering display.", []),
        ("your home, your brothers and sisters, your friends", []),
        ("", []),
    ],
)
def test_words_that_children_asked_us_not_to_use_are_found_in_any_form(text, words):
    assert [word.word for word in words_to_swap(text)] == words


def test_every_word_on_the_list_names_its_source_and_what_to_say():
    assert len(WORDS_ASKED_FOR) == 17
    for word in WORDS_ASKED_FOR:
        assert word.instead and word.source and word.forms[0] == word.word
        assert not {form.casefold() for form in word.forms} & {w.casefold() for w in word.instead}
    text = (REFERENCE / "words.csv").read_text(encoding="utf-8")
    assert text.splitlines()[0] == "word,also,instead,source"
