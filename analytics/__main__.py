"""The command line: python -m analytics …"""

import json
import sys
from datetime import date, datetime
from math import isfinite
from pathlib import Path
from zoneinfo import ZoneInfo

import click
import duckdb
import pandas as pd

from analytics.definitions import (
    AUDIENCES,
    AUTHORITY_CODE,
    CATEGORIES,
    DAY_KINDS,
    PLACEMENT_TYPES,
    TIME_ZONE,
)
from analytics.disclosure import StaffOnly
from analytics.filters import Filters
from analytics.printing import aligned, show_rows
from analytics.store import (
    StoreRefused,
    bring_up_to_date,
    current_number,
    open_cursor,
    rollback,
    snapshots,
    store_folder,
)
from analytics.store.access import account_name, log_access

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


@click.group(help="Missing from care: from a council's files to the numbers the dashboard shows.")
def main():
    # A pipe on Windows would otherwise be written in the local code page.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")


@main.command()
@store_option
@click.option("--episodes", type=int, help="How many; without it the report's 634.")
@click.option("--authorities", type=int, default=1, show_default=True)
@click.option("--seed", type=int, default=2021, show_default=True)
def demo(store, episodes, authorities, seed):
    """Build and publish the demonstration data: made-up episodes."""
    from analytics import demonstration

    try:
        number = demonstration.build(
            store_folder(store), episodes=episodes, authorities=authorities, seed=seed
        )
    except (ValueError, StoreRefused) as refusal:
        _refuse(refusal)
    click.echo(f"Snapshot {number} is in force: demonstration data, made-up episodes.")


@main.command("import")
@click.argument("files", nargs=-1, required=True, type=ExistingFile)
@store_option
@json_option
@click.option("--format", "format_", metavar="NAME", help="Instead of recognising the headers.")
@click.option("--mapping", type=ExistingFile, help="A TOML file: your column names to ours.")
@click.option(
    "--as-of",
    metavar="WHEN",
    help="Moment up to which the files are complete; a date alone means its midnight. Default now.",
)
@click.option(
    "--collection-year",
    type=click.IntRange(1990, 2100),
    help="SSDA903: the year that ends on 31 March.",
)
@click.option("--dry-run", is_flag=True, help="Say what would happen and publish nothing.")
def import_(files, store, as_json, format_, mapping, as_of, collection_year, dry_run):
    """Check FILES, add their rows to the store and publish the next snapshot."""
    from analytics import ingest

    try:
        result = ingest.import_files(
            store_folder(store),
            [ingest.Source.from_path(file) for file in files],
            format=format_,
            mapping=mapping,
            as_of=_moment(as_of),
            collection_year=collection_year,
            dry_run=dry_run,
        )
    except ingest.ImportRefused as refusal:
        if refusal.result is not None:
            _show_import(refusal.result, as_json)
            _show_what_was_left_out(refusal.result, as_json)
        _refuse(refusal)
    except StoreRefused as refusal:
        _refuse(refusal)
    _show_import(result, as_json)


def _show_import(result, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(result.as_dict(), ensure_ascii=False))
        return
    click.echo(aligned(pd.DataFrame(result.as_dict()["files"])))
    if result.started_empty:
        click.echo("The demonstration data was left behind: this snapshot holds your data alone.")
    if result.snapshot is not None:
        click.echo(f"Snapshot {result.snapshot} is in force.")


def _show_what_was_left_out(result, as_json: bool) -> None:
    """Row by row, where nothing was published and so nothing is kept to be looked up later."""
    if not as_json:
        rows = [{"file": file.file} | row for file in result.files for row in file.rejected_rows]
        click.echo(aligned(pd.DataFrame(rows)[["file", "row_number", "rule", "message"]]))


@main.command()
@store_option
@click.option("--import", "import_id", type=int, help="Number of the import; default the latest.")
def rejected(store, import_id):
    """Print the rows an import left out, as CSV to correct and load again."""
    from analytics import ingest

    try:
        click.echo(ingest.rejected_csv(store_folder(store), import_id), nl=False)
    except (StoreRefused, ingest.ImportRefused) as refusal:
        _refuse(refusal)


@main.command("snapshots")
@store_option
@json_option
def snapshots_(store, as_json):
    """List the snapshots that can be put in force, newest first."""
    rows = pd.DataFrame(snapshots(store_folder(store)))
    show_rows(rows, as_json)


