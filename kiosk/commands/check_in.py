"""``pennant check-in``: one scan, or one guest chosen, through the same door as in the window."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from data.admission import MOST_AT_ONCE
from data.admission import check_in as answer
from data.guests import (
    Admitted,
    Direction,
    Force,
    ForceReason,
    Payment,
    PaymentMethod,
    Scan,
)
from data.identity import new_nonce, utc_now
from kiosk.commands.answers import result_answer, result_lines, tell
from kiosk.commands.laptop import Laptop, event_argument, json_option, with_laptop

METHODS = [method.value for method in PaymentMethod]


@click.command("check-in")
@event_argument
@click.option("--secret", help="The text inside the guest's code.")
@click.option("--guest", "guest_id", metavar="ID", help="A guest chosen instead, as find says it.")
@click.option("--nonce", help="The name of this decision; the same one is answered the same.")
@click.option("--follows", metavar="NONCE", help="The refusal that this answers.")
@click.option("--paid", type=click.Choice(METHODS), help="How what is due was paid.")
@click.option("--free-reason", default="", help="Why it is free, with --paid free.")
@click.option(
    "--party",
    type=click.IntRange(1, MOST_AT_ONCE),
    help="How many enter now, the guest included.",
)
@click.option(
    "--force",
    metavar="WHY",
    help=f"Let in although refused: {', '.join(ForceReason)}, or why in your own words.",
)
@click.option("--exit", "leaving", is_flag=True, help="The guest leaves.")
@click.option("--at", "at_text", metavar="TIME", help="When it really was: 20:14, or ISO 8601.")
@json_option
@with_laptop
@click.pass_context
def check_in(
    ctx: click.Context,
    laptop: Laptop,
    event: Path,
    secret: str | None,
    guest_id: str | None,
    nonce: str | None,
    follows: str | None,
    paid: str | None,
    free_reason: str,
    party: int | None,
    force: str | None,
    leaving: bool,
    at_text: str | None,
    as_json: bool,
) -> None:
    """Check a guest in, or out with --exit. Exit status 1: refused, and why."""
    if (secret is None) == (guest_id is None):
        raise click.UsageError("Say who it is: either --secret or --guest.")
    with laptop.open_event(event) as file:
        info = file.info
        scan = Scan(
            nonce=nonce or new_nonce(),
            at=utc_now() if at_text is None else moment_at(at_text, info.timezone, info.date),
            secret=secret,
            guest_id=guest_id,
            direction=Direction.EXIT if leaving else Direction.ENTRY,
            follows_nonce=follows,
            payment=Payment.whole(PaymentMethod(paid), free_reason) if paid else None,
            force=forced(force) if force else None,
            party=party,
            late=at_text is not None,
        )
        result = answer(file, scan)
    if as_json:
        tell(result_answer(result, info))
    else:
        click.echo("\n".join(result_lines(result, info, laptop.words)))
    ctx.exit(0 if isinstance(result, Admitted) else 1)


def forced(why: str) -> Force:
    """A preset reason by its word, or anything else in the caller's own words."""
    if why in tuple(ForceReason):
        return Force(ForceReason(why))
    return Force(ForceReason.OTHER, why)


def moment_at(text: str, timezone: str, date: str) -> datetime:
    """ "20:14" of the event's day, or ISO 8601; without an offset it is the event's time zone."""
    try:
        told = datetime.fromisoformat(f"{date}T{text}" if len(text) <= 5 else text)
        wall = None if told.tzinfo is not None else told
        zone = ZoneInfo(timezone)
        told = (told if wall is None else told.replace(tzinfo=zone)).astimezone(UTC)
        is_skipped = wall is not None and told.astimezone(zone).replace(tzinfo=None, fold=0) != wall
    except (ValueError, OverflowError):
        message = f"{text} is not a time like 20:14 or 2026-11-18T20:14"
        raise click.BadParameter(message, param_hint="--at") from None
    if is_skipped:
        message = f"{text} did not happen in {timezone}: the clocks were put forward that night"
        raise click.BadParameter(message, param_hint="--at")
    evening = datetime.fromisoformat(date).replace(tzinfo=UTC) if date else utc_now()
    if told > max(utc_now(), evening) + timedelta(days=2):
        raise click.BadParameter(f"{text} is still to come", param_hint="--at")
    return told
