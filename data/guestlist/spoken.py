"""Which languages somebody speaks: "English (native), Deutsch B2 und ein bisschen русский"."""

import re
import unicodedata
from functools import cache

from data.guestlist import cells
from data.guestlist.vocabulary import header_key, spoken_aliases, spoken_group

MOST = 12  # languages of one person; a badge has no room for more
_BETWEEN = re.compile(r"[,;/|+&·•、，；\n\t]|\.\s|\s[-–—]\s")
_IN_BRACKETS = re.compile(r"[(\[（][^)\]）]*[)\]）]")
_CODES = re.compile(r"[A-Za-z]{2,3}(?:[ -]+[A-Za-z]{2,3})+")


def spoken_languages(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The languages named in ``text`` and what in it names none.

    Codes of ISO 639-1, or 639-3 where a language has no shorter one, each once and in order.
    Understands codes, names in the languages that ``cells.language`` knows, and how well somebody
    speaks each, which is left out.
    """
    text = unicodedata.normalize("NFC", text).strip()
    if header_key(text) in spoken_group("nothing"):
        return (), ()
    codes: list[str] = []
    unknown: list[str] = []
    for part in _parts(text):
        _read(part.strip(), codes, unknown)
    return tuple(dict.fromkeys(codes))[:MOST], tuple(unknown)


def _parts(text: str) -> list[str]:
    if _CODES.fullmatch(text):
        tags = re.split("[ -]+", text)
        if all(_one(tag) is not None for tag in tags) and _one(text) is None:
            return tags
    return _BETWEEN.split(_IN_BRACKETS.sub(" ", text))


def _read(part: str, codes: list[str], unknown: list[str]) -> None:
    """Add what a part without punctuation names."""
    whole = _one(part)
    if whole is not None:
        codes.append(whole)
        return
    groups: list[list[str]] = [[]]
    for word in header_key(part).split():
        if word in spoken_group("beside"):
            groups.append([])
        else:
            groups[-1].append(word)
    for group in filter(None, groups):
        whole = _one(" ".join(group))
        each = [whole] if whole is not None else [_one(word) for word in group]
        if None in each:
            unknown.append(" ".join(group))
        codes += [code for code in each if code is not None] if None not in each else []


@cache
def _one(words: str) -> str | None:
    """The code of one language; its country or script, as in "pt-BR", makes no other language."""
    tag = spoken_aliases().get(header_key(words)) or cells.language(words)
    return tag.split("-")[0] if tag else None
