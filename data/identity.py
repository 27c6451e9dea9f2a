"""Names that collide nowhere: UUIDv7 for what is born at the door, UUIDv5 for what a list names."""

import secrets
import uuid
from datetime import UTC, datetime

_LAST_62 = (1 << 62) - 1


def uuid7(at: datetime) -> str:
    """A new UUID whose first 48 bits are ``at`` in milliseconds (RFC 9562 §5.7).

    The time bits serve index locality only; never order by them.
    """
    ms = int(at.timestamp() * 1000) & ((1 << 48) - 1)
    random = secrets.randbits(74)
    value = ms << 80 | 0x7 << 76 | random >> 62 << 64 | 0b10 << 62 | random & _LAST_62
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def new_nonce() -> str:
    """A random name for one decision, 128 bits."""
    return secrets.token_hex(16)


def uuid5(event_id: str, key: str) -> str:
    """The same UUID on every laptop for the same key of the same event (RFC 9562 §5.5)."""
    return str(uuid.uuid5(uuid.UUID(event_id), key))


def utc_now() -> datetime:
    """The present moment, aware, UTC."""
    return datetime.now(UTC)