@main.command("rollback")
@store_option
@click.option("--to", "number", type=int, help="Snapshot number; default the one before.")
def rollback_(store, number):
    """Put an earlier snapshot back in force; nothing is deleted."""
    try:
        number = rollback(store_folder(store), number)
    except StoreRefused as refusal:
        _refuse(refusal)
    click.echo(f"Snapshot {number} is in force.")


@main.command()
@click.argument("quarter")
@store_option
@click.option("--who", metavar="NAME", help="Who signs it off. Default: this account.")
@click.option("--note", metavar="TEXT", help="What is to be said about it; nobody is named.")
def close(quarter, store, who, note):
    """Sign QUARTER off, for example 2021-Q4: its figures are frozen as they are now."""
    from analytics.measures.closing_actions import close_quarter

    who = account_name() if who is None else who
    try:
        number = close_quarter(store_folder(store), quarter, who=who, note=note)
    except (ValueError, StoreRefused) as refusal:
        _refuse(refusal)
    click.echo(f"{quarter} is signed off by {who}. Snapshot {number} is in force.")


@main.command()
@click.argument("quarter")
@store_option
@click.option("--who", metavar="NAME", help="Who reopens it. Default: this account.")
def reopen(quarter, store, who):
    """Undo the sign-off of QUARTER; its frozen figures go."""
    from analytics.measures.closing_actions import reopen_quarter

    who = account_name() if who is None else who
    try:
        number = reopen_quarter(store_folder(store), quarter, who=who)
    except (ValueError, StoreRefused) as refusal:
        _refuse(refusal)
    click.echo(f"{quarter} is open again. Snapshot {number} is in force.")


@main.command()
@click.argument("child_id")
@store_option
def forget(child_id, store):
    """Remove everything about CHILD_ID, and the older snapshots that still hold it."""
    from analytics import ingest

    try:
        number = ingest.forget(store_folder(store), child_id)
    except StoreRefused as refusal:
        _refuse(refusal)
    click.echo(f"Snapshot {number} is in force without that child; older snapshots are deleted.")


@main.command()
@click.option("--authority", metavar="GSS", default=AUTHORITY_CODE, show_default=True)
def outline(authority):
    """Work out an authority's outline and postcode districts, which the map draws."""
    from analytics.geography.outline import write_outline

    try:
        path = write_outline(authority)
    except ValueError as refusal:
        _refuse(refusal)
    click.echo(f"The outline of {authority} is in {path}.")


@main.command("measures")
@json_option
def measures_(as_json):
    """List the measures, one line each."""
    from analytics.measures import MEASURES

    rows = [{"measure": name, "gives": MEASURES[name].summary} for name in sorted(MEASURES)]
    show_rows(pd.DataFrame(rows), as_json)


@main.command(context_settings={"ignore_unknown_options": True, "allow_extra_args": True})
@click.argument("name")
@store_option
@json_option
@click.option("--from", "period_from", metavar="DATE", help="First day.")
@click.option("--to", "period_to", metavar="DATE", help="Day after the last.")
@click.option("--placement-type", "placement_types", multiple=True, help=", ".join(PLACEMENT_TYPES))
@click.option("--out-of-area", type=click.Choice(["yes", "no"]))
@click.option(
    "--category", type=click.Choice([*CATEGORIES, "all"]), default="missing", show_default=True
)
@click.option("--place", metavar="PLACE_ID", help="Found there: a row of the measure places.")
@click.option("--days", type=click.Choice([*DAY_KINDS]), help="Went missing on such a day.")
@click.option("--audience", type=click.Choice(AUDIENCES), default="staff", show_default=True)
@click.pass_context
def measure(context, name, store, as_json, period_from, period_to, audience, **chosen):
    """Print the rows of the measure NAME, with its own options, for example --by month."""
    from analytics.measures import run

    try:
        filters = Filters(
            period_from=_day(period_from),
            period_to=_day(period_to),
            placement_types=chosen["placement_types"],
            out_of_area={"yes": True, "no": False, None: None}[chosen["out_of_area"]],
            category=chosen["category"],
            place_id=chosen["place"],
            day_kind=chosen["days"],
        )
        options = _measure_options(name, context.args)
        folder = store_folder(store)
        bring_up_to_date(folder)
        snapshot = current_number(folder)
        rows = run(open_cursor(folder, snapshot), name, filters, audience, **options)
        if options.get("child"):
            log_access(
                folder,
                who=account_name(),
                child_id=options["child"],
                where=f"command line: measure {name}",
                snapshot=snapshot,
            )
    except (ValueError, StaffOnly, StoreRefused) as refusal:
        _refuse(refusal)
    show_rows(rows, as_json)


