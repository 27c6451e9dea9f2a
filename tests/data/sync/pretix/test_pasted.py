"""Addresses, tokens and codes as people paste them."""

import json

import pytest

from data.errors import SyncPermanent, UsageError
from data.identity import utc_now
from data.sync.pretix.pasted import address, device_code, token
from data.sync.pretix.transport import Transport

CODE = '{"handshake_version": 1, "url": "https://pretix.example", "token": "kpp4jn8g2ynz"}'


@pytest.mark.parametrize(
    "text",
    [
        "https://pretix.example",
        "https://pretix.example/",
        " https://pretix.example/control/event/club/party/?page=2#top\n",
        "pretix.example",
        "Pretix.Example/club/party",
        "https://pret\r\nix.example",
        "https://somebody:secret@pretix.example/",
    ],
)
def test_an_address_is_what_a_browser_shows_with_or_without_the_rest(text: str) -> None:
    assert address(text) == "https://pretix.example"


def test_a_port_and_the_scheme_that_was_said_stay() -> None:
    assert address("http://localhost:8000/control/") == "http://localhost:8000"
    assert address("http://pretix.example/x") == "http://pretix.example"
    assert address("[::1]:8000") == "https://[::1]:8000"


@pytest.mark.parametrize(
    "text", ["", "https://", "http://[", "https://a b:99999999", "ftp://x", "://"]
)
def test_what_is_no_address_is_refused_in_words(text: str) -> None:
    with pytest.raises(SyncPermanent, match="not_an_address"):
        Transport(address(text), None, utc_now)


def test_a_token_broken_by_a_mail_is_whole() -> None:
    assert token(" abc\r\n  def\t") == "abcdef"


@pytest.mark.parametrize(
    "text",
    [
        CODE,
        CODE.replace('"', "“"),
        CODE.replace('"', "„", 1).replace('"', "”"),
        CODE.replace("kpp4", "kpp4\n"),
        json.dumps(json.loads(CODE), indent=4),
        CODE.replace("pretix.example", "pretix.example/"),
    ],
)
def test_a_code_that_went_through_a_chat_is_read(text: str) -> None:
    url, secret = device_code(text)
    assert (url, secret.reveal()) == ("https://pretix.example", "kpp4jn8g2ynz")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("https://pretix.example/club/party/ticket/ABC", "not_a_device_code"),
        ("zoya2345abcdefgh", "not_a_device_code"),
        ('{"url": "https://pretix.example"}', "not_a_device_code"),
        (CODE.replace("kpp4jn8g2ynz", " "), "not_a_device_code"),
        ("[" * 100_000, "not_a_device_code"),
        (CODE.replace("1,", "7,"), "newer_device_code"),
    ],
)
def test_any_other_code_is_told_from_it(text: str, code: str) -> None:
    with pytest.raises(UsageError, match=code):
        device_code(text)
