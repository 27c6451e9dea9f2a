"""Keyboard layouts: what each key of a US keyboard writes where the laptop is set to another.

The rows are those of the Unicode CLDR keyboards (https://github.com/unicode-org/cldr,
keyboards/windows), but for the Ukrainian key of ґ, which is xkeyboard-config's (MIT);
``_ELSEWHERE`` is what Windows writes with it.
Not here: dead keys, which swallow the next letter, and Arabic with Shift, which writes marks.
"""

from collections.abc import Mapping
from types import MappingProxyType

# The keys row by row as a US keyboard has them, plain and with Shift.
US_PLAIN = "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./"
US_SHIFTED = '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?'
LAM_ALEF = "\u0644\u0627"  # one key of the Arabic layout, two letters
LAM_ALEF_SIGN = "\ufefb"  # the same as one sign, as some systems write it

_ROWS = {
    "ru": "ё1234567890-=йцукенгшщзхъ\\фывапролджэячсмитьбю."
    'Ё!"№;%:?*()_+ЙЦУКЕНГШЩЗХЪ/ФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,',
    "uk": "'1234567890-=йцукенгшщзхїґфівапролджєячсмитьбю."
    'ʼ!"№;%:?*()_+ЙЦУКЕНГШЩЗХЇҐФІВАПРОЛДЖЄЯЧСМИТЬБЮ,',
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
_ARABIC = (  # without b, which writes lam and alef
    "ذ1234567890-=ضصثقفغعهخحجد\\شسيبلاتنمكطئءؤرىةوزظ",
    US_PLAIN.replace("b", ""),
)
_ELSEWHERE = {"uk": {"\\": "\\", "/": "|"}}


def _meanings() -> Mapping[str, Mapping[str, str]]:
    keys = US_PLAIN + US_SHIFTED
    found = {name: dict(zip(row, keys, strict=True)) for name, row in _ROWS.items()}
    found["ar"] = {**dict(zip(*_ARABIC, strict=True)), LAM_ALEF: "b"}
    return MappingProxyType({name: MappingProxyType(keys) for name, keys in found.items()})


#: For each layout what it writes, and what a US keyboard writes with the same key.
US_MEANT = _meanings()
LAYOUTS = tuple(US_MEANT)


def us_meant(layout: str) -> Mapping[str, str]:
    """``US_MEANT`` of one layout with what some systems write otherwise under its name."""
    more = {LAM_ALEF_SIGN: "b"} if layout == "ar" else _ELSEWHERE.get(layout, {})
    return {**US_MEANT[layout], **more}
