"""``pennant remote``: where the guests come from and the attendance goes back to."""

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from data.errors import UsageError
from data.identity import utc_now
from data.store.far_ends import far_end, far_ends
from data.sync import remotes
from data.sync.pretix import pasted
from data.sync.pretix.settings import PretixSettings
from data.sync.pretix.setup import Access, country_questions, device_access, settings_for
from data.sync.pretix.transport import Transport
from data.sync.secrets import Secret, Secrets
from kiosk.commands.answers import tell
from kiosk.commands.laptop import Laptop, event_argument, json_option, with_laptop


@click.group()
def remote() -> None:
    """Say where EVENT syncs with: its guests come from there, its attendance goes back."""


@remote.command()
@event_argument
@click.argument("kind", type=click.Choice(["pretix"]))
@click.option(
    "--device",
    metavar="JSON",
    help='What the QR code of a new device in pretix says; "-" reads it from standard input.',
)
@click.option("--url", help="Instead of a device: the address of the pretix.")
@click.option("--token", help='A team\'s API token; "-" reads it from standard input.')
@click.option("--organizer", metavar="SLUG", help="The organizer's short form.")
@click.option("--event-slug", metavar="SLUG", default="", help="Which event, if there are several.")
@click.option("--list", "list_id", metavar="ID", default="", help="Which check-in list.")
@click.option(
    "--nationality-question",
    metavar="IDENTIFIER",
    help="The question whose answers are nationalities. Without it nobody gets a flag from pretix.",
)
@json_option
@with_laptop
@click.pass_context
def add(
    ctx: click.Context,
    laptop: Laptop,
    event: Path,
    kind: str,
    device: str | None,
    url: str | None,
    token: str | None,
    organizer: str | None,
    event_slug: str,
    list_id: str,
    nationality_question: str | None,
    as_json: bool,
) -> None:
    """Sync EVENT with a pretix, by the code of a device or by a team's token.

    The same event and list again renews the token.
    """
    secrets = secrets_of(ctx, laptop)
    kept_as = ""
    if device is not None and not (url or token or organizer):
        access, kept_as = device_access(_connect, secrets, _given(device))
    elif device is None and url and token and organizer:
        secret = Secret(pasted.token(_given(token)))
        access = Access(pasted.address(url), organizer.strip(), secret, "Token")
    else:
        raise click.UsageError("Give either --device, or --url, --token and --organizer.")
    question = nationality_question or ""
    settings = settings_for(_connect, access, event=event_slug, list_id=list_id, question=question)
    if nationality_question is None:
        with laptop.open_event(event) as file:
            settings = remotes.chosen_before(file, settings)
    could_ask = [] if settings.question else country_questions(_connect, access, settings.event)
    with laptop.open_event(event) as file:
        key, in_keyring = remotes.add_pretix(file, settings, access.token, secrets)
    if kept_as:
        secrets.forget(kept_as)
    if as_json:
        tell(
            {
                "remote": key,
                "token": "keyring" if in_keyring else "file",
                **_shown(settings),
                "country_questions": [one.key for one in could_ask],
            }
        )
        return
    _ = laptop.words.gettext
    click.echo(
        _("{remote}: list “{list}” of {event} at {url}.").format(
            remote=key, list=settings.list_name, event=settings.event, url=settings.url
        )
    )
    for one in could_ask:
        told = _("“{question}” asks for a country. If it means the nationality: {option}")
        option = f"--nationality-question {one.key}"
        click.echo(told.format(question=one.name, option=option))
    if in_keyring:
        click.echo(_("The token lies in this system's keyring."))
    else:
        click.echo(_("The token lies in a file that only you can read, for want of a keyring."))


@remote.command("list")
@event_argument
@json_option
@with_laptop
def list_remotes(laptop: Laptop, event: Path, as_json: bool) -> None:
    """List what EVENT syncs with."""
    with laptop.open_event(event) as file:
        found = far_ends(file)
    if as_json:
        tell([{"remote": one.key, "kind": one.kind, **_public(one.settings)} for one in found])
        return
    for one in found:
        shown = " · ".join(str(value) for value in _public(one.settings).values() if value)
        click.echo(f"{one.key}: {shown}")
    if not found:
        click.echo(laptop.words.gettext("This event syncs with nothing."))


@remote.command()
@event_argument
@click.argument("name", metavar="REMOTE")
@with_laptop
@click.pass_context
def remove(ctx: click.Context, laptop: Laptop, event: Path, name: str) -> None:
    """Let EVENT sync with REMOTE no more; guests and attendance stay."""
    with laptop.open_event(event) as file:
        far_end(file, name)
        remotes.remove(file, name, secrets_of(ctx, laptop))
    click.echo(laptop.words.gettext("{remote} was removed.").format(remote=name))


def secrets_of(ctx: click.Context, laptop: Laptop) -> Secrets:
    """Where this laptop keeps tokens; a throw-away folder keeps them inside itself."""
    return Secrets(laptop.own_paper, keyring=ctx.find_root().obj is None)


def _connect(url: str, token: Secret | None, scheme: str) -> Transport:
    return Transport(url, token, utc_now, scheme=scheme)


def _given(text: str) -> str:
    """What was typed, or what standard input says: there no other user of the machine sees it."""
    try:
        given = sys.stdin.read() if text == "-" else text
    except UnicodeDecodeError:
        given = ""  # a picture, or a text in UTF-16
    if not given.strip():
        raise UsageError("not_a_device_code")
    return given.strip()


def _shown(settings: PretixSettings) -> dict[str, object]:
    return _public(settings.as_json())


def _public(settings: Mapping[str, object]) -> dict[str, object]:
    """What of the settings a person wants to see."""
    names = ("url", "organizer", "event", "list_id", "list_name", "question", "device_name")
    return {name: settings[name] for name in names if name in settings}
