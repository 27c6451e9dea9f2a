"""Find names by what they sound like, by nicknames, and with slips of the fingers."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA, Indel

from data.search.folding import MAX_PARTS, fold_word
from data.search.nicknames import (
    Formal,
    formal_names,
    likely_formal_names,
    nearly_formal_names,
    nicknames_of,
    stem_of,
)
from data.search.readings import aloud, readings_of
from data.search.sounds import Sound, sounds_of
from data.search.vocabulary import Vocabulary
from data.search.words import Word, said_as_one, words_of

EXACT, NICKNAME, BEGUN = 100.0, 98.0, 95.0
WRITTEN_OTHERWISE = 93.0  # by the table of variants
NICKNAMED = 95.2  # from here to ``NICKNAME``: called so, more or less usually
_LESS_USUAL, _BY_SOUND = 1.8, 1.0  # what the least usual loses, and who is not spelled so
_SHORTENED, _SHORTENED_MOST, _STEM, _SIBLING = 80.0, 8.0, 78.0, 76.0
_ENDED, _HELD, _MIN_END = 74.0, 70.0, 4
_NEARLY = 75.0  # with a slip in the nickname
_DIMINUTIVE = 80.0  # with an ending that no table has
_USUAL = 0.5  # share from which nicknames of one name are looked for by one another
_HEARD, _HEARD_BEGUN = 40.0, 32.0
_SPOKEN_TELLS = 50.0  # how much of a likeness is left to the vowels
_SHORT_SKELETON = 2
_INSIDE = "-"  # before keys of syllables: one alone says too little to be looked for alone
_MIN_SPOKEN = (0.9, 0.8, 0.6)  # by the length of a short skeleton
_VOWELS = frozenset("aeo")
_UNWRITTEN = 0.9  # likeness of the vowels where only consonants are written
_MIN_LETTERS = 3
_SLIPPED, _SLIP, _FIRST_LETTER = 92.0, 60.0, 2.0
_MANY_KEYS = 30_000  # from here on the first letter must be right
_MOST_HEARD = 2000
_MOST_LISTED = 4  # sounds of a listed word that are kept; what is typed has all of them

Scores = dict[int, float]


def keys_heard(name: str) -> frozenset[str]:
    """The keys by which the words of a name are found as they sound."""
    keys = frozenset().union(*map(_keys_of_piece, name.split()[:MAX_PARTS]))
    joined = said_as_one(name)
    return keys | _keys_of_words(joined) if joined else keys


@lru_cache(maxsize=8192)
def _keys_of_piece(piece: str) -> frozenset[str]:
    return _keys_of_words(words_of(piece))


def _keys_of_words(words: Iterable[Word]) -> frozenset[str]:
    return frozenset(
        (_INSIDE if word.inside else "") + _key(sound)
        for word in words
        for way in word.spoken
        for sound in sounds_of(way)[:_MOST_LISTED]
    )


def _key(sound: Sound) -> str:
    return f"{sound.skeleton} {sound.spoken}"


def slips_allowed(letters: int) -> int:
    """One slip in short words, two in long; folding makes three of two where letters double."""
    return 0 if letters < _MIN_LETTERS else 1 if letters < 6 else 2 if letters < 8 else 3


def alike(word: str, vocabulary: Vocabulary, heard: Vocabulary, *, alone: bool) -> Scores:
    """Slots whose names have a word like this one, with how much it is (0 to 100).

    ``alone``: nothing else was typed.
    """
    scores: Scores = {}
    folded = fold_word(word)
    for way in aloud(word[0], readings_of(word)):
        for sound in sounds_of(way):
            _hear(sound, heard, scores, "")
            if not alone:
                _hear(sound, heard, scores, _INSIDE)
    _merge(scores, called(word, vocabulary, heard))
    if not formal_names(word):
        for formal, share in nearly_formal_names(word).items():
            _merge(scores, _bearing(formal, vocabulary, heard, _NEARLY + share))
    for short, share in nicknames_of(word).items():
        _raise(
            scores, vocabulary.exactly(fold_word(short[0])), _SHORTENED + _SHORTENED_MOST * share
        )
    for formal, share in formal_names(word).items():
        if share >= _USUAL and len(formal) == 1:
            for short in nicknames_of(formal[0]):
                _raise(scores, vocabulary.exactly(fold_word(short[0])), _SIBLING)
    stem = stem_of(folded)
    if stem:
        _raise(scores, vocabulary.beginning(stem), _STEM)
    if alone:
        _end_so(folded, stem, vocabulary, scores)
    slips = slips_allowed(len(word))
    if slips:
        keys = vocabulary.keys()
        if len(keys) > _MANY_KEYS or len(folded) <= _MIN_LETTERS:
            keys = vocabulary.keys_beginning(folded[0])
        near = process.extract(folded, keys, scorer=OSA.distance, score_cutoff=slips, limit=None)
        for key, distance, _ in near:
            first = 0.0 if key[:1] == folded[:1] else _FIRST_LETTER
            score = _SLIPPED - first - _SLIP * distance / len(folded)
            _raise(scores, vocabulary.exactly(key), score)
    return scores


def _end_so(folded: str, stem: str, vocabulary: Vocabulary, scores: Scores) -> None:
    """Bastian is Sebastian, Linette is Caroline: what is left of a name at its end."""
    keys = vocabulary.keys()
    if len(keys) > _MANY_KEYS:
        return
    for end in {folded, stem}:
        if len(end) >= _MIN_END:
            for key in [key for key in keys if end in key[1:]]:
                _raise(scores, vocabulary.exactly(key), _ENDED if key.endswith(end) else _HELD)


def called(nickname: str, vocabulary: Vocabulary, heard: Vocabulary) -> Scores:
    """Slots of those whom the tables call so, or else what sounds so, by how usual that is."""
    scores: Scores = {}
    for formal, share in formal_names(nickname).items():
        _merge(scores, _bearing(formal, vocabulary, heard, NICKNAME - _LESS_USUAL * (1 - share)))
    for formal, share in likely_formal_names(nickname).items():
        score = NICKNAME - _LESS_USUAL if share == 1 else _DIMINUTIVE
        _merge(scores, _bearing(formal, vocabulary, heard, score))
    return scores


def sounding(word: str, heard: Vocabulary) -> Scores:
    """Slots of those whose names sound the very same and are long enough to be told by that."""
    scores: Scores = {}
    for way in aloud(word[0], readings_of(word)):
        for sound in sounds_of(way):
            if len(sound.skeleton) > _SHORT_SKELETON:
                _raise(scores, heard.exactly(_key(sound)), _HEARD + _SPOKEN_TELLS)
    return scores


def _bearing(formal: Formal, vocabulary: Vocabulary, heard: Vocabulary, score: float) -> Scores:
    """Slots of those who bear every word of a name, as it is spelled or, a little less, sounds."""
    found: Scores | None = None
    for name in formal:
        of_word: Scores = {}
        for sound in sounds_of(aloud(name[0], readings_of(name))[0])[:2]:
            if len(sound.skeleton) > _SHORT_SKELETON:
                of_word.update(dict.fromkeys(heard.exactly(_key(sound)), score - _BY_SOUND))
        of_word.update(dict.fromkeys(vocabulary.exactly(fold_word(name)), score))
        found = of_word if found is None else together([found, of_word])
    return found or {}


def _hear(sound: Sound, heard: Vocabulary, scores: Scores, before: str) -> None:
    length = len(sound.skeleton)
    if sound.skeleton in ("", "A"):  # vowels alone say nothing
        return
    short = length <= _SHORT_SKELETON
    keys = heard.keys_beginning(before + sound.skeleton + (" " if short else ""))
    for key in keys[:_MOST_HEARD]:
        skeleton, _, spoken = key.removeprefix(before).partition(" ")
        whole = skeleton == sound.skeleton
        compared = spoken if whole else spoken[: len(sound.spoken)]
        likeness = Indel.normalized_similarity(sound.spoken, compared)
        if (
            whole and length > 1 and not _VOWELS.intersection(spoken)
        ):  # Hebrew, Arabic: nobody wrote them
            likeness = max(likeness, _UNWRITTEN)
        if short and likeness < _MIN_SPOKEN[length]:
            continue
        base = _HEARD if whole else _HEARD_BEGUN
        _raise(scores, heard.exactly(key), base + _SPOKEN_TELLS * likeness)


def _merge(scores: Scores, others: Scores) -> None:
    for slot, score in others.items():
        if scores.get(slot, 0.0) < score:
            scores[slot] = score


def _raise(scores: Scores, slots: Iterable[int], score: float) -> None:
    for slot in slots:
        if scores.get(slot, 0.0) < score:
            scores[slot] = score


def together(of_words: Sequence[Scores]) -> Scores:
    """Slots that every word is like, with the mean of their scores."""
    fewest = min(of_words, key=len)
    return {
        slot: sum(scores[slot] for scores in of_words) / len(of_words)
        for slot in fewest
        if all(slot in scores for scores in of_words)
    }
