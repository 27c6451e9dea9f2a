"""The emergency list: everybody from A to Z on A4 with a box to tick, for when no screen works."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from anyascii import anyascii
from reportlab.lib.units import mm

from badges.drawing import HAIRLINE_MM, Paper, draw_flag, draw_text, new_canvas
from badges.fitting import shortened
from badges.flags import ASPECT, FLAGS, code_in_letters
from badges.lettering import Outline, Weight, outline
from badges.placing import PlacedFlag, set_line
from badges.stock import A4_MM
from badges.wording import legible

MARGIN_MM = 14.0
TOP_MM = 26.0  # of the first row, from the upper edge
ROW_MM = 7.0
HEADING_MM = 9.0
BOX_MM = 3.6
NAME_X_MM = MARGIN_MM + BOX_MM + 3.0
FLAG_X_MM = 112.0
STATUS_X_MM = 140.0
FLAG_HEIGHT_MM = 3.6
NAME_MM = 4.2  # em sizes
SMALL_MM = 3.2
MOST_FLAGS = 2


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One line of the list. ``sort_key``: what it is filed under, the name where empty."""

    name: str
    countries: tuple[str, ...] = ()
    status: str = ""  # "Albatross", "cancelled"; whatever staff shall read
    due: str = ""  # "10.00 €"
    arrived: bool = False
    sort_key: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    """Something that takes up height on a page: a letter (heading) or a row."""

    letter: str
    row: RosterRow | None

    @property
    def height_mm(self) -> float:
        return HEADING_MM if self.row is None else ROW_MM


def render_roster(title: str, rows: Iterable[RosterRow]) -> bytes:
    """The list as PDF, filed by the Latin spelling of every name, with letters as headings.

    An empty list gives one page that says nothing but its title. Raises LetteringUnready.
    """
    pages = list(_pages(sorted(rows, key=_filed_under))) or [[]]
    target = io.BytesIO()
    canvas = new_canvas(target, A4_MM, title)
    for number, lines in enumerate(pages, start=1):
        _draw_head(canvas, title, f"{number} / {len(pages)}")
        top = A4_MM[1] - TOP_MM
        for line in lines:
            top -= line.height_mm
            if line.row is None:
                _text(canvas, line.letter, Weight.STRONG, NAME_MM, MARGIN_MM, top + 2.2)
            else:
                _draw_row(canvas, line.row, top)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _filed_under(row: RosterRow) -> tuple[str, str]:
    return anyascii(row.sort_key or row.name).casefold().lstrip(" '\"-("), row.name


def _letter(row: RosterRow) -> str:
    first = _filed_under(row)[0][:1].upper()
    return first if "A" <= first <= "Z" else "#"


def _pages(rows: Iterable[RosterRow]) -> Iterator[list[_Line]]:
    """Rows under their letters, page by page; no letter stands alone at a page's end."""
    room = A4_MM[1] - TOP_MM - MARGIN_MM
    page: list[_Line] = []
    used = 0.0
    for letter, group in groupby(rows, key=_letter):
        members = list(group)
        for place, row in enumerate(members):
            new = [_Line(letter, row)] if place else [_Line(letter, None), _Line(letter, row)]
            height = sum(line.height_mm for line in new)
            if used + height > room:
                yield page
                page, used = [], 0.0
                new = [_Line(letter, None), _Line(letter, row)]
                height = sum(line.height_mm for line in new)
            page += new
            used += height
    if page:
        yield page


def _draw_head(canvas: Paper, title: str, pages: str) -> None:
    baseline = A4_MM[1] - MARGIN_MM - 4.0
    right = A4_MM[0] - MARGIN_MM
    _text(canvas, title, Weight.STRONG, 5.5, MARGIN_MM, baseline, right - MARGIN_MM - 24)
    _text(canvas, pages, Weight.REGULAR, SMALL_MM, right - 22, baseline, 22, flush_right=True)
    _rule(canvas, baseline - 4.0, 0.3)


def _draw_row(canvas: Paper, row: RosterRow, bottom: float) -> None:
    baseline = bottom + 2.2
    canvas.setLineWidth(0.25 * mm)
    box = (MARGIN_MM * mm, (bottom + 1.7) * mm, BOX_MM * mm, BOX_MM * mm)
    canvas.rect(*box)
    if row.arrived:
        x, y, side, _ = box
        canvas.setLineWidth(0.5 * mm)
        canvas.lines(
            [
                (x + 0.2 * side, y + 0.5 * side, x + 0.42 * side, y + 0.22 * side),
                (x + 0.42 * side, y + 0.22 * side, x + 0.85 * side, y + 0.85 * side),
            ]
        )
    _text(canvas, row.name, Weight.REGULAR, NAME_MM, NAME_X_MM, baseline, FLAG_X_MM - NAME_X_MM - 4)
    _draw_flags(canvas, row.countries, baseline)
    right = A4_MM[0] - MARGIN_MM
    due_width = 24.0 if row.due else 0.0
    _text(
        canvas,
        row.status,
        Weight.REGULAR,
        SMALL_MM,
        STATUS_X_MM,
        baseline,
        right - STATUS_X_MM - due_width,
    )
    _text(canvas, row.due, Weight.STRONG, SMALL_MM, right - 22, baseline, 22, flush_right=True)
    _rule(canvas, bottom, 0.85)


def _draw_flags(canvas: Paper, countries: tuple[str, ...], baseline: float) -> None:
    x = FLAG_X_MM
    for code in countries[:MOST_FLAGS]:
        png = FLAGS.png(code)
        if png is not None:
            width = FLAG_HEIGHT_MM * ASPECT
            flag = PlacedFlag(code.upper(), png, x, baseline - 0.5, width, FLAG_HEIGHT_MM)
            draw_flag(canvas, flag)
            x += width + 1.2
        drawn = _text(canvas, code_in_letters(code), Weight.REGULAR, 2.6, x, baseline)
        x += drawn + 2.4


def _text(
    canvas: Paper, text: str, weight: Weight, size: float, x: float, baseline: float,
    room: float = A4_MM[0], *, flush_right: bool = False,
) -> float:  # fmt: skip
    """Draw one line in its column, cut where it is too long; gives its width in mm."""
    line = _cut(legible(text), weight, room / size)
    if line is None:
        return 0.0
    draw_text(canvas, set_line(line, x, x + room, baseline, size, flush_right))
    return line.ink_width * size


def _cut(text: str, weight: Weight, room_em: float) -> Outline | None:
    letters = len(text)
    while letters > 0:
        line = outline(shortened(text, letters), weight)
        if line.ink_width <= room_em:
            return line if line.glyphs else None
        letters = min(letters - 1, int(letters * room_em / line.ink_width) + 1)
    return None


def _rule(canvas: Paper, y: float, gray: float) -> None:
    canvas.saveState()
    canvas.setLineWidth(HAIRLINE_MM * mm)
    canvas.setStrokeGray(gray)
    canvas.line(MARGIN_MM * mm, y * mm, (A4_MM[0] - MARGIN_MM) * mm, y * mm)
    canvas.restoreState()
