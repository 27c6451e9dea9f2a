"""Whether the network has earned that a scan waits for it.

A scan that asks in vain waits 0.8 s. On a network that breaks again and again, or answers slowly,
that must not happen each time it seems to be back: each loss doubles how many quick answers the
ledger's thread has to see in a row before the door asks again.
"""

QUICK_SECONDS = 0.4
_MOST = 64  # some 25 s of polling


class Trust:
    """Used by the ledger's thread alone."""

    def __init__(self) -> None:
        self._needed = 1
        self._seen = 0

    @property
    def is_earned(self) -> bool:
        """Whether the door may ask."""
        return self._seen >= self._needed

    def answered(self, seconds: float) -> None:
        """An answer came after so many seconds."""
        self._seen = self._seen + 1 if seconds <= QUICK_SECONDS else 0
        if self._seen > 2 * _MOST:
            self._needed = 1  # a long time without trouble

    def lost(self) -> None:
        """The door asked in vain, or the connection broke."""
        self._needed = min(2 * self._needed, _MOST)
        self._seen = 0
