"""Which encoding a text is in, as far as it can be told.

A byte order mark and valid UTF-8 are proofs. Everything else is read in each likely encoding,
and the reading that makes the most plausible words wins: whole words of Cyrillic letters with
capitals at their beginning, single accented letters among plain ones, common Chinese characters
(GB 2312 level 1) and kana. charset-normalizer is asked for the rest (Greek, Arabic, Korean …).
"""

import re
from dataclasses import dataclass

from data.errors import GuestListError

_SAMPLE = 256 * 1024
_MOST_WORDS = 4_000
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_LIKELY = ("cp1252", "cp1251", "cp1250", "cp1254", "gb18030", "cp932", "koi8-r", "cp866")
_WORD = re.compile(r"[^\s,;|\t\"'()<>/\\0-9@:=&?!]+")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text and the name of the encoding that it was in."""

    text: str
    encoding: str


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """``data`` as text. What cannot be read becomes U+FFFD.

    Raises GuestListError ``unknown_encoding`` where ``encoding`` does not exist, and
    ``wrong_encoding`` where it was asked for and most of the text is not in it.
    """
    if encoding is not None:
        return _as_asked(data, encoding)
    for bom, name in _BOMS:
        if data.startswith(bom):
            text = data.decode(name, "replace")
            return Decoded(text.removeprefix("\ufeff"), "utf-8" if name == "utf-8-sig" else name)
    wide = _wide(data)
    if wide is not None:
        return Decoded(data.decode(wide, "replace"), wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    name = _most_plausible(data)
    return Decoded(data.decode(name, "replace"), name)


def _as_asked(data: bytes, encoding: str) -> Decoded:
    try:
        text = data.decode(encoding, "replace")
    except (LookupError, ValueError, UnicodeError):
        raise GuestListError("unknown_encoding", encoding=encoding) from None
    is_wide = isinstance(text, str) and encoding.lower().startswith(("utf-16", "utf_16", "utf16"))
    if is_wide and b"\x00" not in data:  # not even a line end or a delimiter
        raise GuestListError("wrong_encoding", encoding=encoding)
    if not isinstance(text, str) or text.count("\ufffd") * 4 > len(text):
        raise GuestListError("wrong_encoding", encoding=encoding)
    return Decoded(text.removeprefix("\ufeff"), encoding.lower())


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every second byte says little, and line ends or blanks show it."""
    sample = data[: 4096 - 4096 % 2]
    if len(sample) < 4 or len(data) % 2:
        return None
    for name, marks in (
        ("utf-16-le", (b"\n\x00", b"\t\x00", b" \x00", b",\x00", b";\x00")),
        ("utf-16-be", (b"\x00\n", b"\x00\t", b"\x00 ", b"\x00,", b"\x00;")),
    ):
        low = 1 if name.endswith("le") else 0
        aligned = sum(
            1
            for i in range(0, len(sample), 2)
            if sample[i : i + 2] in marks or (sample[i + low] == 0 and sample[i + 1 - low] >= 32)
        )
        # A few zero bytes in a text of single bytes are dirt, not UTF-16.
        high = len({sample[i + low] for i in range(0, len(sample), 2)})
        if aligned * 12 >= len(sample) // 2 and high <= max(6, len(sample) // 40):
            try:
                data.decode(name)
            except UnicodeDecodeError:
                continue
            return name
    return None


def _most_plausible(data: bytes) -> str:
    sample = data[:_SAMPLE]
    if len(data) > _SAMPLE and b"\n" in sample:
        sample = sample[: sample.rindex(b"\n") + 1]
    text = sample.decode("utf-8", "replace")
    good = sum(1 for c in text if ord(c) > 0x7F and c != "\ufffd")
    if good > 8 * text.count("\ufffd"):
        return "utf-8"  # with a few broken places, which are reported row by row
    best, best_score = "", 0.0
    for name in _LIKELY:
        score = _plausibility(sample, name)
        if score > best_score + 1e-9:
            best, best_score = name, score
    if best_score >= 0.6:
        return best
    from charset_normalizer import from_bytes  # slow to load and seldom needed

    guess = from_bytes(sample[:65536]).best()
    if guess is not None and guess.encoding not in ("ascii", "utf_8"):
        return guess.encoding
    return best or "cp1252"


