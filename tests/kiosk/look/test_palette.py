import pytest

from kiosk.look.palette import DARK, LIGHT, TONES, Palette, Tone


def contrast(one: str, other: str) -> float:
    """How far two colours stand apart, 1 to 21.

    WCAG 2.2: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_contrast_is_measured_as_wcag_says() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#FFFFFF", "#767676") == pytest.approx(4.54, abs=0.01)
    assert contrast("#14161A", "#14161A") == 1


@pytest.mark.parametrize("palette", [DARK, LIGHT])
@pytest.mark.parametrize("ground", ["background", "surface", "raised", "chosen"])
@pytest.mark.parametrize("ink", ["text", "quiet"])
def test_every_text_is_readable_on_every_ground(palette: Palette, ground: str, ink: str) -> None:
    assert contrast(getattr(palette, ink), getattr(palette, ground)) >= 4.5


@pytest.mark.parametrize("palette", [DARK, LIGHT])
def test_the_accent_is_seen_on_the_ground_and_read_on_its_own(palette: Palette) -> None:
    assert contrast(palette.accent, palette.background) >= 5.5
    assert contrast(palette.on_accent, palette.accent) >= 4.5


@pytest.mark.parametrize("tone", list(Tone))
def test_every_tone_is_read_at_arms_length(tone: Tone) -> None:
    assert round(contrast(TONES[tone].ink, TONES[tone].fill), 1) >= 5.0


def test_the_measures_of_the_design_are_kept() -> None:
    assert round(contrast(DARK.text, DARK.background), 1) == 16.4
    assert round(contrast(LIGHT.text, LIGHT.background), 1) == 17.0
    assert round(contrast(TONES[Tone.PAY].ink, TONES[Tone.PAY].fill), 1) == 9.2
