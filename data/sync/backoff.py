"""How long to wait after a failure: longer each time, and never all laptops at once."""

from collections.abc import Callable

Random = Callable[[], float]  # from 0 to 1, as ``random.random`` gives it

SHORTEST = 1.0
LONGEST = 60.0


def backoff_seconds(
    failures: int,
    random: Random,
    *,
    shortest: float = SHORTEST,
    longest: float = LONGEST,
) -> float:
    """Seconds before the next try after so many failures in a row, from half to all of
    ``shortest`` · 2^(failures - 1), at most ``longest``.

    The jitter is that of "equal jitter" in Brooker, "Exponential Backoff and Jitter" (AWS, 2015).
    """
    most: float = min(longest, shortest * 2.0 ** min(max(failures - 1, 0), 30))
    return most * (0.5 + random() / 2)
