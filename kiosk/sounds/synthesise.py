"""Make the four sounds anew: ``python -m kiosk.sounds.synthesise``.

They have to be told apart in a loud bar through a laptop's speakers, which carry little below
500 Hz, while music and voices fill the range up to 2 kHz. So each has its own rhythm and contour
(not only its own pitch), strong partials between 1.5 and 4 kHz where the ear is keenest
(ISO 226), and the same A-weighted level (IEC 61672) so that none has to be turned down.

- admitted: two struck bells, rising a fifth, one after the other: over quickly
- look: the same note knocked three times, like on a table: somebody should read the screen
- refused: two long reedy notes, falling a minor third: stop and talk
- exit: three soft bells, falling: goodbye
"""

import array
import math
import wave
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

RATE = 44_100  # frames a second, mono, 16 bit
LEVEL_DB = -10.0  # A-weighted, relative to full scale, over the loudest 125 ms
PEAK = 0.89  # -1 dBFS


@dataclass(frozen=True, slots=True)
class Note:
    """One tone: when it begins, its pitch, how fast it dies away, and its partials."""

    at_s: float
    hz: float
    length_s: float
    decay_s: float  # to 1/e
    partials: tuple[tuple[float, float], ...]  # (multiple of hz, strength)
    attack_s: float = 0.003


BELL = ((1.0, 1.0), (2.0, 0.55), (2.76, 0.25), (4.0, 0.12))
KNOCK = ((1.0, 1.0), (2.0, 0.7), (3.01, 0.4))
REED = ((1.0, 0.5), (2.0, 0.6), (3.0, 1.0), (4.0, 0.7), (5.0, 0.8), (7.0, 0.35))

SOUNDS: Mapping[str, tuple[Note, ...]] = MappingProxyType(
    {
        "admitted": (
            Note(0.00, 1174.7, 0.35, 0.09, BELL),  # D6
            Note(0.11, 1760.0, 0.45, 0.13, BELL),  # A6
        ),
        "look": tuple(Note(0.15 * n, 1046.5, 0.14, 0.035, KNOCK) for n in range(3)),  # C6
        "refused": (
            Note(0.00, 440.0, 0.24, 0.60, REED, 0.012),  # A4
            Note(0.26, 370.0, 0.42, 0.45, REED, 0.012),  # F#4
        ),
        "exit": (
            Note(0.00, 1568.0, 0.25, 0.07, BELL),  # G6
            Note(0.10, 1318.5, 0.25, 0.07, BELL),  # E6
            Note(0.20, 1046.5, 0.35, 0.10, BELL),  # C6
        ),
    }
)


def frames(notes: Sequence[Note]) -> list[float]:
    """The sound from -1 to 1, beginning and ending in silence."""
    total = round(max(n.at_s + n.length_s for n in notes) * RATE) + 1
    mixed = [0.0] * total
    for note in notes:
        first = round(note.at_s * RATE)
        for n in range(round(note.length_s * RATE)):
            t = n / RATE
            fade_in = min(1.0, t / note.attack_s)
            fade_out = min(1.0, (note.length_s - t) / 0.02)
            tone = sum(
                strength * math.sin(2 * math.pi * note.hz * multiple * t)
                for multiple, strength in note.partials
            )
            mixed[first + n] += tone * fade_in * fade_out * math.exp(-t / note.decay_s)
    return _levelled(mixed, notes)


def _levelled(mixed: list[float], notes: Sequence[Note]) -> list[float]:
    """Scaled to ``LEVEL_DB``, with what would stand above the peak pressed down softly."""
    keenness = sum(_a_weight(n.hz * m) ** 2 * s**2 for n in notes for m, s in n.partials)
    power = sum(s**2 for n in notes for _, s in n.partials)
    weighted = math.sqrt(keenness / power) * loudest_rms(mixed)
    gain = 10 ** (LEVEL_DB / 20) / weighted
    return [PEAK * math.tanh(gain * value / PEAK) for value in mixed]


def loudest_rms(sound: Sequence[float], window_s: float = 0.125) -> float:
    """The root mean square of the loudest window; 125 ms is what a sound meter calls fast."""
    width = min(len(sound), round(window_s * RATE))
    running = best = sum(v * v for v in sound[:width])
    for old, new in zip(sound, sound[width:], strict=False):
        running += new * new - old * old
        best = max(best, running)
    return math.sqrt(best / width)


def _a_weight(hz: float) -> float:
    """How strongly the ear hears this frequency, 1 kHz being 1 (IEC 61672-1, A weighting)."""
    f2 = hz * hz
    response = (12194**2 * f2 * f2) / (
        (f2 + 20.6**2) * math.sqrt((f2 + 107.7**2) * (f2 + 737.9**2)) * (f2 + 12194**2)
    )
    return response * 10 ** (2.0 / 20)


def write(folder: Path) -> None:
    """Write every sound as ``NAME.wav`` into the folder."""
    for name, notes in SOUNDS.items():
        samples = array.array("h", (round(v * 32767) for v in frames(notes)))
        with wave.open(str(folder / f"{name}.wav"), "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(RATE)
            out.writeframes(samples.tobytes())


if __name__ == "__main__":
    write(Path(__file__).parent)
