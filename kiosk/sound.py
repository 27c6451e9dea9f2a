"""The door's four sounds, played beside everything else and never in its way.

No sound card, a device pulled out, a server that went away: then it is quiet, and nothing else
changes. The device is opened at the first sound and rests between sounds.
"""

import queue
import threading
import time
import wave
from collections.abc import Callable, Mapping
from enum import StrEnum
from importlib.resources import files
from types import MappingProxyType
from typing import Protocol

RETRY_S = 30.0  # how long a laptop without sound is left in peace
TAIL_S = 0.2  # what the device may still hold when the last frame was handed over


class Sound(StrEnum):
    """What is told by ear, beside colour, icon and words."""

    ADMITTED = "admitted"
    LOOK = "look"  # amber: pay, already in, signed off
    REFUSED = "refused"
    EXIT = "exit"


class Output(Protocol):
    """What plays 16 bit mono frames; its methods raise OSError once it is gone."""

    def play(self, frames: bytes) -> None:
        """Begin to play at once, whatever was playing."""

    def stop(self) -> None:
        """Be quiet."""

    def close(self) -> None:
        """Give the device back."""


class SoundPlayer:
    """Plays sounds on a thread of its own; a later sound cuts an earlier one short."""

    def __init__(self, open_output: Callable[[int], Output] | None = None) -> None:
        """Remember how to open a device for a frame rate; opens nothing yet."""
        self._open_output = open_output or _open_speaker
        self._wanted: queue.SimpleQueue[Sound | None] = queue.SimpleQueue()
        self._output: Output | None = None
        self._not_before = 0.0
        self._thread = threading.Thread(target=self._run, name="sound", daemon=True)
        self._thread.start()

    def play(self, sound: Sound) -> None:
        """Let this be heard soon. Returns at once, whatever the device does."""
        self._wanted.put(sound)

    def close(self, wait_s: float = 1.0) -> None:
        """Stop and give the device back; one that hangs is left behind. Safe to call twice."""
        self._wanted.put(None)
        self._thread.join(wait_s)

    def _run(self) -> None:
        sounds = _load()
        ends_in_s: float | None = None
        while True:
            try:
                wanted = self._wanted.get(timeout=ends_in_s)
                while wanted is not None and not self._wanted.empty():
                    wanted = self._wanted.get()
            except queue.Empty:
                self._rest()
                ends_in_s = None
                continue
            if wanted is None:
                break
            rate, frames = sounds[wanted]
            self._begin(rate, frames)
            ends_in_s = len(frames) / 2 / rate + TAIL_S
        if self._output is not None:
            self._output.close()

    def _begin(self, rate: int, frames: bytes) -> None:
        if self._output is None and time.monotonic() < self._not_before:
            return
        try:
            if self._output is None:
                self._output = self._open_output(rate)
            self._output.play(frames)
        except OSError:
            self._output = None
            self._not_before = time.monotonic() + RETRY_S

    def _rest(self) -> None:
        if self._output is None:
            return
        try:
            self._output.stop()
        except OSError:
            self._output = None


def _load() -> Mapping[Sound, tuple[int, bytes]]:
    """Each sound's frame rate and its 16 bit mono frames."""
    loaded = {}
    for sound in Sound:
        source = files("kiosk.sounds").joinpath(f"{sound}.wav")
        with source.open("rb") as file, wave.open(file) as opened:
            loaded[sound] = (opened.getframerate(), opened.readframes(opened.getnframes()))
    return MappingProxyType(loaded)


def _open_speaker(rate: int) -> Output:
    from kiosk.speaker import Speaker

    return Speaker(rate)
