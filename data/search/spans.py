"""Which letters of a name are the ones that were typed, also across scripts."""

import unicodedata
from collections.abc import Sequence

from data.search.folding import Part, fold_letter, heard, spell_out, squeeze, take_apart

Span = tuple[int, int]
"""Start and end in the original text, in Python's characters."""


def matched_spans(name: str, words: Sequence[Sequence[str]]) -> tuple[Span, ...]:
    """Where the words of a query stand in a name, in the name's order, overlaps joined.

    ``words``: each word in its possible spellings, folded (see ``folding.query_words``). Words
    that stand nowhere in the name are left out; two words never take the same part.
    """
    name = heard(name)
    parts = take_apart(name)
    free = set(range(len(parts)))
    spans: list[Span] = []
    for spellings in sorted(words, key=lambda word: -len(word[0])):
        found = _place(name, parts, sorted(free), spellings)
        if found is not None:
            at, span = found
            spans.append(span)
            free -= {i for i in free if i == at or span[0] <= parts[i].start < span[1]}
    return joined(spans)


def _place(
    name: str, parts: Sequence[Part], free: list[int], spellings: Sequence[str]
) -> tuple[int, Span] | None:
    """The first free part where a word begins; a part that is the whole word comes first."""
    begun: tuple[int, Span] | None = None
    for at in free:
        last = at
        while last + 1 < len(parts) and parts[last + 1].group == parts[at].group:
            last += 1
        for spelling in spellings:
            for spelled_out in (False, True):
                end = _end_of(name, parts[at].start, parts[last].end, spelling, spelled_out)
                if end is None:
                    continue
                if any(part.end == end for part in parts[at : last + 1]):
                    return at, (parts[at].start, end)
                begun = begun or (at, (parts[at].start, end))
    return begun


def _end_of(name: str, start: int, stop: int, spelling: str, spelled_out: bool) -> int | None:
    """Where in ``name[start:stop]`` the letters of ``spelling`` end, if it begins with them."""
    letters = ""
    at = start
    while at < stop and len(letters) < len(spelling):
        char = spell_out(name[at]) if spelled_out else name[at]
        letters = squeeze(letters + "".join(map(fold_letter, char)))
        at += 1
    if not spelling or not letters.startswith(spelling):
        return None
    while at < stop and unicodedata.category(name[at])[0] == "M":
        at += 1
    silent = at  # letters that add nothing, to the end of the word: the й of Дмитрий
    while silent < stop and name[silent].isalnum():
        if squeeze(letters + fold_letter(name[silent])) != letters:
            return at
        silent += 1
    return silent


def joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans in order, those that touch made one."""
    together: list[Span] = []
    for start, end in sorted(spans):
        if together and start <= together[-1][1]:
            together[-1] = (together[-1][0], max(end, together[-1][1]))
        else:
            together.append((start, end))
    return tuple(together)
