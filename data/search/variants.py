"""How else a name is written where no rule tells: Hussein is Hocine, Hüseyin and 侯赛因, Chan 陈.

The table comes from many hands (Wikidata): what it says is looked up in both ways to write a
name, never guessed from.
"""

from functools import lru_cache

from data.search.folding import fold_word, is_han
from data.search.tables import sorted_table

_TABLE = "variants.tsv"


def variant_key(text: str) -> str:
    """What a spelling is looked up by, in whatever script it is typed."""
    return fold_word(text)


@lru_cache(maxsize=512)
def written_otherwise(word: str) -> tuple[str, ...]:
    """Other spellings of the same names, in small letters of any script, the usual ones first.

    None for Han characters, which are the very ones or others, however both are read.
    """
    if is_han(word[0]):
        return ()
    key = variant_key(word)
    return sorted_table(_TABLE).words(key) if key else ()
