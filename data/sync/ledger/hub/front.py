"""TLS in front of the hub's PostgreSQL, whose wheel is built without it.

The client begins TLS with the first byte (``sslnegotiation=direct``, libpq 17 or later, ALPN
``postgresql``: https://www.postgresql.org/docs/current/protocol-flow.html). Of what follows only
the first message is looked at (``gate``); the rest is passed on as it comes.
"""

import asyncio
import contextlib
import ssl
import threading
from pathlib import Path

from data.errors import SyncTemporary
from data.sync.ledger.hub.gate import Callers, Stranger, first_message

_PIECE = 65536


class TlsFront:
    """Listens for other laptops, in a thread of its own."""

    def __init__(self, certificate: Path, key: Path, port: int, target_port: int = 0) -> None:
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.minimum_version = ssl.TLSVersion.TLSv1_2
        self._context.load_cert_chain(certificate, key)
        self._context.set_alpn_protocols(["postgresql"])
        self.target_port = target_port  # may be told later; until then nobody gets in
        self.port = port
        self._callers = Callers()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None
        self._error: OSError | None = None
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name="TLS front of the hub")

    @property
    def is_listening(self) -> bool:
        """Whether it still does."""
        return self._thread.is_alive()

    def start(self) -> None:
        """Listen. Raises SyncTemporary("hub_port_used")."""
        self._thread.start()
        self._ready.wait()
        if self._error is not None:
            self._thread.join()
            raise SyncTemporary("hub_port_used", port=str(self.port)) from self._error

    def wait(self) -> None:
        """Sleep until it ends; Ctrl+C is heard meanwhile, on Windows too."""
        while self._thread.is_alive():
            self._thread.join(0.5)

    def stop(self) -> None:
        """Listen no more and let go of everybody."""
        if self._loop is not None and self._stop is not None and self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    def _run(self) -> None:
        asyncio.run(self._listen())

    async def _listen(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        try:
            server = await asyncio.start_server(
                self._serve, "0.0.0.0", self.port, ssl=self._context, ssl_handshake_timeout=10
            )
            self.port = int(server.sockets[0].getsockname()[1])
        except OSError as error:
            self._error = error
            return
        finally:
            self._ready.set()
        await self._stop.wait()
        server.close()
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        address = str((writer.get_extra_info("peername") or ("",))[0])
        with (
            contextlib.suppress(OSError, asyncio.CancelledError, Stranger),
            self._callers.entered(address),
        ):
            said = await first_message(reader)
            inner_reader, inner_writer = await asyncio.open_connection(
                "127.0.0.1", self.target_port
            )
            inner_writer.write(said)
            ways = (_pass_on(reader, inner_writer), _pass_on(inner_reader, writer))
            tasks = [asyncio.ensure_future(way) for way in ways]
            try:
                await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for task in tasks:
                    task.cancel()
                inner_writer.close()
        writer.close()


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError, asyncio.CancelledError):
        while told := await reader.read(_PIECE):
            writer.write(told)
            await writer.drain()
