"""The sentences for each family of errors, by code; ``kiosk.error_words`` puts the values in.

What happened, what is safe, what to do; never an accusation and never a code alone.
"""

from types import MappingProxyType

from kiosk.words import mark

STORE = MappingProxyType(
    {
        "unavailable": mark(
            "The event file {file} cannot be reached. What was written down before is safe. "
            "Look whether its disk is plugged in and whether you may use the folder."
        ),
        "missing": mark(
            "There is no event file {file} here. Nothing was made in its place. "
            "Check the name and the folder, or begin a new event."
        ),
        "read_only": mark(
            "Nothing can be written where {file} is. The file is unharmed. "
            "Copy it into a folder of your own and open it there."
        ),
        "disk_full": mark(
            "The disk that holds {file} is full, so this was not written down. "
            "Everything before it is safe. Free some space and do it again."
        ),
        "locked": mark(
            "Another program keeps {file} busy, so this was not written down. "
            "Everything before it is safe. Try again in a moment, or close the other window."
        ),
        "damaged": mark(
            "The event file {file} is damaged. Pennant leaves it exactly as it is. "
            "Open the latest backup copy instead."
        ),
        "empty": mark(
            "{file} is an empty file, not an event. It was not touched. Choose another file."
        ),
        "foreign": mark(
            "{file} is not an event file of Pennant. It was not touched. Choose another file."
        ),
        "too_new": mark(
            "{file} was written by a newer Pennant. It was not touched. "
            "Install the newer Pennant on this laptop to open it."
        ),
        "export_unwritable": mark(
            "The export cannot be written as {file}. The event is unharmed. "
            "Close the file if it is open elsewhere, or choose another folder."
        ),
        "exists": mark(
            "There is something called {file} already. It was not overwritten. Choose another name."
        ),
    }
)

GUEST_LIST = MappingProxyType(
    {
        "bad_delimiter": mark(
            "The columns cannot be parted by {delimiter}. Nothing was loaded. "
            "Choose one character, such as a comma or a semicolon."
        ),
        "bad_zip": mark(
            "This workbook is damaged and cannot be unpacked. Nothing was loaded. "
            "Save it anew in the spreadsheet program, or as CSV."
        ),
        "cancelled": mark("Loading was stopped. Nothing was loaded."),
        "damaged": mark(
            "This workbook is damaged and cannot be read. Nothing was loaded. "
            "Save it anew in the spreadsheet program, or as CSV."
        ),
        "empty": mark("There is nobody in this list. Nothing was loaded. Is it the right file?"),
        "no_name_column": mark(
            "No column of this list looks like names or ticket codes. Nothing was loaded. "
            "Say which column holds the name; there are: {header}."
        ),
        "no_such_column": mark(
            "This list has no column {column}. Nothing was loaded. It has: {header}."
        ),
        "no_such_row": mark(
            "This list has {rows} rows, so row {row} cannot be the header. Nothing was loaded."
        ),
        "no_such_sheet": mark(
            "This workbook has no sheet {sheet}. Nothing was loaded. It has: {sheets}."
        ),
        "not_found": mark(
            "There is no list at {path}. Nothing was loaded. Check the name and the folder."
        ),
        "not_a_list": mark(
            "This file is no guest list that Pennant can read. Nothing was loaded. "
            "Save the list as CSV or XLSX."
        ),
        "password": mark(
            "This workbook is locked by a password. Nothing was loaded. "
            "Save it without the password, or as CSV."
        ),
        "too_large": mark(
            "This is far larger than any guest list. Nothing was loaded. Is it the right file?"
        ),
        "out_of_memory": mark(
            "This list needs more memory than Pennant gives to a list. Nothing was loaded. "
            "Is it the right file? Save the sheet with the guests alone, or as CSV."
        ),
        "reader_ended": mark(
            "Reading this list broke off; it may be far too large. Nothing was loaded. "
            "Is it the right file? Save the sheet with the guests alone, or as CSV."
        ),
        "too_many_cells": mark(
            "This workbook has far more cells than any guest list. Nothing was loaded. "
            "Delete the empty rows and columns, or save it as CSV."
        ),
        "too_many_columns": mark(
            "This list has {columns} columns; more than {limit} is no guest list. "
            "Nothing was loaded. Is it the right file?"
        ),
        "too_many_rows": mark(
            "This list has more than {limit} rows. Nothing was loaded. Is it the right file?"
        ),
        "unknown_encoding": mark(
            "Pennant knows no encoding {encoding}. Nothing was loaded. "
            "Leave it to Pennant, or name one such as utf-8."
        ),
        "unreadable": mark(
            "The list at {path} cannot be read. Nothing was loaded. "
            "Look whether you may open it, and whether its disk is plugged in."
        ),
        "wrong_encoding": mark(
            "This list is not written in {encoding}. Nothing was loaded. "
            "Leave the encoding to Pennant."
        ),
        "xml_entities": mark(
            "This workbook holds entities that a spreadsheet program never writes. "
            "Nothing was loaded. Save it anew, or as CSV."
        ),
        "zip_bomb": mark(
            "This workbook swells far beyond any guest list when it is unpacked. "
            "Nothing was loaded. Save it as CSV."
        ),
    }
)

