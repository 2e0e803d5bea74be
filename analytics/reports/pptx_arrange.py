"""How a slide's picture, table and sentences share its room, and when they need another slide."""

from dataclasses import dataclass, field, replace
from math import ceil

import pandas as pd

from analytics.reports.fit import text_height
from analytics.reports.marks import STANDS, piece
from analytics.reports.pptx_ground import Box
from analytics.reports.pptx_labels import LEAST_SIZE, labels_fit
from analytics.reports.pptx_table import SIZES, Fitted, fitted, pages, whole
from analytics.reports.slides import Picture, Slide

GAP = 16
BULLET = 14  # points before a sentence
BETWEEN = 0.35  # of a sentence's size, to the next
WORDS = (16, 14, 12)
ALONE = (24, 20, 18, 16, 14, 12)
LARGE = (20, 18)  # for a table alone: in rows of one line, or where it leaves room
ROOMY = 0.6  # of the height, filled by a table of several lines a row
PICTURE_SHARE = 0.6
TABLE_SHARE = 0.5
LEAST_WIDTH, LEAST_HEIGHT, LEAST_WITH_LEGEND = 300, 190, 240
MOST_FOR_WORDS = 0.36  # of the height, below a picture or a table
ROW, ROW_OF_SEVERAL, COLUMN = 19, 15, 26  # points that a category takes at least
AROUND = 50  # a chart's points for what it counts and for its legend


@dataclass(frozen=True)
class Said:
    """Sentences at a size."""

    sentences: tuple[str, ...]
    size: float


@dataclass
class Page:
    """What stands where on one slide."""

    pictures: list[tuple[Picture, Box]] = field(default_factory=list)
    tables: list[tuple[Fitted, Box]] = field(default_factory=list)
    words: list[tuple[Said, Box]] = field(default_factory=list)

    def stretched(self, left: float, air: float) -> "Page":
        """All of it with so much more width, from the left on."""

        def wide(box: Box) -> Box:
            return replace(box, left=left + (box.left - left) * air, width=box.width * air)

        return Page(
            [(picture, wide(box)) for picture, box in self.pictures],
            [(laid.stretched(air), wide(box)) for laid, box in self.tables],
            [(said, wide(box)) for said, box in self.words],
        )


def words_height(sentences: tuple[str, ...], size: float, width: float) -> float:
    """How high sentences are as a list with bullets."""
    heights = (text_height(each, size, width - BULLET) for each in sentences)
    return sum(heights) + size * BETWEEN * len(sentences)


def said_within(sentences: tuple[str, ...], width: float, height: float, sizes=WORDS):
    """The sentences at the largest size that fits; None where none does."""
    tries = (size for size in sizes if words_height(sentences, size, width) <= height)
    size = next(tries, None)
    return None if size is None else Said(sentences, size)


def pages_of(slide: Slide, box: Box, air: float) -> list[Page]:
    """The slide's contents on as many pages as they need, the first as full as it reads well.

    air: how much wider text may be than it is reckoned; all is laid out so much narrower.
    """
    narrow = replace(box, width=box.width / air)
    return [page.stretched(box.left, air) for page in _pages(slide, narrow)]


def _pages(slide: Slide, box: Box) -> list[Page]:
    table = slide.table if slide.table is not None and len(slide.table) else None
    if slide.picture is None and table is None:
        return _words_alone(slide.sentences, box) or [Page()]
    if slide.picture is None:
        return _table_with_words(table, slide.sentences, box)
    first, room, left_over = Page(), box, ()
    if slide.sentences:
        room, left_over = _words_beside(slide, table, first, box)
    rest = _picture_pages(slide.picture, table, first, room, box)
    return [first, *rest, *_words_alone(left_over, box)]


def _words_beside(slide: Slide, table, first: Page, box: Box) -> tuple[Box, tuple[str, ...]]:
    """Put the sentences right of a picture, else below; the room left, and those left over."""
    if table is None:
        narrow = box.width * (1 - PICTURE_SHARE) - GAP
        said = said_within(slide.sentences, narrow, box.height * 0.9)
        if said is not None and box.width - narrow >= LEAST_WIDTH:
            first.words.append(
                (said, Box(box.right - narrow, box.top + GAP, narrow, box.height - GAP))
            )
            return Box(box.left, box.top, box.width - narrow - GAP, box.height), ()
    said = said_within(slide.sentences, box.width, box.height * MOST_FOR_WORDS, WORDS[:2])
    if said is None:
        return box, slide.sentences
    height = words_height(said.sentences, said.size, box.width)
    top = box.bottom - height
    first.words.append((said, Box(box.left, top, box.width, height)))
    return Box(box.left, box.top, box.width, box.height - height - GAP), ()


