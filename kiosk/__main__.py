"""``pennant``, also ``python -m kiosk``."""

import sys
from io import TextIOWrapper
from pathlib import Path

import click

from kiosk.commands.doorway import Doorway

COMMANDS = {
    "new": "kiosk.commands.new:new",
    "import": "kiosk.commands.import_list:import_list",
    "product": "kiosk.commands.product:product",
    "find": "kiosk.commands.find:find",
    "check-in": "kiosk.commands.check_in:check_in",
    "undo": "kiosk.commands.undo:undo",
    "walk-in": "kiosk.commands.walk_in:walk_in",
    "badge": "kiosk.commands.badge:badge",
    "badges": "kiosk.commands.badges:badges",
    "designs": "kiosk.commands.designs:designs",
    "doctor": "kiosk.commands.doctor:doctor",
    "printers": "kiosk.commands.printers:printers",
    "print": "kiosk.commands.print_badge:print_badge",
    "tickets": "kiosk.commands.tickets:tickets",
    "ticket": "kiosk.commands.tickets:ticket",
    "export": "kiosk.commands.export:export",
    "hand-over": "kiosk.commands.hand_over:hand_over",
    "doubles": "kiosk.commands.doubles:tell_doubles",
    "merge": "kiosk.commands.merge:merge_files",
    "status": "kiosk.commands.status:status",
    "open": "kiosk.commands.open_door:open_door",
    "demo": "kiosk.commands.demo:demo",
    "remote": "kiosk.commands.remote:remote",
    "sync": "kiosk.commands.sync:sync",
    "ledger": "kiosk.commands.ledger:ledger",
    "rehearse": "kiosk.commands.rehearse:rehearse",
}


@click.group(cls=Doorway, commands_at=COMMANDS)
@click.option(
    "--data-dir",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="PENNANT_DATA_DIR",
    help="Keep settings and everything else of this laptop here, for example for a try.",
)
@click.version_option(package_name="pennant-kiosk", prog_name="pennant")
@click.pass_context
def pennant(ctx: click.Context, data_dir: Path | None) -> None:
    """Guest list in, guests in, badges out, attendance out.

    EVENT is the event file, LIST a guest list. Exit status: 0 done; 1 refused, or rows with
    problems; 2 unreadable input or wrong usage.
    """
    ctx.obj = data_dir


def main() -> None:
    """Run the command line, speaking UTF-8 whatever the console believes."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    pennant(prog_name="pennant")


if __name__ == "__main__":
    main()
