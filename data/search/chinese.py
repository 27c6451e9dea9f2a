"""How Chinese syllables are written in Taiwan and in old books: Wade-Giles, from pinyin.

The scheme is H. A. Giles's (*A Chinese-English Dictionary*, 1892), as passports and libraries use
it: without its apostrophes, hyphens and dots, which nobody types.
"""

import re

_WHOLE = {
    "zhi": "chih", "chi": "chih", "shi": "shih", "ri": "jih", "zi": "tzu", "ci": "tzu", "si": "ssu",
    "yi": "i", "you": "yu", "ye": "yeh", "yan": "yen", "yong": "yung", "yue": "yueh", "er": "erh",
    "ge": "ko", "ke": "ko", "he": "ho", "e": "o",
}  # fmt: skip
_INITIALS = {
    "zh": "ch", "ch": "ch", "sh": "sh", "b": "p", "d": "t", "g": "k", "j": "ch", "q": "ch",
    "x": "hs", "z": "ts", "c": "ts", "r": "j",
}  # fmt: skip
_FINALS = {"ong": "ung", "iong": "iung", "ian": "ien", "ie": "ieh", "ue": "ueh"}
_KEEPS_UO = ("k", "h", "sh")
_SYLLABLE = re.compile("(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]?)(.*)")


def wade_giles(pinyin: str) -> str:
    """One syllable of pinyin, without its tone, as Wade-Giles writes it."""
    if pinyin in _WHOLE:
        return _WHOLE[pinyin]
    found = _SYLLABLE.fullmatch(pinyin)
    if found is None:
        return pinyin
    initial, final = _INITIALS.get(found[1], found[1]), _FINALS.get(found[2], found[2])
    if final == "uo" and initial not in _KEEPS_UO:
        final = "o"
    if final == "ui" and initial == "k":
        final = "uei"
    return initial + final
