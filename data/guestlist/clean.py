"""Text as people typed it, made safe to keep: same words, nothing invisible that misleads.

Unicode: NFC (UAX #15); the bidi controls are those of UAX #9 §2; ZWJ and ZWNJ stay where a
script needs them (Persian, Indic; emoji), that is between two characters that are not ASCII.
"""

import re
import unicodedata

_REMOVED = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # C0 and C1, but for what reads as a blank below
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e"  # soft hyphen, fillers, selectors
    "\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"  # zero width, marks, overrides
    "\u3164\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e001f\ud800-\udfff]"
)
_JOINERS = re.compile("(?<![^\x00-\x7f])[\u200c\u200d]+|[\u200c\u200d]+(?![^\x00-\x7f])")
_BLANKS = re.compile(r"\s+")
_NEUTRALISED = re.compile(r"^['\t]+(?=[=+\-@])")
"""Exports put an apostrophe (Excel, Pennant) or a TAB (alf.io) before what could be a formula."""


def clean(text: str) -> str:
    """One line of text: NFC, no controls, blanks collapsed, formula neutralisation undone."""
    if text.isascii() and text.isprintable():
        if text[:1] == "'":
            text = _NEUTRALISED.sub("", text)
        if "  " in text:
            text = _BLANKS.sub(" ", text)
        return text.strip()
    text = _NEUTRALISED.sub("", text.lstrip(" \n\r\ufeff"))
    text = _REMOVED.sub("", text)
    if "\u200c" in text or "\u200d" in text:
        text = _JOINERS.sub("", text)
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", text)).strip()


def shortened(text: str, limit: int = 60) -> str:
    """The beginning of ``text``, with an ellipsis where something was left away."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def folded(text: str) -> str:
    """``text`` for comparing words: cleaned, case folded, without punctuation at its ends."""
    return clean(text).casefold().strip(" .:*?!#\"'()[]").replace("ё", "е").replace("’", "'")
