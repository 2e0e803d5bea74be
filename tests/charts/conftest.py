"""Rows that several charts of the page Return interviews are drawn from."""

import pandas as pd
import pytest


def annotations(figure) -> list[str]:
    return [annotation.text for annotation in figure.layout.annotations]


@pytest.fixture
def flow():
    """Ten episodes, four of them in time."""
    rows = [
        ("episode", "reached", "", 10),
        ("episode", "still_missing", "", 1),
        ("back", "reached", "", 9),
        ("back", "voided", "Recorded in error", 2),
        ("offered", "reached", "", 7),
        ("offered", "not_recorded", "", 1),
        ("completed", "reached", "", 6),
        ("completed", "late", "", 2),
        ("in_time", "reached", "", 4),
    ]
    rows = pd.DataFrame(rows, columns=["stage", "part", "reason", "episodes"])
    return rows.assign(children=rows["episodes"])


@pytest.fixture
def quarter():
    return pd.Series(
        {
            "quarter_start": pd.Timestamp("2021-10-01"),
            "quarter": "2021-Q4",
            "children": 36, "episodes": 133, "completed": 110, "voided": 9, "declined": 0,
            "pending": 3, "not_recorded": 11, "in_time": 87,
            "in_time_of_episodes": 87 / 133, "in_time_of_not_voided": 87 / 124,
            "in_time_of_completed": 87 / 110, "complete": True,
        }
    )  # fmt: skip


@pytest.fixture
def groups():
    """Two groups: one clearly below, one above, and one whose rate is not known."""
    return pd.DataFrame(
        {
            "group": ["in_area", "out_of_area", "not_known"],
            "episodes": [68, 65, 1],
            "completed": [59, 51, 0],
            "in_time": [51, 36, 0],
            "rate": [0.75, 0.5538, None],
            "low": [0.636, 0.433, None],
            "high": [0.838, 0.668, None],
            "base": [68, 65, 1],
            "children": [20, 16, 1],
            "p_value": [0.019, 0.019, None],
            "q_value": [0.019, 0.019, None],
        }
    )


@pytest.fixture
def effects():
    return pd.DataFrame(
        {
            "group": ["residential", "foster"],
            "mix_effect": [0.004, -0.016],
            "rate_effect": [0.01, -0.03],
            "in_time_before": [60, 20],
            "base_before": [80, 30],
            "in_time_after": [50, 12],
            "base_after": [65, 25],
            "children": [10, 6],
        }
    )


def bands(*rows) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["hours_from", "hours_to", "episodes", "children", "in_time"])
