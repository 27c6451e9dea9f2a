"""What was meant when another keyboard layout was active: Pjz is Зоя, Уььф is Emma.

The key tables are those of xkeyboard-config (MIT): ru, uk, de, fr, gr, he, ar against us.
"""

from functools import cache

from data.search.tables import table

_US = "us"
_DEAD_ACUTE = "΄"  # on the Greek layout a key of its own, before the letter


@cache
def _tables() -> tuple[dict[str, str], ...]:
    keys = {row[0]: row[1].split(" ") for row in table("layouts.tsv")}
    us = keys.pop(_US)
    found: list[dict[str, str]] = []
    for layout in keys.values():
        meant_layout = dict(zip(us, layout, strict=True))
        meant_us = dict(zip(layout, us, strict=True))
        if _DEAD_ACUTE in layout:
            del meant_layout[us[layout.index(_DEAD_ACUTE)]]
        found += [meant_layout, meant_us]
    return tuple(found)


def retyped(text: str) -> tuple[str, ...]:
    """The same keys under every other layout, those that give something else."""
    text = text.lower()
    found: dict[str, None] = {}
    for keys in _tables():
        lam_alef = text.replace("لا", keys["لا"]) if "لا" in keys else text
        meant = "".join(keys.get(char, "" if char == ";" else char) for char in lam_alef)
        if meant != text:
            found[meant] = None
    return tuple(found)
