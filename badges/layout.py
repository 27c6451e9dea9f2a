"""Where everything on a badge goes: the name hangs from the top, the flag stands in the corner.

    Zoya                         first name as large as fits
    Vinogradova                  surname at about half of it

    Moscow Times                 second line
    M O S C O W · M A Y     RU ▆ event, code in letters, flag

The foot has the same size on all badges of a stock, so that a table of them looks like a set. A
name that runs from right to left is set flush right and the foot is mirrored, flag on the left.
"""

from dataclasses import dataclass

from badges.badge import Badge
from badges.corner import lay_out_corner
from badges.design import CLASSIC, Design
from badges.fitting import LINES, balanced
from badges.foot import Frame, lay_out_foot
from badges.lettering import CAP_HEIGHT_EM, Outline, Weight, is_right_to_left, outline
from badges.placing import Layout, set_line
from badges.wording import name_parts

PITCH_EM = 1.06  # from one baseline to the next, in em of the lower line
EXTRA_PITCH_EM = 0.16  # and, below a larger line, this share of the larger em
DESCENT_EM = 0.21  # kept free below the last line, letters with a tail or not: all names hang alike
CLEARANCE_EM = 0.2  # at least, between the ink of two lines, in em of the lower one
WORTH_A_LINE = 1.02  # how much better a name must look to be set in one more line


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the name; ``depth_mm``: its baseline, below the top of the name."""

    outline: Outline
    size_mm: float
    depth_mm: float

    @property
    def lowest_mm(self) -> float:
        """Where its ink may end, below the top of the name."""
        return self.depth_mm + max(DESCENT_EM, -self.outline.bottom) * self.size_mm


def lay_out(badge: Badge, width_mm: float, height_mm: float, design: Design = CLASSIC) -> Layout:
    """Place what ``badge`` says on paper of that size. Raises LetteringUnready."""
    first, last = _shown(badge, design)
    unit = min(width_mm / 100, height_mm / 62)
    margin = max(4.0, 5.0 * unit)
    frame = Frame(width_mm, height_mm, margin, unit, is_right_to_left(first or last))
    foot = lay_out_foot(badge, frame, design)
    corner, taken_mm = lay_out_corner(badge, frame, design)
    bottom = foot.top_mm + 3.5 * unit if foot.top_mm else margin
    lines = _largest(
        first,
        last,
        badge.countries,
        (frame.inner_mm - taken_mm, height_mm - margin - bottom),
        design,
        design.largest * height_mm,
    )
    # With nothing at the foot the name stands in the middle.
    lowered = 0.0
    if lines and not foot.top_mm:
        lowered = (height_mm - 2 * margin - lines[-1].lowest_mm) / 2
    left, right = margin, width_mm - margin
    name = [
        set_line(
            line.outline,
            left + taken_mm if frame.mirrored else left,
            right,
            height_mm - margin - lowered - line.depth_mm,
            line.size_mm,
            frame.mirrored,
        )
        for line in lines
    ]
    return Layout(
        width_mm,
        height_mm,
        margin,
        (*name, *foot.texts),
        foot.flags,
        (*foot.extras, *corner),
        name_pt=lines[0].size_mm / 25.4 * 72 if lines else 0.0,
        surname_pt=lines[-1].size_mm / 25.4 * 72 if lines else 0.0,
    )


def _shown(badge: Badge, design: Design) -> tuple[str, str]:
    """What is set large and what below it, as the design shows names."""
    first, last = name_parts(badge)
    if design.show == "first":
        return first, ""
    if design.show == "whole" and last:
        return f"{first} {last}", ""
    return first, last


def _largest(
    first: str,
    last: str,
    countries: tuple[str, ...],
    room_mm: tuple[float, float],
    design: Design,
    most_mm: float,
) -> list[_Line]:
    """The name in those of its lines that let it be largest, the first name above all."""
    best: list[_Line] = []
    best_score = 0.0
    for first_count in range(1, LINES + 1):
        for last_count in range(1, LINES - first_count + 1) if last else (0,):
            upper = _set(first, first_count, Weight.STRONG, countries)
            lower = _set(last, last_count, Weight.REGULAR, countries)
            if not upper or (last and not lower):
                continue
            lines = _stacked(upper, lower, room_mm, design.surname, most_mm)
            score = lines[0].size_mm ** 2 * lines[-1].size_mm
            if score > best_score * WORTH_A_LINE:
                best, best_score = lines, score
    return best


def _set(text: str, count: int, weight: Weight, countries: tuple[str, ...]) -> list[Outline]:
    """The text in exactly ``count`` lines; none where it cannot be."""
    if not text or not count:
        return []
    way = balanced(text, count, lambda line: outline(line, weight, countries).ink_width)
    lines = [outline(line, weight, countries) for line in way or ()]
    return [line for line in lines if line.ink_width > 0]


def _stacked(
    upper: list[Outline],
    lower: list[Outline],
    room_mm: tuple[float, float],
    share: float,
    most_mm: float,
) -> list[_Line]:
    """All lines as large as width, height and ``most_mm`` let them be."""
    width, height = room_mm
    size = min(most_mm, width / max(line.ink_width for line in upper))
    small = share * size
    if lower:
        small = min(small, width / max(line.ink_width for line in lower))
    lines: list[_Line] = []
    for line, em in [(o, size) for o in upper] + [(o, small) for o in lower]:
        if not lines:
            depth = max(CAP_HEIGHT_EM, line.top) * em
        else:
            above = lines[-1]
            pitch = PITCH_EM * em + (EXTRA_PITCH_EM * above.size_mm if above.size_mm > em else 0.0)
            tail = -min(0.0, above.outline.bottom) * above.size_mm
            clear = tail + (line.top + CLEARANCE_EM) * em
            depth = above.depth_mm + max(pitch, clear)
        lines.append(_Line(line, em, depth))
    shrink = min(1.0, height / max(line.lowest_mm for line in lines))
    return [_Line(o.outline, o.size_mm * shrink, o.depth_mm * shrink) for o in lines]
