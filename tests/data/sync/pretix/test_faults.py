"""Everything that goes wrong around pretix has its name; the door goes on, and so does the sync."""

import logging
import traceback
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest

from data.errors import SyncPermanent, SyncTemporary
from data.sync.pretix import transport
from data.sync.pretix.transport import Transport
from data.sync.secrets import Secret
from tests.data.evening import Evening, TestClock
from tests.data.sync.pretix.fake import FakePretix
from tests.data.sync.pretix.fake_faults import html, unplugged
from tests.data.sync.pretix.laptop import URL, Laptop

Act = Callable[[], httpx.Response]


def always(answer: httpx.Response) -> Any:
    return lambda request, act: answer


@pytest.mark.parametrize(
    ("fault", "code", "lasting"),
    [
        (unplugged, "unreachable", False),
        (always(html(200)), "captive_portal", False),
        (always(html(403)), "captive_portal", False),
        (always(html(511)), "captive_portal", False),
        (always(httpx.Response(302, headers={"Location": "http://login.hotel.example/"})),
         "redirected", False),
        (always(httpx.Response(302, headers={"Location": "http://pretix.example/api/"})),
         "redirected", False),
        (always(html(404)), "not_pretix", True),
        (always(html(400)), "not_pretix", True),
        (always(html(502)), "in_trouble", False),
        (always(httpx.Response(503)), "in_trouble", False),
        (always(httpx.Response(429, json={}, headers={"Retry-After": "17"})), "too_often", False),
        (always(httpx.Response(401, json={"detail": "Invalid token."})), "wrong_token", True),
        (always(httpx.Response(401, json={"detail": "Device access has been revoked."})),
         "revoked", True),
        (always(httpx.Response(403, json={"detail": "Invalid token."})), "wrong_token", True),
        (always(httpx.Response(418, json=["teapot"])), "strange_answer", True),
        (always(httpx.Response(200, json=["a list"])), "not_pretix", True),
    ],
)  # fmt: skip
def test_what_comes_between_is_named_and_the_sync_resumes_by_itself(
    evening: Evening, laptop: Laptop, fake: FakePretix, fault: Any, code: str, lasting: bool
) -> None:
    fake.sell("Anna")
    laptop.sync()
    evening.admitted(laptop.guest("Anna"))
    fake.fails("/organizers/", *[fault] * 100)
    evening.clock.now += timedelta(minutes=6)
    for _ in range(2):
        evening.admitted(evening.guest(f"Door goes on {evening.nonce()}"))
        report = laptop.sync()
    assert report.problem is not None
    assert (report.problem.code, report.problem.lasting) == (code, lasting)
    assert report.waiting >= 1
    assert report.given_up == 0
    fake.faults.clear()
    report = laptop.sync_later()
    assert (report.problem, report.waiting) == (None, 0)
    assert len(fake.check_ins()) == 1


def test_pretix_asked_for_time(laptop: Laptop, fake: FakePretix) -> None:
    busy = httpx.Response(429, json={}, headers={"Retry-After": "17"})
    fake.fails("/organizers/", always(busy))
    report = laptop.sync()
    assert report.problem is not None
    assert report.problem.wait == 17


