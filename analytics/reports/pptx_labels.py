"""The labels at a native chart's marks: as the report's texts have them, where there is room."""

import copy
from dataclasses import dataclass

from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_LABEL_POSITION
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from analytics.definitions import COLOURS
from analytics.reports.fit import text_width
from analytics.reports.marks import STACKED, Scale, ink_on, label_format, own_texts, side_of_line
from analytics.reports.pptx_ground import Box
from analytics.reports.slides import Picture, Series

PLOT_SHARE = 0.66  # of a chart's height or width that its marks have, less than is usual
HIGH = 1.25  # of a label's size that it takes upwards
GAP_WIDTH = 0.45  # between categories, of a bar's own width


LEAST_SIZE = 12


@dataclass(frozen=True)
class Room:
    """What a picture is drawn in: its scale, its place, the size of its text."""

    scale: Scale
    box: Box
    size: float

    @property
    def span(self) -> float:
        return self.scale.high - self.scale.low

    def high(self, value: float) -> float:
        """How high a value stands, in points; rather too low."""
        return value / self.span * self.box.height * PLOT_SHARE

    def wide(self, value: float) -> float:
        """How far a value reaches to the right, in points; rather too short."""
        return value / self.span * self.box.width * PLOT_SHARE


def label_series(series, drawn: Series, picture: Picture, room: Room, dark: bool) -> None:
    """Label a series' points; a part too thin for its label has none, the table says it."""
    labels = series.data_labels
    number_format = label_format(drawn)
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = number_format, False
    labels.font.size = Pt(room.size)
    labels.position = _position(picture.kind)
    _ink(labels, drawn, picture.kind in STACKED, dark)
    for at, text in own_texts(drawn, number_format).items():
        _own(series.points[at].data_label, text, labels)
    for at, value in enumerate(drawn.values):
        if value is None:
            continue
        if picture.kind == "lines":
            _beside_lines(series.points[at], labels, picture, room, drawn, at)
        elif not _has_room(picture, room, drawn, at):
            _without(labels._element, at)


def _position(kind: str) -> XL_LABEL_POSITION:
    if kind in STACKED:
        return XL_LABEL_POSITION.CENTER
    return XL_LABEL_POSITION.ABOVE if kind == "lines" else XL_LABEL_POSITION.OUTSIDE_END


def _ink(labels, drawn: Series, inside: bool, dark: bool) -> None:
    if not inside or drawn.hatched:
        labels.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
    else:
        ink = ink_on(COLOURS[drawn.colour][dark]).removeprefix("#").upper()
        labels.font.color.rgb = RGBColor.from_string(ink)
    if inside and drawn.hatched:
        ground = parse_xml(
            f"<c:spPr {nsdecls('c', 'a')}><a:solidFill>"
            '<a:schemeClr val="bg1"/></a:solidFill></c:spPr>'
        )
        labels._element.txPr.addprevious(ground)


def _own(label, text: str, labels) -> None:
    """A text that no number format gives, in the series' own ink."""
    frame = label.text_frame
    frame.text = text
    frame.word_wrap = False
    words = frame.paragraphs[0].runs[0]._r.get_or_add_rPr()
    own = labels._element.txPr.defRPr
    for name, value in own.items():
        words.set(name, value)
    words.extend(copy.deepcopy(list(own)))
    label.position = labels.position


def _without(labels, at: int) -> None:
    label = labels.get_or_add_dLbl_for_point(at)
    for child in list(label):
        if child.tag != qn("c:idx"):
            label.remove(child)
    label.append(parse_xml(f'<c:delete {nsdecls("c")} val="1"/>'))


def _below(labels, point, at: int) -> None:
    """Move a point's label below it, all else as the series' labels are."""
    point.data_label.position = XL_LABEL_POSITION.BELOW
    label = labels.get_or_add_dLbl_for_point(at)
    if label.find(qn("c:tx")) is not None:
        return
    for child in list(label):
        if child.tag in (qn("c:spPr"), qn("c:txPr")):
            label.remove(child)
    place = label.find(qn("c:dLblPos"))
    for own in (labels.find(qn("c:numFmt")), labels.find(qn("c:txPr"))):
        place.addprevious(copy.deepcopy(own))


def _has_room(picture: Picture, room: Room, drawn: Series, at: int) -> bool:
    """Whether a stack's part is large enough for its label; beside a bar there is always room."""
    wide = text_width(drawn.texts[at], room.size)
    if picture.kind == "stacked_columns":
        high = room.high(drawn.values[at])
        return high >= room.size * HIGH and wide <= _column(picture, room.box.width)
    if picture.kind == "columns":
        return wide <= _column(picture, room.box.width)
    if picture.kind == "stacked_bars":
        return room.wide(drawn.values[at]) >= wide + 4
    return True


def labels_fit(picture: Picture, width: float, size: float) -> bool:
    """Whether standing columns of a chart so wide are all wide enough for their labels."""
    texts = (text for each in picture.series for text in each.texts)
    widest = max((text_width(text, size) for text in texts), default=0)
    return widest <= _column(picture, width)


def _column(picture: Picture, width: float) -> float:
    """How wide a column is."""
    side_by_side = 1 if picture.kind in STACKED else len(picture.series)
    return width * 0.94 / len(picture.categories) / (side_by_side + GAP_WIDTH)


def _beside_lines(point, labels, picture: Picture, room: Room, drawn: Series, at: int) -> None:
    """A line's label stands above its point, else below it, else nowhere: the table says it."""
    step = room.box.width * 0.9 / len(picture.categories)
    last = max(place for place, value in enumerate(drawn.values) if value is not None)
    if text_width(drawn.texts[at], room.size) + 4 > step and at != last:
        _without(labels._element, at)
        return
    high = room.size * HIGH / room.high(1)
    side = side_of_line(picture, drawn, at, high, room.scale.low)
    if side is None:
        _without(labels._element, at)
    elif side == "below":
        _below(labels._element, point, at)
