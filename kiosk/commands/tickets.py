"""``pennant tickets`` and ``pennant ticket``: codes to send out, and another for a lost one."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from data.guests import Guest
from data.identity import new_nonce, utc_now
from data.store.event_file import EventFile
from data.tickets.giving import SLICE, give_codes, invited, revoke_code
from kiosk.commands.answers import guest_answer, tell
from kiosk.commands.laptop import Laptop, event_argument, json_option, with_laptop

if TYPE_CHECKING:
    from kiosk.ticket_files import TicketFiles


@click.command()
@event_argument
@click.option(
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="The folder for the tickets; those of an earlier time are replaced.",
)
@json_option
@with_laptop
def tickets(laptop: Laptop, event: Path, out: Path, as_json: bool) -> None:
    """Draw a ticket (PDF and PNG) for every guest expected, with a table for a mail merge.

    Guests without a code get one; codes that a list brought are used as they are.
    """
    with laptop.open_event(event) as file:
        guests = _with_codes(file, invited(file))
        written = _write(laptop, file, guests, out)
    from kiosk.ticket_files import write_table

    table = write_table(written, out)
    if as_json:
        tell({"folder": str(out), "tickets": len(written), "table": str(table)})
        return
    said = laptop.words.ngettext(
        "{number} ticket in {folder}.", "{number} tickets in {folder}.", len(written)
    )
    click.echo(said.format(number=len(written), folder=out))


@click.command()
@event_argument
@click.option("--guest", "guest_id", required=True, metavar="ID", help="Whose, as find says it.")
@click.option("--revoke", is_flag=True, help="Another code; the old one is refused from now on.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="The folder for the ticket.",
)
@json_option
@with_laptop
def ticket(
    laptop: Laptop, event: Path, guest_id: str, revoke: bool, out: Path | None, as_json: bool
) -> None:
    """Say one guest's code, and draw the ticket with --out."""
    with laptop.open_event(event) as file:
        if revoke:
            guest = revoke_code(file, guest_id, nonce=new_nonce(), at=utc_now())
        else:
            (guest,) = give_codes(file, [guest_id], at=utc_now())
        written = _write(laptop, file, [guest], out) if out is not None else []
    files = [str(path) for one in written for path in (one.pdf, one.png)]
    if as_json:
        tell({"guest": guest_answer(guest), "secret": guest.secret, "files": files})
        return
    click.echo("\n".join([f"{guest.shown_name}  {guest.secret}", *files]))


def _with_codes(file: EventFile, guests: Sequence[Guest]) -> list[Guest]:
    """The same guests, all with a code; a slice at a time, for a door may be open."""
    complete: list[Guest] = []
    at = utc_now()
    for start in range(0, len(guests), SLICE):
        part = [guest.id for guest in guests[start : start + SLICE]]
        complete += give_codes(file, part, at=at)
    return complete


def _write(
    laptop: Laptop, file: EventFile, guests: Sequence[Guest], out: Path
) -> list["TicketFiles"]:
    from kiosk.qt_start import gui_application
    from kiosk.ticket_files import write_tickets

    application = gui_application()
    drawn = write_tickets(guests, file.info, out, laptop.words)
    label = laptop.words.gettext("Tickets")
    with click.progressbar(drawn, length=len(guests), label=label, file=sys.stderr) as told:
        written = list(told)
    del application  # it had to live until the last letter was drawn
    return written
