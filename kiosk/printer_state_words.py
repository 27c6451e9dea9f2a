"""How a printer is, in words: for the status line, the printer page and the command line."""

from dataclasses import dataclass

from kiosk.printing.policy import EarlierPrint, Outcome
from kiosk.printing.status import Condition, PrinterStatus
from kiosk.words import Words, time_words


@dataclass(frozen=True, slots=True)
class ConditionWords:
    """A word or two, and what to do; nothing to do is empty."""

    title: str
    what_to_do: str = ""


def condition_words(status: PrinterStatus | None, words: Words) -> ConditionWords:
    """What to say of a printer; None: it cannot tell."""
    _ = words.gettext
    if status is None:
        return ConditionWords(_("tells nothing"), _("This printer does not say what came out."))
    match status.condition:
        case Condition.READY:
            return ConditionWords(_("ready"))
        case Condition.BUSY:
            return ConditionWords(_("busy"))
        case Condition.OUT_OF_LABELS:
            return ConditionWords(_("out of labels"), _("Put in a new roll."))
        case Condition.JAM:
            return ConditionWords(_("jam"), _("Open it and take the stuck paper out."))
        case Condition.COVER_OPEN:
            return ConditionWords(_("open"), _("Close its cover."))
        case Condition.PAUSED:
            return ConditionWords(
                _("paused"), _("Let it go on, at the printer or in its settings.")
            )
        case Condition.OFFLINE:
            return ConditionWords(_("offline"), _("Look whether it is switched on and connected."))
        case Condition.OTHER_CERTIFICATE:
            return ConditionWords(
                _("another certificate"),
                _("If the printer was replaced or reset, trust it anew: pennant printers --trust."),
            )
        case Condition.ATTENTION:
            return ConditionWords(_("wants somebody"), status.detail)


def earlier_words(earlier: EarlierPrint, timezone: str, words: Words) -> str:
    """What stands in the way of one more badge: "Printed at 20:14 on QL-820." """
    _ = words.gettext
    at = time_words(earlier.at, timezone, words.language)
    said = {
        Outcome.PRINTED: _("Printed at {time} on {printer}."),
        Outcome.SENT: _("Sent to {printer} at {time}."),
        Outcome.BY_HAND: _("Written by hand at {time}."),
        Outcome.UNSURE: _("May have been printed at {time} on {printer}. Look there first."),
        Outcome.WAITS: _("Waits at {printer} since {time}."),
    }[earlier.outcome]
    return said.format(time=at, printer=earlier.printer or "–")
