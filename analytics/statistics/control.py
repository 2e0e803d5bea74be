"""XmR control charts as NHS England's Making Data Count draws them."""

from dataclasses import dataclass

import numpy as np

from analytics.definitions import LIMIT_FACTOR, RUN_LENGTH

# Strongest first: a point that shows several signals is named by the first.
SIGNALS = {
    "above upper limit": "above",
    "below lower limit": "below",
    "seven above mean": "above",
    "seven below mean": "below",
    "seven rising": "above",
    "seven falling": "below",
    "two of three near upper limit": "above",
    "two of three near lower limit": "below",
}


@dataclass(frozen=True)
class Limits:
    """Mean and limits of an XmR chart: mean ± 2.66 × mean moving range; near at two thirds."""

    mean: float
    lower: float
    upper: float
    lower_near: float
    upper_near: float


def xmr_limits(values: np.ndarray) -> Limits:
    """Limits from values (n,) in order of time; nan where there are fewer than two."""
    if len(values) < 2:
        return Limits(*(float("nan"),) * 5)
    mean = float(np.mean(values))
    reach = LIMIT_FACTOR * float(np.mean(np.abs(np.diff(values))))
    near = reach * 2 / 3
    return Limits(mean, mean - reach, mean + reach, mean - near, mean + near)


def special_causes(values: np.ndarray, limits: Limits) -> list[str | None]:
    """The signal each point belongs to, one of SIGNALS, or None for common cause; (n,) in order.

    A point outside a limit; seven in a row on one side of the mean (a point on the mean breaks the
    row); seven in a row rising or falling; two of three in a row beyond a near limit on the same
    side (those two are marked). Making Data Count, NHS England.
    """
    values = np.asarray(values, dtype=float)
    side = np.sign(values - limits.mean)
    steps = np.sign(np.diff(values))
    marked = {
        "above upper limit": values > limits.upper,
        "below lower limit": values < limits.lower,
        "seven above mean": _in_runs(side == 1, RUN_LENGTH),
        "seven below mean": _in_runs(side == -1, RUN_LENGTH),
        "seven rising": _points_of_steps(_in_runs(steps == 1, RUN_LENGTH - 1)),
        "seven falling": _points_of_steps(_in_runs(steps == -1, RUN_LENGTH - 1)),
        "two of three near upper limit": _two_of_three(values > limits.upper_near),
        "two of three near lower limit": _two_of_three(values < limits.lower_near),
    }
    return [
        next((signal for signal in SIGNALS if marked[signal][index]), None)
        for index in range(len(values))
    ]


def _in_runs(holds: np.ndarray, length: int) -> np.ndarray:
    """Which points lie in a run of at least `length` for which it holds; (n,) bool."""
    marked = np.zeros(len(holds), dtype=bool)
    start = 0
    for index in range(len(holds) + 1):
        if index == len(holds) or not holds[index]:
            if index - start >= length:
                marked[start:index] = True
            start = index + 1
    return marked


def _points_of_steps(steps: np.ndarray) -> np.ndarray:
    """The points at either end of marked steps between neighbours; (n-1,) to (n,) bool."""
    points = np.zeros(len(steps) + 1, dtype=bool)
    points[:-1] |= steps
    points[1:] |= steps
    return points


def _two_of_three(beyond: np.ndarray) -> np.ndarray:
    """Points beyond, of which another lies beyond within any three in a row; (n,) bool."""
    marked = np.zeros(len(beyond), dtype=bool)
    for start in range(len(beyond) - 2):
        window = slice(start, start + 3)
        if beyond[window].sum() >= 2:
            marked[window] |= beyond[window]
    return marked
