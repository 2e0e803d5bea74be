"""Slides on how children travelled, with whom, where they were and how they came back."""

import pandas as pd

from analytics.charts.plain_words import is_withheld
from analytics.definitions import SUPPRESSED
from analytics.measures import companions, found_settings, return_methods, travel_modes
from analytics.reports.asking import Ask
from analytics.reports.plain_notes import NOTES, note_on_rows
from analytics.reports.plain_slides import (
    Bar,
    MeetingSlide,
    cannot_tell,
    in_ten,
    tenths,
    times_in_ten,
    too_few,
)
from analytics.reports.plain_texts import HEADINGS, NOT_WRITTEN_DOWN, VALUES

CIRCUMSTANCES = {
    "travel_mode": travel_modes,
    "companions": companions,
    "found_setting": found_settings,
    "return_method": return_methods,
}
MOST_BARS = 4
NOT_RECORDED = "not_recorded"


def circumstance(ask: Ask, of: str) -> MeetingSlide:
    """How children travelled, say: what was most often, and a bar for each of the most often."""
    rows = ask.now(CIRCUMSTANCES[of])
    labels = {value: label for value, (label, _) in VALUES[of].items()}
    labels[NOT_RECORDED] = NOT_WRITTEN_DOWN
    shown = rows[[not is_withheld(share) and share > 0 for share in rows["share"]]]
    known = shown[shown["value"] != NOT_RECORDED]
    if known.empty:
        return too_few(of) if (rows["share"] == SUPPRESSED).any() else cannot_tell(of, NOTES[of])
    top = known.iloc[0]
    unknown = shown[shown["value"] == NOT_RECORDED]
    drawn = pd.concat([known.head(MOST_BARS - len(unknown)), unknown])
    return MeetingSlide(
        of,
        HEADINGS[of],
        big=times_in_ten(top["share"]),
        beside=VALUES[of].get(top["value"], ("", f"{top['value']}."))[1],
        bars=tuple(
            Bar(labels.get(row.value, row.value), in_ten(row.share), tenths(row.share) / 10)
            for row in drawn.itertuples()
        ),
        notes=(note_on_rows(rows, labels), *NOTES[of]),
    )
