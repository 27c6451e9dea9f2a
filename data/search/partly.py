"""Whom a query may mean that fits only in part: the surname, and a first name that begins alike."""

from collections.abc import Iterable, Iterator

from data.search.folding import fold_word
from data.search.nicknames import is_pet_name
from data.search.readings import readings_of
from data.search.sounds import sounds_of
from data.search.words import Word, words_of

_BEGUN = 2  # letters that two forms of one first name begin with alike
_SHARED = 3  # sounds with which a short form stands anywhere in the long: Liz, Elisabeth


def rest_fits(name: str, sure: str, others: Iterable[str]) -> bool:
    """Whether the words typed beside a sure one may be forms of other words of the name.

    A pet name may be anybody's: Yuska is what his friends call one Andrei.
    """
    words = list(words_of(name))
    meant = _likest(words, sure)
    free = [word for word in words if word.end <= meant.start or word.start >= meant.end]
    return all(
        any(_related(typed, word) or is_pet_name(typed) for word in free) for typed in others
    )


def _likest(words: list[Word], sure: str) -> Word:
    folded = fold_word(sure)
    return max(words, key=lambda word: max(_shared(folded, way) for way in _ways(word)))


def _related(typed: str, word: Word) -> bool:
    """Two forms of one name begin alike, or the beginning of one sounds in the other."""
    folded = fold_word(typed)
    if any(folded[:_BEGUN] == way[:_BEGUN] for way in _ways(word)):
        return True
    said = {sound.spoken for way in readings_of(typed) for sound in sounds_of(way)}
    others = {sound.spoken for way in word.spoken for sound in sounds_of(way)}
    return any(
        len(one) >= _SHARED and len(other) >= _SHARED and (one[:_SHARED] in other)
        for one in said
        for other in others
    )


def _ways(word: Word) -> Iterator[str]:
    return map(fold_word, word.readings)


def _shared(one: str, other: str) -> int:
    """The length of the longest run of letters in both."""
    longest = 0
    for start in range(len(one)):
        while one[start : start + longest + 1] in other and start + longest < len(one):
            longest += 1
    return longest
