"""``pennant print``: one guest's badge on a printer, written down as in the window."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from data.errors import UsageError
from data.identity import utc_now
from data.store.event_file import EventFile
from data.store.guest_fields import find_guest
from data.store.prints import DONE, ask_for_badge, prints_of
from kiosk.commands.answers import tell
from kiosk.commands.laptop import Laptop, event_argument, json_option, with_laptop

if TYPE_CHECKING:
    from kiosk.printing.attempt import PrintJob, PrintJournal, PrintProgress
    from kiosk.printing.printer import Printer

R = TypeVar("R")
FOLLOW_SECONDS = 30.0
LOOK_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class OpenFile:
    """The event file as the print journal asks for it, in this very thread."""

    file: EventFile

    def wait_for(self, job: Callable[[EventFile], R]) -> R:
        """Do it at once."""
        return job(self.file)


@click.command("print")
@event_argument
@click.option("--guest", "guest_id", required=True, metavar="ID", help="Whose badge.")
@click.option("--printer", "setting", metavar="PRINTER", help="As “pennant printers” names it.")
@click.option("--stock", metavar="NAME", help="The label stock, such as 62x100.")
@click.option("--design", metavar="NAME", help="As “pennant designs” names it.")
@click.option("--again", is_flag=True, help="Although the guest has a badge.")
@json_option
@with_laptop
@click.pass_context
def print_badge(
    ctx: click.Context,
    laptop: Laptop,
    event: Path,
    guest_id: str,
    setting: str | None,
    stock: str | None,
    design: str | None,
    again: bool,
    as_json: bool,
) -> None:
    """Print a guest's badge. Exit status 1: not printed, or nobody knows; it says which."""
    from badges.stock import STOCKS, stock_named
    from kiosk.badge_jobs import DeskJournal, Maker
    from kiosk.earlier_prints import earlier_prints
    from kiosk.paper import DESIGN, Paper, known_stocks
    from kiosk.print_words import badge_words
    from kiosk.printer_state_words import earlier_words
    from kiosk.printing.attempt import PrintJob
    from kiosk.printing.choice import chosen_printer
    from kiosk.printing.policy import earlier_print
    from kiosk.qt_start import gui_application

    settings, folder = laptop.settings, laptop.own_paper
    setting = (*settings.printers, "")[0] if setting is None else setting
    paper = Paper(
        stock_named(stock or settings.stock or STOCKS[0].name, known_stocks(folder)),
        design or settings.design or DESIGN,
        folder,
    )
    with laptop.open_event(event) as file:
        guest = find_guest(file.connection, guest_id)
        if guest is None:
            raise UsageError("unknown_guest", guest_id=guest_id)
        earlier = earlier_print(earlier_prints(prints_of(file, guest_id), file))
        if earlier is not None and not again:
            said = earlier_words(earlier, file.info.timezone, laptop.words)
            again_words = laptop.words.gettext("Print again?")
            click.echo(f"{said} {again_words} (--again)", err=True)
            ctx.exit(1)
        application = gui_application()
        printer = chosen_printer(setting, event)
        if setting in settings.printer_setups:
            paper = replace(paper, setups={printer.name: settings.printer_setups[setting]})
        here = OpenFile(file)
        job = PrintJob(
            id=ask_for_badge(file, guest_id, utc_now()),
            title=guest.shown_name,
            make=Maker(here, guest_id, lambda: paper, laptop.words),
        )
        progress = _print(job, printer, DeskJournal(here))
        del application  # it had to live until the badge was drawn
    if as_json:
        answer = {"print": job.id, "guest": guest_id, "printer": progress.printer}
        tell({**answer, "state": progress.state.value, "code": progress.code})
    else:
        _say(progress, badge_words(progress, laptop.words), laptop)
    ctx.exit(0 if progress.state.value in tuple(state.value for state in DONE) else 1)


def _print(job: "PrintJob", printer: "Printer", journal: "PrintJournal") -> "PrintProgress":
    """Send it, then ask the printer for it until that is settled, or for as long as is sensible."""
    from kiosk.printing.attempt import PrintState as Outcome
    from kiosk.printing.attempt import attempt
    from kiosk.printing.follow import Follower
    from kiosk.printing.printer import TellsJobs

    progress = attempt(job, printer, journal)
    began = time.monotonic()
    follower = Follower(job, printer, journal)
    while isinstance(printer, TellsJobs) and progress.state in (Outcome.SENT, Outcome.UNKNOWN):
        passed = time.monotonic() - began
        if passed > FOLLOW_SECONDS:
            break
        is_sure = progress.state is Outcome.SENT
        look = follower.look(passed, is_sure=is_sure, has_settled=False, forgets=True)
        if look.progress is not None and look.progress.state is Outcome.UNKNOWN:
            return look.progress
        progress = look.progress or progress
        if progress.state in (Outcome.SENT, Outcome.UNKNOWN):
            time.sleep(LOOK_SECONDS)  # printers tell by being asked only
    return progress


def _say(progress: "PrintProgress", said: str, laptop: Laptop) -> None:
    from kiosk.error_words import error_words

    if progress.error is None:
        click.echo(f"{said}.")
    else:
        click.echo(error_words(progress.error, laptop.words), err=True)
