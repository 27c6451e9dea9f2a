"""Orders as pretix sells and shows them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import httpx

from tests.data.sync.pretix.fake_faults import html

PAGE = 50  # whatever page_size asks for
FORBIDDEN = "Request denied by device security profile."


@dataclass
class FakeShop:
    """Orders of one event, and who sells them."""

    clock: Callable[[], datetime]
    orders: dict[str, dict[str, Any]] = field(default_factory=dict)
    scans: list[dict[str, Any]] = field(default_factory=list)  # successful or not, with nonce
    profile: str = "full"
    secrets_of_other_events: set[str] = field(default_factory=set)
    _numbers: int = 0

    def number(self) -> int:
        self._numbers += 1
        return self._numbers

    def sell(self, *names: str, status: str = "p", item: int = 1, **more: Any) -> dict[str, Any]:
        """An order with a position for each name."""
        code = f"ORD{self.number():03}"
        now = self._now()
        order = {
            "code": code,
            "status": status,
            "testmode": False,
            "email": "someone@example.org",
            "locale": "en",
            "datetime": now,
            "last_modified": now,
            "require_approval": False,
            "valid_if_pending": False,
            "payments": [],
            "invoice_address": None,
            "positions": [],
        } | more
        self.orders[code] = order
        for name in names:
            self.add_position(order, name, item)
        return order

    def add_position(
        self, order: dict[str, Any], name: str, item: int = 1, **more: Any
    ) -> dict[str, Any]:
        number = self.number()
        position = {
            "id": number,
            "order": order["code"],
            "positionid": len(order["positions"]) + 1,
            "item": item,
            "variation": None,
            "price": "10.00",
            "attendee_name": name or None,
            "attendee_name_parts": {"_scheme": "full", "full_name": name} if name else {},
            "attendee_email": None,
            "company": None,
            "country": "US",
            "secret": f"secret{number:026}",
            "addon_to": None,
            "answers": [],
            "canceled": False,
            "blocked": None,
            "valid_from": None,
            "valid_until": None,
            "print_logs": [],
        } | more
        order["positions"].append(position)
        self.touch(order)
        return position

    def touch(self, order: dict[str, Any]) -> None:
        order["last_modified"] = self._now()

    def _orders(self, request: httpx.Request) -> httpx.Response:
        params = request.url.params
        found = list(self.orders.values())
        if "modified_since" in params:
            found = [
                o
                for o in found
                if o["last_modified"] >= text_of(moment_of(params["modified_since"]))
            ]
        if "created_since" in params:
            found = [
                o for o in found if o["datetime"] >= text_of(moment_of(params["created_since"]))
            ]
        if "code" in params:
            found = [o for o in found if o["code"] == params["code"]]
        if "search" in params:
            sought = params["search"]
            found = [
                o for o in found if any(p["secret"].startswith(sought) for p in o["positions"])
            ]
        ordering = params.get("ordering", "-datetime")
        found.sort(key=lambda o: o[ordering.lstrip("-")], reverse=ordering.startswith("-"))
        cancelled = params.get("include_canceled_positions") == "true"
        shown = [
            {
                **order,
                "positions": [
                    {**p, "checkins": self._check_ins_of(p["id"])}
                    for p in order["positions"]
                    if cancelled or not p["canceled"]
                ],
            }
            for order in found
        ]
        return self._page(request, shown, {"X-Page-Generated": self._now()})

    def _check_ins_of(self, position: int) -> list[dict[str, Any]]:
        """Those of all lists, without the nonce, which no call ever gives back."""
        return [
            {
                "datetime": scan["datetime"],
                "list": scan["list"],
                "type": scan["type"],
                "device_id": scan["device"],
            }
            for scan in self.scans
            if scan["position"] == position and scan["successful"]
        ]

    def _by_secret(self, secret: str) -> dict[str, Any] | None:
        for order in self.orders.values():
            for position in order["positions"]:
                if position["secret"] == secret:
                    return {**position, "order": order}
        return None

    def _create_order(self, body: dict[str, Any]) -> httpx.Response:
        if self.profile != "full":
            return self._json(403, {"detail": FORBIDDEN})
        wanted = body["positions"][0]
        parts = wanted["attendee_name_parts"]
        if parts["_scheme"] != "full" or len(parts["full_name"]) > 255:
            return html(500)
        if self._by_secret(wanted["secret"]) is not None:
            said = "You cannot assign a position secret that already exists."
            return self._json(400, {"positions": [{"secret": [said]}]})
        if wanted.get("country") in ("XK", "XX"):
            return self._json(400, {"positions": [{"country": ["Invalid country code."]}]})
        if any(len(answer["answer"]) != 2 for answer in wanted["answers"]):
            return self._json(400, {"positions": [{"answers": [{"answer": ["Invalid."]}]}]})
        if float(wanted["price"]) and body["status"] == "p" and "payment_provider" not in body:
            return self._json(400, ["You cannot create a paid order without a payment provider."])
        secret = wanted["secret"]
        if secret in self.secrets_of_other_events:
            secret = f"another{self.number():025}"
        order = self.sell(status=body["status"])
        self.add_position(
            order,
            parts["full_name"],
            wanted["item"],
            secret=secret,
            price=wanted["price"],
            answers=[
                {"question_identifier": "NATION", "answer": answer["answer"]}
                for answer in wanted["answers"]
            ],
        )
        order["asked"] = body
        return self._json(201, order)

    def _now(self) -> str:
        return text_of(self.clock())

    def _page(
        self, request: httpx.Request, found: list[dict[str, Any]], headers: Any = None
    ) -> httpx.Response:
        page = int(request.url.params.get("page", 1))
        part = found[(page - 1) * PAGE : page * PAGE]
        if page > 1 and not part:
            return self._json(404, {"detail": "Invalid page."})
        more = page * PAGE < len(found)
        after = f"http://internal.example/{page + 1}" if more else None  # a host nobody may follow
        body = {"count": len(found), "next": after, "previous": None, "results": part}
        return self._json(200, body, headers)

    def _json(self, status: int, body: object, headers: Any = None) -> httpx.Response:
        date = {"Date": self.clock().strftime("%a, %d %b %Y %H:%M:%S GMT")}
        return httpx.Response(status, json=body, headers=date | (headers or {}))


def text_of(moment: datetime) -> str:
    """A time as pretix writes it."""
    text = moment.astimezone(UTC).isoformat(timespec="microseconds")
    return text.replace("+00:00", "Z")


def moment_of(text: str) -> datetime:
    """The other way."""
    return datetime.fromisoformat(text)
