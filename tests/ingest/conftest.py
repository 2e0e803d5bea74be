"""What the import's tests share: a folder for the store, and files given as text.

Tests that look at one load of rows each share it: a fixture of their module loads the rows of all,
each in a file and of a child of its own, and every test looks at its own.
"""

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from analytics.ingest import Source, import_files
from analytics.store import open_cursor

AS_OF = datetime(2022, 1, 1)
FILES = Path(__file__).parent / "files"
EPISODES = "episode_id,child_id,category,missing_at,returned_at"
TWO_CHILDREN = {
    "c_csv": "child_id,date_of_birth,sex\nC-ONE,05/06/2006,female\nC-TWO,06/06/2006,male\n",
    "p_csv": "child_id,started_on,placement_type\nC-ONE,01/01/2020,foster\n",
    "e_csv": EPISODES + "\nE1,C-ONE,missing,01/02/2021 10:00,02/02/2021 10:00\n"
    "E2,C-TWO,missing,01/02/2021 10:00,02/02/2021 10:00\nE3,C-ONE,missing,soon,\nE4,C-TWO,m,no,\n"
    "E5,C-LEFT,m,no,\n",
    "o_csv": "episode_id,companion_id\nE1,C-TWO\nE2,C-ONE\n",
    "i_csv": "interview_id,child_id,episode_ids,completed_at,outcome\n"
    "I1,C-ONE,E1,03/02/2021 10:00,completed\nI2,C-TWO,E2,03/02/2021 10:00,completed\n",
    "a_csv": "interview_id,audited_on,criterion,grade\nI1,01/03/2021,contact,good\n",
    "m_csv": "child_id,held_on,note\nC-ONE,10/02/2021,\nC-TWO,10/02/2021,with C-ONE\n",
}


class Loaded:
    """A store's folder, and what the imports into it found."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.result = None

    def load(self, *paths, as_of=AS_OF, options=None, **texts):
        """Import files given as name=text or bytes, underscores in the name for dots."""
        sources = [Source.from_path(path) for path in paths]
        for name, text in texts.items():
            content = text if isinstance(text, bytes) else text.encode("utf-8")
            sources.append(Source(name.replace("_", "."), content))
        self.result = import_files(self.folder, sources, as_of=as_of, **(options or {}))
        return self.result

    def file(self, name):
        """What the latest import found in the file of that name."""
        (found,) = (file for file in self.result.files if file.file == name)
        return found

    def held(self, sql, *values):
        """Rows that the snapshot in force answers a query with."""
        return open_cursor(self.folder).execute(sql, values).fetchall()

    def copy(self, folder: Path) -> "Loaded":
        """The same in another folder, to be loaded into."""
        return Loaded(shutil.copytree(self.folder, folder / "store"))


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "store"


@pytest.fixture
def load(folder):
    """Import files given as name=text or bytes, underscores in the name for dots."""
    return Loaded(folder).load


@pytest.fixture
def held(folder):
    """Rows that the snapshot in force answers a query with."""
    return Loaded(folder).held


@pytest.fixture(scope="session")
def files_903():
    return [FILES / name for name in ("missing.csv", "header.csv", "episodes.csv")]


@pytest.fixture(scope="session")
def two_children(tmp_path_factory):
    """The files of two children, imported once; copied by who loads or forgets."""
    store = Loaded(tmp_path_factory.mktemp("two-children"))
    store.told = []
    store.load(
        **TWO_CHILDREN,
        options={"progress": lambda part, sentence: store.told.append((part, sentence))},
    )
    return store
