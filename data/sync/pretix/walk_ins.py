"""Walk-ins and companions as orders of pretix, each with a ticket secret of our own.

pretix refuses a secret that it has, so that telling twice makes one order; a secret that another
event of the organizer has is replaced silently, so it is always read back.
"""

from decimal import Decimal
from typing import Any

from babel.numbers import get_currency_precision

from data.guests import Guest, Origin, PaymentMethod, product_key
from data.store import reading
from data.store.far_guests import FarGuest, keep_far_guests
from data.store.payments import payments_of
from data.sync.far_end import GivenUp, Later, Outcome, Outgoing
from data.sync.pretix.answers import (
    MOST_FAILURES,
    as_pretix_says,
    fields_of,
    has_word,
    stumbled,
)
from data.sync.pretix.desk import Desk
from data.sync.pretix.people import made_secret

LONGEST_NAME = 255  # more is a server error with PostgreSQL
_SEARCH_SECONDS = 15.0
_PAYMENT_TYPES = {PaymentMethod.CASH: "cash", PaymentMethod.CARD: "card"}


class WalkIns:
    """Makes the order that a walk-in's check-in needs. Raises SyncError and StoreError."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def ticket_for(self, row: Outgoing, guest: Guest, *, server_works: bool) -> FarGuest | Outcome:
        """The guest's ticket, sold now; or why there is none."""
        sold = self._desk.items.get(product_key(guest.product))
        if sold is None:
            return GivenUp(row.written.id, "no_such_product", {"product": guest.product or "?"})
        secret = guest.secret or made_secret(guest.id)
        self._desk.goes_out(row)
        # The secret guards against a second order. The key, a new one each time, would otherwise
        # repeat an old refusal for a day, or stay locked by a request that died with the server.
        key = f"{row.written.id}-{row.attempts}"
        body = self._order(guest, sold, secret, with_answers=True)
        answer = self._desk.client.create_order(body, key)
        if answer.status == 400 and has_word(answer.body, "answers"):
            body = self._order(guest, sold, secret, with_answers=False)
            answer = self._desk.client.create_order(body, f"{key}-plain")
        if answer.is_ok:
            sold_now = self._sold(guest, answer.body) or self._existing(guest, secret)
            return sold_now or _not_found(row)
        later = stumbled(row, answer, server_works)
        if later is not None:
            return later
        if answer.status in (401, 403):
            return GivenUp(row.written.id, "walk_in_not_allowed")
        if has_word(answer.body, "secret"):
            found = self._existing(guest, secret)
            return found or _not_found(row)
        return GivenUp(row.written.id, "walk_in_refused", {"fields": fields_of(answer)})

    def _order(
        self, guest: Guest, sold: tuple[int, int | None], secret: str, *, with_answers: bool
    ) -> dict[str, object]:
        with self._desk.file.reading() as connection:
            payments = payments_of(connection, guest.id)
            (state,) = reading.states(connection, [guest])
            host = self._desk.guest(guest.host_id)
            currency = self._desk.file.info.currency
        name = guest.name
        if not name and guest.origin is Origin.COMPANION and host is not None:
            name = f"{host.name} +1"
        paid = sum(amount for _, amount in payments)
        owed = 0 if payments else state.due_minor
        position: dict[str, object] = {
            "item": sold[0],
            "price": amount_text(paid + owed, currency),
            "secret": secret,
            "attendee_name_parts": {"_scheme": "full", "full_name": name[:LONGEST_NAME]},
            "answers": [],
        }
        if sold[1] is not None:
            position["variation"] = sold[1]
        if self._desk.subevent is not None:
            position["subevent"] = self._desk.subevent
        if guest.company:
            position["company"] = guest.company[:LONGEST_NAME]
        question = self._desk.settings.question_id
        if with_answers and question is not None and guest.countries:
            position["answers"] = [
                {"question": question, "answer": guest.countries[0][:2], "options": []}
            ]
        order: dict[str, object] = {
            "locale": "en",
            "status": "n" if owed else "p",
            "sales_channel": "web",
            "send_email": False,
            "positions": [position],
        }
        if owed:
            order["valid_if_pending"] = True
        if paid:
            kind = _PAYMENT_TYPES.get(payments[0][0], "other")
            order |= {
                "payment_provider": "boxoffice",
                "payment_info": {"payment_type": kind},
            }
        return order

    def _sold(self, guest: Guest, order: Any) -> FarGuest | None:
        """The ticket in pretix's answer, or None where it does not say which."""
        try:
            code, position = str(order["code"]), order["positions"][0]
            return self._kept(guest, code, position)
        except (LookupError, TypeError, ValueError):
            return None

    def _kept(self, guest: Guest, code: str, position: dict[str, Any]) -> FarGuest:
        far_key, secret = str(int(position["id"])), str(position["secret"])
        ticket = FarGuest(far_key, code, guest.id, {"secret": secret, "seen": 0})
        keep_far_guests(self._desk.file, self._desk.key, [ticket])
        return ticket

    def _existing(self, guest: Guest, secret: str) -> FarGuest | None:
        """The order that an earlier try made, though its answer was lost."""
        with as_pretix_says(self._desk.client.transport.host):
            for order in self._desk.client.search_order(secret, _SEARCH_SECONDS):
                for position in order.get("positions") or ():
                    if position.get("secret") == secret:
                        return self._kept(guest, str(order["code"]), position)
        return None


def _not_found(row: Outgoing) -> Outcome:
    """pretix has the order and does not show it: its ticket was cancelled there, perhaps."""
    if row.attempts >= MOST_FAILURES:
        return GivenUp(row.written.id, "fails_there", {"times": row.attempts})
    return Later(row.written.id, "order_not_found")


def amount_text(amount_minor: int, currency: str) -> str:
    """Minor units as pretix reads them: "25.00"."""
    digits = get_currency_precision(currency)
    return f"{Decimal(amount_minor).scaleb(-digits):.{max(digits, 2)}f}"
