"""The colours of both themes as plain data.

Every text is meant to reach at least 4.5 to 1 on what it stands on (WCAG 2.2, 1.4.3, level AA);
a test computes it for every pair. No Qt here: colours are ``#RRGGBB``.
"""

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """What a panel says by its colour; icon, words and sound say it too."""

    ADMITTED = "admitted"
    PAY = "pay"
    NOTICE = "notice"
    REFUSED = "refused"
    EXIT = "exit"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Paint:
    """A filled surface and what is written on it."""

    fill: str
    ink: str


@dataclass(frozen=True, slots=True)
class Palette:
    """One theme. ``line`` and ``raised`` carry no text of their own."""

    dark: bool
    background: str
    surface: str
    raised: str  # a key, a row under the pointer
    chosen: str  # the row that Enter takes
    line: str
    text: str
    quiet: str
    accent: str
    on_accent: str


GREEN = Paint("#14804A", "#FFFFFF")
AMBER = Paint("#F5A623", "#1A1200")
RED = Paint("#B3261E", "#FFFFFF")
BLUE = Paint("#1F5FBF", "#FFFFFF")

TONES: dict[Tone, Paint] = {
    Tone.ADMITTED: GREEN,
    Tone.PAY: AMBER,
    Tone.NOTICE: AMBER,
    Tone.REFUSED: RED,
    Tone.EXIT: BLUE,
    Tone.INFO: BLUE,
}

DARK = Palette(
    dark=True,
    background="#14161A",
    surface="#1D2026",
    raised="#282C34",
    chosen="#22344F",
    line="#343943",
    text="#F2F4F7",
    quiet="#A6ADBB",
    accent="#6EA8FE",
    on_accent="#0B1626",
)
LIGHT = Palette(
    dark=False,
    background="#F7F8FA",
    surface="#FFFFFF",
    raised="#EDEFF3",
    chosen="#DCE8FA",
    line="#D5D9E0",
    text="#14161A",
    quiet="#59606E",
    accent="#1F5FBF",
    on_accent="#FFFFFF",
)