def _table_with_words(table: pd.DataFrame, sentences: tuple[str, ...], box: Box) -> list[Page]:
    """The table, and its sentences below its end where there is room, else on a page of theirs."""
    below = words_height(sentences, WORDS[1], box.width) + GAP if sentences else 0
    laid = _laid(table, box.width, box.height - below)
    found = _table_pages(table, box) if laid is None else [_table_page(laid, box)]
    if not sentences:
        return found
    _, above = found[-1].tables[-1]
    room = Box(box.left, above.bottom + GAP, box.width, box.bottom - above.bottom - GAP)
    said = said_within(sentences, room.width, room.height, WORDS[:2])
    if said is None:
        return [*found, *_words_alone(sentences, box)]
    found[-1].words.append((said, room))
    return found


def _words_alone(sentences: tuple[str, ...], box: Box) -> list[Page]:
    """Sentences with the slide to themselves; many of them go on."""
    found, rest = [], list(sentences)
    while rest:
        taken = [rest.pop(0)]
        while rest and said_within((*taken, rest[0]), box.width, box.height, ALONE[:-1]):
            taken.append(rest.pop(0))
        said = said_within(tuple(taken), box.width, box.height, ALONE) or Said(tuple(taken), 9)
        found.append(Page(words=[(said, box)]))
    return found


def _picture_pages(picture: Picture, table, first: Page, room: Box, box: Box) -> list[Page]:
    """The picture with its table beside or below it where they fit, else on pages after it."""
    together = None if table is None else _together(picture, table, room)
    if together is not None:
        where, laid, place = together
        first.pictures.append((picture, where))
        first.tables.append((laid, place))
        return []
    first_part, *parts = _pieces(picture, room, box)
    first.pictures.append((first_part, room))
    rest = [Page(pictures=[(part, box)]) for part in parts]
    return rest if table is None else [*rest, *_table_pages(table, box)]


def _pieces(picture: Picture, room: Box, box: Box) -> list[Picture]:
    """The picture in pieces of one size that can each be read in the smaller of two places."""
    count = len(picture.categories)
    most = min(most_categories(picture, room), most_categories(picture, box))
    each = ceil(count / ceil(count / most)) if count else 1
    return [piece(picture, start, start + each) for start in range(0, count, each)] or [picture]


def _together(picture: Picture, table: pd.DataFrame, room: Box):
    """Picture to the left and table to the right, or below; the larger text decides."""
    for lines in (1, 3):
        for size in SIZES:
            for put in (_right, _below):
                if (place := put(picture, table, room, size, lines)) is not None:
                    return place
    return None


def _right(picture: Picture, table: pd.DataFrame, room: Box, size: float, lines: int):
    """The picture, and the table to the right of it in rows of so many lines at most."""
    share = TABLE_SHARE if lines == 1 else 1 - PICTURE_SHARE
    laid = whole(table, room.width * share - GAP, room.height, sizes=(size,))
    if laid is None or laid.most_lines > lines:
        return None
    where = Box(room.left, room.top, room.width - laid.width - GAP, room.height)
    if not _is_large_enough(picture, where):
        return None
    return where, laid, Box(room.right - laid.width, room.top, laid.width, laid.height)


def _below(picture: Picture, table: pd.DataFrame, room: Box, size: float, lines: int):
    """The picture, and the table below it over the whole width."""
    laid = whole(table, room.width, room.height * 0.5, sizes=(size,))
    if laid is None or laid.most_lines > lines:
        return None
    where = Box(room.left, room.top, room.width, room.height - laid.height - GAP)
    if not _is_large_enough(picture, where):
        return None
    return where, laid, Box(room.left, where.bottom + GAP, laid.width, laid.height)


def _is_large_enough(picture: Picture, box: Box) -> bool:
    high = LEAST_WITH_LEGEND if len(picture.series) > 1 else LEAST_HEIGHT
    if box.width < LEAST_WIDTH or box.height < high:
        return False
    if most_categories(picture, box) < len(picture.categories):
        return False
    return picture.kind != "columns" or labels_fit(picture, box.width, LEAST_SIZE)


def most_categories(picture: Picture, box: Box) -> int:
    """How many categories can be told apart and read in that place."""
    if picture.kind == "lines":
        return max(len(picture.categories), 1)  # names at every second or third point will do
    if picture.kind in STANDS:
        return max(int((box.width - AROUND) // COLUMN), 1)
    several = len(picture.series) if picture.kind == "bars" else 1
    row = ROW if several == 1 else ROW_OF_SEVERAL * several + 6
    return max(int((box.height - AROUND) // row), 1)


def _laid(table: pd.DataFrame, width: float, height: float) -> Fitted | None:
    """The table whole, larger than usual where there is room enough; None where it is too high."""
    for large in (fitted(table, size, width) for size in LARGE):
        if large is None or large.height > height:
            continue
        if large.most_lines == 1 or large.height <= height * ROOMY:
            return large
    return whole(table, width, height)


def _table_pages(table: pd.DataFrame, box: Box) -> list[Page]:
    """The table alone on as many pages as it needs."""
    laid = _laid(table, box.width, box.height)
    parts = [laid] if laid else pages(table, box.width, box.height)
    return [_table_page(part, box) for part in parts]


def _table_page(laid: Fitted, box: Box) -> Page:
    return Page(tables=[(laid, Box(box.left, box.top, laid.width, laid.height))])
