"""What a scanned text means: what it looks like, and which secrets it may stand for.

Nothing here says whether somebody is on the list. What validates nowhere is compared as it stands,
so any code that a list brings works.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from data.tickets.badge_code import read_badge_code
from data.tickets.cleaning import Wrapping, clean, unwrapped
from data.tickets.keyboards import readings
from data.tickets.links import (
    address_secrets,
    alf_io_secrets,
    indico_secrets,
    is_address,
    luma_secrets,
)
from data.tickets.pennant_code import normalised, verified
from data.tickets.product_barcode import is_product_barcode
from data.tickets.signed_ticket import SignedTicket, is_signed_by, signed_ticket

LONGEST_PARSED = 1000  # characters; no ticket is longer, and nothing longer is taken apart
_LONGEST_TYPED = 300  # nor does a longer one come through a wrong keyboard layout whole
_SHORTEST_VARIED = 6  # below that, another case or layout would be another code
_PRETIX = re.compile("[a-hjkmnp-z2-9]{16,64}")  # pretix's alphabet: no i, l, o, 0, 1
_NUMBER = re.compile("[0-9]{14,20}")
_NO_WRAPPING = Wrapping()


class CodeKind(StrEnum):
    """What a scanned text looks like."""

    PENNANT = "pennant"
    BADGE = "badge"  # the code on a badge, which is no ticket
    PENNANT_MISREAD = "pennant_misread"  # a code of ours in which a character is wrong
    PRETIX_SIGNED = "pretix_signed"
    LUMA = "luma"
    ALF_IO = "alf_io"
    INDICO = "indico"
    ADDRESS = "address"
    PRETIX = "pretix"
    PRODUCT_BARCODE = "product_barcode"
    NUMBER = "number"  # Odoo and others print up to 20 figures
    OTHER = "other"


# What proves itself by its form, so that a reading of keys can be chosen by it.
_SELF_EVIDENT = frozenset(
    {
        CodeKind.PENNANT,
        CodeKind.BADGE,
        CodeKind.PRETIX_SIGNED,
        CodeKind.LUMA,
        CodeKind.ALF_IO,
        CodeKind.INDICO,
        CodeKind.ADDRESS,
    }
)


class Signature(StrEnum):
    """What a ticket's own signature says."""

    NONE = "none"  # it has none
    UNCHECKED = "unchecked"  # no public key of the event is known here
    VALID = "valid"
    WRONG = "wrong"  # another event's, or forged


@dataclass(frozen=True, slots=True)
class ScannedCode:
    """A scanned text understood."""

    text: str  # cleaned, and with the keyboard's layout undone where that made sense of it
    kind: CodeKind
    candidates: tuple[str, ...]  # secrets to look up, the likelier first
    layout: str = ""  # the keyboard layout that was undone, if one was
    ticket: SignedTicket | None = None
    signature: Signature = Signature.NONE

    @property
    def proves_itself(self) -> bool:
        """Whether its form alone says that it was read right."""
        return self.kind in _SELF_EVIDENT


def read_code(
    text: str, *, keys: Sequence[str] = (), wrapping: Wrapping = _NO_WRAPPING
) -> ScannedCode:
    """Understand a scanned text; any text at all has an answer.

    ``keys``: the event's public keys as pretix's ``valid_keys`` says them, to check signed tickets.
    """
    plain = tuple(unwrapped(text, wrapping))
    if len(text) > LONGEST_PARSED:
        return ScannedCode(clean(text), CodeKind.OTHER, plain)
    kind, meant, layout = _kind(plain)
    ticket = signed_ticket(meant) if kind is CodeKind.PRETIX_SIGNED else None
    return ScannedCode(
        text=meant,
        kind=kind,
        candidates=tuple(dict.fromkeys(_candidates(plain, kind, meant))),
        layout=layout,
        ticket=ticket,
        signature=_signature(ticket, keys),
    )


def candidate_secrets(text: str, wrapping: Wrapping = _NO_WRAPPING) -> tuple[str, ...]:
    """The ticket secrets for which a scanned text may stand, the likelier first.

    The text itself is always the first of them.
    """
    return read_code(text, wrapping=wrapping).candidates


def _kind(plain: Sequence[str]) -> tuple[CodeKind, str, str]:
    """What it looks like, in which text, and with which layout undone."""
    for one in reversed(plain):  # the barest first
        kind = _self_evident(one)
        if kind is not None:
            return kind, one, ""
    bare = plain[-1] if plain else ""
    if _may_vary(bare):
        for layout, meant in readings(bare):
            kind = _self_evident(meant)
            if kind is not None:
                return kind, meant, layout
    return _likeness(bare), bare, ""


def _self_evident(text: str) -> CodeKind | None:
    if verified(text) is not None:
        return CodeKind.PENNANT
    if read_badge_code(text) is not None:
        return CodeKind.BADGE
    if luma_secrets(text):
        return CodeKind.LUMA
    if is_address(text):
        return CodeKind.ADDRESS
    if indico_secrets(text):
        return CodeKind.INDICO
    if alf_io_secrets(text):
        return CodeKind.ALF_IO
    return CodeKind.PRETIX_SIGNED if signed_ticket(text) is not None else None


def _likeness(text: str) -> CodeKind:
    if normalised(text) is not None:
        return CodeKind.PENNANT_MISREAD
    if is_product_barcode(text):
        return CodeKind.PRODUCT_BARCODE
    if _NUMBER.fullmatch(text):
        return CodeKind.NUMBER
    return CodeKind.PRETIX if _PRETIX.fullmatch(text) else CodeKind.OTHER


def _candidates(plain: Sequence[str], kind: CodeKind, meant: str) -> Iterator[str]:
    yield from plain
    yield from _inside(kind, meant)
    bare = plain[-1] if plain else ""
    if not _may_vary(bare):
        return
    typed = [bare, *(text for _, text in readings(bare))]
    yield from typed
    for text in typed:  # Caps Lock, or a scanner that changes the case
        yield from (text.lower(), text.upper())


def _may_vary(text: str) -> bool:
    """Whether another layout or case may have been meant: not in a name, nor a short number."""
    return _SHORTEST_VARIED <= len(text) <= _LONGEST_TYPED and not any(map(str.isspace, text))


def _inside(kind: CodeKind, text: str) -> Sequence[str]:
    """The text understood, and the secrets in it."""
    match kind:
        case CodeKind.PENNANT:
            return (text, verified(text) or text)
        case CodeKind.LUMA:
            return (text, *luma_secrets(text), *address_secrets(text))
        case CodeKind.ADDRESS:
            return (text, *address_secrets(text))
        case CodeKind.INDICO:
            return (text, *indico_secrets(text))
        case CodeKind.ALF_IO:
            return (text, *alf_io_secrets(text))
        case _:
            return (text,) if text else ()


def _signature(ticket: SignedTicket | None, keys: Sequence[str]) -> Signature:
    if ticket is None:
        return Signature.NONE
    if not keys:
        return Signature.UNCHECKED
    return Signature.VALID if is_signed_by(ticket, keys) else Signature.WRONG