USAGE = MappingProxyType(
    {
        "no_name": mark("A guest needs a name. Nothing was written down. Type at least one word."),
        "not_utf_8": mark(
            "What was typed is not all UTF-8. Nothing was written down. "
            "Type it anew, or set the terminal to UTF-8."
        ),
        "export_format": mark(
            "Pennant exports CSV and XLSX, and {file} is neither. Nothing was written. "
            "Let the name end in .csv or .xlsx."
        ),
        "export_delimiter": mark(
            "The columns of an export cannot be parted by {delimiter}. Nothing was written. "
            "Choose a comma, a semicolon, a tab or a pipe."
        ),
        "unknown_guest": mark(
            "No guest of this event has the id {guest_id}. Nothing was changed. "
            "Find the guest by name first."
        ),
        "unknown_field": mark("A guest has nothing called {fields}. Nothing was changed."),
        "not_a_walk_in": mark(
            "This guest came by the list, not as a walk-in, so there is nobody to join. "
            "Nothing was changed."
        ),
        "already_arrived": mark(
            "Both have come in tonight, so they are two people. Nothing was changed. "
            "Was one a slip? Undo that check-in first."
        ),
        "not_joined": mark(
            "This walk-in is not joined to a guest on the list. Nothing was changed."
        ),
    }
)

BADGE = MappingProxyType(
    {
        "artwork_damaged": mark(
            "The picture {file} is damaged. It was not used. Save it anew as PNG."
        ),
        "artwork_other_kind": mark(
            "{file} is no picture that Pennant can draw. It was not used. "
            "Save it as PNG, JPEG or SVG."
        ),
        "artwork_refers_elsewhere": mark(
            "{file} refers to other files or addresses, which Pennant never opens. "
            "It was not used. Save it as a plain SVG, or as PNG."
        ),
        "artwork_too_large": mark(
            "The picture {file} is far larger than any badge needs. It was not used. "
            "Save it at most 5000 pixels wide."
        ),
        "artwork_unreadable": mark(
            "The picture {file} cannot be read: {why}. It was not used. Check name and folder."
        ),
        "design_unknown": mark(
            "There is no badge design called {design}. Nothing was printed. Pennant knows: {known}."
        ),
        "svg_unsupported": mark(
            "Pennant has no program here that draws SVG, so {file} was not used. "
            "Save it as PNG, or install resvg-py."
        ),
        "cannot_fold": mark(
            "Badges to fold over need a sheet whose rows touch, and {stock} is none. "
            "Nothing was drawn. Choose another one, such as a4-plain."
        ),
        "too_many_tables": mark(
            "The alphabet cannot be divided among {tables} tables. Nothing was drawn. "
            "Choose from 1 to {most}."
        ),
        "calibration_wrong": mark(
            "A badge can be moved by {farthest} mm at most, turned by half a turn and scaled from "
            "{least} to {most}. Nothing was printed. Print the ruler page and measure again."
        ),
        "file_too_long": mark(
            "{file} is far longer than a design or a list of label stock. It was not used. "
            "Is it the right file?"
        ),
        "file_unreadable": mark(
            "{file} cannot be read: {why}. It was not used, everything else is unharmed. "
            "Put it right in a text editor, or take it away."
        ),
        "grid_too_large": mark(
            "{file}, {key}: these badges lie on each other or beyond the sheet. It was not used. "
            "Measure the sheet again."
        ),
        "key_missing": mark("{file}: {key} is missing. The file was not used. Add it."),
        "key_unknown": mark(
            "{file}: nothing here is called {key}. The file was not used. There are: {known}."
        ),
        "key_wrong": mark(
            "{file}: {key} = {value} is not possible. The file was not used. Wanted: {wanted}."
        ),
        "code_too_long": mark(
            "A ticket code of {length} characters fits on no badge. Nothing was printed. "
            "Leave the code out."
        ),
        "no_application": mark(
            "The letters of a badge are not ready yet. Nothing was printed. "
            "Start Pennant anew and print again."
        ),
        "no_fonts": mark(
            "This laptop has no font to write names with. Nothing was printed. "
            "Install one, for example DejaVu or Noto, and print again."
        ),
        "no_badges": mark("There is no badge to draw on {stock}. Choose at least one guest."),
        "no_sheet": mark(
            "{stock} is a roll of labels and has no places to begin at. Nothing was printed. "
            "Choose a sheet, or leave out the place."
        ),
        "no_such_cell": mark(
            "A sheet of {stock} has {cells} places, so {cell} of them cannot be left free. "
            "Nothing was printed. Leave fewer free."
        ),
        "stock_unknown": mark(
            "There is no label stock called {stock}. Nothing was printed. Pennant knows: {known}."
        ),
    }
)

