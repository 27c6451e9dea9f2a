"""Which letters no font of this machine has, asked of many names at once."""

import unicodedata
from collections.abc import Iterable

from badges.lettering import letters_without_outline, printable

_TOGETHER = 20  # letters laid out at once: most are there, and other threads have their turn
_NEVER_ALONE = frozenset({"Mn", "Me", "Cf", "Cc", "Zs", "Zl", "Zp", "Cs", "Cn", "Co"})


def letters_in(names: Iterable[str]) -> frozenset[str]:
    """The letters of these names that a font might lack: those beyond ASCII that stand alone."""
    letters = {char for name in names if not name.isascii() for char in printable(name)}
    return frozenset(
        char
        for char in letters
        if not char.isascii() and unicodedata.category(char) not in _NEVER_ALONE
    )


def letters_without_font(letters: Iterable[str]) -> frozenset[str]:
    """Those of the letters that this machine cannot print. Raises LetteringUnready."""
    asked = sorted(set(letters))
    found: set[str] = set()
    for begin in range(0, len(asked), _TOGETHER):
        found.update(letters_without_outline(" ".join(asked[begin : begin + _TOGETHER])))
    return frozenset(found)
