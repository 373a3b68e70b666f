"""Every sentence that the served pages and the start of the server say, in one place for the translators."""

from __future__ import annotations

from toolkit.errors import translatable
from toolkit.languages import Language, translatable_plural

NAME = translatable("Digital Rights Toolkit")

# On every page. The names on the left are what the templates call them.
PAGE = {
    "name": NAME,
    "skip": translatable("Skip to the content"),
    "languages": translatable("Languages"),
    "footer": translatable(
        "A toolkit for trade unions that bargain about algorithms at work. "
        "It informs and does not replace legal advice."
    ),
    "to_start": translatable("To the start page"),
}

# The menu in which people find what they have entered, on every page.
WORK = {
    "work": translatable("Your work"),
    "work_kept": translatable(
        "What you enter is kept in this browser as you go, and nowhere else for longer than the page is open. Only "
        "answers in a session that you join may stay on its computer, without your name."
    ),
    "work_not_kept": translatable(
        "This browser keeps nothing: when the page is closed, what you entered is gone. Save it to a file before."
    ),
    "work_full": translatable("This browser has no room left to keep your entries. Save them to a file."),
    "work_save": translatable("Save to a file"),
    "work_open": translatable("Open a file"),
    "work_clear": translatable("Clear this device"),
    "work_sure": translatable(
        "Everything you entered in this toolkit will be deleted from this browser. Files that you saved stay. Go on?"
    ),
    "work_saved": translatable("Saved. The file holds all you entered here: give it only to people you trust."),
    "work_wrong_file": translatable(
        "This is not a file that was saved here, so nothing was changed. Choose one whose name ends in .json."
    ),
}

LESSON = {
    "first_step": translatable("Start"),
    "steps": translatable("Steps of this lesson"),
    "next_step": translatable("Next in the lesson: {step}"),
    "previous_step": translatable("Back in the lesson: {step}"),
    "more": translatable("More"),
    "who_sees": translatable(
        "What you enter stays in your browser and in the memory of the computer that runs this page; whoever runs that "
        "computer or the network in between could read it. Do not use an employer’s device or network. Only answers in "
        "a session that you join may stay on its computer, without your name."
    ),
    "preparing": translatable("The lesson is being prepared. This can take half a minute."),
    "slow": translatable("This takes longer than usual. You can wait, or reload the page to start again."),
    "reload": translatable("Reload the page"),
    "lost": translatable(
        "The connection is interrupted, so this page gives no answers now. What you enter is kept in this browser. "
        "The page tries again by itself."
    ),
    "ended": translatable(
        "The lesson had ended on the computer that runs it. The page is loaded anew; what you entered is kept."
    ),
    "again": translatable(
        "The page could not be prepared. What you entered is kept in this browser. Wait a minute, then reload the "
        "page; if it fails again, tell the person who runs it."
    ),
    "was_lost": translatable(
        "The connection had been lost. The page was loaded anew, and what you had entered is back."
    ),
    "was_ended": translatable(
        "The lesson had ended on the computer that runs it. The page was loaded anew, and what you had entered is back."
    ),
    "was_back": translatable("The connection is back. What you had entered is still here."),
    "broken": translatable(
        "This part of the page could not be prepared. Reload the page; if it fails again, tell the person who runs it."
    ),
    "needs_script": translatable("This lesson needs JavaScript. Switch it on in your browser, then reload the page."),
    "needs_cookie": translatable(
        "This lesson needs one cookie, which says nothing about you and is gone when the browser is closed: it keeps "
        "others out of what you enter. Allow cookies for this page, then reload it."
    ),
    "unreviewed": translatable("No native reader has checked this translation yet."),
}

