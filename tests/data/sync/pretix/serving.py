"""The fake pretix as a server on 127.0.0.1, for what speaks real HTTP."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx

from tests.data.sync.pretix.fake import FakePretix


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
            answer = through.handle_request(request)
            self.send_response(answer.status_code)
            for name, value in answer.headers.items():
                if name not in ("date", "content-length"):
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.content)))
            self.end_headers()
            self.wfile.write(answer.content)

        def do_GET(self) -> None:
            self._pass()

        def do_POST(self) -> None:
            self._pass()

        def date_time_string(self, timestamp: float | None = None) -> str:
            return format_datetime(fake.clock(), usegmt=True)  # the evening's time, not today's

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
