"""What commands share: options, days and moments as they are typed, and how a refusal is said."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from analytics.definitions import TIME_ZONE

Folder = click.Path(file_okay=False, path_type=Path)
ExistingFile = click.Path(exists=True, dir_okay=False, path_type=Path)


def store_option(command):
    """--store, which every command takes."""
    return click.option(
        "--store",
        type=Folder,
        help="The store's folder. Default: the environment's DASHBOARD_STORE, else data/store.",
    )(command)


def json_option(command):
    """--json, where rows come back."""
    return click.option("--json", "as_json", is_flag=True, help="One array of objects.")(command)


def day(text: str | None) -> date | None:
    """The day that was typed."""
    typed = moment(text)
    return typed.date() if typed else None


def moment(text: str | None) -> datetime | None:
    """The moment that was typed, on a clock in the United Kingdom; None of nothing."""
    if text is None:
        return None
    for pattern in (None, "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y"):
        try:
            if pattern is None:
                typed = datetime.fromisoformat(text)
                if typed.tzinfo:
                    typed = typed.astimezone(ZoneInfo(TIME_ZONE)).replace(tzinfo=None)
                return typed
            return datetime.strptime(text, pattern)
        except ValueError:
            continue
    raise click.UsageError(f"{text!r} is not a date: write it like 2021-12-31 or 31/12/2021.")


def refuse(refusal: Exception):
    """Say in one line on standard error why nothing was done; exit code 2."""
    click.echo(" ".join(str(refusal).split()), err=True)
    raise SystemExit(2)
