"""Which fonts to try for a text, best first.

The same Chinese letter is shaped differently in China, Taiwan, Japan and Korea, and a font for one
country prints the others' names in a foreign hand; so the letters and then the guest's countries
choose. Qt goes on to any other font of the system where all of these lack a letter.
"""

import unicodedata
from collections.abc import Iterable

# Not Inter Display: in its release 4 the circumflex of ồ and ễ runs into the letter below.
LATIN = (
    "Inter",
    "SF Pro Display",
    "Segoe UI",
    "Helvetica Neue",
    "Noto Sans",
)
LAST = ("DejaVu Sans",)
JAPANESE = ("Noto Sans CJK JP", "Noto Sans JP", "Yu Gothic UI", "Meiryo", "Hiragino Sans")
KOREAN = ("Noto Sans CJK KR", "Noto Sans KR", "Malgun Gothic", "Apple SD Gothic Neo")
TRADITIONAL = ("Noto Sans CJK TC", "Noto Sans TC", "Microsoft JhengHei", "PingFang TC")
HONG_KONG = ("Noto Sans CJK HK", "Noto Sans HK", "Microsoft JhengHei", "PingFang HK")
SIMPLIFIED = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Microsoft YaHei",
    "PingFang SC",
    "WenQuanYi Micro Hei",
)
BY_COUNTRY = {
    "JP": JAPANESE,
    "KR": KOREAN,
    "KP": KOREAN,
    "TW": TRADITIONAL,
    "HK": HONG_KONG,
    "MO": HONG_KONG,
    "CN": SIMPLIFIED,
    "SG": SIMPLIFIED,
}
# By the first word of a letter's Unicode name, for scripts in which a general font also has letters
# of a lesser hand.
BY_SCRIPT = {
    "ARABIC": ("Noto Sans Arabic", "Segoe UI", "Geeza Pro"),
    "HEBREW": ("Noto Sans Hebrew", "Segoe UI", "Arial Hebrew"),
    "ARMENIAN": ("Noto Sans Armenian", "Segoe UI", "Mshtakan"),
    "GEORGIAN": ("Noto Sans Georgian", "Segoe UI", "Helvetica Neue"),
    "THAI": ("Noto Sans Thai", "Leelawadee UI", "Thonburi"),
    "DEVANAGARI": ("Noto Sans Devanagari", "Nirmala UI", "Kohinoor Devanagari"),
    "HIRAGANA": JAPANESE,
    "KATAKANA": JAPANESE,
    "HANGUL": KOREAN,
}


def families_for(text: str, countries: Iterable[str] = ()) -> tuple[str, ...]:
    """Font families for ``text``, in the order in which to try them."""
    scripts = {unicodedata.name(c, "").partition(" ")[0] for c in text}
    chosen: list[str] = list(LATIN)
    for script, families in BY_SCRIPT.items():
        if script in scripts:
            chosen += families
    if "CJK" in scripts:
        for country in countries:
            chosen += BY_COUNTRY.get(country, ())
    if scripts & {"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "IDEOGRAPHIC"}:
        chosen += SIMPLIFIED
    return tuple(dict.fromkeys((*chosen, *LAST)))
