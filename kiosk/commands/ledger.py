"""``pennant ledger``: several doors that share one ledger on PostgreSQL."""

import signal
import sys
from dataclasses import replace
from pathlib import Path

import click

from data.errors import SyncPermanent
from data.identity import utc_now
from data.store import deliveries
from data.store.event_file import EventFile
from data.store.journal import to_text
from data.sync.ledger.address import LedgerAddress
from data.sync.ledger.far_end import KEY, LedgerFarEnd
from data.sync.ledger.farewell import say_farewell
from data.sync.ledger.founding import found_ledger
from data.sync.ledger.hub.hub import PORT
from data.sync.ledger.joining import certificates_in, join, ledger_of, remember
from data.sync.ledger.place import tell_place
from data.sync.ledger.preflight import Preflight, preflight
from data.sync.rounds import Report, play_round
from data.sync.secrets import Secrets
from kiosk.commands.answers import tell
from kiosk.commands.laptop import Laptop, event_argument, json_option, with_laptop
from kiosk.commands.ledger_addresses import tell_addresses
from kiosk.commands.remote import secrets_of
from kiosk.error_words import error_words
from kiosk.preflight_words import preflight_words
from kiosk.words import Words

_LAPTOPS = click.option(
    "--laptops",
    type=click.IntRange(0, 50),
    default=3,
    show_default=True,
    help="How many other laptops get an address of their own.",
)
_OUT = click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Draw the addresses as QR codes (PNG) into this folder.",
)


@click.group()
def ledger() -> None:
    """Let several doors share one ledger: what one does, all know at once."""


@ledger.command()
@click.argument("url")
@event_argument
@_LAPTOPS
@_OUT
@json_option
@with_laptop
@click.pass_context
def init(
    ctx: click.Context,
    laptop: Laptop,
    url: str,
    event: Path,
    laptops: int,
    out: Path | None,
    as_json: bool,
) -> None:
    """Make the ledger of EVENT in the PostgreSQL database at URL, whose owner you are.

    URL is what the database's provider shows: postgresql://owner:password@host/database ("-"
    reads it from standard input). This laptop joins; each other one gets an address of its own.
    """
    secrets = secrets_of(ctx, laptop)
    place = LedgerAddress.parse(_given(url))
    with laptop.open_event(event) as file:
        labels = [f"Laptop {number}" for number in range(1, laptops + 2)]
        addresses = found_ledger(place, file.info, labels, secrets)
        tell_place(file, addresses[0])
        remember(file, addresses[0], secrets)
        report = _catch_up(file, addresses[0], secrets)
    tell_addresses(addresses[1:], laptop.words, out, as_json=as_json)
    if not as_json:
        _tell_report(report, laptop.words)


@ledger.command()
@event_argument
@_LAPTOPS
@_OUT
@click.option("--address", default="", help="How others reach this laptop; default: found out.")
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True)
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the database lies; default among this laptop's own files.",
)
@json_option
@with_laptop
@click.pass_context
def hub(
    ctx: click.Context,
    laptop: Laptop,
    event: Path,
    laptops: int,
    out: Path | None,
    address: str,
    port: int,
    folder: Path | None,
    as_json: bool,
) -> None:
    """Make this laptop the hub of EVENT, until Ctrl+C. The doors go on alone without it.

    If the hub dies, do this on another laptop and let all join again: nothing is lost.
    """
    from data.sync.ledger.hub.hub import Hub

    secrets = secrets_of(ctx, laptop)
    running = Hub(folder or laptop.places.state_folder / "hub", address=address, port=port)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a service is ended by it
    running.start(utc_now())
    try:
        with laptop.open_event(event) as file:
            labels = [f"Laptop {number}" for number in range(1, laptops + 2)]
            addresses = running.admit(file.info, labels)
            own = replace(addresses[0], host="127.0.0.1")
            tell_place(file, addresses[0])
            remember(file, own, secrets)
            _catch_up(file, own, secrets)
            say_farewell(file, secrets)
        tell_addresses(addresses[1:], laptop.words, out, as_json=as_json)
        if not as_json:
            _ = laptop.words.gettext
            shown = addresses[0].shown
            click.echo(
                _("This laptop is the hub at {address}. Ctrl+C ends it.").format(address=shown)
            )
        running.wait()
    except KeyboardInterrupt:
        pass
    finally:
        running.stop()


