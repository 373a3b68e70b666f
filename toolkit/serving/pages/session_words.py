"""Every sentence of a session's pages: joining, the strip on the phone, the wall, and the page of whoever leads."""

from __future__ import annotations

from toolkit.errors import translatable
from toolkit.languages import translatable_plural

GAVE = translatable_plural("{n} answer", "{n} answers")
TOGETHER = translatable_plural("{n} answer together", "{n} answers together")
ANSWERED = translatable_plural("{n} has answered.", "{n} have answered.")
ANSWERED_OF = translatable_plural("{n} of {asked} has answered.", "{n} of {asked} have answered.")
HAD_ANSWERED = translatable_plural(
    "When this was put here, {n} of {asked} had answered.", "When this was put here, {n} of {asked} had answered."
)
AT_LEAST = translatable("At least {least} of {total}")
ALMOST_ALL = translatable("All or almost all: at least {least} of {total}")
TOO_FEW = translatable("What they answered is not shown: with fewer than {least} answers it would point at somebody.")
WHY_NOTHING = translatable(
    "What they answered is not shown: however it is put together, it would point at a few people."
)
WHY_TOGETHER = translatable(
    "Where fewer than {smallest} gave an answer, or nobody did, it stands together with another one; the bar says "
    "“or” and counts everybody in it. So nobody can be made out."
)
WHY_LEAST = translatable(
    "Fewer than {smallest} gave another answer, or nobody did. So that they cannot be made out, only the largest "
    "answer is shown, without its number."
)
MANY = translatable_plural(
    "{n} phone came from one address. Is that your Wi-Fi?", "{n} phones came from one address. Is that your Wi-Fi?"
)
IDLE = translatable_plural(
    "{n} phone sent answers though no page was open on it.", "{n} phones sent answers though no page was open on them."
)
OTHER = translatable("something else")
EXERCISE = translatable("Exercise “{name}”")
TABLE = translatable("Table {number}")
ROUND = translatable("Round {number}")
TEXT_OF_ARTICLE = translatable("what the article does")

# The line of whoever leads on what the room does, and the run sheet.
HAVE_JOINED = translatable_plural("{n} has joined", "{n} have joined")
AT_STEP = translatable_plural("{there} of {n} at step {step}", "{there} of {n} at step {step}")
HAVE_ANSWERED = translatable_plural("{n} answered", "{n} answered")
AWAY = translatable_plural("{n} away", "{n} away")
LATE = translatable_plural("{n} minute late", "{n} minutes late")
AT_MINUTE = translatable("Minute {minute}")

JOIN = {
    "title": translatable("Join the session"),
    "what": translatable(
        "Who joins is counted without a name: at which step a phone is, and what is answered on it in exercises and in "
        "questions to the room. The wall never shows a small number. What you write in a lesson is not sent, except "
        "offers at the table if you choose to share them."
    ),
    "still": translatable(
        "You need not join, and can leave at any time; the lesson is the same. Whoever runs this computer or the "
        "network could see which phone sends something."
    ),
    "written": translatable(
        "The answers are written into a store, without names, and stay there until the person who leads deletes them."
    ),
    "file": translatable(
        "The answers are written into a file on the computer of the session, without names, so that they are not lost "
        "with its battery. They are deleted when lessons run there {days} days later, or before by the person who "
        "leads, who may also save them elsewhere."
    ),
    "not_written": translatable(
        "Nothing is written down, unless the person who leads saves the answers, without names, to a file."
    ),
    "join": translatable("Join and open the lesson"),
    "without": translatable("Open the lesson without joining"),
    "label": translatable("Code of the session"),
    "where": translatable("The code stands on the wall: six figures."),
    "go": translatable("Go on"),
    "wrong": translatable(
        "No session that runs here has this code. Read the six figures on the wall again and type them anew. If that "
        "does not help, ask whoever leads whether the session has begun, and whether you are on the right address."
    ),
    "slow": translatable("Too many wrong codes have come. Wait half a minute, then try again."),
    "full": translatable("As many phones as a session takes have joined. Open the lesson without joining."),
    "wait": translatable("Many phones are joining. This one tries again by itself; leave the page open."),
    "failed": translatable("The computer of the session gave no answer. Try again in a moment."),
    "needs_script": translatable("A session needs JavaScript. Switch it on in your browser, then reload the page."),
}

