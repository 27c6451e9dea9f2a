"""An event with guests, made through pretix's own API as an organiser's tools would."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import httpx

NATIONALITY = "NATION"
_LOCKED, _TRIES = 500, 8
_CODES = ("DE", "FR", "RU", "CN", "VN", "XK", "BR", "NG")
_NAMES = (
    "Zoya Ivanova", "Eric 陈", "Jochen  Groß", "Дмитрий Соколов", "Nguyễn Thị Hồng", "Zoe\u0308 B",
    "علي حسن", "O’Neill", "Łukasz", "山田 花子",
)  # fmt: skip


@dataclass
class Seeded:
    """What was made: slugs, ids, and every position by its id."""

    api: httpx.Client
    event: str = "party"
    items: dict[str, int] = field(default_factory=dict)
    question: int = 0
    list_id: int = 0
    positions: dict[int, dict[str, Any]] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Where this pretix is."""
        return str(self.api.base_url).split("/api/")[0]

    def post(self, path: str, body: object) -> Any:
        """Do it as an organiser would, who tries again: beside a laptop that syncs, SQLite answers
        500 now and then, with nothing stored.
        """
        answers = (self.api.post(path, json=body) for _try in range(_TRIES))
        answer = next((one for one in answers if one.status_code != _LOCKED), None)
        assert answer is not None, (path, "nothing but server errors")
        assert answer.status_code in (200, 201), (path, answer.status_code, answer.text[:500])
        return answer.json()

    def get(self, path: str, **params: object) -> Any:
        answer = self.api.get(path, params={k: str(v) for k, v in params.items()})
        assert answer.status_code == 200, (path, answer.status_code, answer.text[:500])
        return answer.json()

    def all(self, path: str, **params: object) -> list[dict[str, Any]]:
        """All pages."""
        found: list[dict[str, Any]] = []
        page = 1
        while True:
            answer = self.get(path, page=page, **params)
            found += answer["results"]
            if answer["next"] is None:
                return found
            page += 1

    def device(
        self, name: str, profile: str = "full", *, all_events: bool = False
    ) -> dict[str, object]:
        """What the QR code of a new device says; of this event alone, or of all."""
        made = self.post(
            "devices/",
            {
                "name": name,
                "all_events": all_events,
                "limit_events": [] if all_events else [self.event],
                "security_profile": profile,
            },
        )
        return {
            "handshake_version": 1,
            "url": self.url,
            "token": made["initialization_token"],
        }

    def initialize(self, code: dict[str, object]) -> str:
        """Use this code up, as a device that is set up does; the token that it gets."""
        told = {"hardware_brand": "x", "hardware_model": "x"}
        told |= {"software_brand": "x", "software_version": "1"}
        answer = httpx.post(
            f"{self.url}/api/v1/device/initialize",
            json={"token": code["token"], **told},
            trust_env=False,
            timeout=60,
        )
        return str(answer.json()["api_token"])

    def order(self, names: list[str], item: str = "Basic", **more: object) -> dict[str, Any]:
        """An order with one position for each name."""
        price = "10.00" if item == "Basic" else "0.00"
        order = self.post(
            f"events/{self.event}/orders/",
            {
                "locale": "en",
                "status": "p",
                "email": "someone@example.org",
                "sales_channel": "web",
                "send_email": False,
                "payment_provider": "manual" if item == "Basic" else "free",
                "positions": [
                    {
                        "item": self.items[item],
                        "price": price,
                        "attendee_name_parts": {"_scheme": "full", "full_name": name},
                        "country": "US",  # an address, never a nationality
                        "answers": [{"question": self.question, "answer": code, "options": []}],
                    }
                    for name, code in ((n, _CODES[sum(map(ord, n)) % len(_CODES)]) for n in names)
                ],
            }
            | more,
        )
        for position in order["positions"]:
            self.positions[position["id"]] = {**position, "order": order["code"]}
        return dict(order)

    def attendance(self) -> Counter[tuple[str, datetime, str]]:
        """Position, time and direction of every check-in that stands."""
        found = self.all(f"events/{self.event}/checkins/", successful="true")
        return Counter(
            (str(one["position"]), datetime.fromisoformat(one["datetime"]), one["type"])
            for one in found
        )


def seed(url: str, token: str, guests: int, event: str = "party", name: str = "Party") -> Seeded:
    """An event with that many guests on one check-in list."""
    api = httpx.Client(
        base_url=f"{url}/api/v1/organizers/club/",
        headers={"Authorization": f"Token {token}"},
        trust_env=False,
        timeout=60,
    )
    made = Seeded(api, event)
    made.post(
        "events/",
        {
            "name": {"en": name, "de": f"{name} (deutsch)"},
            "slug": made.event,
            "live": False,
            "testmode": False,
            "currency": "EUR",
            "date_from": "2026-11-22T19:00:00Z",
            "timezone": "Europe/Berlin",
            "plugins": ["pretix.plugins.badges", "pretix.plugins.manualpayment"],
        },
    )
    for name, price in (("Albatross", "0.00"), ("Basic", "10.00")):
        item = made.post(
            f"events/{made.event}/items/",
            {
                "name": {"en": name},
                "default_price": price,
                "active": True,
                "admission": True,
                "personalized": True,
            },
        )
        made.items[name] = item["id"]
    made.post(
        f"events/{made.event}/quotas/",
        {"name": "all", "size": None, "items": list(made.items.values()), "variations": []},
    )
    made.question = made.post(
        f"events/{made.event}/questions/",
        {
            "question": {"en": "Nationality"},
            "type": "CC",
            "required": False,
            "items": list(made.items.values()),
            "identifier": NATIONALITY,
            "position": 1,
            "options": [],
        },
    )["id"]
    made.list_id = made.post(
        f"events/{made.event}/checkinlists/",
        {"name": "Main entrance", "all_products": True, "allow_entry_after_exit": True},
    )["id"]
    for start in range(0, guests, 5):
        names = [f"{_NAMES[n % len(_NAMES)]} {n}" for n in range(start, min(start + 5, guests))]
        made.order(names, "Albatross" if start % 3 == 0 else "Basic")
    return made
