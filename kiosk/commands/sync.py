"""``pennant sync``: bring the attendance back and fetch what is new."""

import time
from datetime import timedelta
from pathlib import Path

import click

from data.errors import SyncError
from data.identity import utc_now
from data.store import deliveries
from data.store.event_file import EventFile
from data.store.far_ends import FarEndRecord, far_ends
from data.store.guest_fields import find_guest
from data.sync.far_end import FarEnd
from data.sync.remotes import open_far_end
from data.sync.rounds import Problem, Report, Rounds, problem_of
from data.sync.secrets import Secrets
from kiosk.commands.answers import moment, tell
from kiosk.commands.laptop import Laptop, event_argument, json_option, with_laptop
from kiosk.commands.remote import secrets_of
from kiosk.sync_words import note_words, problem_words
from kiosk.syncing.given_up import given_up_lines
from kiosk.words import Words

MOST_ROUNDS = 8  # with --once, while a server that stumbles may be over it in a moment
SOON = timedelta(seconds=10)


@click.command()
@event_argument
@click.option("--once", is_flag=True, help="Come to an end when all that can be sent now is sent.")
@json_option
@with_laptop
@click.pass_context
def sync(ctx: click.Context, laptop: Laptop, event: Path, once: bool, as_json: bool) -> None:
    """Send what happened at the door to where EVENT syncs with, and fetch new guests.

    Without --once it goes on until Ctrl+C. Exit status: 0 all is delivered; 1 something waits or
    was given up; 2 wrong set-up.
    """
    with laptop.open_event(event) as file:
        lines = [_Line(file, one, secrets_of(ctx, laptop)) for one in far_ends(file)]
        if not lines:
            click.echo(laptop.words.gettext("This event syncs with nothing."), err=True)
            ctx.exit(2)
        try:
            for line in lines:
                line.play_to_the_end()
            _tell(file, lines, laptop.words, as_json, goes_on=not once)
            while not once:
                time.sleep(max(0.1, min(line.wait for line in lines)))
                before = [line.news for line in lines]
                for line in lines:
                    line.play()
                if [line.news for line in lines] != before:
                    _tell(file, lines, laptop.words, as_json)
        except KeyboardInterrupt:
            pass
        finally:
            for line in lines:
                line.close()
        ctx.exit(_status(lines))


class _Line:
    """One far end of this event while the command runs."""

    def __init__(self, file: EventFile, record: FarEndRecord, secrets: Secrets) -> None:
        self.key = record.key
        self._file = file
        deliveries.try_again(file, self.key)
        self.report = Report(at=utc_now())
        self.fetched = 0
        self.sent = 0  # rows that this command brought there
        self.is_through = False  # all that could be sent was tried
        self.wait = 0.0
        self._far_end: FarEnd | None = None
        try:
            self._far_end = open_far_end(file, record, secrets, utc_now)
            self._rounds = Rounds(file, self.key, self._far_end, utc_now)
        except SyncError as error:
            self.report = Report(at=utc_now(), problem=problem_of(error))

    @property
    def news(self) -> tuple[object, ...]:
        """What is worth a line when it changes."""
        report = self.report
        return (report.sent, report.waiting, report.given_up, self.fetched, report.problem)

    def play(self) -> None:
        """One round."""
        if self._far_end is None:
            self.wait = 60.0
            return
        self.report, self.wait = self._rounds.play()
        self.fetched += self.report.fetched
        self.sent += self.report.sent_now

    def play_to_the_end(self) -> None:
        """Rounds until nothing is left that may be sent in a moment."""
        for _ in range(MOST_ROUNDS):
            self.play()
            if self.report.problem is not None or not self.report.waiting:
                break
            with self._file.reading() as connection:
                due = deliveries.next_due(connection, self.key)
            left = (due - utc_now()) if due is not None else timedelta(0)
            if left > SOON:
                break
            time.sleep(max(0.2, left.total_seconds()))
        self.is_through = True

    def close(self) -> None:
        """Let go of the far end."""
        if self._far_end is not None:
            self._far_end.close()


def _status(lines: list[_Line]) -> int:
    if any(line.report.problem is not None and line.report.problem.lasting for line in lines):
        return 2
    done = all(
        line.is_through
        and line.report.problem is None
        and not (line.report.waiting or line.report.given_up)
        for line in lines
    )
    return 0 if done else 1


def _tell(
    file: EventFile, lines: list[_Line], words: Words, as_json: bool, *, goes_on: bool = True
) -> None:
    given_up = [one for line in lines for one in _given_up(file, line.key, words)]
    if as_json:
        tell(
            {
                "fetched": sum(line.fetched for line in lines),
                "sent": sum(line.sent for line in lines),
                "waiting": sum(line.report.waiting for line in lines),
                "given_up": given_up,
                "remotes": [_remote(line, words, goes_on=goes_on) for line in lines],
            }
        )
        return
    _ = words.gettext
    for line in lines:
        report = line.report
        click.echo(
            _(
                "{remote}: {fetched} fetched, {sent} sent, {waiting} waiting, {given_up} given up."
            ).format(
                remote=report.title or line.key,
                fetched=line.fetched,
                sent=line.sent,
                waiting=report.waiting,
                given_up=report.given_up,
            )
        )
        if report.problem is not None:
            click.echo(_problem_words(report.problem, words, goes_on=goes_on), err=True)
        for note in report.notes:
            click.echo(note_words(note.code, note.values, words), err=True)
        for double in report.doubles:
            with file.reading() as connection:
                guest = find_guest(connection, double.guest_id)
            times = ", ".join(f"{at:%H:%M}" for at in double.at)
            told = _("{name} came in twice, by two doors ({times} UTC): look who it was.")
            name = guest.shown_name if guest is not None else double.guest_id
            click.echo(told.format(name=name, times=times), err=True)
    for one in given_up:
        what = f"{one['at']} {one['kind']} {one['guest']}"
        click.echo(f"{what}: {one['why']} {one['what_to_do']}", err=True)


def _problem_words(problem: Problem, words: Words, *, goes_on: bool) -> str:
    return problem_words(problem.code, problem.values, words, goes_on=goes_on)


def _remote(line: _Line, words: Words, *, goes_on: bool) -> dict[str, object]:
    report = line.report
    return {
        "remote": line.key,
        "title": report.title,
        "fetched": line.fetched,
        "sent": line.sent,
        "sent_in_all": report.sent,
        "waiting": report.waiting,
        "waiting_since": moment(report.waiting_since),
        "given_up": report.given_up,
        "problem": None
        if report.problem is None
        else {
            "code": report.problem.code,
            "lasting": report.problem.lasting,
            "words": _problem_words(report.problem, words, goes_on=goes_on),
        },
        "notes": [note_words(note.code, note.values, words) for note in report.notes],
        "doubles": [
            {
                "guest": double.guest_id,
                "at": [moment(at) for at in double.at],
                "devices": list(double.devices),
            }
            for double in report.doubles
        ],
    }


def _given_up(file: EventFile, key: str, words: Words) -> list[dict[str, object]]:
    """The rows of one far end that never will arrive there, for somebody to correct by hand."""
    return [
        {
            "remote": key,
            "row": one.row_id,
            "kind": one.kind,
            "at": moment(one.at),
            "guest": one.guest,
            "code": one.code,
            "why": one.why,
            "what_to_do": one.what_to_do,
            "entered_at": moment(one.entered),
            "order": one.order,
        }
        for one in given_up_lines(file, key, words)
    ]