def _plausibility(sample: bytes, name: str) -> float:
    """From 0 to 1, how good the words with characters beyond ASCII look in this reading."""
    try:
        text = sample.decode(name)
    except UnicodeDecodeError as error:
        # Windows writes bytes that its own code page leaves open; a double-byte text may not.
        if name in ("gb18030", "cp932") and len(sample) - error.start > 1:
            return 0.0
        text = sample.decode(name, "replace")
    words = [word[:40] for word in _WORD.findall(text) if not word.isascii()][:_MOST_WORDS]
    if not words:
        return 0.0
    judge = {"gb18030": _chinese, "cp932": _japanese}.get(name)
    if judge is None:
        judge = _cyrillic if name in ("cp1251", "koi8-r", "cp866") else _LATIN[name]
    return sum(judge(word) for word in words) / len(words)


def _well_cased(word: str) -> bool:
    """Capitals stand at the beginning of a part, or throughout."""
    parts = [part for part in re.split(r"[-.'’]", word) if part]
    return all(part.isupper() or part[1:] == part[1:].lower() for part in parts)


def _cyrillic(word: str) -> float:
    letters = [c for c in word if c.isalpha()]
    if not letters or any(not (c.isalpha() or c in "-.'’«»№—–") for c in word):
        return 0.0
    russian = sum("а" <= c <= "я" or "А" <= c <= "Я" or c in "ёЁ" for c in letters)
    other = sum(c in "іїєґўІЇЄҐЎјљњћђџЈЉЊЋЂЏ" for c in letters)
    if russian + other < len(letters) or not _well_cased(word):
        return 0.0
    if len(letters) > 3:
        vowels = sum(c in "аеёиоуыэюяіїєАЕЁИОУЫЭЮЯІЇЄ" for c in letters)
        if not 0.18 <= vowels / len(letters) <= 0.75:
            return 0.0
    return 1.0 if len(letters) > 1 and other * 2 <= len(letters) else 0.5


def _latin(word: str, accents: str, rare: str) -> float:
    letters = [c for c in word if c.isalpha()]
    if not letters or any(not (c.isalpha() or c in "-.'’“”„‘–—…€«»_+") for c in word):
        return 0.0
    beyond = [c for c in letters if not c.isascii()]
    if not beyond:
        return 0.7
    if not _well_cased(word) or (len(beyond) * 2 > len(letters) and len(letters) > 3):
        return 0.0
    usual = sum(c in accents for c in beyond) - 0.5 * sum(c in rare for c in beyond)
    return max(0.0, usual / len(beyond))


def _western(word: str) -> float:
    rare = "" if any(c in "áíúæÁÍÚÆ" for c in word) else "ðþýÐÞÝ"
    accents = "äöüßéèêëàâáãåæçîïíìôóòõøœûùúñÿÄÖÜÉÈÊËÀÂÁÃÅÆÇÎÏÍÔÓÒÕØŒÛÙÚÑšžŠŽðþýÐÞÝ"
    return _latin(word, accents, rare)


def _central(word: str) -> float:
    return 0.99 * _latin(
        word, "ąćęłńóśźżĄĆĘŁŃÓŚŹŻčďěňřšťůžýáéíúČĎĚŇŘŠŤŮŽÁÉÍÚőűŐŰöüäßÖÜÄđĐăâîșțşţľĺŕôĽëç", ""
    )


def _turkish(word: str) -> float:
    return 0.98 * _latin(word, "çğıöşüâîûÇĞİÖŞÜäßéÄ", "")


_LATIN = {"cp1252": _western, "cp1250": _central, "cp1254": _turkish}


def _chinese(word: str) -> float:
    beyond = [c for c in word if ord(c) > 0x7F]
    score = 0.0
    for char in beyond:
        pair = char.encode("gb2312", "ignore")
        if len(pair) == 2 and 0xB0 <= pair[0] <= 0xD7:
            score += 1.0  # level 1: the 3,755 commonest
        elif len(pair) == 2 and (pair[0] <= 0xA3 or pair[0] >= 0xD8):
            score += 0.6
    ascii_letters = sum(c.isascii() and c.isalpha() for c in word)
    return 0.97 * max(0.0, score - 0.5 * ascii_letters) / len(beyond)


def _japanese(word: str) -> float:
    beyond = [c for c in word if ord(c) > 0x7F]
    score = 0.0
    for char in beyond:
        pair = char.encode("cp932", "ignore")
        if "\u3041" <= char <= "\u30ff":
            score += 1.0  # kana
        elif len(pair) == 2 and 0x88 <= pair[0] <= 0x97:
            score += 0.95  # level 1
        elif len(pair) == 2 and pair[0] < 0xA0:
            score += 0.4
    ascii_letters = sum(c.isascii() and c.isalpha() for c in word)
    return 0.96 * max(0.0, score - 0.5 * ascii_letters) / len(beyond)
