"""The fake pretix behind a dreadful network, as a process of its own.

Prints its address; ``GET /__told`` says which check-ins stand and what went wrong on the way,
``POST /__calm`` ends the trouble.
"""

import random
import socket
import struct
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx

from data.identity import utc_now
from tests.data.sync.pretix.fake import FakePretix
from tests.data.sync.pretix.serving import send

GUESTS = 200
RESETS = 0.3
OUTAGES = 20


class Network:
    """What stands between: latency, resets before and after the server acts, outages."""

    def __init__(self, latency: float, seconds: float) -> None:
        self.latency = latency
        self.resets = RESETS
        self.counts = {"requests": 0, "resets": 0, "in_outage": 0}
        chance = random.Random(3)
        begins = sorted(chance.uniform(0, seconds) for _ in range(OUTAGES))
        length = seconds / OUTAGES / 2
        now = time.monotonic()
        self._outages = [(now + begin, now + begin + length) for begin in begins]
        self._chance = chance

    def is_out(self) -> bool:
        now = time.monotonic()
        return any(begin <= now < end for begin, end in self._outages)

    def resets_now(self) -> bool:
        return self._chance.random() < self.resets / 2

    def calm(self) -> None:
        self.latency, self.resets, self._outages = 0.0, 0.0, []


def serve(latency: float, seconds: float) -> None:
    fake = FakePretix(utc_now)
    for number in range(GUESTS):
        fake.sell(f"Guest {number}")
    through, network, lock = fake.transport(), Network(latency, seconds), threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._pass()

        def do_POST(self) -> None:
            self._pass()

        def _pass(self) -> None:
            content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            if self.path == "/__told":
                told = {"check_ins": fake.check_ins(), **network.counts}
                send(self, httpx.Response(200, json=told))
                return
            if self.path == "/__calm":
                network.calm()
                send(self, httpx.Response(200, json={}))
                return
            network.counts["requests"] += 1
            time.sleep(network.latency)
            if network.is_out():
                network.counts["in_outage"] += 1
                self._reset()
                return
            if network.resets_now():
                network.counts["resets"] += 1
                self._reset()
                return
            url = f"http://127.0.0.1{self.path}"
            headers = dict(self.headers.items())
            with lock:
                request = httpx.Request(self.command, url, headers=headers, content=content)
                answer = through.handle_request(request)
            if network.resets_now():
                network.counts["resets"] += 1
                self._reset()
                return
            send(self, answer)

        def _reset(self) -> None:
            self.close_connection = True
            linger = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            self.connection.shutdown(socket.SHUT_RD)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    sys.stdout.write(f"http://127.0.0.1:{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    serve(float(sys.argv[1]), float(sys.argv[2]))
