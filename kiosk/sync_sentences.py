"""The sentences about far ends: why nothing goes, why one row was given up, what to know.

What happened, what is safe, what to do; the door always goes on.
"""

from types import MappingProxyType

from kiosk.words import mark

SYNC = MappingProxyType(
    {
        "no_network": mark(
            "This laptop does not find {host}. The door goes on and everything is kept. "
            "If it lasts, look at the laptop's network and at the address."
        ),
        "unreachable": mark(
            "{host} does not answer. The door goes on and everything is kept. "
            "If it lasts, look at the laptop's network."
        ),
        "cut_off": mark(
            "The connection to {host} broke off. The door goes on and everything is kept."
        ),
        "no_tls": mark(
            "No safe connection to {host} can be made on this network. Nothing was sent. "
            "The door goes on; try another network, such as a telephone's."
        ),
        "too_slow": mark("{host} answers far too slowly. The door goes on and everything is kept."),
        "too_much": mark(
            "{host} sends far more than pretix ever does. Nothing of it was used. "
            "The door goes on; is the address right?"
        ),
        "in_trouble": mark(
            "{host} is in trouble itself, or closed for a while. The door goes on and everything "
            "is kept."
        ),
        "too_often": mark(
            "{host} asks to be called less often. The door goes on and everything is kept."
        ),
        "captive_portal": mark(
            "This network answers with a web page of its own instead of {host}, as hotels and "
            "cafés do. Nothing was sent. The door goes on; open a browser and sign in to the "
            "network, or use a telephone's."
        ),
        "proxy_asks": mark(
            "The proxy of this network wants a name and a password before it lets anything "
            "through to {host}. Nothing was sent. The door goes on; ask whoever runs the network, "
            "or use a telephone's."
        ),
        "proxy_refuses": mark(
            "The proxy that this laptop is set to use does not let Pennant through to {host}. "
            "Nothing was sent. The door goes on; look at the laptop's network settings, or use "
            "another network, such as a telephone's."
        ),
        "redirected": mark(
            "This network sends us from {host} to {other}. Pennant did not follow, and sent "
            "nothing. The door goes on; open a browser and sign in to the network, or check the "
            "address."
        ),
        "certificate_expired": mark(
            "The certificate of {host} has expired, or this laptop's date is wrong. Nothing was "
            "sent. The door goes on; check the date, then ask whoever runs {host}."
        ),
        "certificate_wrong": mark(
            "{host} cannot prove that it is {host}: somebody may be listening in between. Nothing "
            "was sent. The door goes on; try another network, or ask whoever runs {host}."
        ),
        "not_encrypted": mark(
            "The address of {host} begins with http, so everybody on the network could read the "
            "token. Nothing was sent. Use its address that begins with https."
        ),
        "not_an_address": mark(
            "{address} is not the address of a pretix. Nothing was sent. "
            "It looks like https://pretix.example.org."
        ),
        "not_pretix": mark(
            "There is no pretix at {host}. The door goes on. Check the address; it is the one that "
            "your browser shows while you are in pretix."
        ),
        "strange_answer": mark(
            "{host} gave an answer that Pennant does not understand ({status}). The door goes on "
            "and everything is kept."
        ),
        "wrong_token": mark(
            "{host} does not know this laptop's token. The door goes on and everything is kept. "
            "Paste the whole token again, or make a new device in pretix and paste its code, in "
            "“Sync” or with “pennant remote add”."
        ),
        "revoked": mark(
            "This laptop's access was revoked at {host}. The door goes on and everything is kept. "
            "Make a new device in pretix and paste its code in “Sync” or with "
            "“pennant remote add”."
        ),
        "no_token": mark(
            "This laptop has no token for {remote}; the one who set it up may be another laptop. "
            "The door goes on and everything is kept. Paste the code of a device of its own in "
            "“Sync” or with “pennant remote add”."
        ),
        "unknown_kind": mark(
            "{remote} was set up by a newer Pennant. The door goes on and everything is kept. "
            "Install the newer Pennant on this laptop to sync with it."
        ),
        "profile_too_narrow": mark(
            "The device's security profile at {host} does not let Pennant read the orders. The "
            "door goes on. Choose the profile pretixSCAN, or full access, in pretix."
        ),
        "no_organizer": mark(
            "{host} shows this laptop no organizer called {organizer}. The door goes on. Check its "
            "short form; it follows the host in the addresses of the organizer's shops."
        ),
        "no_access": mark(
            "{host} does not let this laptop see {event}. The door goes on and everything is "
            "kept. Allow the device or the team this event in pretix."
        ),
        "no_event": mark(
            "The event {event} is not there at {host} any more, or this laptop may not see it. "
            "The door goes on and everything is kept. Look in pretix whether it was deleted or "
            "got another short form, and which events the device may use."
        ),
        "no_list": mark(
            "The check-in list {list} is not there at {host} any more. The door goes on and "
            "everything is kept. Make it anew in pretix, then choose it in “Sync” or with "
            "“pennant remote add”."
        ),
        "code_used": mark(
            "This device code was used before, and it serves only once. Nothing was changed. "
            "Make a new device at {host} and paste its code."
        ),
        "code_unknown": mark(
            "{host} does not know this device code. Nothing was changed. "
            "Make a new device there and paste its code."
        ),
    }
)

