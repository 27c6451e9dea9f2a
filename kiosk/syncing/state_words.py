"""How syncing goes, in the few words of the status line."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from data.sync.rounds import Report
from kiosk.door.views import Light
from kiosk.sync_words import note_words, problem_words
from kiosk.words import Words

LEDGER = "ledger"  # the far end that other doors share


@dataclass(frozen=True, slots=True)
class SyncState:
    """What the status line says; ``tip`` tells more."""

    title: str
    light: Light
    tip: str


def sync_state(
    reports: Mapping[str, Report], time: Callable[[datetime], str], words: Words
) -> SyncState:
    """The one thing worth saying of all far ends together; ``time`` writes a moment as staff read
    it. Offline is the normal case: only a door that shares a ledger says loudly that it is alone.
    """
    _, plural = words.gettext, words.ngettext
    tip = "\n".join(far_end_words(key, report, time, words) for key, report in reports.items())
    waiting = sum(report.waiting for report in reports.values())
    to_send = plural("{number} to send", "{number} to send", waiting).format(number=waiting)
    begun = [one.waiting_since for one in reports.values() if one.waiting_since is not None]
    held_up = to_send
    if waiting and begun:
        form = plural("{number} to send since {time}", "{number} to send since {time}", waiting)
        held_up = form.format(number=waiting, time=time(min(begun)))
    troubled = {key: one for key, one in reports.items() if one.problem is not None}
    given_up = sum(report.given_up for report in reports.values())
    if any(one.problem is not None and one.problem.lasting for one in troubled.values()):
        return SyncState(_("Sync needs you"), Light.LOOK, tip)
    if LEDGER in reports and any(note.code == "ledger_moved" for note in reports[LEDGER].notes):
        return SyncState(_("The hub moved"), Light.LOOK, tip)
    if LEDGER in troubled:
        alone = _("On its own")
        return SyncState(f"{alone} · {held_up}" if waiting else alone, Light.LOOK, tip)
    if given_up:
        form = plural("{number} to correct by hand", "{number} to correct by hand", given_up)
        return SyncState(form.format(number=given_up), Light.LOOK, tip)
    if not reports:
        return SyncState(_("Connecting…"), Light.FINE, tip)
    if troubled:
        away = _("Not connected")
        return SyncState(f"{away} · {held_up}" if waiting else away, Light.FINE, tip)
    if waiting:
        return SyncState(to_send, Light.FINE, tip)
    at = min(report.at for report in reports.values())
    return SyncState(_("Synced {time}").format(time=time(at)), Light.FINE, tip)


def far_end_words(key: str, report: Report, time: Callable[[datetime], str], words: Words) -> str:
    """One far end in a line or two: what it is called, what is wrong, what waits since when."""
    title = report.title or key
    said = waiting_words(report, time, words)
    if report.problem is not None:
        trouble = problem_words(report.problem.code, report.problem.values, words)
        said = f"{trouble} {said}" if report.waiting else trouble
    for note in report.notes:
        if note.code == "ledger_moved":
            said = f"{note_words(note.code, note.values, words)} {said}"
    return f"{title}: {said}"


def waiting_words(report: Report, time: Callable[[datetime], str], words: Words) -> str:
    """What was sent, what waits and since when."""
    _, plural = words.gettext, words.ngettext
    if not report.waiting or report.waiting_since is None:
        form = plural("{number} sent, nothing waits.", "{number} sent, nothing waits.", report.sent)
        return form.format(number=report.sent)
    form = plural(
        "{number} waits to be sent, since {time}.",
        "{number} wait to be sent, since {time}.",
        report.waiting,
    )
    return form.format(number=report.waiting, time=time(report.waiting_since))
