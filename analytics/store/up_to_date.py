"""Bring a store up to date that an earlier version, or other settings, derived its tables by."""

from functools import lru_cache
from pathlib import Path

import duckdb

from analytics.store.publish import RULES, publish
from analytics.store.read import open_snapshot, refusing_damage
from analytics.store.snapshots import current_number, snapshot_path


class _AlreadyUpToDate(Exception):
    pass


def bring_up_to_date(folder: Path) -> bool:
    """Publish the rows in force once more where other rules made their derived tables; whether so.

    After an update of this software, or of the council's settings, a page would else look for
    columns that are not there, or count by yesterday's thresholds. No row is read in anew, and the
    snapshot before is kept. Safe where several processes start at once. Raises StoreRefused where
    the folder cannot be written or the disk is full: see publish.
    """
    if current_number(folder) is None or _is_up_to_date(folder):
        return False

    def fill(con):
        if _is_up_to_date(folder):
            raise _AlreadyUpToDate

    try:
        publish(folder, fill, event="update")
    except _AlreadyUpToDate:
        return False
    return True


def _is_up_to_date(folder: Path) -> bool:
    return _made_by(snapshot_path(folder, current_number(folder))) == RULES


@lru_cache(maxsize=100)
def _made_by(path: Path) -> str | None:
    """The fingerprint of the rules that made a snapshot; None of one older than fingerprints."""
    try:
        with refusing_damage(path):
            found = open_snapshot(path).cursor().execute("select made_by from snapshot").fetchone()
    except duckdb.BinderException:
        return None
    return found[0]
