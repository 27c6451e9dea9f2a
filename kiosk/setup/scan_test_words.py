"""What one scan of the test code said about scanner and keyboard, as lines for a page."""

from dataclasses import dataclass

from babel import Locale

from data.tickets import Wrapping
from kiosk.code_words import all_of_code
from kiosk.scanning.key_reader import Ending
from kiosk.scanning.scan_test import ScannerFound
from kiosk.words import Words

US = "en-US"


@dataclass(frozen=True, slots=True)
class ScanTestLines:
    """One line for each thing found; finished words."""

    arrived: str
    layout: str
    ending: str
    speed: str
    verdict: str
    is_well: bool


def found_lines(found: ScannerFound, words: Words) -> ScanTestLines:
    """Say what was found and what it means."""
    _ = words.gettext
    if not found.is_whole:
        verdict = _("The test code cannot be read from this. Set the scanner to a US keyboard.")
    elif found.is_too_slow:
        verdict = _(
            "The scanner types as slowly as fingers. Set it to a faster speed; "
            "until then some scans will be taken for typing."
        )
    else:
        verdict = _("All is set: this scanner is understood.")
    return ScanTestLines(
        arrived=all_of_code(found.arrived),
        layout=_layout(found, words),
        ending=_ending(found.ending, found.wrapping, words),
        speed=_speed(found, words),
        verdict=verdict,
        is_well=found.is_whole and not found.is_too_slow,
    )


def layout_name(layout: str, words: Words) -> str:
    """A layout of ``data.layouts`` by its language; "" is the US one."""
    name = Locale.parse(layout or US, sep="-").get_display_name(words.language)
    return name or layout


def _layout(found: ScannerFound, words: Words) -> str:
    _ = words.gettext
    if found.layout is None:
        return _("not recognised; the keys themselves are read")
    name = layout_name(found.layout, words)
    if found.caps_lock:
        return _("{name}, with Caps Lock; undone").format(name=name)
    return _("{name}; undone").format(name=name) if found.layout else name


def _ending(ending: Ending, wrapping: Wrapping, words: Words) -> str:
    _ = words.gettext
    said = {
        Ending.ENTER: _("Enter"),
        Ending.TAB: _("Tab"),
        Ending.PAUSE: _("nothing: a pause ends a scan"),
    }[ending]
    if wrapping != Wrapping():
        around = f"{all_of_code(wrapping.prefix)} … {all_of_code(wrapping.suffix)}"
        said = _("{ending}; {around} round every code is taken away").format(
            ending=said, around=around
        )
    return said


def _speed(found: ScannerFound, words: Words) -> str:
    return words.gettext("{number} ms at most from key to key; up to {most} ms count").format(
        number=found.longest_gap_ms, most=found.timing.gap_ms
    )
