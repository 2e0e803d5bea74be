"""What the import's tests share: a folder for the store, and files given as text."""

from datetime import datetime
from pathlib import Path

import pytest

from analytics.ingest import Source, import_files
from analytics.store import open_cursor

AS_OF = datetime(2022, 1, 1)
FILES = Path(__file__).parent / "files"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "store"


@pytest.fixture
def load(folder):
    """Import files given as name=text or bytes, underscores in the name for dots."""

    def load_files(*paths, as_of=AS_OF, options=None, **texts):
        sources = [Source.from_path(path) for path in paths]
        for name, text in texts.items():
            content = text if isinstance(text, bytes) else text.encode("utf-8")
            sources.append(Source(name.replace("_", "."), content))
        return import_files(folder, sources, as_of=as_of, **(options or {}))

    return load_files


@pytest.fixture
def held(folder):
    """Rows that the snapshot in force answers a query with."""

    def rows(sql, *values):
        return open_cursor(folder).execute(sql, values).fetchall()

    return rows


@pytest.fixture
def files_903():
    return [FILES / name for name in ("missing.csv", "header.csv", "episodes.csv")]
