"""``pennant undo``: take a check-in or an exit back."""

from pathlib import Path

import click

from data.annulment import NothingToAnnul, annul, last_act
from data.identity import new_nonce, utc_now
from kiosk.commands.answers import guest_answer, tell
from kiosk.commands.laptop import Laptop, event_argument, json_option, with_laptop
from kiosk.words import money_words


@click.command()
@event_argument
@click.option("--nonce", help="What to take back; default the latest check-in of this laptop.")
@json_option
@with_laptop
@click.pass_context
def undo(ctx: click.Context, laptop: Laptop, event: Path, nonce: str | None, as_json: bool) -> None:
    """Take a check-in or an exit back, and say what to give back. Exit status 1: there is none."""
    _ = laptop.words.gettext
    with laptop.open_event(event) as file:
        target = nonce or last_act(file)
        if target is None:
            result = None
        else:
            result = annul(file, target, nonce=new_nonce(), at=utc_now())
        currency = file.info.currency
    if result is None or isinstance(result, NothingToAnnul):
        later = result is not None and result.later
        if as_json:
            tell({"result": "nothing", "nonce": target, "later": later})
        elif later:
            click.echo(_("The guest has come in again since; take that back first."))
        else:
            click.echo(_("There is no check-in to take back."))
        ctx.exit(1)
    if as_json:
        tell(
            {
                "result": "annulled",
                "nonce": target,
                "direction": result.direction.value,
                "guests": [guest_answer(guest) for guest in result.guests],
                "give_back": {m.value: minor for m, minor in result.give_back_minor.items()},
                "currency": currency,
                "badges_cancelled": result.badges_cancelled,
            }
        )
        return
    names = ", ".join(guest.shown_name or "+1" for guest in result.guests)
    click.echo(_("Taken back: {names}.").format(names=names))
    for method, minor in result.give_back_minor.items():
        amount = money_words(minor, currency, laptop.words.language)
        click.echo(_("Give back {amount} ({method}).").format(amount=amount, method=method.value))
