"""What a pre-flight of a ledger found, in sentences."""

from data.sync.ledger.preflight import Preflight
from kiosk.clock_words import clock_words
from kiosk.sync_words import note_words
from kiosk.words import Words


def preflight_words(found: Preflight, words: Words) -> list[str]:
    """One sentence for each thing that was looked at."""
    _ = words.gettext
    said = [
        _("{event}: PostgreSQL {server} at {host} answers within {ms} ms.").format(
            event=found.event.name,
            server=found.server,
            host=found.host,
            ms=max(1, round(found.round_trip_ms)),
        )
    ]
    if found.hints:
        said.append(_("What other doors do appears here at once."))
    else:
        said.append(note_words("ledger_no_hints", {}, words))
    if found.pooled:
        said.append(_("The address is that of a pooler; the direct one is quicker."))
    said.append(clock_words(found.clock_seconds, words))
    if found.closed:
        said.append(note_words("ledger_closed", {}, words))
    return said
