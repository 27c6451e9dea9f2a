"""Reading guest lists in whatever form they come, and saying of each row what became of it.

The readers are in ``data.guestlist.read``: they take 0.1 s to load, which the door's start lacks.
"""

from data.guestlist.fields import Choice, Field
from data.guestlist.listing import (
    GuestList,
    ListedGuest,
    ProblemCode,
    Recognition,
    RowProblem,
    Severity,
)

__all__ = [
    "Choice",
    "Field",
    "GuestList",
    "ListedGuest",
    "ProblemCode",
    "Recognition",
    "RowProblem",
    "Severity",
]
