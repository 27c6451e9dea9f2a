"""Secrets inside longer texts: web addresses, Indico's JSON, alf.io's ticket and badge codes."""

import base64
import binascii
import json
import re
import uuid
from collections.abc import Iterator
from urllib.parse import parse_qsl, unquote, urlsplit

LUMA_HOSTS = frozenset({"luma.com", "lu.ma", "www.luma.com"})
_TOLD_BY = ("pk", "secret", "ticket", "code", "token", "key", "barcode", "qr", "t", "id")
_SHORTEST = 6  # a part of an address that may be a secret
_LONG = 16
_MOST_PARTS = 24
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_FIGURE = re.compile(r"\d")
_UUID = r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"
_ALF_IO = re.compile(rf"({_UUID})(?:/[A-Za-z0-9+/_-]{{20,}}=*|::.*)", re.DOTALL)


def is_address(text: str) -> bool:
    """Whether the text is a web address."""
    return _ADDRESS.match(text) is not None


def luma_secrets(text: str) -> tuple[str, ...]:
    """The ways in which a list may hold the key of a Luma ticket; empty for anything else.

    Luma writes ``https://luma.com/check-in/EVENT?pk=KEY``, formerly with ``lu.ma``; its CSV has the
    whole address (https://help.luma.com/p/check-in-guests-for-in-person-events).
    """
    parts = _split(text)
    if parts is None or parts[0] not in LUMA_HOSTS or not parts[1].startswith("/check-in/"):
        return ()
    key = next((value for name, value in parts[2] if name == "pk" and value), "")
    if not key:
        return ()
    rest = f"{parts[1]}?pk={key}"
    return (key, f"https://luma.com{rest}", f"https://lu.ma{rest}")


def address_secrets(text: str) -> tuple[str, ...]:
    """What in a web address may be the secret: told by its name, else the last of the path first.

    CiviCRM, PostgreSQL Europe and many home-made systems put it there.
    """
    parts = _split(text)
    if parts is None:
        return ()
    _, path, query, fragment = parts
    named = [value for wanted in _TOLD_BY for name, value in query if name.lower() == wanted]
    steps = path.rsplit("/", _MOST_PARTS)[-_MOST_PARTS:]
    rest = [value for _, value in query[:_MOST_PARTS]] + [unquote(part) for part in steps[::-1]]
    unnamed = [part for part in (*rest, fragment) if _may_be_a_secret(part)]
    return tuple(dict.fromkeys(part for part in (*named, *unnamed) if part))[:_MOST_PARTS]


def indico_secrets(text: str) -> tuple[str, ...]:
    """The ticket's UUID in the ways in which a list may hold it; empty for anything else.

    Indico: ``{"i": [2, "host", "BASE64 OF 16 BYTES"(, "BASE64 OF THE PERSON")]}``
    (``modules/events/registration/util.py``); the first version had named fields.
    """
    if not text.startswith("{"):
        return ()
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return ()
    if not isinstance(told, dict):
        return ()
    match told.get("i"):
        case [_, str(), str() as ticket, *others]:
            encoded = [ticket, *(one for one in others[:1] if isinstance(one, str))]
            return tuple(way for one in encoded for way in _uuid_ways(one))
        case _:
            pass
    named = (told.get("secret"), told.get("checkin_secret"))
    return tuple(one for one in named if isinstance(one, str) and one)


def alf_io_secrets(text: str) -> tuple[str, ...]:
    """The ticket's UUID in ``UUID/HMAC`` (ticket) or ``UUID::NAME…`` (badge); else empty."""
    found = _ALF_IO.fullmatch(text)
    return (found[1],) if found else ()


def _split(text: str) -> tuple[str, str, list[tuple[str, str]], str] | None:
    if not is_address(text):
        return None
    try:
        parts = urlsplit(text)
        query = parse_qsl(parts.query, max_num_fields=100)
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    return host, parts.path, query, parts.fragment


def _may_be_a_secret(part: str) -> bool:
    return len(part) >= _LONG or (len(part) >= _SHORTEST and _FIGURE.search(part) is not None)


def _uuid_ways(encoded: str) -> Iterator[str]:
    yield encoded
    try:
        raw = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        return
    if len(raw) == 16:
        ticket = uuid.UUID(bytes=raw)
        yield from (str(ticket), ticket.hex)
