"""What the page about syncing shows of each far end."""

from collections.abc import Callable
from datetime import datetime

from data.store.far_ends import FarEndRecord
from data.sync.rounds import Report
from kiosk.setup.far_end_card import FarEndView
from kiosk.sync_words import note_words, problem_words
from kiosk.syncing.state_words import LEDGER, waiting_words
from kiosk.syncing.syncing import Syncing
from kiosk.words import Words

Time = Callable[[datetime], str]
NameOf = Callable[[str], str]


def far_end_views(
    syncing: Syncing, *, hub: str, time: Time, name_of: NameOf, words: Words
) -> list[FarEndView]:
    """All of the event; ``name_of`` names a guest by id, ``hub`` is where others reach the hub on
    this laptop, "" where it is none.
    """
    views = []
    for key, record in syncing.records.items():
        report = syncing.reports.get(key)
        views.append(_view(record, report, syncing.fetched.get(key), hub, time, name_of, words))
    return views


def title_of(record: FarEndRecord, report: Report | None, words: Words) -> str:
    """What it is called."""
    told = record.settings
    if record.key == LEDGER:
        address = (report.title if report is not None else "") or str(told.get("address", ""))
        return words.gettext("Ledger · {address}").format(address=address)
    if report is not None and report.title:
        return report.title
    return " · ".join(
        str(part) for part in (record.kind, told.get("event"), told.get("list_name")) if part
    )


def _view(
    record: FarEndRecord,
    report: Report | None,
    fetched: int | None,
    hub: str,
    time: Time,
    name_of: NameOf,
    words: Words,
) -> FarEndView:
    _ = words.gettext
    codes = bool(hub) and record.key == LEDGER
    title = title_of(record, report, words)
    if codes:
        title = _("Hub on this laptop · {address}").format(address=hub)
    if report is None:
        first = record.key != LEDGER and not record.cursor.get("since")
        state = _("Fetching the guests…") if first else _("Connecting…")
        if fetched is not None:
            form = words.ngettext(
                "Fetching the guests: {number} order so far…",
                "Fetching the guests: {number} orders so far…",
                fetched,
            )
            state = form.format(number=fetched)
        return FarEndView(record.key, title, state, True, codes=codes, fetching=first)
    state = waiting_words(report, time, words)
    if report.problem is not None:
        state = f"{problem_words(report.problem.code, report.problem.values, words)} {state}"
    else:
        state = f"{_('Synced {time}').format(time=time(report.at))}. {state}"
    lines = [note_words(note.code, note.values, words) for note in report.notes]
    for double in report.doubles:
        times = ", ".join(time(at) for at in double.at)
        told = _("{name} came in twice, by two doors ({times}): look who it was.")
        lines.append(told.format(name=name_of(double.guest_id), times=times))
    if report.given_up:
        form = words.ngettext(
            "{number} to be corrected by hand, listed below.",
            "{number} to be corrected by hand, listed below.",
            report.given_up,
        )
        lines.append(form.format(number=report.given_up))
    moved = any(note.code == "ledger_moved" for note in report.notes)
    is_well = not (report.problem or report.doubles or report.given_up or moved)
    return FarEndView(record.key, title, state, is_well, tuple(lines), codes)
