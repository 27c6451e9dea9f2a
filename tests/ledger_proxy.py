"""A network between a laptop and its ledger that can be cut, without root: a TCP proxy."""

import contextlib
import random
import selectors
import socket
import threading
import time


class Proxy:
    """Forwards bytes to a port of this machine, until it is told not to.

    ``cut``: packets vanish, nobody is told (what was on its way arrives after ``heal``, as TCP
    has it). ``reset``: all connections break. ``lose_answers``: what the server says vanishes for
    good, and then the connections break. ``delay``: seconds on each way. ``refused``: the share of
    new connections that break at once.
    """

    def __init__(self, port: int, *, delay: float = 0.0, refused: float = 0.0) -> None:
        self._delay = delay
        self._refused = refused
        self._dice = random.Random(3)
        self._under_way: list[tuple[float, socket.socket, bytes]] = []
        self._target = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.setblocking(False)
        self.port = int(self._listener.getsockname()[1])
        self._pairs: dict[socket.socket, socket.socket] = {}
        self._servers: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._is_cut = False
        self._is_mute = False
        self._stop = False
        self._thread = threading.Thread(target=self._run, name="proxy", daemon=True)
        self._thread.start()

    def cut(self) -> None:
        self._is_cut = True

    def heal(self) -> None:
        self._is_cut = self._is_mute = False

    def be_good(self) -> None:
        """A good network from now on."""
        self._delay = self._refused = 0.0
        self.heal()

    def lose_answers(self) -> None:
        self._is_mute = True

    def reset(self) -> None:
        with self._lock:
            for one in list(self._pairs):
                self._drop(one)

    def disturb(self, dice: random.Random) -> None:
        """Something that networks do."""
        dice.choice([self.cut, self.reset, self.lose_answers])()

    def close(self) -> None:
        self._stop = True
        self._thread.join()
        self.reset()
        self._listener.close()

    def _run(self) -> None:
        while not self._stop:
            if self._is_cut:
                threading.Event().wait(0.005)
                continue
            self._deliver()
            with self._lock, selectors.DefaultSelector() as selector:
                selector.register(self._listener, selectors.EVENT_READ)
                for one in self._pairs:
                    selector.register(one, selectors.EVENT_READ)
                ready = [key.fileobj for key, _ in selector.select(0.002)]
                for there in ready:
                    if there is self._listener:
                        self._accept()
                    elif isinstance(there, socket.socket) and there in self._pairs:
                        self._pass_on(there)

    def _deliver(self) -> None:
        now = time.monotonic()
        while self._under_way and self._under_way[0][0] <= now:
            _, target, told = self._under_way.pop(0)
            if target in self._pairs:
                try:
                    target.sendall(told)
                except OSError:
                    self._drop(target)

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            inner, _ = self._listener.accept()
            if self._dice.random() < self._refused:
                inner.close()
                return
            try:
                outer = socket.create_connection(("127.0.0.1", self._target), timeout=1)
            except OSError:
                inner.close()
                return
            for one in (inner, outer):
                one.setblocking(True)
                one.settimeout(1)
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._pairs |= {inner: outer, outer: inner}
            self._servers.add(outer)

    def _pass_on(self, source: socket.socket) -> None:
        try:
            told = source.recv(65536)
            if not told or (self._is_mute and source in self._servers):
                self._drop(source)
                return
            if self._delay:
                self._under_way.append((time.monotonic() + self._delay, self._pairs[source], told))
            else:
                self._pairs[source].sendall(told)
        except OSError:
            self._drop(source)

    def _drop(self, one: socket.socket) -> None:
        other = self._pairs.pop(one, None)
        for end in (one, other):
            if end is not None:
                self._pairs.pop(end, None)
                self._servers.discard(end)
                end.close()
