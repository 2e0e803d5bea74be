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
def deck(report) -> Deck:
    """The first as slides, read back."""
    return Presentation(BytesIO(write_pptx(report)))


@pytest.fixture(scope="session")
def ugly_deck(ugly) -> Deck:
    """The second as slides, read back."""
    return Presentation(BytesIO(write_pptx(ugly)))