@ledger.command("join")
@event_argument
@click.argument("url")
@json_option
@with_laptop
@click.pass_context
def join_(ctx: click.Context, laptop: Laptop, event: Path, url: str, as_json: bool) -> None:
    """Let EVENT share the ledger at URL; without EVENT the file is made from the ledger.

    URL is the address that was made for this laptop ("-" reads it from standard input). Exit
    status 1: joined, and not everything is there yet.
    """
    secrets = secrets_of(ctx, laptop)
    address = LedgerAddress.parse(_given(url))
    found, in_keyring = join(
        event, address, secrets, laptop.device, laptop.places.state_folder, utc_now
    )
    with laptop.open_event(event) as file:
        report = _catch_up(file, address, secrets)
        say_farewell(file, secrets)
        waiting = report.waiting
    if as_json:
        tell({**_preflight_answer(found), "address_kept": "keyring" if in_keyring else "file",
              **_report_answer(report)})  # fmt: skip
    else:
        _tell_preflight(found, laptop.words)
        _tell_report(report, laptop.words)
    ctx.exit(1 if report.problem is not None or waiting else 0)


@ledger.command()
@event_argument
@json_option
@with_laptop
@click.pass_context
def status(ctx: click.Context, laptop: Laptop, event: Path, as_json: bool) -> None:
    """Ask the ledger of EVENT how it is: reach, versions, clocks, hints, and what waits here.

    Exit status 1: something waits here. 2: it cannot be used, and why.
    """
    secrets = secrets_of(ctx, laptop)
    with laptop.open_event(event) as file:
        address = ledger_of(file, secrets)
        if address is None:
            click.echo(laptop.words.gettext("This event shares no ledger."), err=True)
            ctx.exit(2)
        deliveries.queue_new(file, KEY, None, own_rows_only=False)
        with file.reading() as connection:
            numbers = deliveries.delivery_counts(connection, KEY)
        found = preflight(address, certificates_in(secrets), utc_now)
    if as_json:
        since = None if numbers.since is None else to_text(numbers.since)
        tell({**_preflight_answer(found), "waiting": numbers.waiting, "waiting_since": since,
              "given_up": numbers.given_up})  # fmt: skip
    else:
        _tell_preflight(found, laptop.words)
        _tell_waiting(numbers.waiting, laptop.words)
    ctx.exit(1 if numbers.waiting or numbers.given_up else 0)


def _catch_up(file: EventFile, address: LedgerAddress, secrets: Secrets) -> Report:
    """Rounds until both sides know the same, or something is in the way."""
    far_end = LedgerFarEnd(file, address, certificates_in(secrets), utc_now)
    try:
        report = play_round(file, KEY, far_end, utc_now)
        while report.problem is None and report.waiting:
            before = report.waiting
            report = play_round(file, KEY, far_end, utc_now)
            if report.waiting >= before:
                break
        return report
    finally:
        far_end.close()


def _given(text: str) -> str:
    """What was typed, or what standard input says: there no other user of the machine sees it."""
    try:
        given = sys.stdin.read() if text == "-" else text
    except UnicodeDecodeError:
        given = ""  # a picture, or a text in UTF-16
    if not given.strip():
        raise SyncPermanent("ledger_url")
    return given


def _preflight_answer(found: Preflight) -> dict[str, object]:
    return {
        "host": found.host,
        "server": found.server,
        "event": found.event.name,
        "event_id": found.event.event_id,
        "rows": found.rows,
        "closed": found.closed,
        "round_trip_ms": round(found.round_trip_ms, 1),
        "clock_seconds": round(found.clock_seconds, 1),
        "hints": found.hints,
        "pooled": found.pooled,
    }


def _report_answer(report: Report) -> dict[str, object]:
    problem = None if report.problem is None else report.problem.code
    return {"fetched": report.fetched, "sent": report.sent, "waiting": report.waiting,
            "given_up": report.given_up, "problem": problem}  # fmt: skip


def _tell_preflight(found: Preflight, words: Words) -> None:
    for sentence in preflight_words(found, words):
        click.echo(sentence)


def _tell_report(report: Report, words: Words) -> None:
    if report.problem is not None:
        as_raised = SyncPermanent  # told anew
        problem = as_raised(report.problem.code, **report.problem.values)
        click.echo(error_words(problem, words), err=True)
    _tell_waiting(report.waiting, words)


def _tell_waiting(waiting: int, words: Words) -> None:
    if not waiting:
        click.echo(words.gettext("The ledger has everything that happened here."))
        return
    said = words.ngettext(
        "{number} row waits for the ledger.", "{number} rows wait for the ledger.", waiting
    )
    click.echo(said.format(number=waiting))
