"""``pennant doubles``: who came in twice at several laptops, and what is right."""

from pathlib import Path

import click

from data.annulment import Annulled
from data.badge_doubles import badges_to_tell, one_put_away
from data.doubles import both_right, doubles, undo_one
from data.given_back import given_back_twice, see_to
from data.identity import new_nonce, utc_now
from data.store.event_file import EventFile
from kiosk.commands.answers import badges_answer, double_answer, given_back_answer, tell
from kiosk.commands.laptop import Laptop, event_argument, json_option, with_laptop
from kiosk.merge_words import badges_words, double_words, given_back_words


@click.command("doubles")
@event_argument
@click.option("--take-back", metavar="ENTRY", help="This check-in never counted.")
@click.option(
    "--both-right", "right", metavar="ENTRY", help="Several people came in with this one."
)
@click.option(
    "--put-away", metavar="BADGE", help="This badge, or another of its guest or pile, is put away."
)
@click.option("--seen-to", metavar="ACT", help="Somebody saw to this money given back twice.")
@json_option
@with_laptop
@click.pass_context
def tell_doubles(
    ctx: click.Context,
    laptop: Laptop,
    event: Path,
    take_back: str | None,
    right: str | None,
    put_away: str | None,
    seen_to: str | None,
    as_json: bool,
) -> None:
    """List guests let in twice, money given back twice and badges made twice by laptops that did
    not know of each other, or settle one.

    ENTRY is the id of one of the check-ins, BADGE that of one of the badges, ACT that of money
    given back, as --json tells it. Exit status 1: some still wait, or there is no such id.
    """
    with laptop.open_event(event) as file:
        _ = laptop.words.gettext
        unknown = [
            said
            for said, settled in (
                (_("No double has this check-in."), _settle(file, take_back, right)),
                (_("No money was given back twice by this act."), _see_to(file, seen_to)),
                (_("No double has this badge."), _put_away(file, put_away)),
            )
            if not settled
        ]
        found, money, info = doubles(file), given_back_twice(file), file.info
        badges = badges_to_tell(file)
    if as_json:
        answer = {"settled": not unknown, "doubles": [double_answer(double) for double in found]}
        if money:
            answer["given_back_twice"] = [given_back_answer(one) for one in money]
        if badges:
            answer["badges"] = [badges_answer(double) for double in badges]
        tell(answer)
    else:
        for said in unknown:
            click.echo(said, err=True)
        for double in found:
            click.echo(double_words(double, info, laptop.words))
        for one in money:
            click.echo(given_back_words(one, info, laptop.words))
        for badge in badges:
            click.echo(badges_words(badge, info, laptop.words))
    ctx.exit(1 if unknown or found or money or badges else 0)


def _put_away(file: EventFile, wanted: str | None) -> bool:
    """False where no double has that badge."""
    if wanted is None:
        return True
    found = [
        double
        for double in badges_to_tell(file)
        if any(wanted == badge.id for one in (double, *double.pile) for badge in one.badges)
    ]
    for double in found:
        one_put_away(file, double, nonce=new_nonce(), at=utc_now())
    return bool(found)


def _see_to(file: EventFile, wanted: str | None) -> bool:
    """False where no money given back twice has that act."""
    if wanted is None:
        return True
    found = [one for one in given_back_twice(file) if wanted in {t.nonce for t in one.times}]
    for one in found:
        see_to(file, one, nonce=new_nonce(), at=utc_now())
    return bool(found)


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