START = {
    "what": translatable(
        "Find out what an algorithm does to people at work, and bargain about it: lessons and tools for trade unions."
    ),
    "privacy_short": translatable(
        "Whoever runs the computer or the network behind this page could read what you enter. "
        "Do not use an employer’s device or network."
    ),
    "read_along": translatable(
        "The line to this page is not encrypted: others in the same network could read what goes over it."
    ),
    "privacy_title": translatable("Where your entries stay"),
    "privacy": translatable(
        "What you enter stays in the memory of the computer that runs this page and in your own browser, which keeps "
        "it for you until you clear it; it is sent nowhere else. Whoever runs that computer or the network in between "
        "could read it, and so could anyone who uses your browser after you. "
        "Do not use an employer’s device or network. Only answers in a session that you join may stay on its "
        "computer, without your name."
    ),
    "have_code": translatable("I have a code"),
    "code_label": translatable("Code of the session"),
    "code_where": translatable("The code stands on the wall: six figures."),
    "code_go": translatable("Go on"),
    "doors": translatable("What brings you here?"),
    "topics": translatable("Seven topics"),
    "not_ready": translatable("This lesson is not ready yet."),
    "tools": translatable("More tools"),
    "none": translatable("There are no lessons in this language yet."),
    "for_whom": translatable("For: {audience}"),
    "leave_with": translatable("You leave with: {what}"),
}

# The doors of the start page: what people say when they come, and what they find behind it.
DOORS = {
    "file": (
        translatable("I have a file"),
        translatable(
            "Find out from a list of decisions how a system treated people, and leave with findings in plain words."
        ),
    ),
    "clause": (
        translatable("I need a clause"),
        translatable("Choose what you want agreed, fill in the blanks, and leave with a draft in Word."),
    ),
    "answer": (
        translatable("They answered"),
        translatable(
            "Read the employer’s counter-draft beside your own, and leave with a list of what they changed or took out."
        ),
    ),
    "signed": (
        translatable("We signed"),
        translatable("See who owes what by when, and hold what was promised against a later list of decisions."),
    ),
    "system": (
        translatable("A new system came"),
        translatable(
            "See what is not said about it and who else uses the same supplier, and leave with a letter that asks the "
            "questions."
        ),
    ),
    "rights": (
        translatable("What are our rights?"),
        translatable(
            "See what law gives in your situation and what it lacks, and leave with a letter and its deadline."
        ),
    ),
    "teach": (
        translatable("I teach"),
        translatable(
            "Prepare a workshop, and leave with the notes for each lesson and the address that lets the phones in."
        ),
    ),
}

TEACH = {
    "title": translatable("For those who teach"),
    "what": translatable("Everything a facilitator needs before people come in, and while they are there."),
    "room": translatable("Show the address and its QR code on the projector"),
    "before": translatable("Before you begin"),
    "own": translatable("Use your own computer and your own network, never the employer’s."),
    "once": translatable("Open the lesson once yourself, on the computer that will run it and on a phone."),
    "no_names": translatable("Ask people to enter no names of members and no real cases."),
    "rows": translatable(
        "If the start says that each phone starts a lesson anew, let people open the page a row at a time: each then "
        "takes the computer a few seconds."
    ),
    "no_network": translatable(
        "The internet is not needed, only a network between your computer and the phones. If there is none, print the "
        "lesson beforehand and work on paper."
    ),
    "editions": translatable("Lessons with notes for the facilitator"),
    "editions_what": translatable(
        "Each holds the whole lesson and, at the end, timing, what goes wrong and what to say then."
    ),
    "editions_here": translatable(
        "They open only on the computer that runs this page, so that nobody reads the answers before the exercise. "
        "To open them on another device too, start the page with a code: toolkit apps --code"
    ),
    "preparing": translatable("Plan and prepare"),
    "boards": translatable("See what came of it"),
    "gallery": translatable("Try the controls"),
    "gallery_what": translatable("See on a phone whether everything that people will tap or type works there."),
    "none": START["none"],
}

MISSING = {
    "title": translatable("This page does not exist"),
    "missing": translatable("There is nothing at this address. Go to the start page and choose a lesson there."),
}

FULL = {
    "title": translatable("The room is full"),
    "happened": translatable(
        "The computer that runs this page cannot keep more lessons open at the same time. As soon as somebody closes "
        "one, there is a place for you."
    ),
    "kept": translatable("What you entered earlier is kept in this browser."),
    "again": translatable("This page tries again by itself, three times a minute."),
    "try_now": translatable("Try again now"),
    "read": translatable("Read the lesson meanwhile"),
}

