"""Texts that somebody may put into a code to make a parser stumble or work long."""

TICKET = "6b1f8a52-2c1e-4f7b-9a44-0d5f3f6c1b20"
SHAPES = {
    "letters": "x",
    "nothing to see": "\u200b",
    "NUL": "\x00",
    "braces": "{",
    "JSON, nested lists": '{"i":' + "[" * 5000,
    "JSON, nested objects": '{"i":[2,"h",' + '{"a":' * 1000,
    "JSON, one number": '{"i":' + "9" * 5000,
    "JSON, escapes": '{"i":[2,"h","' + "\\u0041" * 700 + '"]}',
    "quotes": '"',
    "address, many steps": "https://a.example/" + "a1/" * 1400,
    "address, many fields": "https://a.example/?" + "a=1&" * 1100,
    "address, one escaped field": "https://a.example/?pk=" + "%41" * 1400,
    "address, broken escapes": "https://a.example/" + "%e2%82/" * 600,
    "address, a host of umlauts": "http://" + "ü." * 2100,
    "address, no end of IPv6": "http://[" + ":" * 4200,
    "alf.io without end": f"{TICKET}/" + "A" * 4200,
    "a badge without end": f"{TICKET}::" + "é" * 4200,
    "Base64": "A",
    "AIM over and over": "]Q3",
    "ECI over and over": "\\000026",
    "hyphens": "-",
    "Cyrillic": "ф",
    "figures of all scripts": "1٣２",
    "half a surrogate": "\ud800",
    "spaces": " a",
}


def hostile(shape: str, length: int) -> str:
    """So many characters of this shape."""
    piece = SHAPES[shape]
    return (piece * (length // len(piece) + 1))[:length]
