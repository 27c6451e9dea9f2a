"""Which codes there are, in which spellings, and their flags as emoji."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

_BLACK_FLAG = "\U0001f3f4"
_CANCEL_TAG = "\U000e007f"
_REGIONAL_A = 0x1F1E6
_TAG_BASE = 0xE0000

FLAG = re.compile(
    "[\U0001f1e6-\U0001f1ff]{2}|" + _BLACK_FLAG + "[\U000e0061-\U000e007a]+" + _CANCEL_TAG
)
"""One flag emoji: two regional indicators, or a black flag with a tag sequence (UTS #51)."""


@dataclass(frozen=True, slots=True)
class CodeTable:
    """Every code of ours, and every other code that means one of them."""

    codes: tuple[str, ...]
    spellings: Mapping[str, str]  # "DE", "DEU", "GER" -> "DE"


def read_table(name: str) -> list[list[str]]:
    """The rows of one of our tab-separated tables, without its header."""
    text = files("data.countries").joinpath("tables", name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()[1:]]


@cache
def code_table() -> CodeTable:
    """The table of codes: ISO 3166-1, then the codes of the IOC, FIFA and others.

    Where a sports code means another country in ISO 3166-1 alpha-3 (BRN), ISO wins.
    """
    rows = read_table("codes.tsv")
    spellings: dict[str, str] = {}
    for code, alpha3, other in rows:
        for spelling in (*other.split("/"), alpha3, code):
            if spelling:
                spellings[spelling] = code
    return CodeTable(tuple(row[0] for row in rows), MappingProxyType(spellings))


def all_codes() -> tuple[str, ...]:
    """All codes: ISO 3166-1 alpha-2, XK, EU, UN, GB-ENG, GB-SCT, GB-WLS, GB-NIR; sorted."""
    return code_table().codes


def is_code(code: str) -> bool:
    """Whether ``code`` is exactly one of ``all_codes``."""
    return code_table().spellings.get(code) == code


def flag_emoji(code: str) -> str:
    """The flag emoji of a code; empty for what is no code of ours."""
    if not is_code(code):
        return ""
    if len(code) == 2:
        return "".join(chr(_REGIONAL_A + ord(letter) - ord("A")) for letter in code)
    tags = "".join(chr(_TAG_BASE + ord(char)) for char in code.replace("-", "").lower())
    return _BLACK_FLAG + tags + _CANCEL_TAG


def code_of_flag(emoji: str) -> str | None:
    """The code of one flag emoji as ``FLAG`` finds it; None for a flag of nothing we know."""
    if emoji[0] == _BLACK_FLAG:
        letters = "".join(chr(ord(tag) - _TAG_BASE) for tag in emoji[1:-1]).upper()
        spelled = f"{letters[:2]}-{letters[2:]}"
    else:
        spelled = "".join(chr(ord(char) - _REGIONAL_A + ord("A")) for char in emoji)
    if spelled == "UK":
        return "GB"
    return spelled if is_code(spelled) else None
