"""Setting pretix up: the code of a device or a team's token, then which event and which list."""

import hashlib
import json
import platform
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from typing import Any

from data.errors import SyncPermanent, UsageError
from data.sync.pretix.client import PretixClient
from data.sync.pretix.far_end import localised
from data.sync.pretix.pasted import device_code
from data.sync.pretix.settings import PretixSettings
from data.sync.pretix.transport import Transport
from data.sync.secrets import Secret, Secrets

Connect = Callable[[str, Secret | None, str], Transport]
"""A transport for an address, a token and the scheme of its header."""


@dataclass(frozen=True, slots=True)
class Access:
    """Somebody whom pretix lets in: where, as what, and with which token."""

    url: str
    organizer: str
    token: Secret
    scheme: str  # Device or Token
    device: int | None = None
    device_name: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One event, list or question to choose from: what to type, and what it is called."""

    key: str
    name: str


def become_device(connect: Connect, url: str, setup_token: Secret) -> Access:
    """Use a device's code, which serves once. Raises SyncTemporary and SyncPermanent.

    If the answer is lost the code is used up all the same: "code_used" says what to do.
    """
    transport = connect(url, None, "")
    try:
        answer = PretixClient(transport, "").initialize_device(
            {
                "token": setup_token.reveal(),
                "hardware_brand": platform.system() or "Computer",
                "hardware_model": platform.machine() or "Computer",
                "os_name": platform.system(),
                "os_version": platform.release()[:100],
                "software_brand": "Pennant",
                "software_version": version("pennant-kiosk"),
            }
        )
    finally:
        transport.close()
    body = answer.body
    if answer.is_ok and isinstance(body, dict) and body.keys() >= {"api_token", "organizer"}:
        number = body.get("device_id")
        return Access(
            url=url,
            organizer=str(body["organizer"]),
            token=Secret(str(body["api_token"])),
            scheme="Device",
            device=number if isinstance(number, int) else None,
            device_name=str(body.get("name") or ""),
        )
    said = str(body.get("token", "")) if isinstance(body, dict) else ""
    if "already been used" in said:
        raise SyncPermanent("code_used", host=transport.host)
    if "revoked" in said:
        raise SyncPermanent("revoked", host=transport.host)
    if "token" in (body if isinstance(body, dict) else ()):
        raise SyncPermanent("code_unknown", host=transport.host)
    raise SyncPermanent("strange_answer", host=transport.host, status=answer.status)


def device_access(connect: Connect, secrets: Secrets, code: str) -> tuple[Access, str]:
    """Who we are by a device's code, and under which name that is kept until set-up is done.

    A code serves once, so what it brought is kept: pasted again it goes on where it was. Raises
    UsageError, SyncTemporary and SyncPermanent.
    """
    url, setup_token = device_code(code)
    said = hashlib.sha256(f"{url} {setup_token.reveal()}".encode()).hexdigest()
    name = f"device/{said[:24]}"
    kept = secrets.get(name)
    if kept is not None:
        values = json.loads(kept.reveal())
        return Access(**{**values, "token": Secret(values["token"])}), name
    access = become_device(connect, url, setup_token)
    values = {**asdict(replace(access, token=Secret(""))), "token": access.token.reveal()}
    secrets.keep(name, Secret(json.dumps(values)))
    return access, name


def chosen_event(client: PretixClient, wanted: str) -> str:
    """The event's slug, where there is only one or it was named.

    Raises UsageError "choose_event" or "no_such_event" with what there is.
    """
    events = [Choice(str(e["slug"]), localised(e.get("name"), "")) for e in client.events()]
    if not wanted and len(events) != 1:
        raise UsageError("choose_event", there_are=_listed(events))
    if wanted and all(one.key != wanted for one in events):
        raise UsageError("no_such_event", wanted=wanted, there_are=_listed(events))
    return wanted or events[0].key


def chosen_list(client: PretixClient, wanted: str) -> tuple[int, str]:
    """Id and name of the check-in list. Raises UsageError "choose_list" or "no_such_list"."""
    lists = [Choice(str(one["id"]), str(one.get("name") or "")) for one in client.lists()]
    if not wanted and len(lists) != 1:
        raise UsageError("choose_list", there_are=_listed(lists))
    found = next((one for one in lists if one.key == (wanted or lists[0].key)), None)
    if found is None:
        raise UsageError("no_such_list", wanted=wanted, there_are=_listed(lists))
    return int(found.key), found.name


def chosen_question(client: PretixClient, wanted: str) -> tuple[str, int | None]:
    """Identifier and id of the question about nationality; nothing where none is wanted.

    Raises UsageError("no_such_question").
    """
    if not wanted:
        return "", None
    questions = client.questions()
    for one in questions:
        if one["identifier"] == wanted:
            return wanted, int(one["id"])
    raise UsageError("no_such_question", wanted=wanted, there_are=_listed(countries(questions)))


def countries(questions: Sequence[dict[str, Any]]) -> list[Choice]:
    """The questions that ask for a country: who could ask for the nationality."""
    return [
        Choice(str(one["identifier"]), localised(one.get("question"), ""))
        for one in questions
        if one.get("type") == "CC"
    ]


def country_questions(connect: Connect, access: Access, event: str) -> list[Choice]:
    """The questions of an event that could ask for the nationality, to choose one of them."""
    transport = connect(access.url, access.token, access.scheme)
    try:
        return countries(PretixClient(transport, access.organizer, event).questions())
    finally:
        transport.close()


def settings_for(
    connect: Connect, access: Access, *, event: str = "", list_id: str = "", question: str = ""
) -> PretixSettings:
    """Choose event, list and question. Raises UsageError, SyncTemporary and SyncPermanent."""
    transport = connect(access.url, access.token, access.scheme)
    try:
        slug = chosen_event(PretixClient(transport, access.organizer), event)
        client = PretixClient(transport, access.organizer, slug)
        number, name = chosen_list(client, list_id)
        identifier, question_id = chosen_question(client, question)
    finally:
        transport.close()
    return PretixSettings(
        url=access.url,
        organizer=access.organizer,
        event=slug,
        list_id=number,
        list_name=name,
        question=identifier,
        question_id=question_id,
        device=access.device,
        device_name=access.device_name,
        scheme=access.scheme,
    )


def _listed(choices: Sequence[Choice]) -> str:
    return ", ".join(f"{one.key} ({one.name})" for one in choices) or "–"
