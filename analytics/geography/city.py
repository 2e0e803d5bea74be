"""The shape of a city as it lies ready to be drawn."""

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from analytics.definitions import AUTHORITY_CODE, REFERENCE

OUTLINES = REFERENCE / "outlines"

Ring = list[list[int]]  # [easting, northing] in whole metres; the first position comes again last


@dataclass(frozen=True)
class CityShape:
    """An authority's outline and its postcode districts, which fill it without gap or overlap.

    Outer rings and the rings of holes stand side by side: fill them by the even-odd rule, or draw
    them as lines. All positions are metres on the British National Grid.
    """

    authority: str  # GSS code
    licence: str  # to be shown wherever the shape is
    source: str
    outline: list[Ring]
    districts: dict[str, list[Ring]]  # outward code, such as DE21 → its rings
    label_points: dict[str, tuple[int, int]]  # outward code → a place well inside


def outline_path(authority: str) -> Path:
    """Where an authority's outline is kept. Raises ValueError where it is no GSS code."""
    if not re.fullmatch(r"[A-Z]\d{8}", authority, re.ASCII):
        raise ValueError(
            f"{authority!r} is no GSS code: write one letter and eight digits, such as E06000015."
        )
    return OUTLINES / f"{authority}.json"


def city_shape(authority: str = AUTHORITY_CODE) -> CityShape | None:
    """The shape of an authority, None where none was made: python -m analytics outline makes it.

    Kept for the next caller, so not to be changed. Raises ValueError where it is no GSS code.
    """
    path = outline_path(authority)
    return _read(path, path.stat().st_mtime_ns) if path.exists() else None


@lru_cache(maxsize=4)
def _read(path: Path, changed_at: int) -> CityShape:
    kept = json.loads(path.read_text(encoding="utf-8"))
    kept["label_points"] = {name: tuple(point) for name, point in kept["label_points"].items()}
    return CityShape(**kept)
