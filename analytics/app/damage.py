"""What a page says where the store is damaged: one sentence, and the last good snapshot."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import streamlit as st

from analytics.app.escape import refuse
from analytics.app.sign_in import may_change_data, person
from analytics.charts.words import moment_words
from analytics.store import (
    StoreRefused,
    current_number,
    describe,
    last_good,
    refusing_damage,
    rollback,
    snapshot_path,
)

NOT_WRITTEN = (
    "The store's folder cannot be read or written: check the rights of the dashboard's account and "
    "the space left."
)


@contextmanager
def ending_where_damaged(folder: Path, snapshot: int) -> Iterator[None]:
    """End the page with one sentence where the snapshot cannot be read in the block."""
    try:
        with refusing_damage(snapshot_path(folder, snapshot)):
            yield
    except StoreRefused as refusal:
        end_page(folder, refusal)


@contextmanager
def ending_where_refused(folder: Path) -> Iterator[None]:
    """End a page that has drawn nothing yet where the store is damaged or cannot be made."""
    try:
        yield
    except StoreRefused as refusal:
        st.title("Missing from care", anchor=False)
        end_page(folder, refusal)
    except OSError:
        st.title("Missing from care", anchor=False)
        refuse(NOT_WRITTEN)
        st.stop()


def end_page(folder: Path, refusal: StoreRefused) -> None:
    """Say why nothing can be shown, and offer staff the last good snapshot."""
    refuse(refusal)
    good = last_good(folder, other_than=_in_force(folder)) if may_change_data() else None
    if good is not None:
        made = describe(snapshot_path(folder, good))["built_at"]
        st.button(
            f"Put snapshot {good} in force, made {moment_words(pd.Timestamp(made))}",
            on_click=_put_in_force,
            args=(folder, good),
        )
    st.stop()


def _in_force(folder: Path) -> Path | None:
    try:
        number = current_number(folder)
    except StoreRefused:
        return None
    return None if number is None else snapshot_path(folder, number)


def _put_in_force(folder: Path, number: int) -> None:
    try:
        rollback(folder, number, who=person())
    except StoreRefused as refusal:
        refuse(refusal)
