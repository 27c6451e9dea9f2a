"""``pennant merge``: the files of several laptops become one evening."""

import sys
from contextlib import ExitStack
from pathlib import Path

import click

from data.badge_doubles import badges_to_tell
from data.store.event_file import EventFile
from data.store.journal import Kind
from data.sync.merge import Merged, OtherFile, Outlook, merge, outlook
from kiosk.commands.answers import badges_answer, double_answer, tell
from kiosk.commands.laptop import Laptop, event_argument, json_option, with_laptop
from kiosk.merge_words import badges_words, double_words, gap_words, outlook_words, settings_words
from kiosk.words import Words


@click.command("merge")
@event_argument
@click.argument(
    "others",
    nargs=-1,
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="OTHER...",
)
@json_option
@with_laptop
@click.pass_context
def merge_files(
    ctx: click.Context, laptop: Laptop, event: Path, others: tuple[Path, ...], as_json: bool
) -> None:
    """Take into EVENT what the files of other laptops know; they stay as they are.

    Merging again changes nothing. A backup of EVENT is made first. Exit status 1: a guest was let
    in twice or has two badges (a double), or something is still missing.
    """
    with ExitStack() as stack:
        file = stack.enter_context(laptop.open_event(event, backup=True))
        opened = [stack.enter_context(OtherFile(path)) for path in others]
        for other in opened:
            other.require_same_event(file)
        brought: list[tuple[OtherFile, Outlook, Merged]] = []
        for other in opened:
            expected = outlook(file, other)
            brought.append((other, expected, _take_in(file, other, laptop.words)))
        info, badges = file.info, badges_to_tell(file)
    last = brought[-1][2]
    if as_json:
        tell(
            {
                "event": info.name,
                "files": [_brought(other, expected, done) for other, expected, done in brought],
                "doubles": [double_answer(double) for double in last.doubles],
                "badges": [badges_answer(double) for double in badges],
                "missing": [{"device": gap.device_name, "rows": gap.missing} for gap in last.gaps],
            }
        )
    else:
        words = laptop.words
        for other, expected, _done in brought:
            click.echo(f"{other.path.name}: {outlook_words(expected, words)}")
            for line in settings_words(expected, words):
                click.echo(f"  {line}")
        if last.doubles:
            form = words.ngettext(
                "{number} double: let in twice by doors that did not know of each other. Both "
                "stay until somebody takes one back.",
                "{number} doubles: let in twice by doors that did not know of each other. All "
                "stay until somebody takes one of each back.",
                len(last.doubles),
            )
            click.echo(form.format(number=len(last.doubles)))
        for double in last.doubles:
            click.echo(f"  {double_words(double, info, words)}")
        for badge in badges:
            click.echo(badges_words(badge, info, words))
        for line in gap_words(last.gaps, words):
            click.echo(line, err=True)
    ctx.exit(1 if last.doubles or badges or last.gaps else 0)


def _take_in(file: EventFile, other: OtherFile, words: Words) -> Merged:
    """With a bar where a person watches."""
    label = words.gettext("Taking in {file}").format(file=other.path.name)
    try:
        with click.progressbar(length=other.rows, label=label, file=sys.stderr) as bar:
            return merge(file, other, progress=lambda done, _: bar.update(done - bar.pos))
    except KeyboardInterrupt:
        said = words.gettext(
            "Stopped. What was taken in stays; take the file in again for the rest."
        )
        click.echo(said, err=True)
        raise


def _brought(other: OtherFile, expected: Outlook, done: Merged) -> dict[str, object]:
    return {
        "file": other.path.name,
        "added": done.received.added,
        "known": done.received.known,
        "check_ins": expected.kinds.get(Kind.CHECK_IN, 0),
        "guests": expected.guests,
        "devices": list(expected.devices),
        "settings_taken_over": list(expected.taken_over),
        "settings_different": list(expected.different),
    }
