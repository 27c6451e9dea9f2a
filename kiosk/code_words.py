"""What a scanned code looks like, for whoever stands at the desk with a code that nobody has."""

from datetime import datetime
from typing import assert_never

from data.tickets import CodeKind, ScannedCode, Signature
from kiosk.words import Words, time_words

MOST_SHOWN = 18  # characters of a code on the status line
_ENDS = 4
_CONTROL_PICTURES = 0x2400  # Unicode's own signs for control characters


def code_words(
    code: ScannedCode, words: Words, at: datetime | None = None, timezone: str = "UTC"
) -> str:
    """What the code looks like, as a sentence; "" where it looks like nothing that we know.

    ``at``: when it was shown, in the event's ``timezone``; a signed ticket may have its time.
    """
    _ = words.gettext
    match code.kind:
        case CodeKind.PENNANT:
            return _("This is a ticket made by Pennant, but for nobody on this list.")
        case CodeKind.BADGE:
            return _("This is the code of a badge, but of nobody on this list.")
        case CodeKind.PENNANT_MISREAD:
            return _("This looks like a ticket made by Pennant with a wrong character. Try again.")
        case CodeKind.PRETIX_SIGNED:
            return _time_words(code, words, at, timezone) or _signed_words(code.signature, words)
        case CodeKind.PRETIX:
            return _("This looks like a pretix ticket; it is not on tonight's list.")
        case CodeKind.LUMA:
            return _("This is a Luma ticket; Luma's list may have another code for the same guest.")
        case CodeKind.ALF_IO:
            return _("This looks like an alf.io ticket; it is not on tonight's list.")
        case CodeKind.INDICO:
            return _("This looks like an Indico ticket; it is not on tonight's list.")
        case CodeKind.ADDRESS:
            return _("This is a web address; it is not on tonight's list.")
        case CodeKind.PRODUCT_BARCODE:
            return _("This looks like a product barcode, not like a ticket.")
        case CodeKind.NUMBER:
            return _("This is a long number, as Odoo's tickets have; it is not on tonight's list.")
        case CodeKind.OTHER:
            return ""
    assert_never(code.kind)


def shown_code(text: str) -> str:
    """A scanned text as it arrived, short: its beginning and its end, control characters visible.

    The middle is left out, so that nobody can copy a ticket from the screen.
    """
    visible = all_of_code(text)
    if len(visible) <= MOST_SHOWN:
        return visible
    return f"{visible[: MOST_SHOWN - _ENDS - 1]}…{visible[-_ENDS:]}"


def all_of_code(text: str) -> str:
    """A scanned text with its control characters as signs that can be seen."""
    return "".join(chr(_CONTROL_PICTURES + ord(c)) if ord(c) < 0x20 else c for c in text)


def _time_words(code: ScannedCode, words: Words, at: datetime | None, timezone: str) -> str:
    """Where a genuine ticket is shown outside its time: when it would be right."""
    _ = words.gettext
    ticket = code.ticket
    if ticket is None or code.signature is not Signature.VALID or at is None:
        return ""
    if ticket.valid_from is not None and at < ticket.valid_from:
        begins = time_words(ticket.valid_from, timezone, words.language, at)
        return _("This ticket is genuine, but valid only from {time}.").format(time=begins)
    if ticket.valid_until is not None and at > ticket.valid_until:
        ended = time_words(ticket.valid_until, timezone, words.language, at)
        return _("This ticket was genuine, but only until {time}.").format(time=ended)
    return ""


def _signed_words(signature: Signature, words: Words) -> str:
    _ = words.gettext
    match signature:
        case Signature.VALID:
            return _("This ticket is genuine, but missing from the list: the list may be old.")
        case Signature.WRONG:
            return _("This is a pretix ticket, but not one of this event.")
        case Signature.UNCHECKED | Signature.NONE:
            return _("This is a signed pretix ticket; it is not on tonight's list.")
    assert_never(signature)
