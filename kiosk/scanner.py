"""A scanner's keys told from fingers' inside one widget, for keys that reach it directly.

In a window ``kiosk.scanning`` reads scans before any widget sees them.
"""

BURST_GAP_MS = 45  # a hand scanner types faster, fingers slower (measured: facts/qt.md §3)
LONG_CODE = 16  # longer than nearly every single name
BURST_LENGTH = 6  # shorter than any code, longer than a roll of two or three fingers


def looks_like_a_code(text: str) -> bool:
    """Whether this may be a ticket's code and is hardly a name: one word, long or with a figure."""
    if any(c.isspace() for c in text):
        return False
    return len(text) >= LONG_CODE or (len(text) >= BURST_LENGTH and any(map(str.isdigit, text)))


class Burst:
    """Tells a scanner's keys from fingers' by the times at which they were pressed.

    The times are the system's, in ms, as events carry them; never those of arrival, for keys
    that waited while the window was busy all arrive at once.
    """

    def __init__(self) -> None:
        self._text = ""
        self._last_ms: int | None = None

    @property
    def text(self) -> str:
        """What was typed since the last pause."""
        return self._text

    @property
    def is_scan(self) -> bool:
        """Whether that is too long and too fast for fingers."""
        return len(self._text) >= BURST_LENGTH

    def key(self, text: str, at_ms: int) -> bool:
        """Take one key; whether it begins a new burst."""
        begins = self._last_ms is None or at_ms - self._last_ms > BURST_GAP_MS
        self._text = text if begins else self._text + text
        self._last_ms = at_ms
        return begins

    def ends(self, at_ms: int) -> bool:
        """Whether an Enter or Tab at this time ends a scan."""
        soon = self._last_ms is not None and at_ms - self._last_ms <= BURST_GAP_MS
        return soon and self.is_scan

    def forget(self) -> None:
        """Begin anew."""
        self._text = ""
        self._last_ms = None
