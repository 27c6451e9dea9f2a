import json
from pathlib import Path

import pytest

from data.errors import SyncPermanent, SyncTemporary, UsageError
from data.store.far_ends import far_ends
from data.sync import remotes
from data.sync.pretix.setup import Connect, device_access, settings_for
from data.sync.pretix.transport import Transport
from data.sync.secrets import Secret, Secrets
from tests.data.evening import Evening
from tests.data.sync.pretix.fake import FakePretix
from tests.data.sync.pretix.fake_faults import lost
from tests.data.sync.pretix.laptop import URL

CODE = json.dumps({"handshake_version": 1, "url": URL, "token": "setup"})


@pytest.fixture
def connect(fake: FakePretix) -> Connect:
    def connecting(url: str, token: Secret | None, scheme: str) -> Transport:
        return Transport(
            url, token, fake.clock, scheme=scheme or "Device", through=fake.transport()
        )

    return connecting


@pytest.fixture
def secrets(tmp_path: Path) -> Secrets:
    return Secrets(tmp_path / "config", keyring=False)


def test_a_device_s_code_sets_pretix_up(
    evening: Evening, connect: Connect, secrets: Secrets
) -> None:
    access, _ = device_access(connect, secrets, CODE)
    settings = settings_for(connect, access, question="NATION")
    assert (settings.organizer, settings.event, settings.list_id) == ("club", "party", 1)
    assert (settings.list_name, settings.question_id) == ("Main entrance", 7)
    assert settings.device_name == "desk 1"
    key, _ = remotes.add_pretix(evening.file, settings, access.token, secrets)
    (record,) = far_ends(evening.file)
    assert "good" not in json.dumps(dict(record.settings))
    assert b"good" not in evening.path.read_bytes()
    far_end = remotes.open_far_end(evening.file, record, secrets, evening.clock)
    far_end.close()
    assert remotes.add_pretix(evening.file, settings, access.token, secrets)[0] == key
    remotes.remove(evening.file, key, secrets)
    assert far_ends(evening.file) == []
    assert secrets.get(remotes.secret_name(evening.file, key)) is None


def test_pretix_knows_who_we_are_and_not_as_its_own_app(
    connect: Connect, secrets: Secrets, fake: FakePretix
) -> None:
    device_access(connect, secrets, CODE)
    told = json.loads(fake.asked("/device/initialize")[0].content)
    for name in ("token", "hardware_brand", "hardware_model", "software_brand", "software_version"):
        assert told[name]
    assert "pretixscan" not in told["software_brand"].lower()


def test_a_code_serves_once_and_pasted_again_goes_on_where_it_was(
    connect: Connect, secrets: Secrets, fake: FakePretix, tmp_path: Path
) -> None:
    first, _ = device_access(connect, secrets, CODE)
    again, name = device_access(connect, secrets, CODE)
    assert again == first
    assert len(fake.asked("/device/initialize")) == 1
    secrets.forget(name)
    with pytest.raises(SyncPermanent, match="code_used"):
        device_access(connect, secrets, CODE)


def test_a_code_whose_answer_was_lost_is_used_up(
    connect: Connect, secrets: Secrets, fake: FakePretix
) -> None:
    fake.fails("/device/initialize", lost)
    with pytest.raises(SyncTemporary):
        device_access(connect, secrets, CODE)
    with pytest.raises(SyncPermanent, match="code_used"):
        device_access(connect, secrets, CODE)


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("hello", "not_a_device_code"),
        ("[]", "not_a_device_code"),
        ('{"handshake_version": 1, "url": 5, "token": "x"}', "not_a_device_code"),
        ('{"handshake_version": 1}', "not_a_device_code"),
        (CODE.replace("1", "2"), "newer_device_code"),
    ],
)
def test_any_other_code_is_refused(
    connect: Connect, secrets: Secrets, fake: FakePretix, code: str, error: str
) -> None:
    with pytest.raises(UsageError, match=error):
        device_access(connect, secrets, code)
    assert fake.requests == []


def test_a_code_that_pretix_does_not_know(connect: Connect, secrets: Secrets) -> None:
    with pytest.raises(SyncPermanent, match="code_unknown"):
        device_access(connect, secrets, CODE.replace("setup", "other"))


def test_which_event_and_which_list_is_asked_where_there_are_several(
    connect: Connect, secrets: Secrets, fake: FakePretix
) -> None:
    fake.lists.append({**fake.lists[0], "id": 2, "name": "Albatross only"})
    access, _ = device_access(connect, secrets, CODE)
    with pytest.raises(UsageError, match="choose_list") as caught:
        settings_for(connect, access)
    assert caught.value.values["there_are"] == "1 (Main entrance), 2 (Albatross only)"
    assert settings_for(connect, access, list_id="2").list_name == "Albatross only"
    for wrong, code in (
        ({"list_id": "3"}, "no_such_list"),
        ({"list_id": "1", "event": "nope"}, "no_such_event"),
        ({"list_id": "1", "question": "COLOUR"}, "no_such_question"),
    ):
        with pytest.raises(UsageError, match=code):
            settings_for(connect, access, **wrong)
    fake.event.clear()
    with pytest.raises(UsageError, match="choose_event"):
        settings_for(connect, access)


def test_another_laptop_has_no_token_and_is_told_so(
    evening: Evening, connect: Connect, secrets: Secrets, tmp_path: Path
) -> None:
    access, _ = device_access(connect, secrets, CODE)
    remotes.add_pretix(evening.file, settings_for(connect, access), access.token, secrets)
    (record,) = far_ends(evening.file)
    elsewhere = Secrets(tmp_path / "another laptop", keyring=False)
    with pytest.raises(SyncPermanent, match="no_token"):
        remotes.open_far_end(evening.file, record, elsewhere, evening.clock)
