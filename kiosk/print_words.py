"""What becomes of a badge, in words for the verdict and for the status line."""

from kiosk.door.views import Light
from kiosk.error_words import error_words
from kiosk.printer_state_words import condition_words
from kiosk.printing.attempt import PrintProgress, PrintState
from kiosk.printing.status import PrinterStatus
from kiosk.words import Words


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
            return _("Badge printed by another window")
        case PrintState.CANCELLED:
            return _("Badge cancelled")


def printer_words(
    printer: str,
    waiting: int,
    held: bool,
    last: PrintProgress | None,
    words: Words,
    unsure: int = 0,
    status: PrinterStatus | None = None,
    aside: int = 0,
) -> tuple[str, Light, str]:
    """How the printer is: a few words, how loud, and the whole sentence.

    ``unsure``: badges that were with the printer when the program last ended. ``aside``: badges
    that waited while the printer was away, until somebody says whether they are still wanted.
    """
    _ = words.gettext
    if not held and unsure:
        text = words.ngettext("{number} badge to look for", "{number} badges to look for", unsure)
        told = text.format(number=unsure)
        tip = _("The program ended while they were at the printer. Reprint what did not come out.")
        return f"{printer}: {told}", Light.LOOK, tip
    if not held and status is not None and not status.can_print:
        said = condition_words(status, words)
        tip = " ".join(p for p in (said.what_to_do, _("Guests come in all the same.")) if p)
        return f"{printer}: {said.title}", Light.LOOK, tip
    if not held and aside:
        text = words.ngettext("{number} older badge waits", "{number} older badges wait", aside)
        tip = _("New guests are printed first. Ctrl+P prints these, too.")
        return f"{printer}: {text.format(number=aside)}", Light.LOOK, tip
    if not held:
        if waiting > 1:
            text = words.ngettext("{number} badge waits", "{number} badges wait", waiting)
            return f"{printer}: {text.format(number=waiting)}", Light.FINE, ""
        return printer, Light.FINE, _("Badges go to {printer}.").format(printer=printer)
    why = error_words(last.error, words) if last is not None and last.error is not None else ""
    text = words.ngettext("{number} badge waits", "{number} badges wait", waiting)
    told = text.format(number=waiting)
    tip = " ".join(
        part for part in (why, _("Guests come in all the same. Ctrl+P tries again.")) if part
    )
    return f"{printer}: {told}", Light.LOOK, tip
