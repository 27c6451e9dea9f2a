"""What a scanned text means, and Pennant's own ticket codes."""

from data.tickets.cleaning import Wrapping, clean
from data.tickets.pennant_code import new_code, verified
from data.tickets.reading import CodeKind, ScannedCode, Signature, candidate_secrets, read_code

__all__ = [
    "CodeKind",
    "ScannedCode",
    "Signature",
    "Wrapping",
    "candidate_secrets",
    "clean",
    "new_code",
    "read_code",
    "verified",
]
