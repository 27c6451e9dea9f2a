"""Make ``names.txt.gz``: how CLDR calls every country, in every language Babel knows.

Run it by hand after a new Babel or a change of the tables: ``python -m data.countries.make_names``.
Source: Unicode CLDR (Unicode licence) as shipped by Babel.
"""

import gzip
from collections import Counter, defaultdict
from pathlib import Path

from babel import Locale, localedata
from rapidfuzz import process
from rapidfuzz.distance import OSA

from data.countries.codes import all_codes
from data.countries.folding import fold_country

# Where two languages use one word for two countries, the earlier language is right.
_FIRST = ("en", "de", "ru", "fr", "es", "it", "pt", "pl", "tr", "nl", "zh", "zh_Hant", "ja", "ko",
          "uk", "ar", "he", "fa", "hi", "el", "cs", "hu", "ro", "sv", "da", "nb", "fi")  # fmt: skip
# Languages that say "England" for the whole kingdom: England is a code of its own here.
_ENGLAND = ("engl", "angl", "ange", "angi", "angɛ", "aglin", "ingl", "ingil", "англ", "እንግ")
_SHORT = 3
_MINOR_WEIGHT = 2**12  # more than all the minor languages together
_FEW = 3  # votes of minor languages that a likeness to a main language outweighs


def _keys(name: str, is_main: bool) -> str | None:
    """The key of a name. Short ones keep their accents, or Áo (Austria) would be AO."""
    key = fold_country(name)
    if len(key) > _SHORT or not key.isascii():
        return key
    plain = name.casefold()
    return plain if is_main or not plain.isascii() else None


def collect_names() -> dict[str, list[str]]:
    """The sorted keys of every code, each key under one code only."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    wanted = set(all_codes())
    locales = sorted(set(localedata.locale_identifiers()) - set(_FIRST))
    for place, identifier in enumerate((*_FIRST, *locales)):
        is_main = place < len(_FIRST)
        weight = 2 ** (40 - place) if is_main else 1
        for code, name in Locale.parse(identifier).territories.items():
            key = _keys(name, is_main) if code in wanted else None
            if key is None or (code == "GB" and key.startswith(_ENGLAND)):
                continue
            if key == code.casefold():
                continue  # no translation, only the code again
            votes[key][code] += weight
    _drop_near_misses(votes)
    names: dict[str, list[str]] = defaultdict(list)
    for key in sorted(votes):
        names[votes[key].most_common(1)[0][0]].append(key)
    return dict(sorted(names.items()))


def _drop_near_misses(votes: dict[str, Counter[str]]) -> None:
    """Leave out what looks like a slip in a language people use here: Nigera is not Niger."""
    main: dict[int, dict[str, str]] = defaultdict(dict)
    for key, counted in votes.items():
        code, weight = counted.most_common(1)[0]
        if weight > _MINOR_WEIGHT and key.isascii():
            main[len(key)][key] = code
    for key in [key for key in votes if len(key) > _SHORT and key.isascii()]:
        code, weight = votes[key].most_common(1)[0]
        if weight > _FEW:
            continue
        near = {**main[len(key) - 1], **main[len(key)], **main[len(key) + 1]}
        alike = process.extract(key, list(near), scorer=OSA.distance, score_cutoff=1, limit=None)
        if {near[found] for found, _, _ in alike} - {code}:
            del votes[key]


def write_names(target: Path) -> None:
    """Write the index: a line a code, tab-separated, its keys after it."""
    lines = "".join("\t".join((code, *keys)) + "\n" for code, keys in collect_names().items())
    target.write_bytes(gzip.compress(lines.encode(), 9, mtime=0))


if __name__ == "__main__":
    write_names(Path(__file__).with_name("names.txt.gz"))
