"""What can go wrong between a badge and its printer, drawn as a tree.

    PrintError
    ├── PrinterNotFound     there is no such printer, or its folder is gone
    ├── PrinterNotReady     it is there and takes nothing now: no paper, full disk, stopped
    └── PrintTimedOut       nobody knows whether it printed; never sent again by itself

After the first two nothing was printed, so the same badge may be sent again. Each carries a
``code`` and ``values``; ``kiosk.words`` makes the sentence.
"""

from collections.abc import Mapping


class PrintError(Exception):
    """A printer did not take a badge; ``code`` says why, ``values`` which."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values: Mapping[str, object] = values
        super().__init__(code, dict(values))


class PrinterNotFound(PrintError):
    """There is no printer of that name any more. Nothing was printed."""


class PrinterNotReady(PrintError):
    """The printer is there and takes nothing now. Nothing was printed."""


class PrintTimedOut(PrintError):
    """The printer did not answer in time: the badge may still come out."""
