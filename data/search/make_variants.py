"""Make ``tables/variants.tsv``: how else a name is written, where no rule of ours tells.

From the names of persons that rigour (MIT) gathers from Wikidata (CC0), in groups of one name in
many spellings and scripts. What the search finds by its spelling or its sound is left out. Run by
hand after a new version: ``python -m data.search.make_variants RIGOUR``, the folder of the
unpacked package rigour 1.8.2 from PyPI. See tables/SOURCES.md.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import OSA, Indel

from data.search.folding import fold_word, is_han
from data.search.likeness import slips_allowed
from data.search.readings import aloud, readings_of
from data.search.sounds import Sound, sounds_of
from data.search.variants import variant_key

TABLE = Path(__file__).parent / "tables" / "variants.tsv"
_NAMES = Path("rigour") / "data" / "names" / "persons.txt"
_FAMILY = ("姓", "氏")  # "the family of"
_INSIDE_A_NAME = frozenset("'’ʻʼ‘-")
_BOPOMOFO = re.compile("[\u3100-\u312f]")  # a school's script, on no list
_MIN_SLIPPED = 5
_SHORT_SKELETON = 2  # sounds that many names share
_MOST_SLIPS = 2
_ALIKE = 0.6  # of what sounds so; below, the search may find too many others before
_MOST_FORMS = 48


@dataclass(frozen=True, slots=True)
class _Form:
    """One way to write a name."""

    text: str
    key: str
    sounds: tuple[Sound, ...]


def variant_lines(lines: Iterable[str]) -> list[bytes]:
    """``key``, then the forms that whoever types something with this key may mean."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for line in lines:
        forms = [_form(text) for text in _usable(line)]
        typed_so = [form for form in forms if not is_han(form.text[0])]
        for listed in _listed_so(forms):
            for key in {variant_key(one.text) for one in typed_so if not _found(one, listed)}:
                found[key][listed.text] = found[key].get(listed.text, 0) + 1
    return sorted(
        f"{key}\t{' '.join(_usual_first(forms))}\n".encode() for key, forms in found.items() if key
    )


def _usable(line: str) -> Iterator[str]:
    """The single words of a group that are letters of one name and nothing else."""
    forms = line.rpartition(" => ")[0].split(", ")
    for form in dict.fromkeys(forms):
        letters = all(char.isalpha() or char in _INSIDE_A_NAME for char in form)
        family = form.endswith(_FAMILY) and form[:-1] in forms
        spelt = form[:1] and not _BOPOMOFO.match(form) and (len(form) > 1 or is_han(form))
        if letters and not family and spelt:
            yield form


def _listed_so(forms: Sequence[_Form]) -> list[_Form]:
    """Those worth finding, each key once; of one Han character, which each part of China and its
    neighbours reads in another way, only the character: Chan may be 陈 but is not Tan.
    """
    han = [form for form in forms if is_han(form.text[0])]
    if any(len(form.text) == 1 for form in han):
        return han
    return [*han, *{form.key: form for form in forms if not is_han(form.text[0])}.values()]


def _form(text: str) -> _Form:
    readings = readings_of(text)
    sounds = (one for way in aloud(text[0], readings) for one in sounds_of(way))
    return _Form(text, fold_word(text), tuple(sounds))


def _found(typed: _Form, listed: _Form) -> bool:
    """Whether the search finds what is listed by its spelling or by its sound."""
    if not typed.key or not listed.key or listed.key.startswith(typed.key):
        return True
    han = is_han(listed.text[0])  # a character has short names, and many have them
    slips = 0 if han else min(slips_allowed(len(typed.key)), _MOST_SLIPS)
    if len(typed.key) >= _MIN_SLIPPED and OSA.distance(typed.key, listed.key) <= slips:
        return True
    return any(
        one.skeleton == other.skeleton
        and Indel.normalized_similarity(one.spoken, other.spoken)
        >= (1.0 if han or len(one.skeleton) <= _SHORT_SKELETON else _ALIKE)
        for one in typed.sounds
        for other in listed.sounds
    )


def _usual_first(forms: dict[str, int]) -> Sequence[str]:
    return sorted(forms, key=lambda form: (-forms[form], form))[:_MOST_FORMS]


def main() -> None:
    """Write the table."""
    with (Path(sys.argv[1]) / _NAMES).open(encoding="utf-8") as file:
        lines = variant_lines(file)
    TABLE.write_bytes(b"\n" + b"".join(lines))


if __name__ == "__main__":
    main()
