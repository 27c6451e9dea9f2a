"""The hybrid logical clock that orders rows of several devices for people to read."""

from datetime import datetime

COUNTER_BITS = 16


def tick(last: int, now: datetime) -> int:
    """The next stamp: 48 bits of milliseconds, 16 of counter, always later than ``last``.

    Follows Kulkarni et al., "Logical Physical Clocks" (2014). Decisions never use it.
    """
    return max(last + 1, int(now.timestamp() * 1000) << COUNTER_BITS)
