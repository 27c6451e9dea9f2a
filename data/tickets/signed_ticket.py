"""Tickets that carry their own proof: pretix's scheme ``pretix_sig1``.

Base64, written backwards, of 0x01, two big-endian lengths (16 bits each), a protobuf message and
an Ed25519 signature over that message (pretix, ``base/secrets.py``, Sig1TicketSecretGenerator;
facts/doors.md §7). The public keys are those that pretix's API says in an event's ``valid_keys``:
Base64 of a PEM file.
"""

import base64
import binascii
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

LONGEST = 1000
_VERSION = 1
_LATEST = 253_402_300_799  # the last second of the year 9999
_HEAD = 5
_SIGNATURE = 64  # bytes of an Ed25519 signature (RFC 8032)
_FIELDS = (2, 3, 4, 5, 6)  # item, variation, subevent, valid from, valid until (Unix time)


@dataclass(frozen=True, slots=True)
class SignedTicket:
    """What the ticket says of itself: pretix's numbers of its product, variation and date, and
    from when and until when it is valid where that is limited (UTC).
    """

    payload: bytes
    signature: bytes
    item: int = 0
    variation: int = 0
    subevent: int = 0
    valid_from: datetime | None = None
    valid_until: datetime | None = None


def signed_ticket(text: str) -> SignedTicket | None:
    """The ticket in a scanned text, whoever has signed it; None where there is none."""
    if not 24 <= len(text) <= LONGEST or not text.isascii():
        return None
    try:
        raw = base64.b64decode(text[::-1], validate=True)
    except (binascii.Error, ValueError):
        return None
    if len(raw) < _HEAD or raw[0] != _VERSION:
        return None
    payload_length = int.from_bytes(raw[1:3], "big")
    signature_length = int.from_bytes(raw[3:5], "big")
    fits = len(raw) == _HEAD + payload_length + signature_length
    if not fits or signature_length != _SIGNATURE:
        return None
    payload, signature = raw[_HEAD : _HEAD + payload_length], raw[_HEAD + payload_length :]
    try:
        numbers = dict(_numbers(payload))
    except (IndexError, ValueError):
        return None
    item, variation, subevent, begins, ends = (numbers.get(number, 0) for number in _FIELDS)
    return SignedTicket(payload, signature, item, variation, subevent, _time(begins), _time(ends))


def is_signed_by(ticket: SignedTicket, keys: Sequence[str]) -> bool:
    """Whether one of the event's public keys has signed this; a key that is none signs nothing."""
    # Not needed until a signed ticket comes, and the library takes a while to load.
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    for key in keys:
        try:
            public = load_pem_public_key(base64.b64decode(key))
            if isinstance(public, Ed25519PublicKey):
                public.verify(ticket.signature, ticket.payload)
                return True
        except (InvalidSignature, UnsupportedAlgorithm, ValueError):
            continue
    return False


def _time(seconds: int) -> datetime | None:
    """A Unix time; pretix writes 0 where there is no limit."""
    return datetime.fromtimestamp(seconds, UTC) if 0 < seconds <= _LATEST else None


def _numbers(message: bytes) -> Iterator[tuple[int, int]]:
    """The integers of a protobuf message by field number; raises IndexError or ValueError."""
    place = 0
    while place < len(message):
        tag, place = _varint(message, place)
        match tag & 7:
            case 0:
                value, place = _varint(message, place)
                yield tag >> 3, value
            case 1:
                place += 8
            case 2:
                length, place = _varint(message, place)
                place += length
            case 5:
                place += 4
            case other:
                raise ValueError(f"wire type {other}")
    if place != len(message):
        raise IndexError(place)


def _varint(message: bytes, place: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 70, 7):
        byte = message[place]
        place += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, place
    raise ValueError("a number of more than ten bytes")
