"""The command line: python -m analytics …"""

import sys

import click

from analytics.commands import data, figures, quarters
from analytics.commands.shared import refuse
from analytics.store import StoreRefused
from analytics.store.read import DAMAGE


@click.group(help="Missing from care: from a council's files to the numbers the dashboard shows.")
def main():
    # A pipe on Windows would otherwise be written in the local code page.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")


for command in (
    *(data.demo, data.import_, data.rejected, data.snapshots_, data.rollback_, data.forget),
    *(figures.measures_, figures.measure),
    *(quarters.report, quarters.close, quarters.reopen, quarters.outline),
):
    main.add_command(command)


def _is_text(argument: str) -> bool:
    try:
        argument.encode()
    except UnicodeEncodeError:
        return False
    return True


def run_command_line() -> None:
    """Run main so that every refusal is one line on standard error and exit code 2."""
    if not all(_is_text(argument) for argument in sys.argv):
        refuse(Exception("What was typed is not text in UTF-8: check the references and names."))
    try:
        main(prog_name="python -m analytics", standalone_mode=False)
    except click.ClickException as refusal:
        refuse(Exception(refusal.format_message()))
    except click.Abort:
        refuse(Exception("Stopped."))
    except StoreRefused as refusal:
        refuse(refusal)
    except OSError as error:
        refuse(
            Exception(f"{error.filename}: {error.strerror}. Check the folder's place and rights.")
        )
    except DAMAGE:
        refuse(
            Exception(
                "A file of the store cannot be read or written: 'python -m analytics snapshots' "
                "lists what can, and 'python -m analytics rollback --to N' puts it in force."
            )
        )


if __name__ == "__main__":
    run_command_line()
