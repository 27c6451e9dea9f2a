"""How one match is drawn: flag, name with the matched letters bold, what tells it apart, status."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kiosk.door.views import MatchView, Standing
from kiosk.look.flag_strip import paint_flags
from kiosk.look.look import Look, Weight
from kiosk.look.palette import AMBER

ROW = 64
LOWEST_ROW = 48
MOST_FLAGS = 3
_LONGEST_NAME = 120  # more never fits, and shaping it would take long
_View = QModelIndex | QPersistentModelIndex


class MatchRow(QStyledItemDelegate):
    """Paints a ``MatchView``, found under ``Qt.ItemDataRole.UserRole``."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._height = look.px(ROW)
        self._flags = 1
        self._letters: frozenset[str] = frozenset()
        self._form = ""

    def warn_of(self, letters: frozenset[str], form: str) -> None:
        """Say of names with one of these letters what ``form`` says of ``{letters}``."""
        self._letters, self._form = letters, form

    def warning(self, name: str) -> str:
        """What is to be said of this name; "" where every letter can be printed."""
        found = dict.fromkeys(letter for letter in name if letter in self._letters)
        return self._form.format(letters=" ".join(found)) if found else ""

    def reserve(self, flags: int) -> None:
        """Let all names begin in one column, right of the row with the most flags."""
        self._flags = max(1, min(MOST_FLAGS, flags))

    def fit(self, room: int) -> None:
        """Make rows of 64 px, or a little lower where ``room`` is less."""
        self._height = max(self._look.px(LOWEST_ROW), min(self._look.px(ROW), room))

    def sizeHint(self, option: QStyleOptionViewItem, index: _View) -> QSize:
        """One height for all."""
        return QSize(self._look.px(240), self._height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _View) -> None:
        """Draw one row."""
        view = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(view, MatchView):
            return
        px = self._look.px
        box = QRectF(option.rect)
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, box, chosen, bool(state & QStyle.StateFlag.State_MouseOver))
        flag_height = px(27)
        corner = QPointF(box.left() + px(16), box.center().y() - flag_height / 2)
        painter.setOpacity(0.55 if view.standing is Standing.INSIDE else 1.0)
        paint_flags(painter, self._look, view.countries[:MOST_FLAGS], corner, flag_height)
        painter.setOpacity(1.0)
        left = corner.x() + self._flags * px(42) + px(10)
        right = self._paint_status(painter, box, view) - px(16)
        name = QRectF(left, box.top(), right - left, box.height() * 0.58)
        detail = QRectF(left, box.top() + box.height() * 0.54, right - left, box.height() * 0.36)
        warning = self.warning(view.name)
        if not view.detail and not warning:
            name.setHeight(box.height())
        self._paint_name(painter, name, view)
        if warning:
            taken = self._paint_detail(painter, detail, warning, "text", Weight.SEMIBOLD)
            detail.setLeft(detail.left() + taken + px(10))
        self._paint_detail(painter, detail, view.detail, "quiet")
        painter.restore()

    def _paint_detail(
        self,
        painter: QPainter,
        box: QRectF,
        text: str,
        ink: str,
        weight: Weight = Weight.REGULAR,
    ) -> int:
        """Draw a part of the second line; how much of it that took."""
        font = self._look.font(15, weight)
        metrics = QFontMetrics(font)
        said = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.setFont(font)
        painter.setPen(self._look.colour(ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, said)
        return metrics.horizontalAdvance(said)

    def _paint_ground(self, painter: QPainter, box: QRectF, chosen: bool, over: bool) -> None:
        px = self._look.px
        if chosen or over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.colour("chosen" if chosen else "raised"))
            painter.drawRoundedRect(box.adjusted(0, px(1), 0, -px(1)), px(10), px(10))
        if chosen:
            painter.setBrush(self._look.colour("accent"))
            painter.drawRoundedRect(
                QRectF(box.left() + px(5), box.top() + px(16), px(4), box.height() - px(32)),
                px(2),
                px(2),
            )

    def _paint_status(self, painter: QPainter, box: QRectF, view: MatchView) -> float:
        """Draw the status at the right; where it begins."""
        px = self._look.px
        font = self._look.font(15, Weight.MEDIUM)
        width = QFontMetrics(font).horizontalAdvance(view.status)
        place = QRectF(box.right() - px(16) - width, box.top(), width + 1, box.height())
        painter.setFont(font)
        if view.standing is Standing.LOOK:
            chip = QRectF(place.left() - px(10), box.center().y() - px(14), width + px(20), px(28))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(AMBER.fill))
            painter.drawRoundedRect(chip.translated(-px(4), 0), px(14), px(14))
            painter.setPen(QColor(AMBER.ink))
            place.translate(-px(4), 0)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, view.status)
            return chip.left()
        painter.setPen(self._look.colour("quiet"))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, view.status)
        return place.left()

    def _paint_name(self, painter: QPainter, box: QRectF, view: MatchView) -> None:
        base = self._look.font(22, Weight.MEDIUM)
        base.setStrikeOut(view.standing is Standing.CANCELED)
        plain, bold = QTextCharFormat(), QTextCharFormat()
        faint = view.standing in {Standing.INSIDE, Standing.CANCELED}
        ink = self._look.colour("quiet" if faint else "text")
        heavy = self._look.font(22, Weight.BOLD)
        heavy.setStrikeOut(base.strikeOut())
        heavy.setWeight(heavy.weight().ExtraBold)
        plain.setFont(base)
        bold.setFont(heavy)
        name = QFontMetrics(heavy).elidedText(
            view.name[:_LONGEST_NAME], Qt.TextElideMode.ElideRight, int(box.width())
        )
        ranges = [_range(0, len(name), plain)]
        ranges += [
            _range(start, min(end, len(name)) - start, bold)
            for start, end in view.matched
            if 0 <= start < min(end, len(name))
        ]
        layout = QTextLayout(name, base)
        option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout.setTextOption(option)
        layout.setFormats(ranges)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(1e6)
        layout.endLayout()
        painter.save()
        painter.setPen(ink)
        painter.setClipRect(box)
        # Laid out from the left also where the script reads from the right.
        shift = line.naturalTextRect().left()
        top = box.center().y() - line.height() / 2
        layout.draw(painter, QPointF(box.left() - shift, top))
        painter.restore()


def _range(start: int, length: int, form: QTextCharFormat) -> QTextLayout.FormatRange:
    part = QTextLayout.FormatRange()
    part.start, part.length, part.format = start, length, form
    return part
