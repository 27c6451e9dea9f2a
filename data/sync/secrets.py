"""Tokens and passwords: in the system's keyring, or in a file that only its owner can read.

Never in the event file, a log or a traceback. ``Secret`` keeps its text out of every ``repr``.
"""

import contextlib
import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

SERVICE = "Pennant"


@dataclass(frozen=True, slots=True, repr=False)
class Secret:
    """A text that shows itself only when asked: ``reveal``."""

    _text: str

    def reveal(self) -> str:
        """The text itself, for the one place that needs it."""
        return self._text

    def __repr__(self) -> str:
        return "Secret(…)"


class Secrets:
    """Keeps secrets by name. ``folder`` holds the file for laptops without a keyring.

    ``keyring``: whether to try the system's. Raises OSError where the file cannot be written.
    """

    def __init__(self, folder: Path, *, keyring: bool = True) -> None:
        self.folder = folder
        self._file = folder / "secrets.json"
        self._keyring = keyring

    def keep(self, name: str, secret: Secret) -> bool:
        """Keep a secret; True: the keyring has it, False: the file."""
        if self._keyring and self._keep_in_keyring(name, secret):
            self._write({k: v for k, v in self._read().items() if k != name})
            return True
        self._write({**self._read(), name: secret.reveal()})
        return False

    def get(self, name: str) -> Secret | None:
        """The secret, or None where this laptop has none of that name."""
        if self._keyring:
            import keyring
            from keyring.errors import KeyringError

            with contextlib.suppress(KeyringError):
                found = keyring.get_password(SERVICE, name)
                if found is not None:
                    return Secret(found)
        try:
            text = self._read().get(name)
        except OSError:  # somebody else's file; whoever asks says that there is no secret
            return None
        return None if text is None else Secret(text)

    def forget(self, name: str) -> None:
        """Forget a secret."""
        if self._keyring:
            import keyring
            from keyring.errors import KeyringError

            with contextlib.suppress(KeyringError):
                keyring.delete_password(SERVICE, name)
        kept = self._read()
        if name in kept:
            self._write({k: v for k, v in kept.items() if k != name})

    def _keep_in_keyring(self, name: str, secret: Secret) -> bool:
        import keyring  # 0.1 s, and D-Bus on Linux: only when a secret is kept
        from keyring.errors import KeyringError

        try:
            keyring.set_password(SERVICE, name, secret.reveal())
            return keyring.get_password(SERVICE, name) == secret.reveal()
        except KeyringError:
            return False

    def _read(self) -> dict[str, str]:
        try:
            kept = json.loads(self._file.read_text("utf-8"))
        except (FileNotFoundError, ValueError):
            return {}
        return {str(k): str(v) for k, v in kept.items()} if isinstance(kept, dict) else {}

    def _write(self, kept: dict[str, str]) -> None:
        if not kept:
            self._file.unlink(missing_ok=True)
            return
        self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(prefix=".secrets-", dir=self._file.parent)  # mode 600
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as new:
                json.dump(kept, new)
            Path(name).replace(self._file)
        finally:
            Path(name).unlink(missing_ok=True)
