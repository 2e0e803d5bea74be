"""Which part of a slide's room each of its contents takes, by hand."""

import pytest

from analytics.reports.pptx_arrange import pages_of
from analytics.reports.pptx_ground import Box
from analytics.reports.pptx_labels import GAP_WIDTH, labels_fit
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
    assert first.pictures and len([first, *rest]) >= pages
    assert bool(first.words) == (pages == 1)
    written = [words.sentences for page in (first, *rest) for words, _ in page.words]
    assert sum(written, ()) == said


def test_a_label_fits_a_column_that_is_just_as_wide():
    # two columns beside each other for each of two names; 88 in 10 points is 2 * 5.56 wide
    drawn = (series("S", "88", "88"), series("T", "8", "8"))
    picture = Picture("columns", ("N0", "N1"), drawn, "Episodes", "")
    just_enough = 2 * 5.56 * (2 + GAP_WIDTH) * 2 / 0.94
    assert labels_fit(picture, just_enough + 0.1, 10)
    assert not labels_fit(picture, just_enough - 0.1, 10)
