"""A name in any script, turned into outlines by Qt.

ReportLab alone prints Arabic reversed, Devanagari unshaped and Chinese as boxes; Qt lays out every
script with the system's own fonts and falls back between them. This is the only module of
``badges`` that knows Qt, and it knows QtGui alone. A Q(Gui)Application must be running
(``kiosk.qt_start``), else LetteringUnready is raised.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from hashlib import blake2s
from importlib.resources import files
from importlib.util import find_spec
from math import ceil, floor
from pathlib import Path

from PySide6.QtCore import QTextBoundaryFinder
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QGlyphRun,
    QGuiApplication,
    QPainterPath,
    QRawFont,
    QTextLayout,
)

from badges.errors import LetteringUnready
from badges.font_families import families_for

FONT_PACK = "pretix_fontpackfree"  # static Noto for every script, under the OFL
UNITS_PER_EM = 2000  # outlines in whole units: 0.01 mm for letters 20 mm tall
CAP_HEIGHT_EM = 0.73  # a capital letter in the faces we use, as a share of the size
TRACKING_PERCENT = 14.0  # of the em, between the letters of a line set wide

MOST_GLYPHS = 16_384  # kept in memory, about 0.5 kB each

_PIXEL_SIZE = 200  # large enough that Qt's rounding does not show, and without hinting
_SCALE = UNITS_PER_EM / _PIXEL_SIZE
_NOT_PRINTED = re.compile("[\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufeff]")
_JOINING = frozenset({"AL", "R"})


class Weight(Enum):
    """How heavy the letters are."""

    REGULAR = 500
    STRONG = 600


Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Glyph:
    """The shape of one glyph, to be filled by the non-zero rule.

    ``operators`` are PDF path operators in units of 1/2000 em, the origin on the baseline at the
    left end, y upwards; ``box`` its left, bottom, right and top in the same units.
    """

    operators: str
    box: Box
    name: str  # the same for the same shape, in any document


@dataclass(frozen=True, slots=True)
class Outline:
    """A line of text as glyphs, each with its place in units of 1/2000 em from the line's origin.

    All other lengths are in em: multiply by the size.
    """

    text: str
    glyphs: tuple[tuple[Glyph, int, int], ...]
    advance: float
    left: float  # of the ink, as are the three below
    right: float
    bottom: float
    top: float
    missing: tuple[str, ...]  # letters that no font of this machine has; drawn as boxes

    @property
    def ink_width(self) -> float:
        """Width of what is seen, in em."""
        return self.right - self.left


@lru_cache(maxsize=4096)
def outline(
    text: str, weight: Weight = Weight.STRONG, countries: tuple[str, ...] = (), wide: bool = False
) -> Outline:
    """The outline of one line of text.

    ``countries`` choose between Chinese, Japanese and Korean shapes of the same letter. ``wide``:
    with letter-spacing, except for scripts whose letters join. Raises LetteringUnready.
    """
    font = _font(text, weight, countries)
    if wide and not _joins(text):
        font.setLetterSpacing(
            QFont.SpacingType.AbsoluteSpacing, _PIXEL_SIZE * TRACKING_PERCENT / 100
        )
    layout = QTextLayout(text, font)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    glyphs = tuple(_placed_glyphs(layout, line.ascent() if line.isValid() else 0.0))
    left, bottom, right, top = _ink(glyphs)
    return Outline(
        text=text,
        glyphs=glyphs,
        advance=line.naturalTextWidth() / _PIXEL_SIZE if line.isValid() else 0.0,
        left=left / UNITS_PER_EM,
        right=right / UNITS_PER_EM,
        bottom=bottom / UNITS_PER_EM,
        top=top / UNITS_PER_EM,
        missing=_missing(text, layout, font),
    )


def missing_letters(text: str, countries: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The letters that no font of this machine has, each once. Raises LetteringUnready."""
    return outline(printable(text), Weight.STRONG, countries).missing


def letters_without_outline(text: str) -> tuple[str, ...]:
    """The same for text that is only asked about and not drawn: no shape is made."""
    font = _font(text, Weight.STRONG, ())
    layout = QTextLayout(text, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return _missing(text, layout, font)


def printable(text: str) -> str:
    """One line without control characters or direction overrides, blanks made single.

    Joiners inside words stay: Persian and Sinhala are spelt with them.
    """
    spaced = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text)
    kept = "".join(c for c in spaced if unicodedata.category(c) not in ("Cs", "Cn", "Co"))
    return unicodedata.normalize("NFC", " ".join(_NOT_PRINTED.sub("", kept).split()))


def is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left."""
    for char in text:
        direction = unicodedata.bidirectional(char)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def graphemes(text: str) -> tuple[str, ...]:
    """The text cut into what a reader sees as letters (UAX #29); never within one."""
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, text)
    utf16 = text.encode("utf-16-le")
    found = []
    start = 0
    while (end := finder.toNextBoundary()) != -1:
        found.append(utf16[2 * start : 2 * end].decode("utf-16-le"))
        start = end
    return tuple(found)


