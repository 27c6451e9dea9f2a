import pytest
from babel import Locale
from PIL import Image

from badges.flags import UNBOXED, code_in_letters, flag_codes, flag_path

NO_COUNTRY_OF_ITS_OWN = {"AC", "CP", "CQ", "DG", "EA", "IC", "TA", "EZ", "QO", "XA", "XB", "ZZ"}
BEYOND_ISO = {"XK", "EU", "UN", "GB-ENG", "GB-SCT", "GB-WLS", "GB-NIR"}


def test_every_country_of_iso_3166_has_a_flag_and_so_have_some_beyond() -> None:
    known = map(str, Locale("en").territories)
    territories = {code for code in known if len(code) == 2 and code.isalpha()}
    assert len(territories - NO_COUNTRY_OF_ITS_OWN - {"XK", "EU", "UN"}) == 249
    assert flag_codes() == (territories - NO_COUNTRY_OF_ITS_OWN) | BEYOND_ISO


@pytest.mark.parametrize(("small", "size"), [(False, (412, 309)), (True, (128, 96))])
def test_all_flags_are_equally_large(small: bool, size: tuple[int, int]) -> None:
    for code in flag_codes():
        path = flag_path(code, small)
        assert path is not None
        with Image.open(path) as image:
            assert image.size == size, code


def test_only_nepal_is_see_through() -> None:
    see_through = set()
    for code in flag_codes():
        path = flag_path(code)
        assert path is not None
        with Image.open(path) as image:
            if image.mode == "RGBA":
                see_through.add(code)
    assert see_through == set(UNBOXED) == {"NP"}


def test_an_unknown_code_has_no_flag_and_no_path_outside_the_folder() -> None:
    for code in ("ZZ", "", "../small/DE", "DE.png", "de/../DE"):
        assert flag_path(code) is None


def test_a_code_in_small_letters_is_understood() -> None:
    assert flag_path("gb-sct") == flag_path("GB-SCT")
    assert flag_path("gb-sct") is not None


def test_the_letters_beside_a_flag_are_short() -> None:
    assert [code_in_letters(c) for c in ("de", "GB-SCT")] == ["DE", "SCT"]


def test_the_notice_of_the_drawings_is_kept() -> None:
    path = flag_path("DE")
    assert path is not None
    assert "MIT License" in (path.parent / "LICENSE").read_text()