# The strip at the foot of a lesson. Its script puts numbers into the places.
STRIP = {
    "session": translatable("Session"),
    "step": translatable("The room is at step {step}"),
    "no_step": translatable("You have joined"),
    "go": translatable("Go to step {step}"),
    "moved": translatable("The room goes on with another lesson"),
    "follow": translatable("Go there too"),
    "left": translatable("Time left:"),
    "up": translatable("Time is up"),
    "open": translatable("Open"),
    "close": translatable("Close"),
    "question": translatable("A question to the room"),
    "send": translatable("Send my answer"),
    "change": translatable("Change my answer"),
    "sent": translatable("Your answer has arrived. You can change it until the question is closed."),
    "kept": translatable("Your answer is kept in this phone and goes off as soon as the line is back."),
    "late": translatable("The question was closed before your answer came."),
    "no_polls": translatable("There is no question to the room now."),
    "counted": translatable("Steps and answers of this phone are counted, without a name."),
    "fine": translatable("The line is up."),
    "phone": translatable("This phone has no network. Look at its Wi-Fi; what you enter is kept."),
    "line": translatable(
        "The line between this phone and the computer of the session gives no answer. Go nearer to the Wi-Fi; what "
        "you enter is kept."
    ),
    "server": translatable(
        "The computer of the session gives no answer: it may be starting anew. What you enter is kept; the phone tries "
        "again by itself."
    ),
    "over": translatable(
        "This session is over, or the computer was started anew and had kept nothing of it. The lesson goes on; to "
        "join again, use the code on the wall."
    ),
    "quiz": translatable("You had {right} of ten right. Your answers stay here; this number can count for the room."),
    "quiz_add": translatable("Add the number, without a name"),
    "quiz_added": translatable("The number counts for the room."),
    "leave": translatable("Leave the session"),
    "table": translatable("Our table"),
    "no_table": translatable("We share no offers"),
    "table_help": translatable(
        "With a table chosen, what your side offers goes onto the board of that table: both sides and the wall see it. "
        "Your points, red lines and notes stay here."
    ),
    "board": translatable("What was said"),
    "union": translatable("The union"),
    "employer": translatable("The employer"),
    "nothing_said": translatable("Nothing has been said at this table yet."),
    "take_over": translatable("Put what they said into our sheet"),
}

WALL = {
    "title": translatable("The wall"),
    "rehearsal": translatable("Rehearsal: ten of the phones are simulated."),
    "join": translatable("Join with your phone"),
    "code": translatable("Code"),
    "joined": translatable("Joined"),
    "connected": translatable("Connected now"),
    "step": STRIP["step"],
    "left": STRIP["left"],
    "up": STRIP["up"],
    "question": STRIP["question"],
    "open": translatable("Answer on your phone. The answers are shown once the question is closed."),
    "closed": translatable("The question is closed."),
    "board": STRIP["board"],
    "union": STRIP["union"],
    "employer": STRIP["employer"],
    "qr": translatable("QR code that opens {address}"),
    "no_network": translatable("This computer is in no network that phones could reach."),
    "line": translatable("The computer of the session gives no answer. This page tries again by itself."),
    "over": translatable("This session is over."),
    "bars": translatable("Answers as bars; the same numbers stand beside them in words."),
}

