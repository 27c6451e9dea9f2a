"""The ticket: one page A6 with the code large enough for every phone and scanner.

Moscow · November            event, up to two lines
18 November 2026             when
▛▀▜
▌▞▐                          the code, and below it what it says, in groups of four
▙▄▟
Zoya Vinogradova             whose it is, up to two lines
Show this at the door.       what to do with it
"""

import io
from dataclasses import dataclass

from reportlab.lib.units import mm

from badges.drawing import HAIRLINE_MM, Paper, draw_text, new_canvas
from badges.fitting import balanced, shortened
from badges.lettering import CAP_HEIGHT_EM, Weight, is_right_to_left, outline
from badges.placing import set_line
from badges.qr import draw_qr
from badges.wording import legible

A6_MM = (105.0, 148.0)
MARGIN_MM = 10.0
CODE_MM = 68.0  # with its quiet zone: 2.3 mm a module for a code of ours
CODE_BOTTOM_MM = 47.0
LONGEST_SHOWN = 40  # what is longer nobody types
GROUP = 4
EVENT_MM = 8.0  # em sizes, at most
NAME_MM = 8.0
SMALL_MM = 4.0
LINES = 2
PITCH_EM = 1.15


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a ticket says."""

    name: str
    code: str  # what the QR code holds
    event_name: str
    when: str = ""  # "18 November 2026"
    instruction: str = ""  # "Show this at the door."


def render_ticket(ticket: Ticket) -> bytes:
    """The ticket as a PDF of one page A6. Raises LetteringUnready, CodeTooLong."""
    target = io.BytesIO()
    canvas = new_canvas(target, A6_MM, ticket.event_name or "Ticket", keeps_glyphs=False)
    baseline = _lines(canvas, ticket.event_name, A6_MM[1] - MARGIN_MM, EVENT_MM)
    _line(canvas, ticket.when, Weight.REGULAR, SMALL_MM, baseline - 1.6 * SMALL_MM)
    side = (A6_MM[0] - CODE_MM) / 2
    draw_qr(canvas, ticket.code, side, CODE_BOTTOM_MM, CODE_MM)
    if len(ticket.code) <= LONGEST_SHOWN:
        shown = in_groups(ticket.code)
        _line(canvas, shown, Weight.REGULAR, SMALL_MM, CODE_BOTTOM_MM - 2.0, centred=True)
    _lines(canvas, ticket.name, CODE_BOTTOM_MM - 9.0, NAME_MM)
    if ticket.instruction:
        _rule(canvas, MARGIN_MM + 6.5)
        _line(canvas, ticket.instruction, Weight.REGULAR, SMALL_MM, MARGIN_MM)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def in_groups(code: str) -> str:
    """A code of ours as people read it aloud: "PNF2 DHEQ …"; any other as it stands."""
    if not (code.isascii() and code.isalnum() and code.isupper()):
        return code
    return " ".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def _lines(canvas: Paper, text: str, top_mm: float, most_mm: float) -> float:
    """Set a text below ``top_mm``, as large as fits; its last baseline in mm."""
    text = legible(shortened(text))
    if not text:
        return top_mm
    lines: tuple[str, ...] = (text,)
    room = A6_MM[0] - 2 * MARGIN_MM
    if outline(text).ink_width * most_mm > room:
        lines = balanced(text, LINES, lambda line: outline(line).ink_width) or lines
    widest = max(outline(line).ink_width for line in lines)
    size = min(most_mm, room / max(widest, 0.01))
    baseline = top_mm - CAP_HEIGHT_EM * size
    for number, line in enumerate(lines):
        baseline -= PITCH_EM * size if number else 0.0
        _line(canvas, line, Weight.STRONG, size, baseline)
    return baseline


def _line(
    canvas: Paper, text: str, weight: Weight, size: float, baseline: float, *, centred: bool = False
) -> None:
    """One line, made smaller where it would be too wide; what runs to the left stands right."""
    text = legible(text)
    if not text:
        return
    line = outline(text, weight)
    room = A6_MM[0] - 2 * MARGIN_MM
    size = min(size, room / max(line.ink_width, 0.01))
    left = (A6_MM[0] - line.ink_width * size) / 2 if centred else MARGIN_MM
    right = A6_MM[0] - MARGIN_MM
    flush_right = is_right_to_left(text) and not centred
    draw_text(canvas, set_line(line, left, right, baseline, size, flush_right))


def _rule(canvas: Paper, y_mm: float) -> None:
    canvas.saveState()
    canvas.setLineWidth(HAIRLINE_MM * mm)
    canvas.setStrokeGray(0.5)
    canvas.line(MARGIN_MM * mm, y_mm * mm, (A6_MM[0] - MARGIN_MM) * mm, y_mm * mm)
    canvas.restoreState()
