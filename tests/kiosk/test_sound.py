"""The sounds: told apart by ear, equally loud, and never in the way."""

import array
import math
import queue
import threading
import wave
from itertools import combinations
from pathlib import Path

import miniaudio
import pytest

from kiosk.sound import Sound, SoundPlayer
from kiosk.sounds.synthesise import RATE, SOUNDS, frames, loudest_rms
from kiosk.speaker import Speaker, feed

FOLDER = Path(__file__).parents[2] / "kiosk" / "sounds"


def samples(name: str) -> list[float]:
    with wave.open(str(FOLDER / f"{name}.wav")) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE)
        return [v / 32767 for v in array.array("h", file.readframes(file.getnframes()))]


def strength(sound: list[float], hz: float) -> float:
    """How much of one frequency the sound holds (Goertzel)."""
    turn = 2 * math.cos(2 * math.pi * hz / RATE)
    before = last = 0.0
    for value in sound:
        before, last = last, value + turn * last - before
    return math.sqrt(max(0.0, before**2 + last**2 - turn * before * last)) / len(sound)


def test_every_sound_has_its_file_and_its_notes() -> None:
    assert set(SOUNDS) == set(Sound) == {p.stem for p in FOLDER.glob("*.wav")}


@pytest.mark.parametrize("name", SOUNDS)
def test_the_committed_file_is_what_the_script_makes(name: str) -> None:
    made = frames(SOUNDS[name])
    kept = samples(name)
    assert len(made) == len(kept)
    assert max(abs(a - b) for a, b in zip(made, kept, strict=True)) < 2 / 32767


@pytest.mark.parametrize("name", SOUNDS)
def test_a_sound_is_short_does_not_clip_and_does_not_click(name: str) -> None:
    sound = samples(name)
    assert 0.3 <= len(sound) / RATE <= 0.7
    assert 0.5 < max(map(abs, sound)) < 0.9
    assert abs(sound[0]) < 0.001
    assert abs(sound[-1]) < 0.001


def test_all_sounds_are_about_equally_loud() -> None:
    levels = [20 * math.log10(loudest_rms(samples(name))) for name in SOUNDS]
    assert max(levels) - min(levels) < 3


@pytest.mark.parametrize(
    ("name", "first_hz", "last_hz", "rises"),
    [
        ("admitted", 1174.7, 1760.0, True),
        ("refused", 440.0, 370.0, False),
        ("exit", 1568.0, 1046.5, False),
    ],
)
def test_come_in_rises_and_the_others_fall(
    name: str, first_hz: float, last_hz: float, rises: bool
) -> None:
    sound = samples(name)
    begin, end = sound[: RATE // 10], sound[-RATE // 4 :]
    assert strength(begin, first_hz) > 3 * strength(begin, last_hz)
    assert strength(end, last_hz) > 3 * strength(end, first_hz)
    assert (last_hz > first_hz) is rises


def test_no_two_sounds_share_a_rhythm_and_a_pitch() -> None:
    heard = {name: {(n.at_s, n.hz) for n in notes} for name, notes in SOUNDS.items()}
    assert all(not heard[a] & heard[b] for a, b in combinations(heard, 2))


class Recorder:
    """A device that tells what it was asked."""

    def __init__(self) -> None:
        self.asked: queue.SimpleQueue[str] = queue.SimpleQueue()
        self.broken = False

    def play(self, frames: bytes) -> None:
        self.asked.put(f"play {len(frames)}")
        if self.broken:
            raise OSError("unplugged")

    def stop(self) -> None:
        self.asked.put("stop")

    def close(self) -> None:
        self.asked.put("close")


def test_a_sound_is_played_then_the_device_rests_and_is_given_back() -> None:
    device = Recorder()
    player = SoundPlayer(lambda _: device)
    player.play(Sound.LOOK)
    assert device.asked.get(timeout=10) == f"play {2 * len(samples('look'))}"
    assert device.asked.get(timeout=10) == "stop"
    player.close()
    assert device.asked.get(timeout=10) == "close"


def test_without_a_device_it_is_quiet_and_the_door_goes_on() -> None:
    tried = threading.Event()

    def no_device(_: int) -> Recorder:
        tried.set()
        raise OSError("no device")

    player = SoundPlayer(no_device)
    player.play(Sound.ADMITTED)
    assert tried.wait(10)
    tried.clear()
    player.play(Sound.REFUSED)
    player.close()
    assert not tried.is_set()  # not asked again at every guest


def test_a_device_pulled_out_while_playing_is_given_up() -> None:
    device = Recorder()
    device.broken = True
    player = SoundPlayer(lambda _: device)
    player.play(Sound.ADMITTED)
    assert device.asked.get(timeout=10).startswith("play")
    player.play(Sound.ADMITTED)
    player.close()
    assert device.asked.empty()


def test_asking_never_waits_for_a_device_that_hangs() -> None:
    let_go = threading.Event()
    device = Recorder()

    def hanging(_: int) -> Recorder:
        let_go.wait(10)
        return device

    player = SoundPlayer(hanging)
    for sound in Sound:
        player.play(sound)
    player.close(wait_s=0.0)  # comes back although the device hangs
    assert device.asked.empty()
    let_go.set()
    player.close(wait_s=10)


def test_the_device_gets_every_frame_in_order_and_then_silence() -> None:
    asked = feed(b"abcdef")
    assert [asked.send(2), asked.send(2), asked.send(1)] == [b"abcd", b"ef", b"\0\0"]


def test_the_real_speaker_starts_anew_over_a_sound_and_closes_twice() -> None:
    speaker = Speaker(RATE, [miniaudio.Backend.NULL])
    speaker.play(b"\x01\x00" * 100)
    speaker.play(b"\x02\x00" * 100)  # the later sound wins
    speaker.stop()
    speaker.close()
    speaker.close()


def test_this_machine_may_have_no_device_at_all() -> None:
    player = SoundPlayer()
    player.play(Sound.ADMITTED)
    player.close(wait_s=10)
    player.play(Sound.ADMITTED)  # after closing: nothing happens
