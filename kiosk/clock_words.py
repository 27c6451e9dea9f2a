"""How far this laptop's clock is from the ledger's, in words."""

from datetime import timedelta

from babel.dates import format_timedelta

from data.sync.ledger.clock import CLOCK_SECONDS
from kiosk.words import Words


def clock_words(seconds: float, words: Words) -> str:
    """``seconds``: by how much the ledger's clock is ahead of ours. What to do where it is much."""
    _ = words.gettext
    if abs(seconds) < 1.0:
        return _("The clocks of this laptop and the ledger agree within a second.")
    apart = format_timedelta(timedelta(seconds=abs(round(seconds))), locale=words.language)
    if abs(seconds) <= CLOCK_SECONDS:
        said = _("The clocks of this laptop and the ledger are {apart} apart.")
    elif seconds > 0:
        said = _(
            "This laptop's clock is {apart} slow compared with the ledger's. Who may come in does "
            "not depend on it; set it, so that lists show the right times."
        )
    else:
        said = _(
            "This laptop's clock is {apart} fast compared with the ledger's. Who may come in does "
            "not depend on it; set it, so that lists show the right times."
        )
    return said.format(apart=apart)
