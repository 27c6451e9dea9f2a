"""A text typed with the wrong keyboard layout, as it would have come out on a US one.

Scanners press the keys of a US keyboard; a laptop set to another layout makes other letters of
them. Where the keys themselves are known, ``kiosk.scanning`` undoes that exactly. Here only the
text is known (a scan on another laptop, a code from a file), so it is undone as far as each
letter came from one key alone. Not undone: dead keys that have swallowed a letter, and Arabic
capitals. The layouts are those of ``data.layouts``.
"""

from collections.abc import Iterator

from data.layouts import LAM_ALEF, LAM_ALEF_SIGN, LAYOUTS, US_MEANT, us_meant

# Two letters of one key are looked up as the one sign for both.
_MEANT = {
    name: {ord(typed): us for typed, us in us_meant(name).items() if typed != LAM_ALEF}
    for name in LAYOUTS
}
_TYPED = {name: {ord(us): typed for typed, us in US_MEANT[name].items()} for name in LAYOUTS}
_LETTERS = {name: frozenset(map(chr, table)) for name, table in _MEANT.items()}


def undo_layout(text: str, layout: str) -> str | None:
    """The text as a US keyboard would have written it; None where no key of ``layout`` writes
    one of its letters.
    """
    if layout == "ar":
        text = text.replace(LAM_ALEF, LAM_ALEF_SIGN)
    return text.translate(_MEANT[layout]) if _LETTERS[layout].issuperset(text) else None


def type_on(text: str, layout: str) -> str:
    """What a scanner's US keys come out as on ``layout``; letters without a key stay."""
    return text.translate(_TYPED[layout])


def readings(text: str) -> Iterator[tuple[str, str]]:
    """Each layout on which the text may have been typed, with what was meant; no meaning twice."""
    seen = {text}
    for layout in LAYOUTS:
        meant = undo_layout(text, layout)
        if meant is not None and meant not in seen:
            seen.add(meant)
            yield layout, meant
