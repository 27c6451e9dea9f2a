"""Which words of a name are the ones meant, where not the same letters were typed."""

from collections.abc import Iterable, Sequence

from rapidfuzz.distance import OSA, Indel

from data.search.folding import fold_word
from data.search.nicknames import Formal, formal_names, likely_formal_names, nicknames_of
from data.search.readings import aloud, readings_of
from data.search.sounds import Sound, sounds_of
from data.search.spans import Span, joined
from data.search.variants import written_otherwise
from data.search.words import Word, words_of

_LEAST = 0.4


def likely_spans(name: str, typed: Sequence[str]) -> tuple[Span, ...] | None:
    """The word of ``name`` that each word typed is most like, as whole words, each once.

    None where a word typed has no word of the name left to be.
    """
    free = list(words_of(name))
    spans: list[Span] = []
    for word in sorted(typed, key=len, reverse=True):
        folded = fold_word(word)
        others = (*formal_names(word), *likely_formal_names(word), *nicknames_of(word))
        formals = {fold_word(part) for other in others for part in other}
        formals.update(map(fold_word, written_otherwise(word)))
        sounds = [sound for way in aloud(word[0], readings_of(word)) for sound in sounds_of(way)]
        compound = _compound(formal_names(word), name, free)
        if compound:
            spans += compound
            continue
        rated = [(_likeness(folded, formals, sounds, name, one), one) for one in free]
        score, best = max(rated, key=lambda pair: pair[0], default=(0.0, None))
        if best is None or score < _LEAST:
            return None
        spans.append((best.start, best.end))
        free = [one for one in free if one.end <= best.start or one.start >= best.end]
    return joined(spans)


def _compound(formals: Iterable[Formal], name: str, free: Sequence[Word]) -> list[Span]:
    """Where a formal name of several words stands: María and Teresa for Maite."""
    written = {fold_word(name[one.start : one.end]): (one.start, one.end) for one in free}
    for formal in formals:
        parts = [fold_word(part) for part in formal]
        if len(parts) > 1 and all(part in written for part in parts):
            return [written[part] for part in parts]
    return []


def _likeness(
    folded: str, formals: set[str], sounds: Sequence[Sound], name: str, word: Word
) -> float:
    written = fold_word(name[word.start : word.end])
    best = OSA.normalized_similarity(folded, written)
    if folded in map(fold_word, word.readings):
        return 1.0
    if written in formals:
        best = max(best, 0.95)
    for heard in (sound for way in word.spoken for sound in sounds_of(way)):
        for sound in sounds:
            if heard.skeleton.startswith(sound.skeleton):
                alike = Indel.normalized_similarity(sound.spoken, heard.spoken)
                whole = 0.2 if heard.skeleton == sound.skeleton else 0.0
                best = max(best, 0.3 + whole + 0.45 * alike)
    return best