@lru_cache(maxsize=1)
def font_pack() -> tuple[str, ...]:
    """The families of the font pack that the extra ``fonts`` installs, made known to Qt once; none
    where it is not installed. Raises LetteringUnready.
    """
    if QGuiApplication.instance() is None:
        raise LetteringUnready("no_application")
    found = find_spec(FONT_PACK)
    if found is None:
        return ()
    families: set[str] = set()
    folder = files(FONT_PACK) / "static" / FONT_PACK
    # By pattern: the names carry the version of each font.
    for font in sorted(Path(str(folder)).glob("Noto-Sans*_v*_*.ttf")):
        if font.stem.endswith(("_regular", "_bold")):
            number = QFontDatabase.addApplicationFont(str(font))
            families.update(QFontDatabase.applicationFontFamilies(number) if number >= 0 else ())
    return tuple(sorted(families))


def _font(text: str, weight: Weight, countries: tuple[str, ...]) -> QFont:
    font_pack()
    if not QFontDatabase.families():
        raise LetteringUnready("no_fonts")
    font = QFont()
    font.setFamilies(list(families_for(text, countries)))
    font.setPixelSize(_PIXEL_SIZE)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setWeight(QFont.Weight(weight.value))
    # A variable font prints its thinnest instance unless the axis is set as well.
    font.setVariableAxis(QFont.Tag.fromString("wght"), float(weight.value))
    return font


def _placed_glyphs(layout: QTextLayout, ascent: float) -> Iterator[tuple[Glyph, int, int]]:
    for run in layout.glyphRuns():
        font = run.rawFont()
        # No two font files have the same head table: it holds a checksum of the file.
        file = bytes(font.fontTable("head").data())
        weight = font.weight()
        for index, at in zip(run.glyphIndexes(), run.positions(), strict=True):
            glyph = _glyph(_GlyphKey(file, weight, index), font)
            if glyph.operators:
                yield glyph, round(at.x() * _SCALE), round((ascent - at.y()) * _SCALE)


@dataclass(frozen=True, slots=True)
class _GlyphKey:
    """What makes two glyphs the same, whatever objects Qt hands out for their font."""

    file: bytes
    weight: int  # a variable font has many in one file
    index: int


def _glyph(key: _GlyphKey, font: QRawFont) -> Glyph:
    known = _known_glyphs()
    glyph = known.get(key)
    if glyph is None:
        path = font.pathForGlyph(key.index)
        box = path.boundingRect()
        left, right = floor(box.left() * _SCALE), ceil(box.right() * _SCALE)
        bottom, top = floor(-box.bottom() * _SCALE), ceil(-box.top() * _SCALE)
        shape = " ".join(_operators(path))
        name = blake2s(shape.encode(), digest_size=8).hexdigest()
        glyph = Glyph(shape, (left, bottom, right, top), name)
        if len(known) > MOST_GLYPHS:
            known.clear()
        known[key] = glyph
    return glyph


@lru_cache(maxsize=1)
def _known_glyphs() -> dict[_GlyphKey, Glyph]:
    """Shapes already taken from their fonts. By value: Qt's own fonts belong to one thread."""
    return {}


def _ink(glyphs: tuple[tuple[Glyph, int, int], ...]) -> Box:
    """Left, bottom, right and top of all of them."""
    if not glyphs:
        return 0, 0, 0, 0
    return (
        min(x + glyph.box[0] for glyph, x, _ in glyphs),
        min(y + glyph.box[1] for glyph, _, y in glyphs),
        max(x + glyph.box[2] for glyph, x, _ in glyphs),
        max(y + glyph.box[3] for glyph, _, y in glyphs),
    )


def _operators(path: QPainterPath) -> Iterator[str]:
    is_open = False
    curve: list[str] = []
    for index in range(path.elementCount()):
        element = path.elementAt(index)
        point = f"{round(element.x * _SCALE)} {round(-element.y * _SCALE)}"
        match element.type:
            case QPainterPath.ElementType.MoveToElement:
                if is_open:
                    yield "h"
                yield f"{point} m"
                is_open = True
            case QPainterPath.ElementType.LineToElement:
                yield f"{point} l"
            case _:
                curve.append(point)
                if len(curve) == 3:
                    yield f"{' '.join(curve)} c"
                    curve.clear()
    if is_open:
        yield "h"


def _missing(text: str, layout: QTextLayout, font: QFont) -> tuple[str, ...]:
    if not _has_gap(layout):
        return ()
    found = []
    for letter in dict.fromkeys(graphemes(text)):
        alone = QTextLayout(letter, font)
        alone.beginLayout()
        alone.createLine()
        alone.endLayout()
        if _has_gap(alone):
            found.append(letter)
    return tuple(found)


def _has_gap(layout: QTextLayout) -> bool:
    return any(0 in run.glyphIndexes() or _is_boxes(run) for run in layout.glyphRuns())


def _is_boxes(run: QGlyphRun) -> bool:
    """Whether Qt had no font for a whole script: it then draws its own boxes, all glyph 1 of a
    font without tables (whose familyName() would crash the process).
    """
    return set(run.glyphIndexes()) == {1} and run.rawFont().fontTable("maxp").isEmpty()


def _joins(text: str) -> bool:
    """Whether letter-spacing would tear the script apart (Arabic, the Indic scripts)."""
    return any(
        unicodedata.bidirectional(c) in _JOINING or unicodedata.category(c) in ("Mc", "Mn")
        for c in text
    )
