"""``pennant doubles``: who came in twice at several laptops, and what is right."""

from pathlib import Path

import click

from data.annulment import Annulled
from data.doubles import both_right, doubles, undo_one
from data.identity import new_nonce, utc_now
from data.store.event_file import EventFile
from kiosk.commands.answers import double_answer, tell
from kiosk.commands.laptop import Laptop, event_argument, json_option, with_laptop
from kiosk.merge_words import double_words


@click.command("doubles")
@event_argument
@click.option("--take-back", metavar="ENTRY", help="This check-in never counted.")
@click.option(
    "--both-right", "right", metavar="ENTRY", help="Several people came in with this one."
)
@json_option
@with_laptop
@click.pass_context
def tell_doubles(
    ctx: click.Context,
    laptop: Laptop,
    event: Path,
    take_back: str | None,
    right: str | None,
    as_json: bool,
) -> None:
    """List guests let in twice by laptops that did not know of each other, or settle one.

    ENTRY is the id of one of the check-ins, as --json tells it. Exit status 1: some still wait, or
    there is no such check-in.
    """
    with laptop.open_event(event) as file:
        settled = _settle(file, take_back, right)
        found, info = doubles(file), file.info
    if as_json:
        tell({"settled": settled, "doubles": [double_answer(double) for double in found]})
    else:
        if not settled:
            click.echo(laptop.words.gettext("No double has this check-in."), err=True)
        for double in found:
            click.echo(double_words(double, info, laptop.words))
    ctx.exit(0 if settled and not found else 1)


def _settle(file: EventFile, take_back: str | None, right: str | None) -> bool:
    """Do what was asked for; False where no double has that check-in."""
    for wanted in filter(None, (take_back, right)):
        found = [
            (double, one)
            for double in doubles(file)
            for one in double.entries
            if one.entry.id == wanted
        ]
        if not found:
            return False
        double, one = found[0]
        if wanted == take_back:
            result = undo_one(file, one, nonce=new_nonce(), at=utc_now())
            if not isinstance(result, Annulled):
                return False
        else:
            both_right(file, double, nonce=new_nonce(), at=utc_now())
    return True
