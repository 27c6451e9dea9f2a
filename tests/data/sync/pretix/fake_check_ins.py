"""Check-ins as pretix takes them, with its own ways of comparing nonces."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import httpx

from tests.data.sync.pretix.fake_shop import FakeShop, moment_of

_INVALID = {"detail": "Not found.", "status": "error", "reason": "invalid"}
_NO_LIST = "No CheckinList matches the given query."


@dataclass
class FakeCheckIns(FakeShop):
    """The shop with its door."""

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

    def check_ins(self) -> list[tuple[int, str, str]]:
        """Position, time and direction of every check-in that stands."""
        return [
            (one["position"], one["datetime"], one["type"])
            for one in self.scans
            if one["successful"] and one["list"] == 1
        ]

    def failures(self) -> list[tuple[str, str]]:
        """Code and reason of every scan that is known as refused."""
        return [
            (one["raw"], one["reason"])
            for one in self.scans
            if not one["successful"] and one["reason"] != "annulled"
        ]

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
        passed = moment_of(body["datetime"]) - moment_of(scan["datetime"])
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
