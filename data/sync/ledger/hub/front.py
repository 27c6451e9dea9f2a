"""TLS in front of the hub's PostgreSQL, whose wheel is built without it.

The client begins TLS with the first byte (``sslnegotiation=direct``, libpq 17 or later, ALPN
``postgresql``: https://www.postgresql.org/docs/current/protocol-flow.html). Of what follows only
the first message is looked at (``gate``); the rest is passed on as it comes.
"""

import asyncio
import contextlib
import socket
import ssl
import threading
from pathlib import Path

from data.errors import SyncTemporary
from data.sync.ledger.hub.gate import Callers, Stranger, first_message

_PIECE = 65536
_HERE = "127.0.0.1"
_REST_SECONDS = 1.0
_SILENT_SECONDS = 30  # of a laptop that went away without a word: its lines are free again
_BEATS = 3  # unanswered ones until that is sure


class TlsFront:
    """Listens for other laptops, in a thread of its own."""

    def __init__(self, certificate: Path, key: Path, port: int, target_port: int = 0) -> None:
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.minimum_version = ssl.TLSVersion.TLSv1_2
        self._context.load_cert_chain(certificate, key)
        self._context.set_alpn_protocols(["postgresql"])
        self.target_port = target_port  # may be told later; until then nobody gets in
        self.port = port
        self._knocking, self._callers = Callers(), Callers()
        self._waking: socket.socket | None = None
        self._error: OSError | None = None
        self._ready = threading.Event()
        self._ends = threading.Event()
        self._thread = threading.Thread(target=self._run, name="TLS front of the hub")

    @property
    def is_listening(self) -> bool:
        """Whether it still does."""
        return self._thread.is_alive()

    def start(self) -> None:
        """Listen. Raises SyncTemporary("hub_port_used")."""
        self._waking = socket.socket()  # now: where files run short there may be none later
        self._thread.start()
        self._ready.wait()
        if self._error is not None:
            self._waking.close()
            self._thread.join()
            raise SyncTemporary("hub_port_used", port=str(self.port)) from self._error

    def wait(self) -> None:
        """Sleep until it ends; Ctrl+C is heard meanwhile, on Windows too."""
        while self._thread.is_alive():
            self._thread.join(0.5)

    def stop(self) -> None:
        """Listen no more and let go of everybody."""
        self._ends.set()
        if self._waking is not None:  # the thread that waits for the next to come in is woken by it
            with self._waking, contextlib.suppress(OSError):
                self._waking.settimeout(_REST_SECONDS)
                self._waking.connect((_HERE, self.port))
            self._waking = None
        while self._thread.is_alive():
            with contextlib.suppress(OSError), socket.create_connection((_HERE, self.port), 1):
                pass
            self._thread.join(_REST_SECONDS)

    def _run(self) -> None:
        asyncio.run(self._listen())

    async def _listen(self) -> None:
        try:
            listening = socket.create_server(("0.0.0.0", self.port))
            self.port = int(listening.getsockname()[1])
        except OSError as error:
            self._error = error
            return
        finally:
            self._ready.set()
        served: dict[asyncio.Task[None], socket.socket] = {}
        stop = asyncio.Event()
        with listening:
            listening.setblocking(False)
            await self._accept(listening, served, stop)
        stop.set()
        for plain in served.values():
            with contextlib.suppress(OSError):
                plain.shutdown(socket.SHUT_RDWR)
        if served:
            await asyncio.wait(served)

    async def _accept(
        self,
        listening: socket.socket,
        served: dict[asyncio.Task[None], socket.socket],
        stop: asyncio.Event,
    ) -> None:
        # Not asyncio.start_server: who comes in just when that is closed may keep a connection to
        # nobody (https://github.com/python/cpython/issues/109564). Nothing is cancelled here.
        loop = asyncio.get_running_loop()
        while not self._ends.is_set():
            try:
                plain, (address, _port) = await loop.sock_accept(listening)
            except OSError:  # as many files open as may be: the next one may find room
                await asyncio.sleep(_REST_SECONDS)
                continue
            task = asyncio.ensure_future(self._serve(plain, address, stop))
            served[task] = plain
            task.add_done_callback(served.pop)

    async def _serve(self, plain: socket.socket, address: str, stop: asyncio.Event) -> None:
        loop = asyncio.get_running_loop()
        with plain, contextlib.suppress(OSError, Stranger):
            reader = asyncio.StreamReader()
            protocol = asyncio.StreamReaderProtocol(reader)
            _set_up(plain)
            with self._knocking.entered(address):
                transport, _ = await loop.connect_accepted_socket(
                    lambda: protocol, plain, ssl=self._context, ssl_handshake_timeout=10
                )
            writer = asyncio.StreamWriter(transport, protocol, reader, loop)
            try:
                with self._callers.entered(address):
                    await self._between(reader, writer, stop)
            finally:
                writer.close()
                await writer.wait_closed()

    async def _between(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, stop: asyncio.Event
    ) -> None:
        said = await first_message(reader)
        inner_reader, inner_writer = await asyncio.open_connection(_HERE, self.target_port)
        inner_writer.write(said)
        ends = (_pass_on(reader, inner_writer), _pass_on(inner_reader, writer), stop.wait())
        tasks = [asyncio.ensure_future(end) for end in ends]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            inner_writer.transport.abort()


def _set_up(plain: socket.socket) -> None:
    """Send at once what is said: asyncio sees to that for sockets that it made itself alone. And
    notice a laptop that went away without a word: its login has so many lines and no more.
    """
    plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    plain.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    beat = _SILENT_SECONDS // (_BEATS + 1)
    for name, value in (
        ("TCP_KEEPIDLE", beat),
        ("TCP_KEEPALIVE", beat),  # what macOS calls it
        ("TCP_KEEPINTVL", beat),
        ("TCP_KEEPCNT", _BEATS),
        ("TCP_USER_TIMEOUT", _SILENT_SECONDS * 1000),
    ):
        if (option := getattr(socket, name, None)) is not None:
            plain.setsockopt(socket.IPPROTO_TCP, option, value)


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError, asyncio.CancelledError):
        while told := await reader.read(_PIECE):
            writer.write(told)
            await writer.drain()
