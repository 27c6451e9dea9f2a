"""The addresses of a ledger's laptops: told, and drawn as codes to scan."""

import io
import os
from collections.abc import Sequence
from pathlib import Path

import click

from data.sync.ledger.address import LedgerAddress
from kiosk.commands.answers import tell
from kiosk.words import Words


def tell_addresses(
    addresses: Sequence[LedgerAddress], words: Words, out: Path | None, *, as_json: bool
) -> None:
    """Each laptop's address with its code; they are secrets, shown once."""
    files = draw_codes(addresses, out) if out is not None else []
    if as_json:
        tell({
            "laptops": [one.url() for one in addresses],
            "files": [str(file) for file in files],
        })  # fmt: skip
        return
    _ = words.gettext
    for number, one in enumerate(addresses, start=1):
        click.echo(_("Laptop {number} joins with this address, a secret:").format(number=number))
        click.echo(one.url())
        if not files:
            click.echo(_code_as_text(one.url()))
    for file in files:
        click.echo(str(file))


def draw_codes(addresses: Sequence[LedgerAddress], folder: Path) -> list[Path]:
    """One PNG for each laptop; what lay there under these names is replaced."""
    import qrcode

    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for number, one in enumerate(addresses, start=1):
        file = folder / f"laptop-{number}.png"
        file.unlink(missing_ok=True)  # nobody else may have it open, nor read the new one
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as picture:
            qrcode.make(one.url()).save(picture)
        files.append(file)
    return files


def _code_as_text(url: str) -> str:
    import qrcode

    code = qrcode.QRCode(border=2, error_correction=qrcode.ERROR_CORRECT_L)
    code.add_data(url)
    text = io.StringIO()
    code.print_ascii(out=text, invert=True)
    return text.getvalue()
