"""The foot of a badge: flags with their codes in one corner, second line and event in the other."""

from dataclasses import dataclass

from badges.badge import Badge
from badges.design import Design
from badges.fitting import shortened
from badges.flags import ASPECT, code_in_letters
from badges.lettering import CAP_HEIGHT_EM, Outline, Weight, outline
from badges.placing import PlacedFlag, PlacedMark, PlacedRule, PlacedText, set_line
from badges.wording import legible

# In mm on a label of 100 x 62 mm; smaller stock scales them down.
LETTERS_MM = 3.6
LEAST_MM = 2.1  # 6 pt, on however small a label
LEADING_MM = 2.2
GAP_MM = 1.8
SMALLEST_SHARE = 0.75  # of its size, that a long line may shrink to before it is cut
RULE_SHARE = 0.35  # of the foot, at least, that a line to write on has
MARK_EM = 0.78  # the mark of a product beside its line


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


@dataclass(frozen=True, slots=True)
class Foot:
    """The foot with everything in its place; its baseline is the lower margin."""

    texts: tuple[PlacedText, ...] = ()
    flags: tuple[PlacedFlag, ...] = ()
    extras: tuple[PlacedMark | PlacedRule, ...] = ()

    @property
    def top_mm(self) -> float:
        """The upper edge of its ink; 0 where there is none."""
        boxes = [text.box_mm for text in self.texts] + [flag.box_mm for flag in self.flags]
        return max((top for _, _, _, top in boxes), default=0.0)


def lay_out_foot(badge: Badge, frame: Frame, design: Design) -> Foot:
    """What the design puts at the foot of this badge. Raises LetteringUnready."""
    letters, flags, used_mm = _flags(badge, frame, design)
    room_mm = frame.inner_mm - used_mm - (GAP_MM * frame.unit if used_mm else 0.0)
    texts, extras = _lines(badge, frame, design, room_mm)
    return Foot((*letters, *texts), flags, tuple(extras))


def _flags(
    badge: Badge, frame: Frame, design: Design
) -> tuple[list[PlacedText], tuple[PlacedFlag, ...], float]:
    """Codes and flags from the outer corner inwards, and how much of the width they take."""
    codes = list(dict.fromkeys(code.upper() for code in badge.countries))[: design.most_flags]
    names = [_country(badge, code, design) for code in codes]
    pngs = [design.flags.png(code) for code in codes]
    height = design.flag_height * frame.height_mm
    gap, em = GAP_MM * frame.unit, max(LEAST_MM, LETTERS_MM * frame.unit)
    widths = [
        height * ASPECT * design.flags.share_of_width(code) + gap if png else 0.0
        for code, png in zip(codes, pngs, strict=True)
    ]
    row = sum(widths) + sum(name.ink_width * em + 2 * gap for name in names)
    scale = min(1.0, 0.64 * frame.inner_mm / row) if row else 1.0
    texts: list[PlacedText] = []
    flags: list[PlacedFlag] = []
    edge = 0.0  # from the outer margin inwards
    inwards = list(zip(codes, names, pngs, widths, strict=True))
    for code, name, png, width in inwards if frame.mirrored else reversed(inwards):
        if png:
            flag_width = height * ASPECT * scale
            x = _inwards(frame, edge, flag_width * design.flags.share_of_width(code))
            flags.append(PlacedFlag(code, png, x, frame.margin_mm, flag_width, height * scale))
            edge += width * scale
        ink = name.ink_width * em * scale
        x = _inwards(frame, edge, ink)
        if ink:
            texts.append(set_line(name, x, x + ink, frame.margin_mm, em * scale, False))
        edge += ink + 2 * gap * scale
    return texts, tuple(flags), edge


def _inwards(frame: Frame, edge_mm: float, width_mm: float) -> float:
    """Left end of what begins ``edge_mm`` inwards from the corner of the flags."""
    if frame.mirrored:
        return frame.margin_mm + edge_mm
    return frame.width_mm - frame.margin_mm - edge_mm - width_mm


def _country(badge: Badge, code: str, design: Design) -> Outline:
    """What stands beside a flag; the name where the design wants it and somebody knows it."""
    if design.country == "none" and design.flags.png(code):
        return outline("", Weight.REGULAR)
    if design.country == "name":
        known = dict(zip((c.upper() for c in badge.countries), badge.country_names, strict=False))
        if known.get(code):
            return outline(legible(shortened(known[code], 24)), Weight.REGULAR)
    return outline(code_in_letters(code), Weight.REGULAR, (), wide=True)


def _lines(
    badge: Badge, frame: Frame, design: Design, room_mm: float
) -> tuple[list[PlacedText], list[PlacedMark | PlacedRule]]:
    texts: list[PlacedText] = []
    extras: list[PlacedMark | PlacedRule] = []
    baseline = frame.margin_mm
    for line in design.lines:
        said = line.said(badge)
        if said is None:
            continue
        size_mm, is_open = max(LEAST_MM, line.size_mm * frame.unit), line.is_to_be_written(badge)
        mark = design.mark_of(badge.product) if "product" in line.fields else None
        beside = (MARK_EM + 0.3) * size_mm if mark is not None else 0.0
        room = (1 - RULE_SHARE) * room_mm if is_open else room_mm - beside
        drawn = _fitted(legible(said), size_mm, room, line.is_spaced)
        if drawn is None:
            continue
        shape, em = drawn
        if texts:
            baseline += LEADING_MM * frame.unit - min(0.0, shape.bottom) * em / 2
        left, right = _column(frame, beside)
        text = set_line(shape, left, right, baseline, em, frame.mirrored)
        texts.append(text)
        if mark is not None:
            x = frame.width_mm - frame.margin_mm - MARK_EM * em if frame.mirrored else (
                frame.margin_mm
            )  # fmt: skip
            box = (x, baseline, x + MARK_EM * em, baseline + MARK_EM * em)
            extras.append(PlacedMark(mark.shape, mark.colour, box))
        if is_open:
            extras.append(_rule(frame, text, room_mm, baseline))
        baseline += max(CAP_HEIGHT_EM, shape.top) * em
    return texts, extras


def _column(frame: Frame, beside_mm: float) -> tuple[float, float]:
    left, right = frame.margin_mm, frame.width_mm - frame.margin_mm
    return (left, right - beside_mm) if frame.mirrored else (left + beside_mm, right)


def _rule(frame: Frame, text: PlacedText, room_mm: float, baseline: float) -> PlacedRule:
    """Where to write: from the end of the line to the end of its column."""
    gap = GAP_MM * frame.unit
    if frame.mirrored:
        end = frame.width_mm - frame.margin_mm - room_mm
        return PlacedRule(end, text.box_mm[0] - gap, baseline)
    return PlacedRule(text.box_mm[2] + gap, frame.margin_mm + room_mm, baseline)


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
