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
from badges.fitting import LINES, balanced
from badges.foot import Frame, lay_out_foot
from badges.lettering import CAP_HEIGHT_EM, Outline, Weight, is_right_to_left, outline
from badges.placing import Layout, set_line
from badges.wording import name_parts

SURNAME_SHARE = 0.5  # of the first name's size
LARGEST_NAME = 0.42  # of the badge's height: beyond that a short name shouts
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


def lay_out(badge: Badge, width_mm: float, height_mm: float) -> Layout:
    """Place what ``badge`` says on paper of that size. Raises LetteringUnready."""
    first, last = name_parts(badge)
    unit = min(width_mm / 100, height_mm / 62)
    margin = max(4.0, 5.0 * unit)
    frame = Frame(width_mm, height_mm, margin, unit, is_right_to_left(first or last))
    texts, flags = lay_out_foot(badge, frame)
    tops = [text.box_mm[3] for text in texts] + [flag.box_mm[3] for flag in flags]
    bottom = max(tops) + 3.5 * unit if tops else margin
    lines = _largest(
        first,
        last,
        badge.countries,
        (frame.inner_mm, height_mm - margin - bottom),
        LARGEST_NAME * height_mm,
    )
    # With nothing at the foot the name stands in the middle.
    lowered = 0.0 if tops or not lines else (height_mm - 2 * margin - lines[-1].lowest_mm) / 2
    name = [
        set_line(
            line.outline,
            margin,
            width_mm - margin,
            height_mm - margin - lowered - line.depth_mm,
            line.size_mm,
            frame.mirrored,
        )
        for line in lines
    ]
    return Layout(width_mm, height_mm, margin, (*name, *texts), flags)


def _largest(
    first: str, last: str, countries: tuple[str, ...], room_mm: tuple[float, float], most_mm: float
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
            lines = _stacked(upper, lower, room_mm, most_mm)
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
    upper: list[Outline], lower: list[Outline], room_mm: tuple[float, float], most_mm: float
) -> list[_Line]:
    """All lines as large as width, height and ``most_mm`` let them be."""
    width, height = room_mm
    size = min(most_mm, width / max(line.ink_width for line in upper))
    small = SURNAME_SHARE * size
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
