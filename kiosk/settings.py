"""What this laptop remembers between evenings: one TOML file, read into a frozen value.

A wrong value never stops the door: it names itself in a ``SettingsWarning`` and a fixed value is
used instead. Personal data never stands here.
"""

import os
import tempfile
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from uuid import UUID, uuid4

import platformdirs
import tomli_w

from kiosk.printing.policy import PrintPolicy
from kiosk.printing.setup import PrinterSetup, read_setup, written_setup

RECENT_EVENTS = 10
SLOWEST_SCANNER_MS = 1000


class Theme(StrEnum):
    """Which of the two palettes the windows wear."""

    SYSTEM = "system"
    DARK = "dark"
    LIGHT = "light"


@dataclass(frozen=True, slots=True)
class Places:
    """Where Pennant keeps its own files on this laptop."""

    settings_file: Path
    data_folder: Path  # demo and rehearsal events
    state_folder: Path  # high-water marks of event files
    keyring: bool = True  # whether tokens may go into the system's keyring


def places(data_folder: Path | None = None) -> Places:
    """The system's own places or, given a throw-away folder, everything inside that."""
    if data_folder is not None:
        return Places(
            settings_file=data_folder / "settings.toml",
            data_folder=data_folder,
            state_folder=data_folder / "state",
            keyring=False,
        )
    own = platformdirs.PlatformDirs("Pennant", appauthor=False)
    return Places(
        settings_file=own.user_config_path / "settings.toml",
        data_folder=own.user_data_path,
        state_folder=own.user_state_path,
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """What this laptop is, and how whoever uses it likes it."""

    device_id: str  # UUID, minted once
    device_name: str = "Desk 1"
    gate: str = ""
    theme: Theme = Theme.SYSTEM
    sounds: bool = True
    print_policy: PrintPolicy = PrintPolicy.ONCE  # when a check-in prints a badge
    stock: str = ""  # name of a label stock; empty: the first
    design: str = ""  # of badges; empty: the first
    printers: tuple[str, ...] = ()  # as kiosk.printing.choice reads them; none: a folder
    printer_setups: Mapping[str, PrinterSetup] = field(
        default_factory=lambda: MappingProxyType({})
    )  # by printer, as in ``printers``
    last_folder: str = ""
    language: str = ""  # BCP 47; empty: the system's
    recent_events: tuple[str, ...] = ()  # paths of event files, latest first
    scanner_gap_ms: int = 45  # between two keys; slower ones are fingers'
    scanner_pause_ms: int = 120  # that ends a scan without Enter or Tab
    scanner_prefix: str = ""  # what the scanner puts before every code
    scanner_suffix: str = ""
    uses_camera: bool = False
    camera: str = ""  # its id; empty: the system's own choice
    serial_port: str = ""  # where a scanner sends its codes; empty: none does
    columns: Mapping[str, Mapping[str, str]] = field(
        default_factory=lambda: MappingProxyType({})
    )  # fingerprint of a list's header -> {field: its column}

    def with_recent(self, event: Path) -> tuple[str, ...]:
        """The recent events once ``event`` has been opened."""
        path = str(event)
        return (path, *(p for p in self.recent_events if p != path))[:RECENT_EVENTS]


@dataclass(frozen=True, slots=True)
class SettingsWarning:
    """Something in the settings that could not be used; ``kiosk.error_words`` says it."""

    code: str  # unreadable, wrong_value, unknown_key, not_saved
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """The settings to use, and what was wrong with the file."""

    settings: Settings
    warnings: tuple[SettingsWarning, ...] = ()


def load_settings(file: Path) -> LoadedSettings:
    """The settings in ``file``; on the first start a device id is minted and written there.

    A file that is no TOML is kept beside the new one with the ending ``.unreadable``.
    """
    warnings: list[SettingsWarning] = []
    found = _read(file, warnings)
    used: dict[str, object] = {}
    known = {f.name for f in fields(Settings)}
    for key, value in found.items():
        if key not in known:
            warnings.append(SettingsWarning("unknown_key", {"file": str(file), "key": key}))
            continue
        right = _checked(key, value)
        if right is None:
            values = {"file": str(file), "key": key, "value": value}
            warnings.append(SettingsWarning("wrong_value", values))
        else:
            used[key] = right
    if "device_id" in used:
        return LoadedSettings(Settings(**used), tuple(warnings))  # type: ignore[arg-type]
    settings = Settings(**{**used, "device_id": str(uuid4())})  # type: ignore[arg-type]
    try:
        save_settings(file, settings)
    except OSError as problem:
        values = {"file": str(file), "why": problem.strerror or str(problem)}
        warnings.append(SettingsWarning("not_saved", values))
    return LoadedSettings(settings, tuple(warnings))


def save_settings(file: Path, settings: Settings) -> None:
    """Replace the file by these settings in one step: never half of them. Raises OSError."""
    table: dict[str, object] = {}
    for f in fields(settings):
        value = getattr(settings, f.name)
        if f.name == "printer_setups":
            table[f.name] = {name: written_setup(setup) for name, setup in value.items()}
        elif isinstance(value, Mapping):
            table[f.name] = {print_: dict(chosen) for print_, chosen in value.items()}
        elif isinstance(value, StrEnum):
            table[f.name] = value.value
        else:
            table[f.name] = value
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".settings-", suffix=".toml", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as new:
            tomli_w.dump(table, new)
            new.flush()
            os.fsync(new.fileno())
        Path(name).replace(file)
    finally:
        Path(name).unlink(missing_ok=True)


def _read(file: Path, warnings: list[SettingsWarning]) -> dict[str, object]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as problem:
        why = problem.strerror or str(problem)
    except ValueError as problem:  # no TOML, or no UTF-8
        why = str(problem)
        try:
            file.replace(file.with_name(file.name + ".unreadable"))
        except OSError as kept:
            why = f"{why}; {kept.strerror}"
    warnings.append(SettingsWarning("unreadable", {"file": str(file), "why": why}))
    return {}


def _checked(key: str, value: object) -> object | None:
    """The value as ``Settings`` holds it, or None where it has the wrong type or range."""
    match key, value:
        case "device_id", str():
            return value if _is_uuid(value) else None
        case "device_name", str():
            return value.strip() or None
        case "theme", str():
            return Theme(value) if value in tuple(Theme) else None
        case "sounds", bool():
            return value
        case "print_policy", str():
            return PrintPolicy(value) if value in tuple(PrintPolicy) else None
        case "printer_setups", dict():
            setups = {name: read_setup(setup) for name, setup in value.items()}
            return None if None in setups.values() else MappingProxyType(setups)
        case "uses_camera", bool():
            return value
        case (("scanner_gap_ms" | "scanner_pause_ms"), int()):
            is_number = not isinstance(value, bool)
            return value if is_number and 10 <= value <= SLOWEST_SCANNER_MS else None
        case (("recent_events" | "printers"), list()):
            return tuple(value) if all(isinstance(p, str) for p in value) else None
        case "columns", dict():
            right = all(
                isinstance(chosen, dict) and all(isinstance(c, str) for c in chosen.values())
                for chosen in value.values()
            )
            return MappingProxyType(value) if right else None
        case (
            (
                "gate"
                | "stock"
                | "design"
                | "last_folder"
                | "language"
                | "scanner_prefix"
                | "scanner_suffix"
                | "camera"
                | "serial_port"
            ),
            str(),
        ):
            return value
        case _:
            return None


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
