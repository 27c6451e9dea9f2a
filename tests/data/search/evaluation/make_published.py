"""Make published.tsv: names and romanisations that nobody wrote for Pennant.

- Names come from Faker's lists (MIT; install it by hand), romanised by the transforms of Unicode
  CLDR as ICU's ``uconv`` carries them out (Unicode licence; Debian package icu-devtools). Arabic,
  Persian and Thai are left out: CLDR writes the former without vowels, the latter letter by
  letter (ISO 11940), and nobody types that.
- Japanese names come with their romaji in Faker.
- spellings.tsv: surnames with the spellings their bearers use, from sigpwned's
  popular-names-by-country-dataset (CC0, after Wikipedia's lists); those of background.tsv left out.
- nicknames.tsv: short facts from lists written for people, each with its source; two letters are
  typed with the surname, and so is every third nickname.

Drawn with a fixed seed. Run: ``python tests/data/search/evaluation/make_published.py``
"""

import hashlib
import random
import re
import subprocess
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).parent
SEED = 20261122
OF_EACH = 12
TRANSFORMS = (
    ("ru_RU", "Russian-Latin/BGN"),
    ("uk_UA", "Ukrainian-Latin/BGN"),
    ("bg_BG", "Bulgarian-Latin/BGN"),
    ("mk_MK", "Macedonian-Latin/BGN"),
    ("el_GR", "Greek-Latin/UNGEGN"),
    ("el_GR", "Greek-Latin/BGN"),
    ("ka_GE", "Georgian-Latin/BGN"),
    ("hy_AM", "Armenian-Latin/BGN"),
    ("zh_CN", "Han-Latin/Names"),
    ("zh_TW", "Han-Latin/Names"),
    ("ko_KR", "Hangul-Latin"),
    ("hi_IN", "Devanagari-Latin"),
    ("ne_NP", "Devanagari-Latin"),
    ("bn_BD", "Bengali-Latin"),
    ("ta_IN", "Tamil-Latin"),
)
UNSPACED = {"zh_CN", "zh_TW", "ko_KR"}
LOCALES = {
    "IL": "he_IL", "IN": "hi_IN", "NP": "ne_NP", "BD": "bn_BD", "GE": "ka_GE", "KR": "ko_KR",
    "JP": "ja_JP", "KZ": "ru_RU",
}  # fmt: skip
SURNAMES = {
    "ru": "Вересаев Тюльпанов Жаворонков Пересветов Зимородов Ладыженский",
    "bg": "Кърджиев Чапкънов Бояджиев Търновски",
    "nl": "Terpstra Hoogendoorn Zuiderveld",
    "es": "Zubizarreta Quintanilla Echeverría Mondragón Villalobos",
    "fr": "Vauquelin Taillefer Boisseau Rochambeau Grandjean",
    "en": "Thistlewood Ravenscroft Pickersgill Underhill Wolstenholme",
    "de": "Zwirnmann Kupferschmidt Nachtigall Brandstetter Ziegenhagen",
    "pl": "Trzciński Wróblewicz Przybylski",
}

NOT_NAME = re.compile(r"[.()\[\]\d]+")

Row = tuple[str, str, str, str]


def rows(name: str) -> list[list[str]]:
    """The lines of a table beside this file, as cells."""
    return [line.split("\t") for line in (HERE / name).read_text("utf-8").splitlines()]


def latin(transform: str, texts: list[str]) -> list[str]:
    """Texts by one of ICU's transforms, then without accents, in small letters."""
    command = ["uconv", "-f", "utf8", "-t", "utf8", "-x", f"{transform}; Latin-ASCII"]
    text = "\n".join(texts).encode()
    done = subprocess.run(command, input=text, capture_output=True, check=True)
    lines = done.stdout.decode().lower().replace('"', "").splitlines()  # the hard sign
    return [" ".join(line.split()) for line in lines]


def drawn(locale: str, rng: random.Random) -> tuple[str, str]:
    """A first name and a surname of one of Faker's locales, without titles or brackets."""
    faker = import_module("faker").Faker(locale)  # not among the things that Pennant needs
    faker.seed_instance(rng.randrange(2**32))
    first = NOT_NAME.sub("", faker.first_name())
    return first, NOT_NAME.sub("", faker.last_name())


def romanised() -> Iterator[Row]:
    """Names of Faker by the transforms of CLDR."""
    for locale, transform in TRANSFORMS:
        rng = random.Random(f"{SEED} {locale} {transform}")
        names = [drawn(locale, rng) for _ in range(OF_EACH)]
        first = latin(transform, [name[0] for name in names])
        last = latin(transform, [name[1] for name in names])
        for at, (given, surname) in enumerate(names):
            listed = f"{surname}{given}" if locale in UNSPACED else f"{given} {surname}"
            together, family = first[at].replace(" ", ""), last[at].replace(" ", "")
            ways = (f"{together} {family}", f"{family} {together}", family, together)
            if locale in UNSPACED:  # one syllable is the name of a tenth of the list
                ways = (*ways[:2], f"{family} {first[at]}", together)
            yield listed, ways[at % 4], "script", f"Faker {locale}; CLDR {transform}"


def japanese() -> Iterator[Row]:
    """Kanji as Faker reads them."""
    rng = random.Random(f"{SEED} ja")
    known = import_module("faker.providers.person.ja_JP").Provider
    for number in range(2 * OF_EACH):
        given = rng.choice(known.first_name_pairs)
        surname = rng.choice(list(known.last_name_pairs))
        first, last = given[2].lower(), surname[2].lower()
        typed = (f"{first} {last}", f"{last} {first}", last, first)[number % 4]
        yield f"{surname[0]} {given[0]}", typed, "script", "Faker ja_JP, its romaji"


def spelled() -> Iterator[Row]:
    """Surnames as their bearers spell them, some with the first name before."""
    rng = random.Random(f"{SEED} spellings")
    for country, surname, spellings in rows("spellings.tsv")[1:]:
        given = drawn(LOCALES[country], rng)[0]
        (first,) = latin("Hangul-Latin", [given]) if country == "KR" else ("",)
        listed = f"{surname}{given}" if country == "KR" else f"{given} {surname}"
        if country == "JP":
            listed = f"{surname} {given}"
        for spelling in spellings.split():
            (plain,) = latin("NFC", [spelling])
            typed = f"{plain} {first.replace(' ', '')}" if first else plain
            yield listed, typed, "script", f"popular-names-by-country-dataset (CC0), {country}"


def nicknames() -> Iterator[Row]:
    """Nicknames alone or with the surname; all of one formal name are one guest's."""
    number = 0
    for language, formal, short, source in rows("nicknames.tsv")[1:]:
        pool = SURNAMES[language].split()
        surname = pool[hashlib.sha256(f"{language} {formal}".encode()).digest()[0] % len(pool)]
        (typed_surname,) = latin("Russian-Latin/BGN", [surname])
        for nickname in short.split():
            number += 1
            alone = len(nickname) > 2 and number % 3
            typed = nickname if alone else f"{nickname} {typed_surname}"
            yield f"{formal} {surname}", typed, "nickname", source


def main() -> None:
    """Write published.tsv."""
    found = dict.fromkeys((*romanised(), *japanese(), *spelled(), *nicknames()))
    lines = ["listed\ttyped\tkind\tsource", *("\t".join(row) for row in found)]
    (HERE / "published.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
