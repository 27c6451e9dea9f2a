"""What commands answer: the shapes of ``--json``, and the same as sentences.

Amounts are minor units of the event's currency, times ISO 8601 in UTC, countries our codes; no
e-mail address is ever among them.
"""

import json
from datetime import UTC, datetime

import click

from data.badge_doubles import BadgeDouble
from data.doubles import Double
from data.given_back import GivenBackTwice
from data.guests import (
    Admitted,
    CheckInResult,
    Direction,
    EventInfo,
    Guest,
    GuestState,
    Refused,
)
from kiosk.words import Words, money_words, reason_words


def tell(value: object) -> None:
    """One JSON value on one line of standard output."""
    click.echo(json.dumps(value, ensure_ascii=False))


def moment(at: datetime | None) -> str | None:
    """A time as scripts read it."""
    return None if at is None else at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def guest_answer(guest: Guest) -> dict[str, object]:
    """A guest without what happened at the door."""
    return {
        "id": guest.id,
        "name": guest.shown_name,
        "country": guest.countries[0] if guest.countries else "",
        "countries": list(guest.countries),
        "product": guest.product,
        "origin": guest.origin.value,
    }


def state_answer(state: GuestState) -> dict[str, object]:
    """A guest with where they stand this evening."""
    entry = state.open_entry
    return {
        **guest_answer(state.guest),
        "company": state.guest.company,
        "status": state.presence.value,
        "since": moment(entry.at) if entry is not None else None,
        "due": state.due_minor,
    }


def result_answer(result: CheckInResult, event: EventInfo) -> dict[str, object]:
    """One scan's answer."""
    answer: dict[str, object] = {
        "result": "admitted" if isinstance(result, Admitted) else "refused",
        "reason": None,
        "guest": guest_answer(result.guest) if result.guest is not None else None,
        "nonce": result.nonce,
        "due": 0,
        "currency": event.currency,
        "direction": result.direction.value,
        "at": moment(result.at),
        "repeated": result.repeated,
        "companions_missing": result.companions_missing,
        "alert": result.alert,
    }
    match result:
        case Admitted():
            answer |= {
                "entered": [guest_answer(guest) for guest in result.entered],
                "paid": result.paid_minor,
                "forced": [reason.value for reason in result.forced],
                "hand_out": list(result.hand_out),
                "over_capacity": result.over_capacity,
                "re_entry": result.re_entry,
            }
        case Refused():
            earlier = result.earlier
            answer |= {
                "reason": result.reason.value,
                "due": result.due_minor,
                "entering": result.entering,
                "candidates": [guest_answer(guest) for guest in result.candidates],
                "earlier": None
                if earlier is None
                else {"at": moment(earlier.at), "device": earlier.device_name},
            }
    return answer


def double_answer(double: Double) -> dict[str, object]:
    """Check-ins of which one may be too many."""
    return {
        "guest": guest_answer(double.guest),
        "companion": double.host is not None,
        "entries": [
            {
                "id": one.entry.id,
                "nonce": one.entry.nonce,
                "at": moment(one.entry.at),
                "device": one.entry.device_name,
                "gate": one.entry.gate,
                "paid": {method.value: minor for method, minor in one.paid_minor.items()},
            }
            for one in double.entries
        ],
    }


def badges_answer(double: BadgeDouble) -> dict[str, object]:
    """Badges of one guest of which one may be too many; ``others``: how many lie in their piles."""
    return {
        "guest": guest_answer(double.guest),
        "others": len(double.pile),
        "badges": [
            {
                "id": badge.id,
                "state": badge.state.value,
                "at": moment(badge.at),
                "device": badge.device_name,
                "printer": badge.printer,
            }
            for badge in double.badges
        ],
    }


def given_back_answer(one: GivenBackTwice) -> dict[str, object]:
    """Money that several doors gave back; ``paid`` is what it was each time."""
    return {
        "guest": guest_answer(one.guest),
        "paid": {method.value: minor for method, minor in one.amounts_minor.items()},
        "acts": [
            {"id": time.nonce, "at": moment(time.at), "device": time.device_name}
            for time in one.times
        ],
    }


def result_lines(result: CheckInResult, event: EventInfo, words: Words) -> list[str]:
    """The same for a person: the verdict, then what to do or hand out."""
    if isinstance(result, Refused):
        said = reason_words(result, event, words)
        who = f"{result.guest.shown_name}: " if result.guest is not None else ""
        choices = [f"{guest.shown_name}  {guest.id}" for guest in result.candidates]
        return [who + said.title, said.sentence, said.what_to_do, *choices]
    _ = words.gettext
    name = result.guest.shown_name
    if result.direction is Direction.EXIT:
        return [_("Goodbye, {name}.").format(name=name)]
    lines = [_("Welcome, {name}.").format(name=name)]
    lines += [guest.shown_name or "+1" for guest in result.entered if guest.id != result.guest.id]
    if result.paid_minor:
        amount = money_words(result.paid_minor, event.currency, words.language)
        lines.append(_("{amount} taken.").format(amount=amount))
    if result.companions_missing:
        missing = words.ngettext(
            "{number} companion may still come.",
            "{number} companions may still come.",
            result.companions_missing,
        )
        lines.append(missing.format(number=result.companions_missing))
    lines += [*result.hand_out, *([result.alert] if result.alert else [])]
    if result.over_capacity:
        lines.append(_("The house is full by the numbers."))
    return lines
