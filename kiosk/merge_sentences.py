"""The sentences about rows and files from other laptops, by the code of a ``MergeError``."""

from types import MappingProxyType

from kiosk.words import mark

MERGE = MappingProxyType(
    {
        "other_event": mark(
            "{file} belongs to another event ({other}), so nothing of it was taken in. "
            "Both files are unharmed. Choose the file of this event."
        ),
        "rehearsal": mark(
            "{file} is a rehearsal, and a rehearsal never counts. Nothing of it was taken in. "
            "Choose the file of the real evening."
        ),
        "same_file": mark(
            "{file} is the very file that is open here; there is nothing to unite. "
            "Choose the file from the other laptop."
        ),
        "sequence_used_twice": mark(
            "Two laptops wrote as one: their row {number} is not the same ({device}). Nothing of "
            "these rows was kept, and both files are unharmed. Hand the event to that laptop anew, "
            "go on with the new copy there, and enter here by hand what only the old one has."
        ),
        "no_room": mark(
            "There is not enough room on this disk to take {file} in, so nothing of it was. "
            "The door goes on. Free {megabytes} MB and do it again."
        ),
        "no_room_aside": mark(
            "There is not enough room on this laptop's disk to look at {file}. "
            "Nothing was changed. Free {megabytes} MB and do it again."
        ),
        "unsound_row": mark(
            "A row makes no sense ({field}, row {row}), so nothing of these rows was kept. "
            "The event here is unharmed. Make a new copy on the other laptop and try again."
        ),
    }
)
