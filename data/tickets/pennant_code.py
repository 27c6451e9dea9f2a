"""Pennant's own ticket codes: ``PN``, 16 characters of chance, 2 to check them.

The characters are Crockford's base 32 (https://www.crockford.com/base32.html): 5 bits each, so 80
random bits, in capitals and figures alone. They fit the alphanumeric mode of a QR code (ISO/IEC
18004) and stay legible on paper: I and L are read as 1, O as 0, case and hyphens don't matter.

The two check characters make the 18 a Reed-Solomon code word over GF(32) (x^5 + x^2 + 1, generator
(x - a)(x - a^2)): any one or two wrong characters are noticed, so is any swap of two, and of
all other mistakes 1023 in 1024.
"""

import secrets
from collections.abc import Sequence

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PREFIX = "PN"
BODY = 16
CHECK = 2
LENGTH = len(PREFIX) + BODY + CHECK

_READ_AS = str.maketrans("ILO", "110", "- ")
_VALUE = {character: value for value, character in enumerate(ALPHABET)}


def new_code() -> str:
    """A code that nobody has: 80 bits from the system's source of chance."""
    return code_for([secrets.randbelow(32) for _ in range(BODY)])


def code_for(body: Sequence[int]) -> str:
    """The code with these 16 values of 0 to 31."""
    return PREFIX + "".join(ALPHABET[value] for value in (*body, *check_values(body)))


def normalised(text: str) -> str | None:
    """``text`` as a code of ours is written, checked or not; None where it cannot be one."""
    return as_written(text, PREFIX)


def as_written(text: str, prefix: str) -> str | None:
    """The same for codes with another prefix of two letters."""
    if len(text) > 2 * LENGTH:
        return None
    plain = text.strip().upper().replace("-", "").replace(" ", "")
    if not plain.startswith(prefix) or len(plain) != LENGTH:
        return None
    body = plain[len(prefix) :].translate(_READ_AS)
    return prefix + body if all(character in _VALUE for character in body) else None


def values_of(code: str) -> list[int]:
    """What stands behind the prefix, as values of 0 to 31."""
    return [_VALUE[character] for character in code[len(PREFIX) :]]


def verified(text: str) -> str | None:
    """The code that ``text`` means, as it is written, or None where the check does not hold."""
    code = normalised(text)
    if code is None:
        return None
    values = values_of(code)
    return code if check_values(values[:BODY]) == tuple(values[BODY:]) else None


def _powers() -> tuple[int, ...]:
    """a^0 to a^30 in GF(32), where a is a root of x^5 + x^2 + 1."""
    power, powers = 1, []
    for _ in range(31):
        powers.append(power)
        power = (power << 1) ^ (0b100101 if power & 16 else 0)
    return tuple(powers)


_POWER = _powers()
_LOGARITHM = {power: exponent for exponent, power in enumerate(_POWER)}
_GENERATOR = (_POWER[1] ^ _POWER[2], _POWER[3])  # x^2 + (a + a^2) x + a^3


def _times(left: int, right: int) -> int:
    if not left or not right:
        return 0
    return _POWER[(_LOGARITHM[left] + _LOGARITHM[right]) % 31]


def check_values(body: Sequence[int]) -> tuple[int, int]:
    """What is left of body(x) x^2 after dividing by the generator."""
    high, low = 0, 0
    for value in body:
        lead = high ^ value
        high, low = low ^ _times(lead, _GENERATOR[0]), _times(lead, _GENERATOR[1])
    return high, low