@main.command()
@store_option
@click.option("--quarter", required=True, metavar="QUARTER", help="For example 2021-Q4.")
@click.option("--audience", type=click.Choice(AUDIENCES), default="members", show_default=True)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="A file that ends in .pptx, .xlsx, .html or .csv.",
)
@click.option("--template", type=ExistingFile, help="PowerPoint file whose look the slides take.")
def report(store, quarter, audience, output, template):
    """Write the quarter's report for an audience to a file."""
    from analytics.reports.command import write_report

    try:
        folder = store_folder(store)
        bring_up_to_date(folder)
        written = write_report(folder, quarter, audience, output, template)
    except (ValueError, StaffOnly, StoreRefused) as refusal:
        _refuse(refusal)
    click.echo(f"{output} is written: {written}.")


def _measure_options(name: str, arguments: list[str]) -> dict:
    """The measure's own options out of what is left of the line: --by month or --by=month."""
    from analytics.measures import MEASURES

    words = []
    for argument in arguments:
        words += argument.split("=", 1) if argument.startswith("--") else [argument]
    if len(words) % 2 or not all(word.startswith("--") for word in words[::2]):
        raise ValueError(
            f"Not understood: {' '.join(arguments)}. Options are written --name value."
        )
    options = {}
    if name not in MEASURES:
        return options  # run says which measures there are
    for option, value in zip(words[::2], words[1::2], strict=True):
        option = option.removeprefix("--").replace("-", "_")
        MEASURES[name].require(name, option)
        kind = MEASURES[name].options[option].annotation
        if kind in (int, int | None):
            if not value.isdecimal() or len(value) > 9:
                raise ValueError(f"{option} takes a whole number, not {value!r}.")
            value = int(value)
        elif kind in (float, float | None):
            value = _number(option, value)
        elif kind is bool:
            value = _yes_or_no(option, value)
        elif kind == date | None:
            value = _day(value)
        options[option] = value
    return options


def _number(option: str, text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not isfinite(value):
        raise ValueError(f"{option} takes a number such as 0.8, not {text!r}.")
    return value


def _yes_or_no(option: str, text: str) -> bool:
    if text not in ("yes", "no"):
        raise ValueError(f"{option} takes yes or no, not {text!r}.")
    return text == "yes"


def _day(text: str | None) -> date | None:
    moment = _moment(text)
    return moment.date() if moment else None


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    for pattern in (None, "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y"):
        try:
            if pattern is None:
                moment = datetime.fromisoformat(text)
                if moment.tzinfo:
                    moment = moment.astimezone(ZoneInfo(TIME_ZONE)).replace(tzinfo=None)
                return moment
            return datetime.strptime(text, pattern)
        except ValueError:
            continue
    raise click.UsageError(f"{text!r} is not a date: write it like 2021-12-31 or 31/12/2021.")


def _refuse(refusal: Exception):
    click.echo(" ".join(str(refusal).split()), err=True)
    raise SystemExit(2)


def _is_text(argument: str) -> bool:
    try:
        argument.encode()
    except UnicodeEncodeError:
        return False
    return True


def run_command_line() -> None:
    """Run main so that every refusal is one line on standard error and exit code 2."""
    if not all(_is_text(argument) for argument in sys.argv):
        _refuse(Exception("What was typed is not text in UTF-8: check the references and names."))
    try:
        main(prog_name="python -m analytics", standalone_mode=False)
    except click.ClickException as refusal:
        _refuse(Exception(refusal.format_message()))
    except click.Abort:
        _refuse(Exception("Stopped."))
    except StoreRefused as refusal:
        _refuse(refusal)
    except duckdb.IOException as error:
        _refuse(Exception(f"A file of the store cannot be read: {str(error).splitlines()[0]}"))
    except OSError as error:
        _refuse(
            Exception(f"{error.filename}: {error.strerror}. Check the folder's place and rights.")
        )


if __name__ == "__main__":
    run_command_line()
