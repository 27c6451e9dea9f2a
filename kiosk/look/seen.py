"""Showing and hiding widgets that may not have their place yet."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def set_seen(widget: QWidget, seen: bool) -> None:
    """Show or hide a widget in its place.

    One without a parent would become a window for a moment and take the keys with it; it is seen
    when it gets its place.
    """
    if not seen:
        widget.hide()
    elif widget.parentWidget() is not None:
        widget.show()
    else:
        widget.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, False)
