"""Write a quarter's report from a store to a file: what the command line does."""

from pathlib import Path

from analytics import measures
from analytics.filters import Filters
from analytics.measures.quarters import quarter_start_of
from analytics.reports.asking import Ask
from analytics.reports.files import write
from analytics.reports.slides import Report
from analytics.reports.story import report_of
from analytics.store import current_number, open_cursor


def write_report(
    folder: Path, quarter: str, audience: str, output: Path, template: Path | None = None
) -> str:
    """Write the report of the quarter ("2021-Q4") and say what it is of.

    Nothing is written where it is refused: ValueError with a sentence for a quarter or a kind of
    file that there is not, or a template that cannot be used.
    """
    report = stored_report(folder, quarter, audience)
    content = write(report, output.suffix.lower(), template.read_bytes() if template else None)
    output.write_bytes(content)
    return report.provenance.line


def stored_report(folder: Path, quarter: str, audience: str) -> Report:
    """The report of the quarter from the snapshot in force."""
    con = open_cursor(folder, current_number(folder))

    def run(measure, filters: Filters, **options):
        return measures.run(con, measure.__name__, filters, audience, **options)

    coverage = measures.run(con, "coverage", Filters(), audience).iloc[0]
    return report_of(Ask(run, quarter_start_of(quarter), audience), coverage)
