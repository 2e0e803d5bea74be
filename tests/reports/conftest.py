"""The two reports written by hand, and files of them that several tests read back."""

from io import BytesIO

import pytest
from pptx import Presentation
from pptx.presentation import Presentation as Deck

from analytics.reports.pptx import write_pptx
from analytics.reports.slides import Report
from tests.reports.hand_made import plain_report, ugly_report


@pytest.fixture(scope="session")
def report() -> Report:
    """As a council has it."""
    return plain_report()


@pytest.fixture(scope="session")
def ugly() -> Report:
    """What tries to break the files."""
    return ugly_report()


@pytest.fixture(scope="session")
def pptx_file(report) -> bytes:
    """The first as slides."""
    return write_pptx(report)


@pytest.fixture(scope="session")
def ugly_pptx_file(ugly) -> bytes:
    """The second as slides."""
    return write_pptx(ugly)


@pytest.fixture(scope="session")
def deck(pptx_file) -> Deck:
    """The first as slides, read back."""
    return Presentation(BytesIO(pptx_file))


@pytest.fixture(scope="session")
def ugly_deck(ugly_pptx_file) -> Deck:
    """The second as slides, read back."""
    return Presentation(BytesIO(ugly_pptx_file))
