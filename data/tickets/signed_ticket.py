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

LONGEST = 1000
_VERSION = 1
_HEAD = 5
_SIGNATURE = 64  # bytes of an Ed25519 signature (RFC 8032)
_FIELDS = {2: "item", 3: "variation", 4: "subevent"}


@dataclass(frozen=True, slots=True)
class SignedTicket:
    """What the ticket says of itself: pretix's numbers of its product, variation and date."""

    payload: bytes
    signature: bytes
    item: int = 0
    variation: int = 0
    subevent: int = 0


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
        told = {_FIELDS[number]: value for number, value in _numbers(payload) if number in _FIELDS}
    except (IndexError, ValueError):
        return None
    return SignedTicket(payload, signature, **told)


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
