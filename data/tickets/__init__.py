"""What a scanned text means, and Pennant's own ticket codes."""

from data.tickets.badge_code import badge_code, guest_of_badge, read_badge_code
from data.tickets.cleaning import Wrapping, clean
from data.tickets.pennant_code import new_code, verified
from data.tickets.reading import CodeKind, ScannedCode, Signature, candidate_secrets, read_code

__all__ = [
    "CodeKind",
    "ScannedCode",
    "Signature",
    "Wrapping",
    "badge_code",
    "candidate_secrets",
    "clean",
    "guest_of_badge",
    "new_code",
    "read_badge_code",
    "read_code",
    "verified",
]
