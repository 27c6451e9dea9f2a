"""The foot of a badge: flags with their codes in one corner, second line and event in the other."""

from dataclasses import dataclass

from badges.badge import Badge
from badges.fitting import shortened
from badges.flags import ASPECT, UNBOXED, code_in_letters, flag_path
from badges.lettering import CAP_HEIGHT_EM, Outline, Weight, outline
from badges.placing import PlacedFlag, PlacedText, set_line
from badges.wording import legible

FLAG_HEIGHT = 0.21  # of the badge's height: 1.2 of a full-size surname's capitals and a little more
MOST_FLAGS = 4
# In mm on a label of 100 x 62 mm; smaller stock scales them down.
LETTERS_MM = 3.6
EVENT_MM = 2.7
SECOND_LINE_MM = 4.4
LEADING_MM = 2.2
GAP_MM = 1.8
SMALLEST_SHARE = 0.75  # of its size, that a long second line may shrink to before it is cut


@dataclass(frozen=True, slots=True)
class Frame:
    """The paper as the foot sees it. ``unit``: 1.0 on a label of 100 x 62 mm."""

    width_mm: float
    height_mm: float
    margin_mm: float
    unit: float
    mirrored: bool  # flags left, lines flush right

    @property
    def inner_mm(self) -> float:
        """Width between the margins."""
        return self.width_mm - 2 * self.margin_mm


def lay_out_foot(
    badge: Badge, frame: Frame
) -> tuple[tuple[PlacedText, ...], tuple[PlacedFlag, ...]]:
    """The foot's lines and flags; its baseline is the lower margin."""
    letters, flags, used_mm = _flags(badge.countries, frame)
    room_mm = frame.inner_mm - used_mm - (GAP_MM * frame.unit if used_mm else 0.0)
    return (*letters, *_lines(badge, frame, room_mm)), flags


def _flags(
    countries: tuple[str, ...], frame: Frame
) -> tuple[list[PlacedText], tuple[PlacedFlag, ...], float]:
    """Codes and flags from the outer corner inwards, and how much of the width they take."""
    codes = list(dict.fromkeys(code.upper() for code in countries))[:MOST_FLAGS]
    names = [outline(code_in_letters(code), Weight.REGULAR, (), wide=True) for code in codes]
    height = FLAG_HEIGHT * frame.height_mm
    gap, em = GAP_MM * frame.unit, LETTERS_MM * frame.unit
    widths = [
        height * ASPECT * UNBOXED.get(code, 1.0) + gap if flag_path(code) else 0.0 for code in codes
    ]
    row = sum(widths) + sum(name.ink_width * em + 2 * gap for name in names)
    scale = min(1.0, 0.64 * frame.inner_mm / row) if row else 1.0
    texts: list[PlacedText] = []
    flags: list[PlacedFlag] = []
    edge = 0.0  # from the outer margin inwards
    inwards = list(zip(codes, names, widths, strict=True))
    for code, name, width in inwards if frame.mirrored else reversed(inwards):
        if width:
            flag_width = height * ASPECT * scale
            x = _inwards(frame, edge, flag_width * UNBOXED.get(code, 1.0))
            flags.append(PlacedFlag(code, x, frame.margin_mm, flag_width, height * scale))
            edge += width * scale
        ink = name.ink_width * em * scale
        x = _inwards(frame, edge, ink)
        texts.append(set_line(name, x, x + ink, frame.margin_mm, em * scale, False))
        edge += ink + 2 * gap * scale
    return texts, tuple(flags), edge


def _inwards(frame: Frame, edge_mm: float, width_mm: float) -> float:
    """Left end of what begins ``edge_mm`` inwards from the corner of the flags."""
    if frame.mirrored:
        return frame.margin_mm + edge_mm
    return frame.width_mm - frame.margin_mm - edge_mm - width_mm


def _lines(badge: Badge, frame: Frame, room_mm: float) -> list[PlacedText]:
    texts: list[PlacedText] = []
    baseline = frame.margin_mm
    for text, size_mm, wide in (
        (badge.event_name.upper(), EVENT_MM * frame.unit, True),
        (badge.second_line, SECOND_LINE_MM * frame.unit, False),
    ):
        drawn = _fitted(legible(text), size_mm, room_mm, wide)
        if drawn is None:
            continue
        line, em = drawn
        if texts:
            baseline += LEADING_MM * frame.unit - min(0.0, line.bottom) * em / 2
        texts.append(
            set_line(
                line,
                frame.margin_mm,
                frame.width_mm - frame.margin_mm,
                baseline,
                em,
                frame.mirrored,
            )
        )
        baseline += max(CAP_HEIGHT_EM, line.top) * em
    return texts


def _fitted(text: str, size_mm: float, room_mm: float, wide: bool) -> tuple[Outline, float] | None:
    """The line at its size, smaller where it is long and, where that is not enough, cut."""
    letters = len(text)
    while letters > 0:
        line = outline(shortened(text, letters), Weight.REGULAR, (), wide)
        if line.ink_width <= 0:
            return None
        em = min(size_mm, room_mm / line.ink_width)
        if em >= SMALLEST_SHARE * size_mm:
            return line, em
        letters = min(letters - 1, int(letters * em / (SMALLEST_SHARE * size_mm)) + 1)
    return None
