"""A report's picture on a page: where its marks stand."""

from analytics.reports.figures import picture_figure
from analytics.reports.slides import Picture
from tests.reports.hand_made import series


def test_lying_bars_have_the_first_on_top_and_all_of_them_in_sight():
    picture = Picture("bars", ("N0", "N1", "N2"), (series("S", "3", "c", "1"),), "Episodes", "")
    drawn = picture_figure(picture)
    (bars,) = drawn.data
    assert list(bars.x) == [3, 0, 1]  # what is withheld has no bar
    lowest, highest = drawn.layout.yaxis.range
    assert highest < bars.y[0] < bars.y[1] < bars.y[2] < lowest
    assert [note.text for note in drawn.layout.annotations] == [
        "<b>3</b>", "N0", "<b>c</b>", "N1", "<b>1</b>", "N2"
    ]  # fmt: skip
    assert drawn.layout.xaxis.range == (0, 3)