def test_a_deleted_event_is_named_and_nobody_is_lost(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    fake.sell("Anna")
    laptop.sync()
    kept = dict(fake.event)
    fake.event.clear()
    report = laptop.sync_later()
    assert report.problem is not None
    assert (report.problem.code, report.problem.values["event"]) == ("no_event", "party")
    evening.admitted(laptop.guest("Anna"))
    fake.event |= kept
    assert laptop.sync_later().problem is None


def test_a_deleted_list_is_named(laptop: Laptop, fake: FakePretix) -> None:
    laptop.sync()
    fake.lists[0]["id"] = 2
    report = laptop.sync_later()
    assert report.problem is not None
    assert (report.problem.code, report.problem.values["list"]) == ("no_list", "Main entrance")


def test_a_renamed_list_is_told_and_used(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    fake.sell("Anna")
    laptop.sync()
    fake.lists[0]["name"] = "North door"
    evening.admitted(laptop.guest("Anna"))
    report = laptop.sync_later()
    assert [note.code for note in report.notes] == ["list_renamed"]
    assert dict(report.notes[0].values) == {"before": "Main entrance", "now": "North door"}
    assert "North door" in report.title
    assert len(fake.check_ins()) == 1


def test_another_version_is_told_and_used(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    fake.version = "2023.10.0"
    fake.sell("Anna")
    report = laptop.sync()
    assert [note.code for note in report.notes] == ["other_version"]
    assert report.problem is None


def test_what_an_older_version_does_not_know_is_given_up_alone(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    fake.sell("Anna", "Berta")
    laptop.sync()
    act = evening.admitted(laptop.guest("Anna"))
    laptop.sync()
    fake.fails("/annul/", always(html(404)))
    evening.annulled(act.nonce)
    evening.admitted(laptop.guest("Berta"))
    report = laptop.sync()
    assert (report.problem, report.waiting) == (None, 0)
    assert laptop.why() == ["not_in_this_version"]
    assert len(fake.check_ins()) == 2


def test_a_profile_that_may_not_read_orders_is_named(laptop: Laptop, fake: FakePretix) -> None:
    fake.profile = "online_kiosk"
    report = laptop.sync()
    assert report.problem is not None
    assert report.problem.code == "profile_too_narrow"


def one(answer: httpx.Response | Callable[[httpx.Request], httpx.Response]) -> Transport:
    handle = answer if callable(answer) else (lambda request: answer)
    through = httpx.MockTransport(handle)
    return Transport(URL, Secret("good"), TestClock(), through=through, sleep=lambda seconds: None)


def test_a_redirect_within_the_same_host_is_followed_once() -> None:
    def handle(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/a":
            return httpx.Response(301, headers={"Location": "/a/"})
        return httpx.Response(200, json={"path": request.url.path})

    assert one(handle).get("/a").body == {"path": "/a/"}
    with pytest.raises(SyncTemporary):
        one(handle).post("/a", {})


def test_an_endless_answer_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "LARGEST_BYTES", 1_000)
    with pytest.raises(SyncTemporary, match="too_much"):
        one(httpx.Response(200, content=b"[" + b"1," * 1_000 + b"1]")).get("/x")


def test_an_answer_that_drips_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    passing = iter(range(0, 10_000, 20))
    monkeypatch.setattr("data.sync.pretix.transport.time.monotonic", lambda: next(passing))
    with pytest.raises(SyncTemporary, match="too_slow"):
        one(httpx.Response(200, content=iter([b"[1", b",2]"]))).get("/x")


@pytest.mark.parametrize(
    "url",
    ["http://pretix.example", "ftp://x", "pretix.example", "", "https://a b.example", "https://"],
)
def test_an_address_that_would_give_the_token_away_is_refused(url: str) -> None:
    with pytest.raises(SyncPermanent) as caught:
        Transport(url, Secret("good"), TestClock())
    assert caught.value.code in ("not_encrypted", "not_an_address")


def test_no_token_and_no_code_stands_in_a_log_or_a_traceback(
    evening: Evening, fake: FakePretix, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    def fails(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError(f"no way to {request.url}", request=request)

    secret = "very-secret-ticket"
    carrier = one(fails)
    with pytest.raises(SyncTemporary) as caught:
        carrier.get("/api/", {"search": secret})
    told = "".join(traceback.format_exception(caught.value)) + repr(carrier.__dict__)
    answered = one(httpx.Response(200, json={}))
    answered.get("/api/", {"search": secret})
    for text in (told, caplog.text, repr(Secret("good")), str(Secret("good"))):
        assert secret not in text
        assert "good" not in text


def test_a_token_of_other_letters_is_no_token() -> None:
    with pytest.raises(SyncPermanent, match="wrong_token"):
        Transport(URL, Secret("ключ\n"), TestClock())