# A lesson that is read while there is no place: its texts and pictures are there, its controls are not.
READ_ALONE = {
    "no_place": translatable(
        "You are reading without a place: the room is full. Texts and pictures are all here; what can be chosen and "
        "written comes as soon as there is a place."
    ),
    "place": translatable("There is a place now."),
    "come_in": translatable("Go in"),
    "instead": translatable("Here something can be chosen or written, as soon as there is a place for you."),
}

FULL_OF_ONE = {
    **FULL,
    "title": translatable("Many lessons are open in this browser"),
    "happened": translatable(
        "As many lessons are open in this browser as one person uses, and others need a place too. Close those that "
        "you no longer need."
    ),
}

# For a newcomer while everybody else is being answered; the browser asks again by itself.
CROWDED = translatable(
    "So many are connected with this page that it cannot answer you now. It tries again by itself in a few seconds."
)

# What went wrong on our side, and what was refused, under the same names.
FAILURE = {
    "title": translatable("Something went wrong here"),
    "happened": translatable("The computer that runs this page could not answer. You did nothing wrong."),
    "kept": translatable("What you have entered is kept in this browser."),
    "tell": translatable("Try again; if it happens once more, tell the person who runs this page."),
    "try_now": translatable("Try again"),
}

REFUSED = {
    "title": translatable("This cannot be done here"),
    "happened": translatable("There is a page at this address, but it does not take what was sent to it."),
    "kept": FAILURE["kept"],
    "tell": translatable("Go to the start page; if it happens once more, tell the person who runs this page."),
    "try_now": FAILURE["try_now"],
}

UNKNOWN_NAME = {
    **REFUSED,
    "title": translatable("This computer does not know that name"),
    "happened": translatable(
        "The name in the address is not one of this computer’s own. Open the address that stands on the projector."
    ),
    "tell": translatable(
        "Whoever runs this page can make the name known: stop it and start it with --name and this name."
    ),
}

NEEDS_COOKIE = {**REFUSED, "title": translatable("This page needs one cookie"), "happened": LESSON["needs_cookie"]}

ONLY_TEACHERS = {**REFUSED, "title": TEACH["title"], "happened": TEACH["editions_here"]}

CODE = {
    "title": translatable("The code of this room"),
    "what": translatable(
        "The code stands on the projector, or the person who runs this page tells you. This browser asks for it once."
    ),
    "label": translatable("Code"),
    "go": translatable("Open the lesson"),
    "wrong": translatable("That is not the code of this room. Look at the projector and try again."),
    "slow": translatable("Too many wrong codes have come. Wait half a minute, then try again."),
}

ROOM = {
    "title": translatable("Open the lessons on your phone"),
    "point": translatable("Point the phone’s camera at this picture, or type the address below into its browser."),
    "or_these": translatable("If that does not work, try:"),
    "qr": translatable("QR code that opens {address}"),
    "same": translatable("The phone has to be in the same Wi-Fi as the computer that runs this page."),
    "apart": translatable(
        "Guest networks and those of hotels often keep devices apart. Then use the hotspot of a phone, or a router of "
        "your own."
    ),
    "ask": translatable("If it still does not open, ask the person who runs this page."),
    "only_here": translatable(
        "Only this computer can open the lessons now. Whoever runs this page can let phones in: stop it and start it "
        "without --only-here and --host."
    ),
    "no_network": translatable(
        "This computer is in no network, so phones cannot reach it. Switch on the hotspot of a phone or connect a "
        "router of your own, join it with this computer, then reload this page."
    ),
    "reload": LESSON["reload"],
    "code": translatable("Code of this room:"),
    "fingerprint": translatable(
        "The line is encrypted. The phone warns that nobody has vouched for this computer: let it show the "
        "certificate, and go on only if its SHA-256 fingerprint is this one:"
    ),
}

MINUTES = translatable_plural("{n} minute", "{n} minutes")

