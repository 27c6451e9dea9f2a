"""A pretix that behaves as pretix 2026.8.0 was observed to, with its oddities, and fails on demand.

Nothing here is pretix's code: it answers as the real one answered. ``tests/real_pretix`` holds
both against each other.
"""

import json
import re
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.data.sync.pretix.fake_check_ins import FakeCheckIns
from tests.data.sync.pretix.fake_faults import Fault, html
from tests.data.sync.pretix.fake_shop import FORBIDDEN


@dataclass
class FakePretix(FakeCheckIns):
    """One organizer "club" with one event "party" and one check-in list, number 1."""

    requests: list[httpx.Request] = field(default_factory=list)
    faults: dict[str, list[Fault]] = field(default_factory=dict)  # by a part of the path
    revoked: list[str] = field(default_factory=list)
    blocked: list[str] = field(default_factory=list)
    token: str = "good"
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

    def redeems(self) -> list[dict[str, Any]]:
        """What was told by redeeming."""
        return [json.loads(request.content) for request in self.asked("/redeem/")]

    def fails(self, path: str, *faults: Fault) -> None:
        """Let the next requests to a path fail, one after the other."""
        self.faults.setdefault(path, []).extend(faults)

    def asked(self, path: str) -> list[httpx.Request]:
        return [request for request in self.requests if path in request.url.path]

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
                return self._json(403, {"detail": FORBIDDEN})
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
