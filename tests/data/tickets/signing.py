"""Tickets signed as pretix signs them, by a key made for the test."""

import base64
import struct
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


class Signer:
    """An event that signs its tickets."""

    def __init__(self) -> None:
        self._key = Ed25519PrivateKey.generate()

    @property
    def public_key(self) -> str:
        """As pretix's API says it in ``valid_keys``."""
        public = self._key.public_key()
        pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        return base64.b64encode(pem).decode()

    def ticket(
        self,
        item: int = 7,
        seed: bytes = b"abcdefghjk",
        valid_from: datetime | None = None,
        valid_until: datetime | None = None,
    ) -> str:
        """The text of a ticket's code."""
        payload = b"\x0a" + bytes([len(seed)]) + seed + b"\x10" + _varint(item) + b"\x18\x03"
        for tag, limit in ((b"\x28", valid_from), (b"\x30", valid_until)):
            payload += tag + _varint(int(limit.timestamp()) if limit is not None else 0)
        signature = self._key.sign(payload)
        head = b"\x01" + struct.pack(">HH", len(payload), len(signature))
        return base64.b64encode(head + payload + signature).decode()[::-1]


def _varint(number: int) -> bytes:
    told = bytearray()
    while number >= 0x80:
        told.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*told, number])