AGAIN = mark("Pennant tries again by itself.")
AGAIN_AFTER = frozenset(
    {
        "no_network",
        "unreachable",
        "cut_off",
        "too_slow",
        "in_trouble",
        "too_often",
        "strange_answer",
        "ledger_unreachable",
        "ledger_silent",
        "ledger_host_unknown",
        "ledger_busy",
    }
)  # the person need not do anything about these

SYNC_USAGE = MappingProxyType(
    {
        "not_a_device_code": mark(
            "This is not the code that pretix shows for a new device. Nothing was changed. "
            "Open the device in pretix, and scan its QR code or paste the text inside."
        ),
        "newer_device_code": mark(
            "This device code is of a newer kind ({version}) than Pennant knows. "
            "Nothing was changed. Install the newer Pennant."
        ),
        "choose_event": mark(
            "Say which event with --event-slug. There are: {there_are}. Nothing was changed."
        ),
        "no_such_event": mark(
            "There is no event {wanted} for this token. There are: {there_are}. "
            "Nothing was changed."
        ),
        "choose_list": mark(
            "Say which check-in list with --list. There are: {there_are}. Nothing was changed."
        ),
        "no_such_list": mark(
            "This event has no check-in list {wanted}. There are: {there_are}. Nothing was changed."
        ),
        "no_such_question": mark(
            "This event asks no question called {wanted}. Those for a country are: {there_are}. "
            "Nothing was changed."
        ),
        "unknown_remote": mark(
            "This event syncs with nothing called {remote}. Nothing was changed. "
            "“pennant remote list” tells what there is."
        ),
    }
)

WHY_GIVEN_UP = MappingProxyType(
    {
        "refused_there": mark("pretix did not take it ({reason})."),
        "not_understood": mark("pretix did not take it because of {fields}."),
        "ticket_gone": mark(
            "The guest came in, but pretix has cancelled the ticket (order {order})."
        ),
        "fails_there": mark("pretix failed on this one {times} times while it took others."),
        "annul_too_late": mark(
            "It was taken back more than 15 minutes later, which pretix does not allow."
        ),
        "joined_late": mark(
            "This guest was at pretix as a walk-in already (order {order}) when somebody said who "
            "it was."
        ),
        "parted_late": mark(
            "pretix was told of this entry for a guest on the list (order {order}), and it was "
            "somebody else."
        ),
        "annul_refused": mark("pretix does not let this laptop take it back."),
        "annul_elsewhere": mark(
            "Another laptop told pretix of this check-in, so only that one may take it back."
        ),
        "walk_in_not_allowed": mark(
            "This laptop may not create orders in pretix, so the walk-in is only here."
        ),
        "walk_in_refused": mark("pretix did not take the walk-in's order because of {fields}."),
        "no_such_product": mark("pretix has no product called {product} for this walk-in."),
        "refusal_not_taken": mark("pretix did not take the refused scan because of {fields}."),
        "print_not_taken": mark("pretix did not note the badge print because of {fields}."),
        "not_in_this_version": mark("This pretix is too old to take this."),
    }
)

WHAT_TO_DO = MappingProxyType(
    {
        "refused_there": mark("Enter it by hand in pretix if it should count."),
        "not_understood": mark("Enter it by hand in pretix."),
        "ticket_gone": mark("Correct the order by hand in pretix if the guest was right."),
        "fails_there": mark("Enter it by hand in pretix."),
        "annul_too_late": mark("Correct it by hand in pretix: delete this check-in."),
        "joined_late": mark(
            "Check the guest on the list in by hand in pretix, and cancel order {order}."
        ),
        "parted_late": mark(
            "Delete the check-in of order {order} by hand in pretix, and enter the walk-in there."
        ),
        "annul_refused": mark("Correct it by hand in pretix: delete this check-in."),
        "annul_elsewhere": mark("Sync that laptop, or delete the check-in by hand in pretix."),
        "walk_in_not_allowed": mark(
            "Give the device full access and add it again, or enter the order by hand."
        ),
        "walk_in_refused": mark("Enter the order by hand in pretix."),
        "no_such_product": mark(
            "Make the product in pretix and add pretix again, or enter the order by hand."
        ),
        "refusal_not_taken": mark("Nothing needs to be done."),
        "print_not_taken": mark("Nothing needs to be done."),
        "not_in_this_version": mark("Enter it by hand, or update pretix."),
    }
)

NOTES = MappingProxyType(
    {
        "list_renamed": mark(
            "The check-in list “{before}” is called “{now}” in pretix now; Pennant goes on with it."
        ),
        "other_version": mark(
            "This pretix is version {version}, and Pennant was tried with {tried}. Everything "
            "goes on; tell us if something is odd."
        ),
        "clock_wrong": mark(
            "This laptop's clock is wrong by {minutes} minutes. Pennant corrects the times it "
            "sends; set the clock."
        ),
    }
)
