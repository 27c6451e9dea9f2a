"""What the door says of a double: of a guest, of money, of badges."""

from kiosk.door.double_view import DoubleView
from kiosk.words import Words


def double_title(view: DoubleView, words: Words) -> str:
    """What happened, in two or three words."""
    _ = words.gettext
    if view.badges:
        return _("Badge made twice") if view.badges == 1 else _("Badges made twice")
    return _("Given back twice") if view.given_back else _("Came in twice")


def double_reason(view: DoubleView, words: Words) -> str:
    """How it came about, and what to do."""
    _ = words.gettext
    if view.badges > 1:
        why = _("Two laptops put these badges into boxes without knowing of each other.")
        then = _("Use one pile and put the other away.")
        return f"{why} {then}"
    if view.badges:
        why = _("Two laptops made a badge for this guest without knowing of each other.")
        then = _("Put one away, so that nobody else wears it.")
        return f"{why} {then}"
    if view.given_back:
        why = _("Two doors took this back without knowing of each other: {amount} each time.")
        then = _("The takings count it once. Ask both desks, and look into the till.")
        return f"{why.format(amount=view.given_back)} {then}"
    if view.is_companion:
        why = _("Two doors let in the same companion without knowing of each other.")
    else:
        why = _("Two doors let this guest in without knowing of each other.")
    then = _("One person: take one back. Two people: both were right.")
    return f"{why} {then}"


def settled_words(view: DoubleView, words: Words) -> str:
    """On the button that settles it as it is."""
    _ = words.gettext
    if view.badges:
        return _("One is put away") if view.badges == 1 else _("One pile is put away")
    if view.given_back:
        return _("Seen to")
    return _("Both were right") if len(view.entries) == 2 else _("All were right")
