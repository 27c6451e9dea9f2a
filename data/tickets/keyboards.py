"""A text typed with the wrong keyboard layout, as it would have come out on a US one.

Scanners press the keys of a US keyboard; a laptop set to another layout makes other letters of
them. Where the keys themselves are known, ``kiosk.scanning`` undoes that exactly. Here only the
text is known (a scan on another laptop, a code from a file), so it is undone as far as each
letter came from one key alone. Not undone: dead keys that have swallowed a letter, and
Arabic capitals, which come out as marks. The layouts are those of the Unicode CLDR
keyboards (https://github.com/unicode-org/cldr, keyboards/windows).
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

# The keys row by row as a US keyboard has them, plain and with Shift.
_US = (
    "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./"
    '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?'
)
_LAYOUTS = {
    "ru": "ё1234567890-=йцукенгшщзхъ\\фывапролджэячсмитьбю."
    'Ё!"№;%:?*()_+ЙЦУКЕНГШЩЗХЪ/ФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,',
    "uk": "'1234567890-=йцукенгшщзхї\\фівапролджєячсмитьбю."
    'ʼ!"№;%:?*()_+ЙЦУКЕНГШЩЗХЇ/ФІВАПРОЛДЖЄЯЧСМИТЬБЮ,',
    "de": "^1234567890ß´qwertzuiopü+#asdfghjklöäyxcvbnm,.-"
    "°!\"§$%&/()=?`QWERTZUIOPÜ*'ASDFGHJKLÖÄYXCVBNM;:_",
    "fr": "²&é\"'(-è_çà)=azertyuiop^$*qsdfghjklmùwxcvbn,;:!"
    "~1234567890°+AZERTYUIOP¨£µQSDFGHJKLM%WXCVBN?./§",
    "es": "º1234567890'¡qwertyuiop`+çasdfghjklñ´zxcvbnm,.-"
    'ª!"·$%&/()=?¿QWERTYUIOP^*ÇASDFGHJKLÑ¨ZXCVBNM;:_',
    "it": "\\1234567890'ìqwertyuiopè+ùasdfghjklòàzxcvbnm,.-"
    '|!"£$%&/()=?^QWERTYUIOPé*§ASDFGHJKLç°ZXCVBNM;:_',
    "tr": '"1234567890*-qwertyuıopğü,asdfghjklşizxcvbnmöç.'
    "é!'^+%&/()=?_QWERTYUIOPĞÜ;ASDFGHJKLŞİZXCVBNMÖÇ:",
    "cs": ";+ěščřžýáíé=´qwertzuiopú)¨asdfghjklů§yxcvbnm,.-"
    "°1234567890%ˇQWERTZUIOP/('ASDFGHJKL\"!YXCVBNM?:_",
    "en-GB": "`1234567890-=qwertyuiop[]#asdfghjkl;'zxcvbnm,./"
    '¬!"£$%^&*()_+QWERTYUIOP{}~ASDFGHJKL:@ZXCVBNM<>?',
    "el": "`1234567890-=;ςερτυθιοπ[]\\ασδφγηξκλ΄'ζχψωβνμ,./"
    '~!@#$%^&*()_+:΅ΕΡΤΥΘΙΟΠ{}|ΑΣΔΦΓΗΞΚΛ¨"ΖΧΨΩΒΝΜ<>?',
    "he": ";1234567890-=/'קראטוןםפ][\\שדגכעיחלךף,זסבהנמצתץ."
    '~!@#$%^&*)(_+QWERTYUIOP}{|ASDFGHJKL:"ZXCVBNM><?',
}
_ARABIC = (  # without Shift, and without b, which writes two letters
    "ذ1234567890-=ضصثقفغعهخحجد\\شسيبلاتنمكطئءؤرىةوزظ",
    "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvnm,./",
)
_LAM_ALEF = ("\u0644\u0627", "\ufefb")  # what b writes


def _tables() -> Mapping[str, Mapping[int, str]]:
    tables = {
        name: {ord(typed): meant for typed, meant in zip(keys, _US, strict=True)}
        for name, keys in _LAYOUTS.items()
    }
    tables["ar"] = {ord(typed): meant for typed, meant in zip(*_ARABIC, strict=True)}
    tables["ar"][ord(_LAM_ALEF[1])] = "b"
    return MappingProxyType(tables)


_TABLES = _tables()
_LETTERS = {name: frozenset(map(chr, table)) for name, table in _TABLES.items()}
LAYOUTS = tuple(_TABLES)


def undo_layout(text: str, layout: str) -> str | None:
    """The text as a US keyboard would have written it; None where no key of ``layout`` writes
    one of its letters.
    """
    if layout == "ar":
        text = text.replace(*_LAM_ALEF)
    return text.translate(_TABLES[layout]) if _LETTERS[layout].issuperset(text) else None


def type_on(text: str, layout: str) -> str:
    """What a scanner's US keys come out as on ``layout``; letters without a key stay."""
    return text.translate({ord(meant): chr(typed) for typed, meant in _TABLES[layout].items()})


def readings(text: str) -> Iterator[tuple[str, str]]:
    """Each layout on which the text may have been typed, with what was meant; no meaning twice."""
    seen = {text}
    for layout in LAYOUTS:
        meant = undo_layout(text, layout)
        if meant is not None and meant not in seen:
            seen.add(meant)
            yield layout, meant
