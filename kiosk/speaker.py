"""The laptop's loudspeaker, by miniaudio. Importing this takes 0.1 s: the sound thread does it."""

import sys
from collections.abc import Generator
from pathlib import Path

import miniaudio

BUFFER_MS = 40  # how late a sound may begin
BYTES_A_FRAME = 2  # 16 bit mono


class Speaker:
    """An opened playback device. Every method raises OSError once the device is gone."""

    def __init__(self, rate: int, backends: list[miniaudio.Backend] | None = None) -> None:
        """Open the default device for ``rate`` frames a second, 16 bit mono."""
        try:
            self._device = miniaudio.PlaybackDevice(
                miniaudio.SampleFormat.SIGNED16,
                nchannels=1,
                sample_rate=rate,
                buffersize_msec=BUFFER_MS,
                backends=backends or _backends(),
                app_name="Pennant",
            )
        except miniaudio.MiniaudioError as problem:
            raise OSError(str(problem)) from problem

    def play(self, frames: bytes) -> None:
        """Begin to play these frames at once, whatever was playing."""
        self.stop()
        try:
            self._device.start(feed(frames))
        except miniaudio.MiniaudioError as problem:
            raise OSError(str(problem)) from problem

    def stop(self) -> None:
        """Be quiet."""
        try:
            self._device.stop()
        except miniaudio.MiniaudioError as problem:
            raise OSError(str(problem)) from problem

    def close(self) -> None:
        """Give the device back; never raises."""
        self._device.close()


def feed(frames: bytes) -> Generator[bytes, int, None]:
    """Hand out the frames as the device asks for them, already started, then silence."""

    def parts() -> Generator[bytes, int, None]:
        asked = yield b""
        at = 0
        while at < len(frames):
            part = frames[at : at + BYTES_A_FRAME * asked]
            at += len(part)
            asked = yield part
        while True:
            asked = yield bytes(BYTES_A_FRAME * asked)

    ready = parts()
    next(ready)
    return ready


def _backends() -> list[miniaudio.Backend] | None:
    """Which sound systems to try; None: the platform's own."""
    if not sys.platform.startswith("linux"):
        return None
    servers = [miniaudio.Backend.PULSEAUDIO, miniaudio.Backend.JACK]
    # ALSA without a card fills standard error with complaints.
    has_card = any(Path("/dev/snd").glob("pcmC*D*p"))
    return [*servers, miniaudio.Backend.ALSA] if has_card else servers
