"""What scanners put round a code, taken away.

Control characters as separators; an AIM symbology identifier such as ``]Q3`` (ISO/IEC 15424); for
codes from WalletPasses and Google Wallet an extended channel interpretation in plain text (AIM
ECI; the four that pretixSCAN strips); a prefix or suffix that somebody has set in the scanner.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

ECI_PREFIXES = ("\\000001", "\\000003", "\\000026", "\\000027")
_AIM = re.compile(r"\][A-Za-z][0-9A-Za-z]")
# Unicode's categories Cc and Cf; a test compares them with unicodedata.
_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000110bd\U000110cd"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001"
    "\U000e0020-\U000e007f]+"
)


@dataclass(frozen=True, slots=True)
class Wrapping:
    """What this laptop's scanner was set to put before and behind every code."""

    prefix: str = ""
    suffix: str = ""


def clean(text: str) -> str:
    """The code's own text: no control or format characters, ECI prefix or space round it."""
    kept = _INVISIBLE.sub("", text).strip()
    for prefix in ECI_PREFIXES:
        if kept.startswith(prefix):
            return kept.removeprefix(prefix).strip()
    return kept


def unwrapped(text: str, wrapping: Wrapping) -> Iterator[str]:
    """The texts that may be the code, the likelier first: as it stands, then without what is round
    it. Nothing twice, nothing empty.
    """
    seen = {""}
    bare = clean(text)
    stripped = _without_aim(bare)
    for one in (text, bare, _without(bare, wrapping), stripped, _without(stripped, wrapping)):
        if one not in seen:
            seen.add(one)
            yield one


def _without(text: str, wrapping: Wrapping) -> str:
    return text.removeprefix(wrapping.prefix).removesuffix(wrapping.suffix)


def _without_aim(text: str) -> str:
    return clean(text[3:]) if _AIM.match(text) else text
