"""Reading guest lists in whatever form they come, and saying of each row what became of it."""

from data.guestlist.fields import Choice, Field
from data.guestlist.listing import (
    GuestList,
    ListedGuest,
    ProblemCode,
    Recognition,
    RowProblem,
    Severity,
)
from data.guestlist.read import read_bytes, read_file, read_html, read_text

__all__ = [
    "Choice",
    "Field",
    "GuestList",
    "ListedGuest",
    "ProblemCode",
    "Recognition",
    "RowProblem",
    "Severity",
    "read_bytes",
    "read_file",
    "read_html",
    "read_text",
]
