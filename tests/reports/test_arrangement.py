"""Which part of a slide's room each of its contents takes, by hand."""

from dataclasses import replace

import pytest

from analytics.reports.pptx_arrange import pages_of
from analytics.reports.pptx_ground import Box
from analytics.reports.pptx_labels import labels_fit
from analytics.reports.slides import Picture, Slide
from tests.reports.hand_made import series, table

BOX = Box(left=0, top=0, width=900, height=400)


def slide_of(kind: str, sentences: tuple[str, ...], rows=None) -> Slide:
    picture = Picture(kind, ("N0", "N1"), (series("S", "1", "2"),), "Episodes", "")
    return Slide("key", "Part", "Title", "Subtitle", sentences, picture, rows)


@pytest.mark.parametrize(("sentences", "pages"), [(2, 1), (40, 2)])
def test_sentences_stand_on_the_slide_where_there_is_room_else_on_one_of_their_own(
    sentences, pages
):
    said = tuple(f"This is the sentence number {n}." for n in range(sentences))
    first, *rest = pages_of(slide_of("bars", said, table("A | B", "1 | 2")), BOX, 1.0)
    assert first.pictures and bool(rest) == (pages > 1)
    assert bool(first.words) == (pages == 1)
    written = [words.sentences for page in (first, *rest) for words, _ in page.words]
    assert sum(written, ()) == said


def test_a_table_exactly_as_high_as_its_room_stands_on_one_slide():
    rows = table("A | B", *(f"{n} | {n}" for n in range(12)))
    alone = Slide("key", "Part", "Title", "Subtitle", (), None, rows)
    (page,) = pages_of(alone, BOX, 1.0)
    ((laid, box),) = page.tables
    (again,) = pages_of(alone, replace(BOX, height=box.height), 1.0)
    assert again.tables[0][0] == laid


def test_a_label_fits_a_column_that_is_just_as_wide():
    # two columns beside each other for each of two names; 88 in 10 points is 2 * 5.56 wide
    drawn = (series("S", "88", "88"), series("T", "8", "8"))
    picture = Picture("columns", ("N0", "N1"), drawn, "Episodes", "")
    # 11.12 for each of the two and 0.45 of it between the names, twice, of 0.94 of the chart: 57.97
    assert labels_fit(picture, 58.1, 10)
    assert not labels_fit(picture, 57.8, 10)