# What notebooks write into `metadata["toolkit"]["audience"]`, beside the audiences of the course, which stand with its
# topics; another word is shown as it stands.
AUDIENCES = (
    translatable("everyone"),
    translatable("members"),
    translatable("organisers"),
    translatable("workplace representatives"),
    translatable("negotiators"),
    translatable("union leaders"),
    translatable("researchers"),
    translatable("facilitators"),
)

READY = translatable("The lessons are ready at {address} (Ctrl+C stops them).")
FOR_PHONES = translatable("Phones in the same network open:")
OR_THESE = translatable("or, if that does not work:")
EVERYBODY = translatable(
    "Everybody in this network can open the lessons. To keep them to this computer: toolkit apps --only-here"
)
WITH_CODE = translatable("Phones in this network open the lessons with the code {code}")
FINGERPRINT = translatable(
    "The line is encrypted with a certificate that this computer made for itself. Phones warn of it; its SHA-256 "
    "fingerprint is {fingerprint}"
)
ON_SCREEN = translatable("To show the address and the QR code to a whole room, open {address}")
ONLY_HERE = translatable("No other device can reach the lessons. To let phones in, start them with: toolkit apps")
NO_NETWORK = translatable(
    "This computer is in no network, so phones cannot reach it. Switch on the hotspot of a phone or connect a router "
    "of your own, and join it with this computer; nothing has to be started anew."
)
SEATS = translatable_plural(
    "There is room for {n} open lesson at the same time.", "There is room for {n} open lessons at the same time."
)
PREPARING = translatable("“{title}” is being run once for everybody …")
PREPARED = translatable("“{title}” is ready. It was run in {seconds} s; everybody who opens it gets a copy of it.")
NOT_PREPARED = translatable(
    "“{title}” could not be run once for everybody. Each phone starts it anew, which takes some seconds: let people "
    "open it a row at a time."
)
EACH_ANEW = translatable(
    "Each phone starts a lesson anew here, which takes some seconds: let people open it a row at a time."
)
ENOUGH = translatable_plural("There is room for {n} person.", "There is room for {n} people.")
NOT_ENOUGH = translatable(
    "{people} people are expected, and there is room for {seats}. Close other programs on this computer, or let people "
    "share phones."
)
STANDING = translatable(
    "Lessons open: {open}. Waiting: {waiting}. Memory that is free: {free} MB. Slowest page since the last line: "
    "{slowest} s."
)
NO_SUCH_TOPIC = translatable(
    "Topic {topic} has no lesson in this language yet. Choose another one, or leave out --topic."
)
ARRIVED = translatable("The first phone has arrived: other devices can reach this page.")
NOBODY_YET = translatable(
    "No other device has opened the lessons yet. If phones cannot: are they in the same Wi-Fi as this computer? Guest "
    "networks and those of hotels often keep devices apart; then use the hotspot of a phone or a router of your own. "
    "Does a firewall block them? Then allow Python, or port {port}, on private networks."
)
PORT_TAKEN = translatable(
    "Port {port} is already in use, perhaps by the lessons in another window. "
    "Choose another port: toolkit apps --port {other}"
)
PORT_REFUSED = translatable(
    "This computer does not let you use port {port}. Choose one between 1024 and 65535: toolkit apps --port {other}"
)
NO_SUCH_HOST = translatable(
    "This computer has no network address “{host}”. "
    "Use 127.0.0.1 for this computer alone or 0.0.0.0 for its whole network."
)
CODE_REFUSED = translatable(
    "The code “{code}” cannot be used. Choose 4 to 40 letters or figures, or leave it out and one is drawn: "
    "toolkit apps --code"
)
NO_HUB = translatable(
    "No JupyterHub has started this: {missing} is missing. Leave out --hub, or let a hub start it as "
    "docs/deploying.md says."
)
NO_LESSONS = translatable("There are no lessons in {folder}. Write them first: toolkit notebooks")


def said(words: dict[str, str], language: Language) -> dict[str, str]:
    """A group of sentences in a language, under the same names."""
    return {name: language.say(sentence) for name, sentence in words.items()}
