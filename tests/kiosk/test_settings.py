"""Settings: one file, read with patience, replaced in one step."""

from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.error_words import warning_words
from kiosk.printing.policy import PrintPolicy
from kiosk.printing.setup import PrinterSetup
from kiosk.settings import (
    LoadedSettings,
    Settings,
    Theme,
    load_settings,
    places,
    save_settings,
)

DEVICE = "6f2bd6a2-5f3c-4a5e-9f53-1d2f4b8f0c11"


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "settings.toml"
    file.write_text(text, "utf-8")
    return file


def test_the_first_start_mints_a_device_id_and_the_second_keeps_it(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "settings.toml"
    first = load_settings(file)
    assert UUID(first.settings.device_id).version == 4
    assert first.warnings == ()
    assert load_settings(file) == first


def test_a_throw_away_folder_holds_everything(tmp_path: Path) -> None:
    own = places(tmp_path)
    inside = (own.settings_file, own.state_folder)
    assert {own.data_folder, *(place.parent for place in inside)} == {tmp_path}


def test_the_systems_places_bear_the_programs_name() -> None:
    own = places()
    assert "pennant" in str(own.settings_file).lower()
    assert own.settings_file.is_absolute()


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ('theme = "purple"', "theme"),
        ('sounds = "on"', "sounds"),
        ("gate = 3", "gate"),
        ('device_name = " "', "device_name"),
        ("recent_events = [1]", "recent_events"),
        ("scanner_gap_ms = 5", "scanner_gap_ms"),
        ("scanner_pause_ms = true", "scanner_pause_ms"),
        ("scanner_prefix = 3", "scanner_prefix"),
        ('columns = "name"', "columns"),
        ('printers = "system:Brother"', "printers"),
        ('print_policy = "sometimes"', "print_policy"),
        ("[printer_setups.a]\nright_mm = 99", "printer_setups"),
        ("[printer_setups.a]\nscale = true", "printer_setups"),
        ("[printer_setups.a]\nlabels_left = 1.5", "printer_setups"),
        ("[printer_setups.a]\nleft_mm = 1", "printer_setups"),
        ("columns = {a = {name = 3}}", "columns"),
    ],
)
def test_a_wrong_value_names_itself_and_the_usual_one_is_used(
    tmp_path: Path, line: str, key: str
) -> None:
    loaded = load_settings(written(tmp_path, f'device_id = "{DEVICE}"\n{line}\n'))
    assert loaded.settings == Settings(DEVICE)
    assert [w.code for w in loaded.warnings] == ["wrong_value"]
    assert f"{key} = " in warning_words(loaded.warnings[0])


def test_a_misspelled_setting_is_named(tmp_path: Path) -> None:
    loaded = load_settings(written(tmp_path, f'device_id = "{DEVICE}"\nteme = "dark"\n'))
    assert loaded.settings == Settings(DEVICE)
    assert "teme" in warning_words(loaded.warnings[0])


def test_a_wrong_device_id_is_replaced_by_a_new_one_that_stays(tmp_path: Path) -> None:
    file = written(tmp_path, 'device_id = "me"\ntheme = "light"\n')
    loaded = load_settings(file)
    assert loaded.settings.theme is Theme.LIGHT
    assert load_settings(file).settings.device_id == loaded.settings.device_id


@pytest.mark.parametrize("content", [b"device_id = ", b"\xff\xfe\x00", b"\x00"])
def test_a_file_that_is_no_toml_is_set_aside_unharmed(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(content)
    loaded = load_settings(file)
    assert [w.code for w in loaded.warnings] == ["unreadable"]
    assert (tmp_path / "settings.toml.unreadable").read_bytes() == content
    assert load_settings(file) == LoadedSettings(loaded.settings)


def test_settings_that_cannot_be_kept_are_said_and_used_all_the_same(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    loaded = load_settings(in_the_way / "settings.toml")
    assert UUID(loaded.settings.device_id)
    assert loaded.warnings[-1].code == "not_saved"


def test_saving_leaves_no_other_file_behind(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    save_settings(file, Settings(DEVICE))
    save_settings(file, Settings(DEVICE, theme=Theme.DARK))
    assert [p.name for p in tmp_path.iterdir()] == ["settings.toml"]
    assert load_settings(file).settings.theme is Theme.DARK


def test_saving_that_fails_leaves_the_old_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "settings.toml"
    save_settings(file, Settings(DEVICE))

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        save_settings(file, Settings(DEVICE, theme=Theme.DARK))
    assert [p.name for p in tmp_path.iterdir()] == ["settings.toml"]
    assert load_settings(file).settings == Settings(DEVICE)


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(
    texts,
    texts,
    st.dictionaries(texts, st.dictionaries(texts, texts, max_size=3), max_size=3),
    st.sampled_from(Theme),
    st.booleans(),
)
def test_whatever_is_saved_is_loaded_again(
    tmp_path_factory: pytest.TempPathFactory,
    gate: str,
    path: str,
    columns: dict[str, dict[str, str]],
    theme: Theme,
    sounds: bool,
) -> None:
    file = tmp_path_factory.mktemp("settings") / "settings.toml"
    settings = Settings(
        DEVICE, gate=gate, theme=theme, sounds=sounds, recent_events=(path,), columns=columns
    )
    save_settings(file, settings)
    assert load_settings(file) == LoadedSettings(settings)


def test_an_event_opened_again_moves_to_the_front_and_ten_are_kept(tmp_path: Path) -> None:
    paths = tuple(str(tmp_path / f"{n}.pennant") for n in range(10))
    settings = Settings(DEVICE, recent_events=paths)
    assert settings.with_recent(tmp_path / "3.pennant")[:2] == (paths[3], paths[0])
    assert len(settings.with_recent(tmp_path / "new.pennant")) == 10


def test_printers_and_how_each_is_set_up_are_kept(tmp_path: Path) -> None:
    setups = {
        "ipp://10.0.0.4/ipp/print": PrinterSetup(-1.5, 0.5, 180.0, 0.985, 12, 100),
        "": PrinterSetup(),
    }
    settings = Settings(
        DEVICE,
        print_policy=PrintPolicy.ALWAYS,
        design="big-first-name",
        printers=("ipp://10.0.0.4/ipp/print", "system:Büro"),
        printer_setups=setups,
    )
    file = tmp_path / "settings.toml"
    save_settings(file, settings)
    assert load_settings(file) == LoadedSettings(settings)
