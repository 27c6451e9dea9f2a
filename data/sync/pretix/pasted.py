"""What people paste for a pretix: an address, a token, a device's code, with what clings to them.

Addresses come from a browser's line, tokens and codes from mails and chats that break lines and
bend quotation marks.
"""

import json
from urllib.parse import urlsplit

from data.errors import UsageError
from data.sync.secrets import Secret

HANDSHAKE_VERSION = 1
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″", '"'))


def address(text: str) -> str:
    """Scheme, host and port, to which the path of the API is added; https where nothing is said.

    Whatever follows the host is left away: a pretix has its API at the root. What is no address
    at all stays for ``Transport`` to refuse.
    """
    whole = token(text)
    if "://" not in whole:
        whole = f"https://{whole}"
    try:
        parts = urlsplit(whole)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return whole
    host = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{host}" + (f":{port}" if port is not None else "")


def token(text: str) -> str:
    """The same without blanks and line breaks, of which a token or an address has none."""
    return "".join(text.split())


def device_code(text: str) -> tuple[str, Secret]:
    """Address and set-up token in the QR code that pretix shows for a new device.

    ``{"handshake_version": 1, "url": "https://…", "token": "…"}``. Raises UsageError
    "not_a_device_code" and "newer_device_code".
    """
    try:
        said = json.loads(text.translate(_QUOTES), strict=False)
        handshake, url, secret = said["handshake_version"], said["url"], said["token"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise UsageError("not_a_device_code") from None
    if not (isinstance(handshake, int) and isinstance(url, str) and isinstance(secret, str)):
        raise UsageError("not_a_device_code")
    if handshake > HANDSHAKE_VERSION:
        raise UsageError("newer_device_code", version=handshake)
    if not token(secret):
        raise UsageError("not_a_device_code")
    return address(url), Secret(token(secret))
