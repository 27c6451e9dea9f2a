"""What labels and designs there are to choose from, in words."""

from pathlib import Path

from kiosk.paper import known_stocks
from kiosk.printing.policy import PrintPolicy
from kiosk.words import Words


def stock_choices(folder: Path) -> list[tuple[str, str]]:
    """Names and descriptions of all label stock, one's own first."""
    return [(stock.name, stock.description) for stock in known_stocks(folder)]


def design_choices(folder: Path, words: Words) -> list[tuple[str, str]]:
    """Names and titles of the designs, ours first; one's own by the names of their files."""
    from badges.design import built_in_designs, own_designs  # with ReportLab: not at the start

    _ = words.gettext
    titles = {
        "classic": _("Classic: name, flag, country"),
        "big-first-name": _("Big first name, to be read from three metres"),
        "conversation": _("Conversation: languages, “ask me about”"),
    }
    own = own_designs(folder)
    ours = [(name, titles.get(name, name)) for name in built_in_designs() if name not in own]
    mine = _("{name} (yours)")
    return ours + [(name, mine.format(name=name)) for name in own]


def policy_choices(words: Words) -> list[tuple[str, str]]:
    """When a check-in prints a badge."""
    _ = words.gettext
    return [
        (PrintPolicy.ONCE.value, _("at the first check-in")),
        (PrintPolicy.ALWAYS.value, _("at every check-in")),
        (PrintPolicy.NEVER.value, _("never by itself, only by Ctrl+P")),
    ]
