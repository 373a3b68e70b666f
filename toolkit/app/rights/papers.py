"""What is taken home from a question about rights: letter or letters, the day in the calendar, rights, demand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from toolkit.app.kit.fields import Item, TakeAway
from toolkit.app.kit.papers import papers_of, take_home
from toolkit.app.rights.model import DEMAND_PAPER, RightsModel
from toolkit.bargaining.agreements.saving import written
from toolkit.bargaining.file_names import stem
from toolkit.bargaining.letters.deadline_file import calendar_of_answer
from toolkit.documents import Document, write_docx
from toolkit.errors import translatable

LETTER = translatable("For them: the letter")
LETTER_NOTE = translatable("Somebody of yours reads it before it goes out. Note the day on which it arrives.")
WITHOUT_LAW = translatable(
    "The letter names no law: the register has none for it there that binds this employer and that anybody has read."
)
EACH = translatable("For them: a letter for each member")
EACH_NOTE = translatable(
    "The first is shown here. The file holds one letter a member, numbered in the order of your list: {number}."
)
SAVE_ALL = translatable("Save all letters for Word")
ANNEX = translatable("For them: the list of names")
ANNEX_NOTE = translatable("Give it only to those who deal with the request, with the authorisations.")
DATES = translatable("For us: the day for your calendar")
DATES_NOTE = translatable("The answer is due on {day}. The day after, the calendar asks whether it is there.")
SAVE_DATES = translatable("Save the dates")
RIGHTS = translatable("For us: what applies here")
RIGHTS_NOTE = translatable("It comes from a register and is no legal advice.")
DEMAND_NOTE = translatable("Open the draft behind the door “I need a clause”, and go on there.")
SAVE_DRAFT = translatable("Save the draft")
REMINDER = translatable("For them: the reminder")
REMINDER_NOTE = translatable("It names what you have not ticked, and nothing else.")
_ZIP = "application/zip"


def letter_papers(model: RightsModel) -> Iterator[Item]:
    """The letter or letters, the list of names behind one for many, and the day in the calendar."""
    speech, say = model.language, model.language.say
    name = stem("request", speech)
    documents = model.letters_out()
    many = len(documents) > 1
    annexed = model.way == "many" and bool(model.members)
    wanted = [(documents[0], not many)]
    if annexed:
        wanted.append((model.request.annex(model.members), True))
    first, *annex = papers_of(wanted)
    note = say(EACH_NOTE, number=len(documents)) if many else say(LETTER_NOTE)
    if not model.rests_on_law:
        note = f"{note} {say(WITHOUT_LAW)}"
    if many:
        whole = (say(SAVE_ALL), f"{name}.zip", _ZIP, _packed(documents, name))
        yield TakeAway("letter", say(EACH), note, first.page, first.words, (whole,))
    else:
        yield take_home("letter", LETTER, note, first, name, speech)
    for paper in annex:
        yield take_home("annex", ANNEX, ANNEX_NOTE, paper, f"{name}-2", speech)
    dates = (
        say(SAVE_DATES),
        f"{stem('dates', speech)}.ics",
        "text/calendar",
        calendar_of_answer(model.request).encode("utf-8"),
    )
    yield TakeAway("dates", say(DATES), say(DATES_NOTE, day=model.request.due.due), files=(dates,))


def our_papers(model: RightsModel) -> Iterator[Item]:
    """What applies here, and what is missing as a demand with its draft."""
    speech, say = model.language, model.language.say
    rights, demand = papers_of([(model.rights_paper(), True), (model.demand_paper(), True)])
    yield take_home("rights", RIGHTS, RIGHTS_NOTE, rights, stem("rights", speech), speech)
    draft = model.draft()
    if draft is None:
        return
    files = ((say(SAVE_DRAFT), f"{stem('draft', speech)}.yml", "application/x-yaml", written(draft)),)
    yield TakeAway("demand", say(DEMAND_PAPER), say(DEMAND_NOTE), demand.page, demand.words, files)


def reminder_paper(model: RightsModel, contact: str, next_step: str) -> Iterator[Item]:
    """The reminder that names what is missing.

    Raises
    ------
    AgreementError
        If it is too early, or nothing is missing.
    """
    missing = model.reply.missing
    written_ = model.request.reminder(missing, model.today, contact=contact, next_step=next_step)
    (paper,) = papers_of([(written_, True)])
    yield take_home("reminder", REMINDER, REMINDER_NOTE, paper, stem("reminder", model.language), model.language)


def _packed(documents: tuple[Document, ...], name: str) -> bytes:
    """One Word file a letter; no member's name stands in the name of a file."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, document in enumerate(documents, start=1):
            archive.writestr(f"{name}-{number:03d}.docx", write_docx(document))
    return target.getvalue()
