"""What goes wrong between a laptop and pretix: each may stand for one request."""

from collections.abc import Callable

import httpx

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


def says(status: int, body: object) -> Fault:
    """pretix answers so."""
    return lambda request, act: httpx.Response(status, json=body)
