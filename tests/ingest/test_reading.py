"""Files as councils send them: encodings, separators, XLSX, and those that cannot be read."""

import io
import zipfile
from datetime import date, datetime

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics.ingest import ImportRefused, Source, import_files, recognise, spreadsheet
from analytics.store import StoreRefused, current_number
from tests.ingest.conftest import Loaded

AS_OF = datetime(2022, 1, 1)
CHILDREN = "child_id,date_of_birth,sex,ethnicity\nÉ{n},05/06/2006,female,WBRI\nB{n},,male,\n"
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252")
SEPARATORS = (",", ";", "\t")
WRITTEN = {
    f"{encoding}{number}": CHILDREN.format(n=f"{encoding}{number}")
    .replace(",", separator)
    .encode(encoding)
    for encoding in ENCODINGS
    for number, separator in enumerate(SEPARATORS)
}


def workbook(*sheets):
    """An XLSX file; each sheet is a list of rows, dates and numbers as real cells."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        minute = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        for rows in sheets:
            sheet = book.add_worksheet()
            for row_number, row in enumerate(rows):
                for number, cell in enumerate(row):
                    if isinstance(cell, datetime):
                        sheet.write_datetime(row_number, number, cell, minute)
                    elif isinstance(cell, date):
                        sheet.write_datetime(row_number, number, cell, day)
                    else:
                        sheet.write(row_number, number, cell)
    return content.getvalue()


HEADER = ["episode_id", "child_id", "category", "missing_at", "returned_at"]
NAMES = "child_id,date_of_birth,Forename,SURNAME,shoe size\n"
TWO_OF_A_NAME = [Source("c.csv", f"child_id,date_of_birth\nsame{n},\n".encode()) for n in (1, 2)]


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    """Files as councils send them, loaded together, each of children of its own."""
    store = Loaded(tmp_path_factory.mktemp("once"))
    rows = [HEADER, [7, 123, "missing", datetime(2021, 2, 1, 18, 30), datetime(2021, 2, 2, 9)]]
    rows += [[], [8, 123, "away", date(2021, 3, 1), ""]]
    store.load(
        **{f"{name}_csv": content for name, content in WRITTEN.items()},
        headers_csv=" Ethnicity ,SEX,Child ID,Date Of Birth\r\nWBRI, female , É1 ,2006-06-05\r\n",
        blank_csv="child_id,date_of_birth\n\nL1,05/06/2006\n,,\nL2,31/02/2006\n",
        said_csv='meeting_on,theme,said\n10/03/2021,language,"first line\nsecond; line"\n',
        book_xlsx=workbook([["Notes"], ["read me"]], rows),
        names_csv=NAMES + "N1,05/06/2006,Ada,Byron,38\nN2,soon,Zebedee,Quill,39\n",
    )
    return store


@pytest.mark.parametrize("name", WRITTEN)
def test_encodings_and_separators_give_the_same_rows(once, name):
    file = once.file(f"{name}.csv")
    assert (file.format, file.accepted, file.rejected_rows) == ("children", 2, [])
    assert once.held(
        "select child_id, date_of_birth, sex, ethnicity from children"
        " where child_id in ($1, $2) order by child_id",
        *(f"B{name}", f"É{name}"),
    ) == [(f"B{name}", None, "male", None), (f"É{name}", date(2006, 6, 5), "female", "WBRI")]


def test_headers_are_known_in_any_case_order_and_spacing(once):
    assert once.held(
        "select date_of_birth, sex, ethnicity from children where child_id = 'É1'"
    ) == [(date(2006, 6, 5), "female", "WBRI")]


def test_blank_lines_are_not_counted_but_keep_the_numbers_of_the_others(once):
    file = once.file("blank.csv")
    assert (file.rows_read, file.accepted, file.rejected) == (2, 1, 1)
    assert file.rejected_rows[0]["row_number"] == 5


def test_a_line_break_in_a_quoted_cell_is_part_of_the_cell(once):
    assert once.held("select said from feedback") == [("first line\nsecond; line",)]


def test_a_workbook_gives_numbers_and_dates_as_they_are_meant(once):
    file = once.file("book.xlsx")
    assert (file.format, file.rows_read, file.accepted) == ("episodes", 2, 2)
    assert once.held(
        "select episode_id, child_id, missing_at, time_known from episodes order by all"
    ) == [
        ("7", "123", datetime(2021, 2, 1, 18, 30), True),
        ("8", "123", datetime(2021, 3, 1), False),
    ]


def test_names_are_never_kept_and_further_columns_are_named(once):
    file = once.file("names.csv")
    warnings = {row["rule"]: row["message"] for row in file.warning_rows}
    assert "forename, surname" in warnings["names-not-kept"]
    assert "shoe size" in warnings["extra-columns"]
    assert file.rejected_rows[0]["raw"] == "N2,soon,,,39"
    content = (once.folder / "episodes-000001.duckdb").read_bytes()
    assert not any(name in content for name in (b"Ada", b"Byron", b"Zebedee", b"Quill"))


def test_two_files_of_one_name_are_kept_apart(folder):
    result = import_files(folder, TWO_OF_A_NAME, as_of=AS_OF, dry_run=True)
    assert [file.file for file in result.files] == ["c.csv", "c.csv (2)"]
    assert [file.accepted for file in result.files] == [1, 1]


def another_zip():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    return content.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
UNREADABLE = {
    "empty": (b"", "is empty"),
    "blank lines": (b"\r\n \r\n", "is empty"),
    "header only": (b"child_id,date_of_birth\n", "no rows"),
    "cut off in a row": (b"child_id,date_of_birth,sex\n1,05/06/2006,female\n2,05/0", "cut off"),
    "cut off in a quoted cell": (b'child_id,date_of_birth\n1,"05/06', "quoted cell"),
    "not text": (bytes(range(256)) * 4, "not text"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(64), "a picture"),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
    "a document": (another_zip(), "no spreadsheet"),
    "old Office": (OLE + bytes(512), "old Office format"),
    "password": (OLE + bytes(64) + "EncryptedPackage".encode("utf-16-le"), "password"),
    "half a workbook": (workbook([["child_id", "date_of_birth"], ["1", ""]])[:2000], "cut off"),
    "another table": (b"fruit,colour\napple,red\n", "no known kind"),
    "a column short": (b"episode_id,child_id,category,missing_at\n1,1,m,\n", "returned_at"),
    "half a letter": ("child_id,date_of_birth\né1,\né2".encode()[:-2] + b"\xc3", "cut off"),
}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_a_file_that_cannot_be_read_gets_one_sentence_and_publishes_nothing(load, folder, kind):
    content, words = UNREADABLE[kind]
    with pytest.raises(ImportRefused) as refused:
        load(good_csv=CHILDREN.format(n=1), bad_csv=content)
    sentence = str(refused.value)
    assert words in sentence and "bad.csv" in sentence
    assert "\n" not in sentence
    assert current_number(folder) is None


@pytest.mark.parametrize(
    ("refused", "words"),
    [
        ({"refused": "password"}, "password"),
        ({"refused": "damaged"}, "damaged"),
        ({"refused": "large", "cell": "XFD9"}, "reaches to the cell XFD9"),
        ({"refused": "large"}, "has sheets too large"),
    ],
)
def test_what_the_process_that_reads_workbooks_refuses_is_said_in_a_sentence(refused, words):
    assert words in spreadsheet._why("f.ods", **refused)


def test_the_sentence_names_the_columns_that_are_missing(load):
    with pytest.raises(ImportRefused, match="looks like 903_missing but lacks the column MIS_END"):
        load(missing_csv="CHILD,DOB,MISSING,MIS_START\n1,,M,01/01/2021\n")


def test_a_mapping_gives_a_sites_own_column_names(load, held, tmp_path):
    text = "FACT_MISSING_PERSON_ID,Person,Went,Back,MISSING_STATUS\n1,2,2021-02-01 10:00,,Missing\n"
    names = {"DIM_PERSON_ID": "Person", "START_DTTM": "Went", "END_DTTM": "Back"}
    assert recognise(Source("a.csv", text.encode())).format is None
    load(a_csv=text, options={"mapping": names})
    assert held("select child_id, missing_at from episodes") == [("2", datetime(2021, 2, 1, 10))]
    path = tmp_path / "mapping.json"
    path.write_text('{"Person": "DIM_PERSON_ID", "Went": "START_DTTM", "Back": "END_DTTM"}')
    assert recognise(Source("a.csv", text.encode()), path).format == "lcs_missing"


def test_what_is_missing_comes_with_the_headers_most_like_it():
    text = "CHILD,DOB,MISSING,MIS START DATE,MIS_END\n1,,M,01/01/2021,\n"
    found = recognise(Source("a.csv", text.encode()))
    assert (found.format, found.nearest, found.row_count) == (None, "903_missing", 1)
    assert found.missing == ("MIS_START",)
    assert found.suggestions == {"MIS_START": "MIS START DATE"}


HEADERS = [
    "CHILD,DOB,MISSING,MIS_START,MIS_END",
    "episode_id,child_id,category,missing_at,returned_at,place_id,companions",
    "interview_id,child_id,episode_ids,completed_at,outcome",
    "CHILD,DECOM,PLACE,DEC,PL_POST",
    "quarter,children,episodes,completed,voided,in_time",
]
CELL = st.one_of(
    st.sampled_from(["", "1", "M", "A", "missing", "01/02/2021", "2021-03-28 01:30", "NULL", "K2"]),
    st.text(max_size=6),
)


TEXTS = {
    "header": st.one_of(st.sampled_from(HEADERS), st.text(max_size=30)),
    "rows": st.lists(st.lists(CELL, max_size=7), max_size=8),
    "separator": st.sampled_from(SEPARATORS),
}


def counts_add_up_or_one_sentence_comes_back(folder, header, rows, separator):
    lines = [header.replace(",", separator), *(separator.join(row) for row in rows)]
    content = "\n".join(lines).encode("utf-8", "replace")
    try:
        result = import_files(folder, [Source("a.csv", content)], as_of=AS_OF)
    except (ImportRefused, StoreRefused) as refused:
        assert str(refused)
        result = getattr(refused, "result", None)
        assert not isinstance(refused, StoreRefused)
    for file in result.files if result else ():
        parts = (file.accepted, file.updated, file.unchanged, file.rejected)
        assert file.rows_read == sum(parts)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(**TEXTS)
def test_whatever_the_text_the_counts_add_up_or_one_sentence_comes_back(tmp_path_factory, **text):
    counts_add_up_or_one_sentence_comes_back(tmp_path_factory.mktemp("store"), **text)


@pytest.mark.deep
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(**TEXTS)
def test_whatever_of_many_texts_the_same_holds(tmp_path_factory, **text):
    counts_add_up_or_one_sentence_comes_back(tmp_path_factory.mktemp("store"), **text)
