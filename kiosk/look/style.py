"""The style sheet for what is not painted by hand: fields, menus, scroll bars."""

from kiosk.look.look import Look


def stylesheet(look: Look) -> str:
    """The window's style sheet for the look in use."""
    colours, px = look.palette, look.px
    return f"""
    QWidget {{ color: {colours.text}; }}
    QLineEdit {{
        background: {colours.surface}; color: {colours.text};
        border: {px(1.5)}px solid {colours.line}; border-radius: {px(8)}px;
        padding: 0 {px(12)}px; min-height: {px(45)}px;
        placeholder-text-color: {colours.quiet};
        selection-background-color: {colours.accent}; selection-color: {colours.on_accent};
    }}
    QLineEdit:focus {{ border: {px(2)}px solid {colours.accent}; padding: 0 {px(11.5)}px; }}
    QMenu {{
        background: {colours.surface}; color: {colours.text};
        border: {px(1)}px solid {colours.line}; padding: {px(8)}px 0;
    }}
    QMenu::item {{ padding: {px(12)}px {px(32)}px {px(12)}px {px(16)}px; }}
    QMenu::icon {{ padding-left: {px(16)}px; }}
    QMenu::item:selected {{ background: {colours.chosen}; }}
    QMenu::item:disabled {{ color: {colours.quiet}; }}
    QMenu::separator {{ height: 1px; background: {colours.line}; margin: {px(8)}px {px(16)}px; }}
    QMenu::indicator {{ width: {px(16)}px; height: {px(16)}px; left: {px(16)}px; }}
    QScrollBar:vertical {{ background: transparent; width: {px(8)}px; margin: 0; }}
    QScrollBar::handle:vertical {{
        background: {colours.line}; border-radius: {px(4)}px; min-height: {px(32)}px;
    }}
    QScrollBar:horizontal {{ background: transparent; height: {px(8)}px; margin: 0; }}
    QScrollBar::handle:horizontal {{
        background: {colours.line}; border-radius: {px(4)}px; min-width: {px(32)}px;
    }}
    QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QScrollArea, QListView, QTableView {{ background: transparent; border: none; outline: none; }}
    QToolTip {{
        background: {colours.raised}; color: {colours.text};
        border: 1px solid {colours.line}; padding: {px(6)}px;
    }}
    """
