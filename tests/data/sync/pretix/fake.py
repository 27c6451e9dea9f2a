"""A pretix that behaves as pretix 2026.8.0 was observed to, with its oddities, and fails on demand.

Nothing here is pretix's code: it answers as the real one answered. ``tests/real_pretix`` holds
both against each other.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

PAGE = 50  # whatever page_size asks for
_INVALID = {"detail": "Not found.", "status": "error", "reason": "invalid"}
_NO_LIST = "No CheckinList matches the given query."
_FORBIDDEN = "Request denied by device security profile."

Fault = Callable[[httpx.Request, Callable[[], httpx.Response]], httpx.Response]


def html(status: int) -> httpx.Response:
    return httpx.Response(status, html="<!doctype html><title>Welcome</title>")


def lost(request: httpx.Request, act: Callable[[], httpx.Response]) -> httpx.Response:
    """The server acts, and nobody hears of it."""
    act()
    raise httpx.ReadError("reset", request=request)


def stumbles(request: httpx.Request, act: Callable[[], httpx.Response]) -> httpx.Response:
    """SQLite is locked: 500, and nothing is stored."""
    return html(500)


def unplugged(request: httpx.Request, act: Callable[[], httpx.Response]) -> httpx.Response:
    raise httpx.ConnectError("no route", request=request)


@dataclass
class FakePretix:
    """One organizer "club" with one event "party" and one check-in list, number 1."""

    clock: Callable[[], datetime]
    orders: dict[str, dict[str, Any]] = field(default_factory=dict)
    scans: list[dict[str, Any]] = field(default_factory=list)  # successful or not, with nonce
    requests: list[httpx.Request] = field(default_factory=list)
    faults: dict[str, list[Fault]] = field(default_factory=dict)  # by a part of the path
    revoked: list[str] = field(default_factory=list)
    blocked: list[str] = field(default_factory=list)
    secrets_of_other_events: set[str] = field(default_factory=set)
    token: str = "good"
    profile: str = "full"
    says_of_token: str = "Invalid token."
    setup_tokens: dict[str, str] = field(default_factory=lambda: {"setup": "unused"})
    event: dict[str, Any] = field(
        default_factory=lambda: {
            "name": {"en": "Party", "de": "Feier"},
            "slug": "party",
            "currency": "EUR",
            "testmode": False,
        }
    )
    lists: list[dict[str, Any]] = field(
        default_factory=lambda: [
            {
                "id": 1,
                "name": "Main entrance",
                "all_products": True,
                "limit_products": [],
                "addon_match": False,
            }
        ]
    )
    items: list[dict[str, Any]] = field(
        default_factory=lambda: [
            {"id": 1, "name": {"en": "Basic"}, "default_price": "10.00", "variations": []},
            {"id": 2, "name": {"en": "Albatross"}, "default_price": "0.00", "variations": []},
        ]
    )
    questions: list[dict[str, Any]] = field(
        default_factory=lambda: [
            {"id": 7, "identifier": "NATION", "type": "CC", "question": {"en": "Nationality"}}
        ]
    )
    version: str = "2026.8.0"
    keys: dict[str, httpx.Response | None] = field(default_factory=dict)  # None: in flight for ever
    _numbers: int = 0

    # -- what an organiser does -------------------------------------------------------------

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

    def check_ins(self) -> list[tuple[int, str, str]]:
        """Position, time and direction of every check-in that stands."""
        return [
            (one["position"], one["datetime"], one["type"])
            for one in self.scans
            if one["successful"] and one["list"] == 1
        ]

    def fails(self, path: str, *faults: Fault) -> None:
        """Let the next requests to a path fail, one after the other."""
        self.faults.setdefault(path, []).extend(faults)

    def asked(self, path: str) -> list[httpx.Request]:
        return [request for request in self.requests if path in request.url.path]

    # -- HTTP -------------------------------------------------------------------------------

    def transport(self) -> httpx.MockTransport:
        return httpx.MockTransport(self._handle)

    def _handle(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        for path, faults in self.faults.items():
            if path in request.url.path and faults:
                return faults.pop(0)(request, lambda: self._keyed(request))
        return self._keyed(request)

    def _keyed(self, request: httpx.Request) -> httpx.Response:
        """The idempotency header: the first answer again, whatever the body says now."""
        key = request.headers.get("X-Idempotency-Key")
        if key is None:
            return self._answer(request)
        if key in self.keys:
            kept = self.keys[key]
            if kept is None:
                return self._json(409, {"detail": "in flight"}, {"Retry-After": "5"})
            return httpx.Response(kept.status_code, content=kept.content, headers=kept.headers)
        answer = self._answer(request)
        if answer.status_code not in (409, 429, 500, 503):
            self.keys[key] = answer
        return answer

    def _answer(self, request: httpx.Request) -> httpx.Response:
        path, method = request.url.path, request.method
        body = json.loads(request.content) if request.content else {}
        if path == "/api/v1/device/initialize":
            return self._initialize(body)
        if request.headers.get("Authorization", "").split(" ")[-1] != self.token:
            status = 403 if path.endswith("/version") else 401
            return self._json(status, {"detail": self.says_of_token})
        if path == "/api/v1/version":
            return self._json(200, {"pretix": self.version})
        root = "/api/v1/organizers/club/"
        if not path.startswith(root) or (method == "POST" and not path.endswith("/")):
            return html(404)
        path = path.removeprefix(root)
        if method == "POST" and path == "checkinrpc/redeem/":
            return self._redeem(body)
        if method == "POST" and path == "checkinrpc/annul/":
            return self._annul(body)
        if path == "events/":
            return self._page(request, [self.event] if self.event else [])
        if not self.event or not path.startswith(f"events/{self.event['slug']}/"):
            return self._json(403, {"detail": "You do not have permission to perform this action."})
        return self._of_event(request, path.split("/", 2)[2], body)

    def _of_event(self, request: httpx.Request, path: str, body: dict[str, Any]) -> httpx.Response:
        method = request.method
        if path == "":
            return self._json(200, self.event)
        if path == "settings/":
            return self._json(200, {"locale": "en"})
        plain = {
            "checkinlists/": self.lists,
            "items/": self.items,
            "questions/": self.questions,
            "revokedsecrets/": [{"id": n, "secret": s} for n, s in enumerate(self.revoked)],
            "blockedsecrets/": [
                {"id": n, "secret": s, "blocked": True} for n, s in enumerate(self.blocked)
            ],
        }
        if path in plain:
            return self._page(request, plain[path])
        if path == "orders/" and method == "GET":
            if self.profile == "online_kiosk":
                return self._json(403, {"detail": _FORBIDDEN})
            return self._orders(request)
        if path == "orders/":
            return self._create_order(body)
        if re.fullmatch(r"checkinlists/\d+/failed_checkins/", path):
            return self._failed(int(path.split("/")[1]), body)
        if re.fullmatch(r"orderpositions/\d+/printlog/", path):
            return self._print(int(path.split("/")[1]), body)
        return html(404)

    def _initialize(self, body: dict[str, Any]) -> httpx.Response:
        state = self.setup_tokens.get(body["token"])
        if state is None:
            return self._json(400, {"token": ["Unknown initialization token."]})
        if state == "used":
            return self._json(400, {"token": ["This initialization token has already been used."]})
        self.setup_tokens[body["token"]] = "used"
        return self._json(
            200,
            {"organizer": "club", "device_id": 3, "api_token": self.token, "name": "desk 1"},
        )

    def _orders(self, request: httpx.Request) -> httpx.Response:
        params = request.url.params
        found = list(self.orders.values())
        if "modified_since" in params:
            found = [o for o in found if o["last_modified"] >= _z(params["modified_since"])]
        if "created_since" in params:
            found = [o for o in found if o["datetime"] >= _z(params["created_since"])]
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

    def _redeem(self, body: dict[str, Any]) -> httpx.Response:
        position = self._by_secret(body["secret"])
        if all(one["id"] != body["lists"][0] for one in self.lists):
            return self._json(400, {"lists": ["Invalid pk."]})
        if position is None or position["canceled"]:
            self._log(position, body, successful=False, reason="invalid")
            return self._json(404, _INVALID)
        before = [s for s in self.scans if s["position"] == position["id"] and s["successful"]]
        shown = {"id": position["id"], "checkins": self._check_ins_of(position["id"])}
        latest = before[-1] if before else None
        same = [s for s in before if s["nonce"] == body["nonce"] and s["type"] == body["type"]]
        if same or (latest is not None and latest["nonce"] == body["nonce"]):
            return self._json(201, {"status": "ok", "position": shown})
        if not body["force"]:
            reason = self._why_not(position, latest, body)
            if reason:
                self._log(position, body, successful=False, reason=reason)
                answer = {"status": "error", "reason": reason, "position": shown}
                return self._json(400, answer)
        self._log(position, body, successful=True)
        self.touch(position["order"])
        return self._json(201, {"status": "ok", "position": shown})

    def _why_not(
        self, position: dict[str, Any], latest: dict[str, Any] | None, body: dict[str, Any]
    ) -> str:
        order = position["order"]
        if order["status"] in ("c", "e"):
            return "canceled"
        if position["blocked"]:
            return "blocked"
        if order["status"] == "n":
            return "unpaid"
        if body["type"] == "entry" and latest is not None and latest["type"] == "entry":
            return "already_redeemed"
        return ""

    def _log(
        self,
        position: dict[str, Any] | None,
        body: dict[str, Any],
        *,
        successful: bool,
        reason: str = "",
    ) -> None:
        self.scans.append(
            {
                "position": position["id"] if position is not None else None,
                "datetime": body["datetime"],
                "type": body["type"],
                "list": 1,
                "nonce": body["nonce"],
                "device": 3,
                "successful": successful,
                "reason": reason,
                "raw": body.get("raw_barcode", body.get("secret")),
            }
        )

    def _annul(self, body: dict[str, Any]) -> httpx.Response:
        found = [s for s in self.scans if s["nonce"] == body["nonce"]]
        if not found:
            return self._json(404, {"detail": "No check-in found based on nonce"})
        if len(found) > 1:
            return self._json(400, ["Multiple check-ins found based on nonce"])
        scan = found[0]
        if not scan["successful"]:
            return self._json(400, ["Cannot annul an unsuccessful checkin"])
        passed = _moment(body["datetime"]) - _moment(scan["datetime"])
        if passed > timedelta(minutes=15):
            said = "Annulment is not allowed more than 15 minutes after check-in"
            return self._json(400, {"non_field_errors": [said]})
        scan["successful"], scan["reason"] = False, "annulled"
        return self._json(200, {"status": "ok"})

    def _failed(self, list_id: int, body: dict[str, Any]) -> httpx.Response:
        if all(one["id"] != list_id for one in self.lists):
            return self._json(404, {"detail": _NO_LIST})
        known = {
            "invalid", "unpaid", "blocked", "invalid_time", "canceled", "already_redeemed",
            "product", "rules", "ambiguous", "revoked", "unapproved", "error",
        }  # fmt: skip
        if body["error_reason"] not in known:
            return self._json(400, {"error_reason": ["not a valid choice"]})
        if "\x00" in body["raw_barcode"]:
            return self._json(400, {"raw_barcode": ["Null characters are not allowed."]})
        for scan in self.scans:
            if (scan["nonce"], scan["raw"]) == (body["nonce"], body["raw_barcode"]):
                return self._json(201, body)
        position = self._by_secret(body["raw_barcode"])
        self._log(position, body, successful=False, reason=body["error_reason"])
        return self._json(201, body)

    def _print(self, number: int, body: dict[str, Any]) -> httpx.Response:
        for order in self.orders.values():
            for position in order["positions"]:
                if position["id"] == number:
                    position["print_logs"].append({**body, "device_id": 3})
                    return self._json(201, body)
        return self._json(404, {"detail": "Not found."})

    def _create_order(self, body: dict[str, Any]) -> httpx.Response:
        if self.profile != "full":
            return self._json(403, {"detail": _FORBIDDEN})
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

    # -- small things -----------------------------------------------------------------------

    def _now(self) -> str:
        return _text(self.clock())

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


def _text(moment: datetime) -> str:
    text = moment.astimezone(UTC).isoformat(timespec="microseconds")
    return text.replace("+00:00", "Z")


def _z(text: str) -> str:
    return _text(_moment(text))


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
