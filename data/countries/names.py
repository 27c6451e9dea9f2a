"""What countries and their people are called, and in which language."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType

from babel import Locale, UnknownLocaleError

from data.countries.codes import is_code, read_table
from data.countries.folding import fold_country


@dataclass(frozen=True, slots=True)
class NameTable:
    """Folded names, demonyms and aliases -> code."""

    sure: Mapping[str, str]
    likely: Mapping[str, str]  # one word for several countries, with the likeliest of them


@cache
def name_table() -> NameTable:
    """All the names, read on first use (about 30,000 keys).

    Our own tables outweigh CLDR, and a name outweighs a demonym.
    """
    sure: dict[str, str] = {}
    likely: dict[str, str] = {}
    for code, *forms in read_table("demonyms.tsv"):
        for cell in forms:
            for form in cell.split("/"):
                sure.setdefault(fold_country(form), code)
    packed = files("data.countries").joinpath("names.txt.gz").read_bytes()
    for line in gzip.decompress(packed).decode().splitlines():
        code, *keys = line.split("\t")
        sure.update(dict.fromkeys(keys, code))
    for code, _, name in read_table("nations.tsv"):
        sure[fold_country(name)] = code
    for code, certain, names in read_table("aliases.tsv"):
        for name in names.split("/"):
            if certain == "yes":
                sure[fold_country(name)] = code
            else:
                likely[fold_country(name)] = code
    for key in likely:
        sure.pop(key, None)
    return NameTable(MappingProxyType(sure), MappingProxyType(likely))


@cache
def _nations() -> Mapping[tuple[str, str], str]:
    """(code, locale) -> name, for the nations that CLDR has only as parts of a kingdom."""
    return {(code, locale): name for code, locale, name in read_table("nations.tsv")}


@lru_cache(maxsize=64)
def _territories(locale: str) -> Mapping[str, str]:
    try:
        found: Mapping[str, str] = Locale.parse(locale.replace("-", "_")).territories
    except (UnknownLocaleError, ValueError):
        found = Locale.parse("en").territories
    return found


def country_name(code: str, locale: str = "en") -> str:
    """The country's name in a language (BCP 47 or POSIX locale, "de", "pt-BR", "zh_Hant").

    Falls back on English for a language that has no name for it, and on the code itself for
    what is no code of ours.
    """
    if not is_code(code):
        return code
    nations = _nations()
    identifier = locale.replace("-", "_")
    for asked in (identifier, identifier.split("_")[0], "en"):
        name = nations.get((code, asked)) or _territories(asked).get(code)
        if name:
            return name
    return code
