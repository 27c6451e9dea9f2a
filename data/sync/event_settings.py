"""The evening's own settings, where two files of one event do not say the same.

They stand in no journal row: which of two is the later one nobody knows. So a file keeps what it
says and takes over only what it says nothing about; the rest is for people to be told of.
"""

from dataclasses import fields, replace

from data.guests import EventInfo

_OF_EVERY_FILE = frozenset({"event_id", "rehearsal", "ticket_keys"})
_MAY_BE_UNSAID = ("date", "capacity", "walk_in_product")  # no companion_product is the host's own


def united(here: EventInfo, there: EventInfo) -> EventInfo:
    """``here`` with what only ``there`` says."""
    told = {name: getattr(there, name) for name in taken_over(here, there)}
    keys = tuple(dict.fromkeys((*here.ticket_keys, *there.ticket_keys)))
    return replace(here, **told, ticket_keys=keys)


def taken_over(here: EventInfo, there: EventInfo) -> tuple[str, ...]:
    """The names of the settings that only ``there`` says."""
    return tuple(
        name for name in _MAY_BE_UNSAID if not getattr(here, name) and getattr(there, name)
    )


def different(here: EventInfo, there: EventInfo) -> tuple[str, ...]:
    """The names of the settings that both say otherwise."""
    after = united(here, there)
    names = (one.name for one in fields(EventInfo) if one.name not in _OF_EVERY_FILE)
    return tuple(
        name
        for name in names
        if getattr(after, name) != getattr(there, name)
        and (getattr(there, name) or name not in _MAY_BE_UNSAID)
    )