PRINT = MappingProxyType(
    {
        "printer_missing": mark(
            "There is no printer {printer} here any more. The badge waits, guests come in all "
            "the same. Plug it in, or choose another printer."
        ),
        "printer_stopped": mark(
            "{printer} takes nothing now. The badge waits, guests come in all the same. "
            "Look for labels, cover and cable, then print again."
        ),
        "folder_missing": mark(
            "The folder for badges, {folder}, is gone. The badge waits, guests come in all the "
            "same. Bring it back, or choose another one."
        ),
        "folder_not_writable": mark(
            "Nothing can be written into {folder}. The badge waits, guests come in all the same. "
            "Choose another folder."
        ),
        "printer_offline": mark(
            "{printer} does not answer. The badge waits, guests come in all the same. "
            "Look whether it is switched on and connected."
        ),
        "nothing_answers": mark(
            "No printer answers at {place}. Look whether it is switched on and in the same network "
            "as this laptop; its own menu or a printed test page says its address."
        ),
        "printer_silent": mark(
            "{printer} is there and says nothing. The badge waits, guests come in all the same. "
            "Switch it off and on again."
        ),
        "out_of_labels": mark(
            "{printer} is out of labels. The badge waits, guests come in all the same. "
            "Put in a new roll."
        ),
        "jam": mark(
            "Paper is stuck in {printer}. The badge waits, guests come in all the same. "
            "Open it, take the paper out and close it again."
        ),
        "cover_open": mark(
            "{printer} is open. The badge waits, guests come in all the same. Close its cover."
        ),
        "printer_paused": mark(
            "{printer} is paused and takes nothing. The badge waits, guests come in all the same. "
            "Let it go on, at the printer or in the system's printer settings."
        ),
        "other_certificate": mark(
            "What answers as {printer} shows another certificate than before, so nothing was sent. "
            "The badge waits, guests come in all the same. If the printer was replaced or reset, "
            "trust it anew with: pennant printers --trust, else choose another printer."
        ),
        "printer_attention": mark(
            "{printer} wants somebody to look after it: {detail}. The badge waits, guests come in "
            "all the same."
        ),
        "printer_refused": mark(
            "{printer} refused the badge ({status}). The badge waits, guests come in all the "
            "same. Choose another printer if it does so again."
        ),
        "format_refused": mark(
            "{printer} takes neither PDF nor JPEG by this address. Nothing was printed. "
            "Choose it among the system's printers instead."
        ),
        "job_aborted": mark(
            "{printer} began the badge and gave it up. Guests come in all the same. "
            "Look for stuck paper, then print again."
        ),
        "not_received": mark(
            "{printer} never got the badge. It waits, guests come in all the same. "
            "Print it again when the printer is well."
        ),
        "no_answer": mark(
            "{printer} did not answer in time, so the badge may come out or not. "
            "It is not sent again by itself. Look at the printer first."
        ),
        "job_lost": mark(
            "{printer} took the badge and knows nothing of it any more; it may have come out. "
            "It is not sent again by itself. Look at the printer first."
        ),
        "moved": mark(
            "{printer} gave the badge back before it came out. It goes to another printer."
        ),
        "no_such_kind": mark(
            "{printer} names no printer. Nothing was printed. It begins with ipp:, zpl:, system: "
            "or folder: – “pennant printers” lists what is here."
        ),
        "not_a_place": mark(
            "{place} is not a place on the network. Nothing was printed. "
            "It looks like 192.168.1.20 or 192.168.1.20:9100."
        ),
        "not_an_address": mark(
            "{address} is not the address of a printer. Nothing was printed. "
            "It looks like ipp://192.168.1.20/ipp/print."
        ),
        "disk_full": mark(
            "The disk that holds {folder} is full. The badge waits, guests come in all the same. "
            "Free some space and print again."
        ),
    }
)

SETTINGS = MappingProxyType(
    {
        "unreadable": mark(
            "The settings in {file} cannot be read ({why}). They were set aside and "
            "Pennant begins with fresh ones. No event is touched."
        ),
        "wrong_value": mark(
            "{file}: {key} = {value} is not possible. Pennant uses its usual value instead."
        ),
        "unknown_key": mark(
            "{file}: {key} is not a setting of this Pennant. It is passed over; check the spelling."
        ),
        "not_saved": mark(
            "The settings cannot be kept in {file} ({why}). Tonight works all the same; "
            "this laptop forgets them when Pennant closes."
        ),
    }
)
