"""What was meant when another keyboard layout was active: Pjz is Зоя, Уььф is Emma."""

from functools import cache

from data.layouts import LAM_ALEF, US_MEANT, US_PLAIN, us_meant

# The others write names in the letters of US keys, all but y and z, which de has too.
_LAYOUTS = ("ru", "uk", "de", "fr", "el", "he", "ar")
_KEYS = frozenset(US_PLAIN) - frozenset("1234567890-=")
_DEAD_ACUTE = "΄"  # on the Greek layout a key of its own, before the letter


@cache
def _tables() -> tuple[dict[str, str], ...]:
    found: list[dict[str, str]] = []
    for name in _LAYOUTS:
        typed = {us: letter for letter, us in US_MEANT[name].items() if us in _KEYS}
        us = {letter: us for letter, us in us_meant(name).items() if us in _KEYS}
        if _DEAD_ACUTE in us:
            del typed[us[_DEAD_ACUTE]]
        found += [typed, us]
    return tuple(found)


def retyped(text: str) -> tuple[str, ...]:
    """The same keys under every other layout, those that give something else."""
    text = text.lower()
    found: dict[str, None] = {}
    for keys in _tables():
        lam_alef = text.replace(LAM_ALEF, keys[LAM_ALEF]) if LAM_ALEF in keys else text
        meant = "".join(keys.get(char, "" if char == ";" else char) for char in lam_alef)
        if meant != text:
            found[meant] = None
    return tuple(found)
