import pytest

from data.search.chinese import wade_giles


@pytest.mark.parametrize(
    ("pinyin", "written"),
    [
        ("zhang", "chang"),
        ("xue", "hsueh"),
        ("qing", "ching"),
        ("zhong", "chung"),
        ("guo", "kuo"),
        ("luo", "lo"),
        ("gui", "kuei"),
        ("jian", "chien"),
        ("ri", "jih"),
        ("si", "ssu"),
        ("you", "yu"),
        ("cai", "tsai"),
        ("an", "an"),
        ("xiong", "hsiung"),
        ("shuo", "shuo"),
    ],
)
def test_a_syllable_is_written_as_giles_did(pinyin: str, written: str) -> None:
    assert wade_giles(pinyin) == written


def test_what_is_no_syllable_of_pinyin_stays() -> None:
    assert wade_giles("") == ""
