"""What can go wrong on the way to paper, drawn as a tree.

    BadgeError
    ├── StockUnknown        no label stock of that name
    ├── StockMismatch       a sheet was asked for on a roll, or a cell the sheet does not have
    ├── LetteringUnready    no Qt application runs, or this machine has no font at all
    ├── CodeTooLong         a text that no QR code holds
    ├── DesignUnknown       no design of that name
    ├── ArtworkUnusable     a logo or a flag that cannot be drawn, or that refers elsewhere
    └── PlainDataWrong      a design or label stock that cannot be used; names file and key

Each carries a ``code`` and ``values``; ``kiosk.words`` makes the sentence. A letter that no font
of this machine has is no error: see ``badges.lettering.missing_letters``.
"""

from collections.abc import Mapping


class BadgeError(Exception):
    """Something stands between a badge and its paper; ``code`` says what, ``values`` which."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values: Mapping[str, object] = values
        super().__init__(code, dict(values))


class StockUnknown(BadgeError):
    """There is no label stock of that name."""


class StockMismatch(BadgeError):
    """The label stock cannot be used in the way that was asked for."""


class LetteringUnready(BadgeError):
    """Names cannot become outlines: no Qt application runs, or no font is installed."""


class CodeTooLong(BadgeError):
    """The text does not fit into any QR code."""


class PlainDataWrong(BadgeError):
    """Something in a file of plain data cannot be used; ``file`` and ``key`` say where."""


class DesignUnknown(BadgeError):
    """There is no design of that name."""


class ArtworkUnusable(BadgeError):
    """A picture that a user brought cannot be drawn; ``file`` says which."""
