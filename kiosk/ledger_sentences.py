"""The sentences about a shared ledger and a hub: what happened, what is safe, what to do."""

from types import MappingProxyType

from kiosk.words import mark

LEDGER = MappingProxyType(
    {
        "ledger_unreachable": mark(
            "The ledger at {host} does not answer. This door goes on alone and everything is kept. "
            "If it lasts, see that the hub is on with its event open, and that this laptop is in "
            "the same network."
        ),
        "ledger_silent": mark(
            "Nothing comes back from {host}. This door goes on alone and everything is kept. "
            "If it lasts, let Pennant through the firewall of the hub, or use a network that lets "
            "laptops see each other: guest Wi-Fi often does not."
        ),
        "ledger_host_unknown": mark(
            "This network knows no {host}. This door goes on alone and everything is kept. "
            "See that this laptop is online, and check the address."
        ),
        "ledger_hub_closed": mark(
            "The hub was closed at {device}. Each door goes on alone and everything is kept. Make "
            "another laptop the hub and let all join it, or unite the files afterwards."
        ),
        "ledger_slow": mark(
            "The network to the ledger at {host} is slow or breaks again and again. No scan waits "
            "for it: this door decides alone for the moment, and tells the others all along."
        ),
        "ledger_busy": mark(
            "The ledger at {host} is too busy just now. This door goes on alone and everything is "
            "kept. If it lasts, tell whoever runs the database."
        ),
        "ledger_full": mark(
            "The disk of the ledger at {host} is full. This door goes on alone and everything is "
            "kept. Whoever runs the database has to free some space."
        ),
        "ledger_url": mark(
            "This is not the address of a ledger. Nothing was changed. Paste it whole: it begins "
            "with postgresql:// and ends with what stands behind #event=."
        ),
        "ledger_no_event": mark(
            "This address of {host} names no event. Nothing was changed. Paste the address that "
            "was made for a laptop, with #event= at its end."
        ),
        "ledger_no_address": mark(
            "This laptop has no address of its own for the event's ledger; the one who joined may "
            "be another laptop. The door goes on alone and everything is kept. Join in "
            "“Sync” or with “pennant ledger join”."
        ),
        "ledger_other_event": mark(
            "The ledger at {host} is that of another event. Nothing was changed. Open that event, "
            "or paste the address that was made for this one."
        ),
        "ledger_password": mark(
            "The ledger at {host} does not accept this login. The door goes on alone and "
            "everything is kept. Paste the address again, or ask for a new one."
        ),
        "ledger_no_database": mark(
            "There is no such database at {host}. The door goes on alone and everything is kept. "
            "Check the address."
        ),
        "ledger_not_admitted": mark(
            "This laptop is not, or not any more, admitted to this event at {host}. It goes on "
            "alone and everything is kept. Ask the organiser for a new address and join again."
        ),
        "ledger_not_owner": mark(
            "This login may make no ledger at {host}: it is a laptop's own, or lacks the rights. "
            "Nothing was changed. Paste the address of the database's owner."
        ),
        "ledger_not_installed": mark(
            "The database at {host} holds no ledger of Pennant. The door goes on alone and "
            "everything is kept. Its owner runs “pennant ledger init” once."
        ),
        "ledger_too_old": mark(
            "This is PostgreSQL {version}, and the ledger needs 14 or later. Nothing was changed. "
            "Use a newer server, or make a laptop the hub."
        ),
        "ledger_newer": mark(
            "The ledger was made by a newer Pennant (version {version}). The door goes on alone "
            "and everything is kept. Install the newer Pennant on this laptop."
        ),
        "ledger_older": mark(
            "The ledger was made by an older Pennant (version {version}). The door goes on alone "
            "and everything is kept. Its owner runs “pennant ledger init” again."
        ),
        "ledger_certificate": mark(
            "{host} cannot prove that it is the ledger: somebody may be listening in between. "
            "Nothing was sent. The door goes on alone; check the address, or put the fingerprint "
            "of its certificate at its end, as &ca=sha256:FINGERPRINT."
        ),
        "ledger_certificate_expired": mark(
            "The certificate of {host} has expired, or this laptop's date is wrong. Nothing was "
            "sent. The door goes on alone; check the date, then ask whoever runs the database."
        ),
        "ledger_other_certificate": mark(
            "{host} shows another certificate than the address names. Nothing was sent. The door "
            "goes on alone; scan the code of the hub again, and try another network."
        ),
        "ledger_no_tls": mark(
            "{host} speaks no TLS, so everybody on the network could read the guest list. Nothing "
            "was sent. Turn TLS on there, or make a laptop the hub."
        ),
        "ledger_not_postgresql": mark(
            "What answers at {host} is no PostgreSQL; hotels and cafés put a web page there. "
            "Nothing was sent. The door goes on alone; sign in to the network, or check the port."
        ),
        "ledger_no_driver": mark(
            "This laptop has no driver for the ledger. The door goes on alone. "
            'Install it with: pip install "pennant-kiosk[ledger]"'
        ),
        "hub_not_installed": mark(
            "There is no PostgreSQL on this laptop. Nothing was changed. "
            'Install it with: pip install "pennant-kiosk[hub]"'
        ),
        "hub_not_starting": mark(
            "The hub's database does not start. The event file is unharmed. "
            "The file server.log in {folder} tells why; make another laptop the hub meanwhile."
        ),
        "hub_died": mark(
            "The hub on this laptop stopped, and Pennant tries to start it again. The doors go on "
            "alone and everything is kept. If it lasts, make another laptop the hub and let all "
            "join it: nothing is lost."
        ),
        "hub_runs_already": mark(
            "This laptop is the hub already, in another window of Pennant. Nothing was changed. "
            "Let laptops join there, or close it first."
        ),
        "hub_port_used": mark(
            "Another program on this laptop uses port {port}. Nothing was changed. "
            "Close it, or choose another port with --port."
        ),
    }
)

LEDGER_NOTES = MappingProxyType(
    {
        "ledger_moved": mark(
            "The doors share another ledger now: {device} says that it is at {host}. What happens "
            "here does not reach them. On {device} “Let laptops join…” shows a code; “Another "
            "ledger…” here takes it. Nothing is lost."
        ),
        "ledger_closed": mark(
            "The event is closed at the ledger: each door decides alone now, and what happens is "
            "still sent."
        ),
        "ledger_no_hints": mark(
            "The ledger cannot wake this laptop, so it asks every 0.4 seconds. Nothing is lost."
        ),
        "ledger_restored": mark(
            "The ledger had forgotten something, and this laptop told it everything again. "
            "Nothing is lost."
        ),
        "ledger_unsound": mark(
            "{rows} rows from other laptops could not be understood and were left out. "
            "Is every laptop on the same version of Pennant?"
        ),
    }
)

LEDGER_WHY_GIVEN_UP = MappingProxyType(
    {
        "ledger_row_refused": mark("The ledger cannot keep it (SQLSTATE {sqlstate})."),
        "ledger_writer_used_twice": mark(
            "The ledger has another row under its number: this event file was copied by hand, and "
            "both copies were used."
        ),
    }
)

LEDGER_WHAT_TO_DO = MappingProxyType(
    {
        "ledger_row_refused": mark("It stays in this file; tell us, please."),
        "ledger_writer_used_twice": mark(
            "It stays in this file. Make copies with “Hand to another laptop” only."
        ),
    }
)
