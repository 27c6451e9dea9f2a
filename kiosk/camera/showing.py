"""When a code before the camera is a scan, and when it is the one that was shown already."""

from collections.abc import Iterable
from datetime import datetime, timedelta

AWAY = timedelta(seconds=3)


class Showing:
    """A code counts when it comes into sight; it counts again once it was away for 3 seconds.

    A phone held before the camera for a minute is one scan.
    """

    def __init__(self) -> None:
        self._seen: dict[str, datetime] = {}

    def new(self, codes: Iterable[str], at: datetime) -> tuple[str, ...]:
        """Which of the codes in a picture taken at ``at`` have just come into sight."""
        self._seen = {
            code: seen for code, seen in self._seen.items() if timedelta() <= at - seen < AWAY
        }
        come = tuple(code for code in codes if code not in self._seen)
        self._seen.update(dict.fromkeys(codes, at))
        return come

    def forget(self) -> None:
        """Begin anew."""
        self._seen.clear()
