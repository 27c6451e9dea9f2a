"""A pretix whose orders lie ready on the disk, as a process of its own: what is measured beside it
is Pennant's part of the work.

``python -m tests.benchmarks.ready_pretix FOLDER`` prints its address and serves until it is ended.
"""

import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx

from data.identity import utc_now
from tests.data.sync.pretix.fake import FakePretix
from tests.data.sync.pretix.fake_shop import PAGE
from tests.data.sync.pretix.laptop import URL
from tests.data.sync.pretix.serving import send


def make_answers(folder: Path, orders: int) -> None:
    """Lay the pages of so many orders into the folder."""
    fake = FakePretix(utc_now)
    for number in range(orders):
        fake.sell(f"Guest {number}")
    through = fake.transport()
    for page in range(1, orders // PAGE + 1):
        url = f"{URL}/api/v1/organizers/club/events/party/orders/?ordering=datetime&page={page}"
        request = httpx.Request("GET", url, headers={"Authorization": "Device good"})
        (folder / str(page)).write_bytes(through.handle_request(request).content)


class Ready(httpx.BaseTransport):
    """Answers with the pages made beforehand, and as the fake does to everything else."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._rest = FakePretix(utc_now).transport()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """One answer."""
        params = request.url.params
        if request.url.path.endswith("/orders/") and "modified_since" not in params:
            content = (self._folder / params["page"]).read_bytes()
            made = utc_now().isoformat()
            return httpx.Response(200, content=content, headers={"X-Page-Generated": made})
        return self._rest.handle_request(request)


def serve(folder: Path) -> None:
    """Serve for ever."""
    ready, lock = Ready(folder), threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # head and body in one packet: else each waits for the other, 40 ms

        def do_GET(self) -> None:
            self._pass()

        def do_POST(self) -> None:
            self._pass()

        def _pass(self) -> None:
            content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            url, headers = f"http://127.0.0.1{self.path}", dict(self.headers.items())
            with lock:
                request = httpx.Request(self.command, url, headers=headers, content=content)
                answer = ready.handle_request(request)
            send(self, answer)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    sys.stdout.write(f"http://127.0.0.1:{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
