"""Make pairs.tsv: names as a list may have them, and what is typed to find them.

From the published tables beside this file and nothing of the search itself:
- tables/: romanisations, one column each (the header names the standard), applied to names.tsv.
  ``^`` before a letter: at the beginning of a word; ``~`` before: after a vowel; ``~`` after:
  before a vowel. ``-`` is nothing.
- layouts.tsv: keyboard layouts as xkeyboard-config (MIT) draws them, key by key.
- handmade.tsv: single pairs, each with its source.
- published.tsv: pairs that nobody wrote for Pennant (see make_published.py).
- Slips are drawn from the QWERTY neighbours of a letter with a fixed seed.

Run: ``python tests/data/search/evaluation/make_pairs.py``
"""

import csv
import hashlib
import random
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

HERE = Path(__file__).parent
VOWELS = frozenset("аеёиоуыэюяіїє")
QWERTY = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
SLIPS = 110
TONOS = "\u0301"

Pair = tuple[str, str, str, str]


def rows(name: str) -> list[list[str]]:
    """The lines of a table beside this file, as cells."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def romanised(word: str, letters: Sequence[tuple[str, str]]) -> str:
    """A word by one column of a table; the longest and most particular letter wins."""
    word = word.lower()
    out = ""
    at = 0
    while at < len(word):
        for pattern, roman in sorted(letters, key=lambda pair: -len(pair[0])):
            bare = pattern.strip("^~")
            if not word.startswith(bare, at):
                continue
            if pattern[0] == "^" and at > 0:
                continue
            if pattern[0] == "~" and (at == 0 or word[at - 1] not in VOWELS):
                continue
            if pattern[-1] == "~" and word[at + len(bare) : at + len(bare) + 1] not in VOWELS:
                continue
            out += roman.replace("-", "")
            at += len(bare)
            break
        else:
            raise ValueError(f"{word}: no letter of the table at {at}")
    return out


def cut(words: Sequence[str], number: int) -> str:
    """What is typed of a name: all, one of its words, or all the other way round."""
    return (" ".join(words), words[-1], words[0], " ".join(reversed(words)))[number % 4]


def script_pairs() -> Iterator[Pair]:
    """Every name of names.tsv by every column of its table."""
    number = 0
    for table, name in rows("tables/names.tsv")[1:]:
        head, *body = rows(f"tables/{table}.tsv")
        plain = "".join(c for c in unicodedata.normalize("NFD", name.lower()) if c != TONOS)
        words = unicodedata.normalize("NFC", plain).split()
        for column, system in enumerate(head[1:], start=1):
            letters = [(line[0], line[column]) for line in body]
            typed = [romanised(word, letters) for word in words]
            yield name, cut(typed, number), "script", f"{table}, {system}"
            number += 1
        number += 1


def layout_pairs() -> Iterator[Pair]:
    """Names typed while another layout was active than the one meant."""
    keys = {line[0]: line[1].split() for line in rows("layouts.tsv")}
    by_table = {"russian": "ru", "ukrainian": "uk", "greek": "gr"}
    meant = [(name, by_table[t]) for t, name in rows("tables/names.tsv")[1:] if t in by_table]
    meant += [("דוד אבידן", "he"), ("רחל ינאית", "he"), ("שמואל הנגיד", "he"), ("נעמי שמר", "he")]
    meant += [
        ("سامي القيسي", "ar"),
        ("زينب الشمري", "ar"),
        ("هدى فتحي", "ar"),
        ("نزار قباني", "ar"),
    ]
    for number, (name, layout) in enumerate(meant):
        typed = cut(switched(name, keys[layout], keys["us"]).split(), number)
        yield name, typed, "layout", f"xkeyboard-config, us for {layout}"
    latin = ["Winifred Quayle", "Zachary Mayhew", "Aziza Marquez", "Yolanda Zamzow", "Kim Waverly"]
    layouts = ("ru", "uk", "de", "fr", "gr", "he", "ar")
    for number, layout in enumerate(layouts * 5):
        name = latin[number % 5]
        typed = cut(switched(name, keys["us"], keys[layout]).split(), number // 5)
        yield name, typed, "layout", f"xkeyboard-config, {layout} for us"
    for name, layout in (("Mazur Quincy", "de"), ("Zoltán Mayr", "fr"), ("Käthe Jäger", "de")):
        typed = switched(name, keys[layout], keys["us"])
        yield name, typed, "layout", f"xkeyboard-config, us for {layout}"


def switched(text: str, meant: Sequence[str], active: Sequence[str]) -> str:
    """What appears when the keys of one layout are pressed while another is active."""
    out = ""
    for char in unicodedata.normalize("NFC", text.lower()):
        plain = unicodedata.normalize("NFD", char)
        if char in meant:
            out += active[meant.index(char)]
        elif TONOS in plain and plain[0] in meant and "΄" in meant:  # a dead key of its own
            out += active[meant.index("΄")] + active[meant.index(plain[0])]
        else:
            out += char if char == " " else plain[0]
    return out


def slip(word: str, rng: random.Random) -> str:
    """A word with one slip of the fingers."""
    at = rng.randrange(len(word))
    match rng.choice(("neighbour", "swap", "omit", "twice")):
        case "neighbour":
            row = next(row for row in QWERTY if word[at] in row)
            place = row.index(word[at])
            return word[:at] + row[place - 1 if place else 1] + word[at + 1 :]
        case "swap":
            at = min(at, len(word) - 2)
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        case "omit":
            return word[:at] + word[at + 1 :]
        case _:
            return word[:at] + rng.choice("aeinrst") + word[at:]


def slip_pairs() -> Iterator[Pair]:
    """Latin names with one slip in a short word (from four letters), two from eight on."""
    rng = random.Random(20261122)
    names = [line[0] for line in rows("handmade.tsv")[1:]]
    latin = sorted({name for name in names if name.isascii() and len(name.split()) == 2})
    usable = [n for n in latin if all(w.isalpha() and len(w) >= 4 for w in n.split())]
    for number, name in enumerate(rng.sample(usable, min(SLIPS, len(usable)))):
        first, last = name.lower().split()
        wrong = last
        while wrong == last:
            wrong = slip(last, rng)
        if len(last) >= 8:
            wrong = slip(wrong, rng)
        typed = (wrong, f"{first} {wrong}", f"{wrong} {first}")[number % 3]
        yield name, typed, "slip", "QWERTY neighbours, seed 20261122"


def half_of(listed: str) -> str:
    """The half a name is in: all its pairs together, so that tuning sees none of the others."""
    return ("tuning", "held-out")[hashlib.sha256(listed.encode()).digest()[0] & 1]


def all_pairs() -> Iterator[Pair]:
    """Every pair of every kind."""
    yield from script_pairs()
    for name in ("handmade.tsv", "published.tsv"):
        yield from ((line[0], line[1], line[2], line[3]) for line in rows(name)[1:])
    yield from slip_pairs()
    yield from layout_pairs()


def main() -> None:
    """Write pairs.tsv."""
    lines = ["half\tkind\tlisted\ttyped\tsource"]
    for listed, typed, kind, source in dict.fromkeys(all_pairs()):
        lines.append("\t".join((half_of(listed), kind, listed, typed, source)))
    (HERE / "pairs.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
