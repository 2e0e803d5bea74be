"""Commands for a quarter: its report, signing it off and reopening it; and an authority's map."""

from pathlib import Path

import click

from analytics.commands.shared import ExistingFile, refuse, store_option
from analytics.definitions import AUDIENCES, AUTHORITY_CODE
from analytics.disclosure import StaffOnly
from analytics.store import StoreRefused, bring_up_to_date, store_folder
from analytics.store.access import account_name


@click.command()
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
        refuse(refusal)
    click.echo(f"{output} is written: {written}.")


@click.command()
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
        refuse(refusal)
    click.echo(f"{quarter} is signed off by {who}. Snapshot {number} is in force.")


@click.command()
@click.argument("quarter")
@store_option
@click.option("--who", metavar="NAME", help="Who reopens it. Default: this account.")
@click.confirmation_option(prompt="Its frozen figures go. Reopen it?")
def reopen(quarter, store, who):
    """Undo the sign-off of QUARTER; its frozen figures go."""
    from analytics.measures.closing_actions import reopen_quarter

    who = account_name() if who is None else who
    try:
        number = reopen_quarter(store_folder(store), quarter, who=who)
    except (ValueError, StoreRefused) as refusal:
        refuse(refusal)
    click.echo(f"{quarter} is open again. Snapshot {number} is in force.")


@click.command()
@click.option("--authority", metavar="GSS", default=AUTHORITY_CODE, show_default=True)
def outline(authority):
    """Work out an authority's outline and postcode districts, which the map draws."""
    from analytics.geography.outline import write_outline

    try:
        path = write_outline(authority)
    except ValueError as refusal:
        refuse(refusal)
    click.echo(f"The outline of {authority} is in {path}.")
