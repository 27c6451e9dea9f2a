"""A server on a free port of this machine that leaves nothing running when it ends."""

import contextlib
import socket
import socketserver
import ssl
import sys
import threading

POLL_SECONDS = 0.01


class FakeServer(socketserver.ThreadingTCPServer):
    """Every connection has a thread; ``end`` breaks the connections and waits for the threads."""

    allow_reuse_address = True
    daemon_threads = False  # socketserver waits for no others
    tls: ssl.SSLContext | None = None

    def __init__(self, port: int, handler: type[socketserver.BaseRequestHandler]) -> None:
        super().__init__(("127.0.0.1", port), handler)
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._listening = threading.Thread(
            target=self.serve_forever, args=(POLL_SECONDS,), name="fake printer", daemon=True
        )
        self._listening.start()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])

    def process_request(
        self, request: socket.socket | tuple[bytes, socket.socket], client_address: object
    ) -> None:
        """Remember the connection, so that it can be broken."""
        assert isinstance(request, socket.socket)
        with self._lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def get_request(self) -> tuple[socket.socket, object]:
        """By TLS where a context for it is set; hands are shaken in the connection's thread."""
        connection, place = super().get_request()
        if self.tls is None:
            return connection, place
        hidden = self.tls.wrap_socket(connection, True, do_handshake_on_connect=False)
        return hidden, place

    def shutdown_request(self, request: socket.socket | tuple[bytes, socket.socket]) -> None:
        """The connection has ended by itself."""
        assert isinstance(request, socket.socket)
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of connections that the other side broke."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    def end(self) -> None:
        """Returns when no thread of it is left. Not from a thread of its own."""
        self.shutdown()
        self._listening.join()
        with self._lock:
            for connection in self._open:
                with contextlib.suppress(OSError):  # the other side was quicker
                    connection.shutdown(socket.SHUT_RDWR)
        self.server_close()