LEAD = {
    "title": translatable("Lead the session"),
    "rehearsal": WALL["rehearsal"],
    "code": WALL["code"],
    "sheet": translatable("The run sheet"),
    "not_begun": translatable("Not begun yet"),
    "begin_what": translatable(
        "Put the wall on the projector and let people join. When the number below the code is that of the phones in "
        "the room, begin with the button at the foot of the page."
    ),
    "begin": translatable("Begin"),
    "next": translatable("Next"),
    "row_go": translatable("Go to this row"),
    "ask": translatable("Ask the room"),
    "feedback": translatable("How was it?"),
    "wall": translatable("Open the wall for the projector"),
    "lesson": translatable("Open the lesson"),
    "notes": translatable("Open the notes for the facilitator"),
    "steps": translatable("Steps"),
    "all_go": translatable("All go to this step"),
    "are_there": translatable("Phones there:"),
    "now": translatable("The room is here"),
    "other": translatable("Go on with another lesson"),
    "other_what": translatable(
        "Phones go along by themselves. Code, questions and what hangs on the wall stay; nobody joins again."
    ),
    "other_lesson": translatable("Lesson"),
    "other_go": translatable("All go to this lesson"),
    "timer": translatable("Timer"),
    "timer_minutes": translatable("Minutes"),
    "start": translatable("Start"),
    "stop": translatable("Stop"),
    "left": STRIP["left"],
    "up": STRIP["up"],
    "polls": translatable("Questions to the room"),
    "open": translatable("Let them answer"),
    "close": translatable("Close"),
    "show": translatable("Close and show on the wall"),
    "show_closed": translatable("Show on the wall"),
    "reset": translatable("Ask again from the beginning"),
    "remove": translatable("Remove"),
    "waiting": translatable("Not open yet"),
    "is_open": translatable("Open: answers can be changed, and nobody sees them yet"),
    "closed": translatable("Closed, not shown"),
    "shown": translatable("On the wall"),
    "answers": translatable("Answers:"),
    "ready": translatable("A question that is at hand"),
    "own": translatable("Write one"),
    "own_question": translatable("Question"),
    "own_options": translatable("Answers, one a line"),
    "own_languages": translatable(
        "In other languages of the room, if you can, with the answers in the same order; who reads a language that you "
        "leave out reads another one:"
    ),
    "add": translatable("Add"),
    "exercises": translatable("Exercises"),
    "exercises_what": translatable(
        "Here stand exercises that somebody has checked. First answers are counted, as the room thought before it was "
        "told; they stay on the wall as you show them."
    ),
    "no_exercises": translatable("No exercise has been checked yet."),
    "show_exercise": translatable("Show on the wall"),
    "hide": translatable("Take from the wall"),
    "keep": translatable("Keep or end"),
    "outlives": translatable("Answers are kept in a store, without names, until you delete them."),
    "in_memory": translatable(
        "Nothing is written down: when the server stops, the session and its answers are gone. Save the answers before."
    ),
    "export": translatable("Save the answers to a file"),
    "end": translatable("End the session"),
    "delete": translatable("End it and delete all answers"),
    "sure_end": translatable("The session ends for all phones. Go on?"),
    "sure_delete": translatable("The session ends and all its answers are deleted for good. Go on?"),
    "ended": translatable("The session is over."),
    "line": translatable("The computer of the session gives no answer. This page tries again by itself."),
    "odd_more": translatable("Let more in"),
    "odd_stop": translatable("Let no more in"),
    "odd_out": translatable("Throw out, with all that they wrote"),
    "few": translatable(
        "Fewer than {smallest} equal answers are never shown by themselves, and you see no more than the wall."
    ),
    "notes_here": translatable("Notes for the facilitator of this lesson"),
    "to_teach": translatable("For those who teach"),
    "needs_script": JOIN["needs_script"],
}

# Where the answers of a session are, on the page of whoever leads.
IN_FILE = translatable(
    "Questions and answers are kept in the file {file} on this computer, without names, so that the session goes on "
    "after an empty battery. They are deleted when lessons run here {days} days later. “End it and delete all answers” "
    "deletes those of this session at once; to delete all, stop the server and delete the file."
)
REFUSED = translatable("The file {file} cannot be made or written.")
BEHIND = translatable(
    "The disk of this computer is full or cannot be written: what is answered now is not kept here yet. Phones keep "
    "their answers and send them again by themselves. Delete something, and leave this page open."
)

# On the page for those who teach.
BEGIN = {
    "session": translatable("Run a session"),
    "session_what": translatable(
        "A room goes through a lesson together: a code to join, steps and a timer for all, questions to the room, and "
        "the answers on the wall. No names, no accounts."
    ),
    "session_lesson": translatable("Lesson"),
    "session_course": translatable("A session of a course: led by its run sheet"),
    "session_course_what": translatable(
        "The page from which you lead follows the run sheet of the course: one press goes on to the next row, with its "
        "lesson, its step and its minutes. A lesson by itself is followed in the same way."
    ),
    "session_audience": translatable("For whom is the course?"),
    "session_number": translatable("Which session of the course?"),
    "session_hours": translatable("How many hours?"),
    "session_country": translatable("In which country?"),
    "session_start": translatable("On which day is the first session?"),
    "session_clock": translatable("At what time does a session begin?"),
    "session_smallest": translatable("From how many equal answers on their number is shown"),
    "session_rehearsal": translatable("Rehearsal: ten simulated phones take part, and nothing is kept"),
    "session_trace": translatable(
        "Without a trace: nothing is written down, and the session is gone when the server stops"
    ),
    "session_begin": translatable("Begin a session"),
    "session_runs": translatable("Sessions that run now"),
    "session_here": translatable(
        "A session is begun on the computer that runs this page, or after entering the code of the room. It can be "
        "moved to another device then."
    ),
    "session_many": translatable("As many sessions run as this computer takes. End one first."),
}

# From how many on, and for which room.
SMALLEST_NUMBERS = {
    5: translatable("5: for most rooms"),
    3: translatable("3: for a dozen people and questions that hurt nobody"),
    10: translatable("10: where an answer could hurt somebody"),
}
