import json
import os
import stat
from pathlib import Path

import keyring
import keyring.backend
import keyring.errors
import pytest

from data.sync.secrets import SERVICE, Secret, Secrets


class Memory(keyring.backend.KeyringBackend):
    """A keyring that works."""

    priority = 1

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise keyring.errors.PasswordDeleteError


class Locked(Memory):
    """A keyring that nobody unlocks."""

    def set_password(self, service: str, username: str, password: str) -> None:
        raise keyring.errors.KeyringLocked

    def get_password(self, service: str, username: str) -> str | None:
        raise keyring.errors.KeyringLocked


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch) -> Memory:
    backend = Memory()
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
    for name in ("set_password", "get_password", "delete_password"):
        monkeypatch.setattr(keyring, name, getattr(backend, name))
    return backend


@pytest.fixture
def locked(monkeypatch: pytest.MonkeyPatch) -> None:
    backend = Locked()
    for name in ("set_password", "get_password", "delete_password"):
        monkeypatch.setattr(keyring, name, getattr(backend, name))


def test_the_keyring_has_it_where_there_is_one(tmp_path: Path, memory: Memory) -> None:
    secrets = Secrets(tmp_path)
    assert secrets.keep("event/pretix", Secret("token"))
    assert memory.kept == {(SERVICE, "event/pretix"): "token"}
    assert list(tmp_path.iterdir()) == []
    found = secrets.get("event/pretix")
    assert found is not None
    assert found.reveal() == "token"
    secrets.forget("event/pretix")
    secrets.forget("event/pretix")
    assert secrets.get("event/pretix") is None


@pytest.mark.usefixtures("locked")
def test_without_a_keyring_a_file_has_it_that_only_its_owner_reads(tmp_path: Path) -> None:
    secrets = Secrets(tmp_path / "config")
    assert not secrets.keep("one", Secret("token"))
    assert not secrets.keep("two", Secret("other"))
    (file,) = (tmp_path / "config").iterdir()
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert json.loads(file.read_text("utf-8")) == {"one": "token", "two": "other"}
    found = secrets.get("one")
    assert found is not None
    assert found.reveal() == "token"
    secrets.forget("one")
    secrets.forget("two")
    assert list((tmp_path / "config").iterdir()) == []


def test_a_keyring_that_comes_later_takes_it_out_of_the_file(
    tmp_path: Path, memory: Memory
) -> None:
    Secrets(tmp_path, keyring=False).keep("one", Secret("old"))
    Secrets(tmp_path).keep("one", Secret("new"))
    assert list(tmp_path.iterdir()) == []
    assert memory.kept[SERVICE, "one"] == "new"


def test_a_file_that_is_no_json_is_no_secret(tmp_path: Path) -> None:
    (tmp_path / "secrets.json").write_text("oops", "utf-8")
    assert Secrets(tmp_path, keyring=False).get("one") is None


def test_a_file_that_cannot_be_read_holds_no_secret(tmp_path: Path) -> None:
    (tmp_path / "secrets.json").mkdir()
    assert Secrets(tmp_path, keyring=False).get("a") is None
