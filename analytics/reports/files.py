"""Which file a report is written to, by the end of its name."""

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from analytics.charts.words import listed
from analytics.reports.csv import write_csv
from analytics.reports.html import write_html
from analytics.reports.pptx import write_pptx
from analytics.reports.slides import Report
from analytics.reports.xlsx import write_xlsx

Template = Path | BinaryIO | bytes
WRITERS: dict[str, Callable[..., bytes]] = {
    ".pptx": write_pptx,
    ".xlsx": write_xlsx,
    ".html": write_html,
    ".csv": write_csv,
}


def write(report: Report, suffix: str, template: Template | None = None) -> bytes:
    """The report as the file that the suffix names (".pptx").

    template: a council's own, for .pptx. Raises ValueError with a sentence for another suffix, and
    where the template cannot be used.
    """
    writer = WRITERS.get(suffix.lower())
    if writer is None:
        ends = listed(list(WRITERS), most=len(WRITERS)).replace(" and ", " or ")
        raise ValueError(f"A report's file ends in {ends}, not in “{suffix}”.")
    return writer(report, template=template) if writer is write_pptx else writer(report)
