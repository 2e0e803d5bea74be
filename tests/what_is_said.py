"""What is said to people, printed as JSON: run as a program in a copy of the project.

The pages it is to look at are named to it; everything else it looks at whole. The settings are read
when analytics is imported, so that of others only another process can tell.
"""

import importlib
import importlib.util
import json
import os
import pkgutil
import sys
import tempfile
from dataclasses import fields, is_dataclass
from pathlib import Path

import analytics
from analytics.filters import Filters
from analytics.measures import run
from analytics.measures.registry import MEASURES
from analytics.reports.command import stored_report
from analytics.reports.files import write
from analytics.store import open_cursor, publish

TOP = Path.cwd()
REPORTS = (("staff", "2021-Q2"), ("members", "2021-Q4"))


def hand_written_store() -> Path:
    """A store of the sixteen episodes of conftest.py."""
    spec = importlib.util.spec_from_file_location(
        "written", Path(__file__).with_name("conftest.py")
    )
    written = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(written)
    folder = Path(tempfile.mkdtemp(dir=TOP))
    publish(folder, written.fill_with_hand_written_episodes)
    return folder


def texts_in(value):
    """Every text in a value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from texts_in([*value.keys(), *value.values()])
    elif isinstance(value, (tuple, list, set, frozenset)):
        for each in value:
            yield from texts_in(each)
    elif is_dataclass(value) and not isinstance(value, type):
        yield from texts_in([getattr(value, field.name) for field in fields(value)])


def texts_of_modules() -> dict[str, list[str]]:
    """The constants of every module but those of the made-up world: titles, notes, SQL, terms."""
    found = {}
    for each in pkgutil.walk_packages(analytics.__path__, "analytics."):
        if each.name.startswith("analytics.demonstration"):
            continue
        module = importlib.import_module(each.name)
        constants = {name: value for name, value in vars(module).items() if name[:2] != "__"}
        found[each.name] = list(texts_in(list(constants.values())))
    return found


def texts_of_reports(folder: Path) -> dict[str, list[str]]:
    """Reports as HTML; the council's slides are made of constants, in reports/plain_texts.py."""
    return {
        f"report {quarter} for {audience}": [
            write(stored_report(folder, quarter, audience), ".html", None).decode()
        ]
        for audience, quarter in REPORTS
    }


def texts_of_pages(folder: Path, names: list[str]) -> dict[str, list[str]]:
    """What stands on each of the pages: words, names of choices, cells, and what a chart draws."""
    from streamlit.testing.v1 import AppTest

    os.environ["DASHBOARD_STORE"] = str(folder)
    found = {}
    for name in names:
        file = TOP / name
        page = AppTest.from_file(str(file), default_timeout=60).run()
        if page.exception:
            raise RuntimeError(f"{file.name}: {page.exception[0].value}")
        found[file.name] = [text for node in _nodes(page.main) for text in _texts_of_node(node)]
    return found


def _nodes(block):
    for node in block.children.values():
        yield node
        if hasattr(node, "children"):
            yield from _nodes(node)


def _texts_of_node(node):
    proto = getattr(node, "proto", None)
    if proto is not None:
        yield str(proto)
    if type(node).__name__ in ("Dataframe", "Table"):
        yield node.value.to_csv()


def main() -> None:
    folder = hand_written_store()
    con = open_cursor(folder)
    comments = con.execute(
        "select table_name || '.' || column_name, comment from duckdb_columns()"
        " where comment is not null"
    ).fetchall()
    said = {
        **texts_of_modules(),
        **texts_of_reports(folder),
        **texts_of_pages(folder, sys.argv[1:]),
        "list of measures": [each.summary for each in MEASURES.values()],
        "columns of the store": [comment for _, comment in comments],
    }
    hours = run(con, "hours_to_interview", Filters()).set_index("quarter")
    quarters = run(con, "quarterly_summary", Filters()).set_index("quarter")
    first_days = run(con, "time_to_next_episode", Filters())["day"]
    figures = {
        "within_timescale": hours["within_timescale"].to_dict(),
        "in_time": quarters["in_time"].to_dict(),
        "pending": quarters["pending"].to_dict(),
        "followed_from_day": int(first_days.min()),
    }
    print(json.dumps({"said": said, "figures": figures}))  # noqa: T201 read by the test


if __name__ == "__main__":
    main()
