"""Every sentence about the key of a session: who leads it, how another device goes on, and the leader's sheet."""

from __future__ import annotations

from toolkit.errors import translatable
from toolkit.languages import translatable_plural
from toolkit.serving.pages.session_words import JOIN, WALL

LED_TOO = translatable_plural(
    "This session is led from {n} other device too. If you do not know of it, make a new key.",
    "This session is led from {n} other devices too. If you do not know of them, make a new key.",
)
STEP_MEANWHILE = translatable(
    "Meanwhile another device has led the room to step {step}. If you still want to, press again."
)
OTHER_LESSON_MEANWHILE = translatable(
    "Meanwhile another device has led the room to another lesson. If you still want to, press again."
)
CHANGED_MEANWHILE = translatable(
    "Meanwhile another device has closed or shown something. Look at the page; if you still want to, press again."
)

_KEY = {
    "key": translatable("Leader’s key"),
    "key_what": translatable(
        "Twenty letters and figures, as on the leader’s sheet. Large or small, with or without dashes: all is one."
    ),
    "key_length": translatable("A key has {length} letters and figures. These are {typed}."),
    "key_go": translatable("Go on leading"),
}

LEADER = {
    **_KEY,
    "no_key": translatable("Whoever leads this session types the key here. It stands on the leader’s sheet."),
    "wrong_key": translatable(
        "This is not the key of this session. Compare it with the leader’s sheet, letter by letter. If a new key was "
        "made, only that one leads."
    ),
    "key_kept": translatable(
        "This browser keeps the key, so that you can go on after closing it, until you end the session here. If others "
        "use this computer, forget the key when you leave."
    ),
    "forget": translatable("Forget the key here"),
    "sure_forget": translatable(
        "Without the key nobody can lead this session. Do you have it on paper or on another device? Forget it here?"
    ),
    "new_key": translatable("Make a new key"),
    "sure_new_key": translatable(
        "The key on every sheet and on all other devices leads no longer. Print the sheet anew afterwards. Go on?"
    ),
    "new_key_made": translatable("There is a new key. Other devices need it now; print the leader’s sheet anew."),
    "sheet": translatable("The leader’s sheet"),
    "sheet_what": translatable(
        "Print it when you begin, or copy the key by hand. With it the session goes on when this browser or this "
        "device is lost, or on your phone whenever you like."
    ),
    "sheet_show": translatable("Show the leader’s sheet"),
    "sheet_hide": translatable("Hide the leader’s sheet"),
    "sheet_print": translatable("Print it"),
    "sheet_secret": translatable(
        "Whoever has this sheet or a photograph of it leads the session: moves the room, ends it, deletes all answers. "
        "Keep it with you, and away from the projector."
    ),
    "sheet_code": JOIN["label"],
    "sheet_address": translatable("Address"),
    "sheet_scan": translatable("Picture to scan: it opens the page of whoever leads, with the key"),
    "sheet_how": translatable("How to go on with another device"),
    "sheet_take": translatable(
        "In the same network point the camera at the picture. Or open the address, and type the code and the key."
    ),
    "sheet_goes_on": translatable(
        "The session goes on where it is; nobody in the room notices. Each device is told if another one leads too."
    ),
    "sheet_store": translatable(
        "If the computer on which the lessons run is lost: start the lessons on another one with the same store, or a "
        "copy of it. Code and key stay; read the new address on the wall."
    ),
    "sheet_memory": translatable(
        "If the computer on which the lessons run is lost, this session is lost: it is in no store. Save the answers "
        "to a file from time to time."
    ),
    "sheet_after": translatable("Afterwards tear it up. Once the session is ended, the key opens nothing."),
    "sheet_no_network": WALL["no_network"],
}

TAKE_OVER = {
    "title": translatable("Go on leading a session"),
    "what": translatable(
        "For whoever has the leader’s sheet: the session goes on where it is, with the same code and the same answers."
    ),
    **_KEY,
    "code": JOIN["label"],
    "kept": translatable("This browser keeps the key of a session that runs here:"),
    "wrong": translatable(
        "No session that runs here has this code. Compare it with the sheet. If it is right: is this the right "
        "address, and were the lessons started with the same store as before?"
    ),
    "slow": JOIN["slow"],
    "needs_script": translatable(
        "To lead a session needs JavaScript: the key is never sent in a form. Switch it on in your browser, then "
        "reload the page."
    ),
}

# On the pages from which one gets here.
TO_LEAD = {"lead_lost": translatable("Go on leading a session that runs, with the leader’s sheet")}
