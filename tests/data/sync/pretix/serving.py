"""The fake pretix as a server on 127.0.0.1, for what speaks real HTTP."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx

from tests.data.sync.pretix.fake import FakePretix


def send(handler: BaseHTTPRequestHandler, answer: httpx.Response) -> None:
    """The fake's answer to whoever asked this handler."""
    handler.send_response(answer.status_code)
    for name, value in answer.headers.items():
        if name not in ("date", "content-length"):
            handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(answer.content)))
    handler.end_headers()
    handler.wfile.write(answer.content)


class _Server(ThreadingHTTPServer):
    daemon_threads = False  # every answer ends before the server does

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exception(), ConnectionError):  # whoever asked may be gone
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def serving(fake: FakePretix) -> Iterator[str]:
    """The address under which the fake listens."""
    through = fake.transport()

    class Handler(BaseHTTPRequestHandler):
        def _pass(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            url = f"http://127.0.0.1{self.path}"
            headers = dict(self.headers.items())
            content = self.rfile.read(length)
            request = httpx.Request(self.command, url, headers=headers, content=content)
            send(self, through.handle_request(request))

        def do_GET(self) -> None:
            self._pass()

        def do_POST(self) -> None:
            self._pass()

        def date_time_string(self, timestamp: float | None = None) -> str:
            return format_datetime(fake.clock(), usegmt=True)  # the evening's time, not today's

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = _Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
