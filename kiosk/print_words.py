"""What becomes of a badge, in words for the verdict and for the status line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from data.errors import DataError
from kiosk.door.views import Light
from kiosk.error_words import error_words
from kiosk.printer_state_words import condition_words
from kiosk.printing.attempt import PrintProgress, PrintState, Problem
from kiosk.printing.policy import LabelCounter
from kiosk.printing.status import PrinterState
from kiosk.words import Words

MANY = 10  # as many guests without a badge are a matter for whoever is in charge


def badge_words(progress: PrintProgress, words: Words) -> str:
    """What becomes of one badge. "Printed" is said where the printer itself says so."""
    _ = words.gettext
    where = progress.printer
    match progress.state:
        case PrintState.WAITING:
            return _("Badge waits for {printer}").format(printer=where)
        case PrintState.SENDING:
            return _("Badge goes to {printer}").format(printer=where)
        case PrintState.SENT:
            return _("Badge sent to {printer}").format(printer=where)
        case PrintState.RECEIVED:
            return _("Badge printed by {printer}").format(printer=where)
        case PrintState.FAILED:
            return _("Badge not printed; it waits")
        case PrintState.UNKNOWN:
            return _("Badge may have been printed; please look at {printer}").format(printer=where)
        case PrintState.NOT_OURS:
            return _("Badge printed elsewhere")
        case PrintState.CANCELLED:
            return _("Badge cancelled")


@dataclass(frozen=True, slots=True)
class Printing:
    """How printing goes at this desk, counted.

    ``waiting``: badges not printed yet, with those ``aside`` that waited while a printer was away
    and need a word. ``unsure``: may have come out. ``undrawn``: could not be drawn. ``troubles``
    and ``labels`` by the names of printers: what went wrong there last, and what is left.
    """

    printers: Sequence[PrinterState]
    waiting: int = 0
    aside: int = 0
    unsure: int = 0
    undrawn: int = 0
    troubles: Mapping[str, Problem] = field(default_factory=dict)
    labels: Mapping[str, LabelCounter] = field(default_factory=dict)

    @property
    def stands_still(self) -> bool:
        """Whether no printer prints."""
        return all(p.is_held or p.is_paused or not _can_print(p) for p in self.printers)

    @property
    def trouble(self) -> Problem | None:
        """What went wrong last at one of the printers."""
        names = [p.name for p in self.printers]
        return next((self.troubles[name] for name in names if name in self.troubles), None)


@dataclass(frozen=True, slots=True)
class PrinterSaid:
    """One printer or all of them: a word or two, how loud, and what to do."""

    title: str
    light: Light = Light.FINE
    what_to_do: str = ""


def printing_words(printing: Printing, words: Words) -> PrinterSaid:
    """How printing goes, for the status line.

    Amber: something is to be looked after while guests come in and badges wait. Red, only where
    staff must act: nothing can be written down, or many guests stand without a badge.
    """
    _ = words.gettext
    all_well = _("Guests come in all the same.")
    name = _printers_words(printing.printers, words)
    error = printing.trouble
    if printing.stands_still:
        said = _standing_still(printing, words)
        loud = isinstance(error, DataError) or printing.waiting >= MANY
        return PrinterSaid(
            f"{name}: {said.title}",
            Light.STOP if loud else Light.LOOK,
            " ".join(part for part in (said.what_to_do, all_well) if part),
        )
    if printing.unsure:
        text = words.ngettext(
            "{number} badge to look for", "{number} badges to look for", printing.unsure
        )
        tip = _("The program ended while they were at the printer. Reprint what did not come out.")
        return PrinterSaid(f"{name}: {text.format(number=printing.unsure)}", Light.LOOK, tip)
    if printing.undrawn:
        text = words.ngettext(
            "{number} badge cannot be drawn", "{number} badges cannot be drawn", printing.undrawn
        )
        why = error_words(error, words) if error is not None else ""
        return PrinterSaid(text.format(number=printing.undrawn), Light.LOOK, why)
    if printing.aside:
        text = words.ngettext(
            "{number} older badge waits", "{number} older badges wait", printing.aside
        )
        tip = _(
            "New guests are printed first. Ctrl+P prints these, too; Ctrl+Shift+P: choose or drop."
        )
        return PrinterSaid(f"{name}: {text.format(number=printing.aside)}", Light.LOOK, tip)
    for printer in printing.printers:
        said = printer_words(printer, printing.labels.get(printer.name), words)
        if said.light is not Light.FINE:
            what = " ".join(part for part in (said.what_to_do, all_well) if part)
            return PrinterSaid(f"{printer.name}: {said.title}", Light.LOOK, what)
    if printing.waiting > 1:
        return PrinterSaid(f"{name}: {_waiting_words(printing.waiting, words)}")
    where = _("Badges go to {printer}.").format(printer=name)
    only = printing.printers[0]
    if len(printing.printers) == 1 and only.status is not None:
        name = f"{name}: {condition_words(only.status, words).title}"
    return PrinterSaid(name, Light.FINE, where)


def printer_words(
    printer: PrinterState, labels: LabelCounter | None, words: Words, why: str = ""
) -> PrinterSaid:
    """How one printer is, and what to do. ``why``: what went wrong there last, where known."""
    _ = words.gettext
    if printer.is_paused:
        return PrinterSaid(_("paused here"), Light.LOOK, _("It goes on when you say so."))
    if not _can_print(printer):
        said = condition_words(printer.status, words)
        return PrinterSaid(said.title, Light.LOOK, said.what_to_do)
    if printer.is_held:
        return PrinterSaid(_("stands still"), Light.LOOK, why or _("Ctrl+P tries again."))
    if labels is not None and labels.left == 0:
        return PrinterSaid(_("roll used up"), Light.LOOK, _("Put in a new roll and say so here."))
    if labels is not None and labels.is_low:
        text = words.ngettext("{number} label left", "{number} labels left", labels.left or 0)
        return PrinterSaid(
            text.format(number=labels.left), Light.LOOK, _("Have a new roll at hand.")
        )
    if printer.is_busy:
        return PrinterSaid(_("printing"))
    said = condition_words(printer.status, words)
    return PrinterSaid(said.title, Light.FINE, said.what_to_do)


def _standing_still(printing: Printing, words: Words) -> PrinterSaid:
    _ = words.gettext
    first = printing.printers[0]
    said = printer_words(first, None, words)
    error = printing.trouble
    why = said.what_to_do
    if not first.is_paused and _can_print(first) and error is not None:
        why = error_words(error, words)
    if not printing.waiting:
        return PrinterSaid(said.title, Light.LOOK, why)
    tries = _("Ctrl+P goes on.") if first.is_paused else _("Ctrl+P tries again.")
    title = _waiting_words(printing.waiting, words)
    if not _can_print(first) or first.is_paused:
        title = f"{said.title} · {title}"
    return PrinterSaid(title, Light.LOOK, " ".join(part for part in (why, tries) if part))


def _waiting_words(number: int, words: Words) -> str:
    text = words.ngettext("{number} badge waits", "{number} badges wait", number)
    return text.format(number=number)


def _printers_words(printers: Sequence[PrinterState], words: Words) -> str:
    if len(printers) == 1:
        return printers[0].name
    text = words.ngettext("{number} printer", "{number} printers", len(printers))
    return text.format(number=len(printers))


def _can_print(printer: PrinterState) -> bool:
    return printer.status is None or printer.status.can_print
