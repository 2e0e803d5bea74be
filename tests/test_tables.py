"""Tables of the pages: whatever stands in a cell, a head or a caption is read as it was written."""

from html.parser import HTMLParser

import pandas as pd
import pytest

from analytics.app import tables

# Elements, a reference to a sign, and both quotes, which would end an attribute.
UGLY = """<img src=x> &lt; 'one' "two" </td>"""
ALLOWED = {"div", "table", "caption", "span", "thead", "tbody", "tr", "th", "td", "a"}


class Reader(HTMLParser):
    """The elements of a table with their attributes, and the text of each that has any."""

    def __init__(self, html: str):
        super().__init__()
        self.names, self.attributes, self.texts = [], {}, []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.names.append(tag)
        for name, value in attributes:
            self.attributes.setdefault(f"{tag} {name}", []).append(value)
        self.texts.append("")

    def handle_data(self, data):
        self.texts[-1] += data


def shaded(column="x", row="y", cell="z", caption="c", corner="k") -> str:
    texts = pd.DataFrame({column: [cell, "1"]}, index=[row, "other"])
    return tables.heat_table(texts, pd.DataFrame({"s": [0.5, 0.0]}), caption, corner)


def listed(column="x", row="y", cell="z", caption="c", first="k", **options) -> str:
    return tables.html_table(pd.DataFrame({first: [row], column: [cell]}), caption, **options)


@pytest.mark.parametrize("place", ["column", "row", "cell", "caption", "corner"])
def test_a_shaded_table_shows_what_it_is_given_as_text(place):
    plain, read = Reader(shaded()), Reader(shaded(**{place: UGLY}))
    assert read.names == plain.names and set(read.names) <= ALLOWED
    assert UGLY in read.texts
    (name,) = read.attributes["div aria-label"]
    assert name == (UGLY if place == "caption" else "c")
    assert read.attributes["td style"] == ["--strength: 50%", "--strength: 0%"]


@pytest.mark.parametrize("place", ["column", "row", "cell", "caption", "first"])
def test_a_list_shows_what_it_is_given_as_text(place):
    plain, read = Reader(listed()), Reader(listed(**{place: UGLY}))
    assert read.names == plain.names and set(read.names) <= ALLOWED
    assert UGLY in read.texts
    (name,) = read.attributes["div aria-label"]
    assert name == (UGLY if place == "caption" else "c")


def test_a_link_of_a_list_leads_where_it_says_and_no_further():
    read = Reader(listed(cell=UGLY, links={"x": lambda value: f"/page?child={value}"}))
    assert read.attributes["a href"] == [f"/page?child={UGLY}"]
    assert UGLY in read.texts and set(read.names) <= ALLOWED


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_a_cell_or_head_of_a_file_runs_as_no_formula(begins):
    formula = f"{begins}HYPERLINK(1)"
    content = tables.csv_bytes(pd.DataFrame({formula: [formula, "z"]})).decode("utf-8-sig")
    written = formula.replace("\r", "\n")  # a return alone would begin a line
    assert content.count(written) == content.count(f"'{written}") == 2


def test_a_number_of_a_file_stays_a_number():
    rows = pd.DataFrame({"x": ["-5", "+1.5%", "z"], "n": [-1, 2, 3]})
    assert tables.csv_bytes(rows).decode("utf-8-sig") == "x,n\n-5,-1\n+1.5%,2\nz,3\n"


def test_every_kind_of_table_is_looked_at_here():
    assert set(tables.__all__) == {"csv_bytes", "heat_table", "html_table"}
