"""Which printer answers under ``ipps``: the system's word, else the certificate it had before.

Label printers sign their own certificates, so that no authority vouches for them. The first one
seen at an address is trusted and kept (as ssh does, RFC 4251, section 4.1); from then on another
one is refused. A listener who is there before the printer was ever asked is not found out.
"""

import hashlib
import json
import os
import ssl
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

BY_SYSTEM = "system"  # kept instead of a fingerprint where an authority vouched for the printer


@dataclass(frozen=True, slots=True)
class Certificates:
    """What is kept about printers, in one JSON file: {"host:port": SHA-256 of the certificate}.

    A file that cannot be read counts as empty; one that cannot be written is left as it is, and
    every connection is then a first one.
    """

    file: Path

    def kept(self, host: str, port: int) -> str | None:
        """Hex digits, BY_SYSTEM, or None for a printer never seen."""
        return self._all().get(_key(host, port))

    def keep(self, host: str, port: int, fingerprint: str) -> None:
        """Expect this one from now on."""
        self._write({**self._all(), _key(host, port): fingerprint})

    def forget(self, host: str, port: int) -> None:
        """Trust the next one: the printer was replaced or reset."""
        known = self._all()
        if known.pop(_key(host, port), None) is not None:
            self._write(known)

    def _all(self) -> dict[str, str]:
        try:
            found = json.loads(self.file.read_bytes())
        except (OSError, ValueError):
            return {}
        if not isinstance(found, dict):
            return {}
        return {key: value for key, value in found.items() if isinstance(value, str)}

    def _write(self, known: dict[str, str]) -> None:
        with suppress(OSError):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.file.parent, prefix=self.file.name)
            os.close(handle)
            beside = Path(name)
            beside.write_text(json.dumps(known, indent=1, sort_keys=True), encoding="utf-8")
            beside.replace(self.file)


def fingerprint_of(connection: ssl.SSLSocket) -> str:
    """SHA-256 of the certificate that the other side showed, in hex digits."""
    return hashlib.sha256(connection.getpeercert(binary_form=True) or b"").hexdigest()


def by_system() -> ssl.SSLContext:
    """Takes only what an authority of this laptop's system vouches for, under the right name."""
    return ssl.create_default_context()


def by_anybody() -> ssl.SSLContext:
    """Takes every certificate: whoever uses it compares fingerprints before a word is said."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def _key(host: str, port: int) -> str:
    return f"{host.lower()}:{port}"
