"""Countries that what is typed so far may mean, for a picker."""

from bisect import bisect_left
from functools import cache, lru_cache

from data.countries.codes import all_codes, code_table
from data.countries.folding import fold_country
from data.countries.names import country_name, name_table


@cache
def _sorted_keys() -> tuple[tuple[str, str], ...]:
    table = name_table()
    return tuple(sorted([*table.sure.items(), *table.likely.items()]))


@lru_cache(maxsize=16)
def _names_in(locale: str) -> tuple[tuple[str, str, str], ...]:
    """(folded name, name, code) in one language, by name."""
    names = ((country_name(code, locale), code) for code in all_codes())
    return tuple(sorted((fold_country(name), name, code) for name, code in names))


def suggest(text: str, locale: str = "en", limit: int = 8) -> tuple[str, ...]:
    """The likeliest codes first, at most ``limit``; nothing typed suggests nothing.

    Order: a code typed in full, names in the picker's language that begin so, names there with
    a word that begins so, names and demonyms of any language that begin so, then names in the
    picker's language that contain it.
    """
    key = fold_country(text)
    if not key:
        return ()
    found: dict[str, None] = {}
    code = code_table().spellings.get(text.strip().upper())
    if code is not None:
        found[code] = None
    names = _names_in(locale)
    found.update((code, None) for folded, _, code in names if folded.startswith(key))
    found.update((code, None) for folded, _, code in names if f" {key}" in folded)
    if len(found) < limit:
        keys = _sorted_keys()
        first = bisect_left(keys, (key, ""))
        last = bisect_left(keys, (key + "\U0010ffff", ""))
        ranked = sorted(keys[first:last], key=lambda pair: (len(pair[0]), pair[0]))
        found.update((code, None) for _, code in ranked)
    if len(found) < limit:
        found.update((code, None) for folded, _, code in names if key in folded)
    return tuple(found)[:limit]
