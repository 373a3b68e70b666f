"""What a rehearsal tells whoever will lead: at which minute what to say and to press, and what the wall showed then."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from toolkit.course.exercises.choosing import ChoiceExercise
from toolkit.course.exercises.written import exercise
from toolkit.course.plans.run_sheet import session_heading, show
from toolkit.course.sessions.polls import Poll
from toolkit.course.store.tally import SMALLEST
from toolkit.documents import Bullets, Document, Facts, Heading, Paragraph, Part, Table
from toolkit.errors import translatable
from toolkit.languages import Language, translatable_plural
from toolkit.serving.pages.session_words import BEGIN as BEGINNING
from toolkit.serving.pages.session_words import LEAD, STRIP, WALL
from toolkit.serving.rehearsal.run import FEWEST, Rehearsal, Seen
from toolkit.serving.session.moments import Moment

TITLE = translatable("Rehearsal: {course}")
_KEPT = translatable(
    "The phones were simulated and the answers are invented. Nothing of them was kept. What they answered says nothing "
    "about what people will answer; it shows what you will have in your hand at that minute."
)
_FEWEST = translatable(
    "With ten phones, fewer than {few} equal answers stand together here. In a room of thirty it is {usual}, unless "
    "you choose otherwise when you begin."
)
_BLOCK = translatable_plural("{clock} · {title} ({n} minute)", "{clock} · {title} ({n} minutes)")
_SAY, _SHOW, _PRESS, _WALL = (
    translatable("Say: “{words}”"),
    translatable("Show: {words}"),
    translatable("You press"),
    translatable("The wall shows"),
)
_BEGIN = translatable("“{button}”, for the lesson “{lesson}”; then put the wall on the projector.")
_WAIT = translatable("Nothing yet: wait until the number on the wall is that of the phones in the room.")
_OTHER = translatable("“{button}”: “{lesson}”.")
_TIMER = translatable_plural("The timer: {n} minute.", "The timer: {n} minutes.")
_STEP = translatable("“{button}”, at step {step}: “{title}”.")
_ASK = translatable(
    "Two minutes before the end, the question that is at hand “{question}”: “{open}”, and at the end “{show}”."
)
_FEEDBACK = translatable(
    "“{button}”: the questions of the feedback form that are ticked stand open on the phones, one below the other. At "
    "the end “{show}” beside each."
)
_RESULT = translatable("“{button}”, beside the exercise “{question}”.")
_TABLES = translatable(
    "Nothing: each group says which side it plays and chooses the number of its table. Go round and see that both "
    "sides of a table chose the same one."
)
_UNCOUNTED = translatable_plural(
    "{n} exercise here is not counted for the room: do it yourself beforehand, and ask for answers aloud.",
    "{n} exercises here are not counted for the room: do them yourself beforehand, and ask for answers aloud.",
)
_WRONG = translatable("Some will choose: {answer} The page answers: {message}")
_JOINED = translatable_plural("{n} phone has joined.", "{n} phones have joined.")
_AT = translatable("The room is at step {step}: “{title}”.")
_LATE = translatable_plural(
    "{n} answer came after the question was closed and does not count.",
    "{n} answers came after the question was closed and do not count.",
)
_ANSWER, _HOW_MANY = translatable("Answer"), translatable("How many")
_ARTICLE = translatable("Article")
_FACTS = (translatable("Simulated phones"), translatable("Answers and steps that were counted"))


def report(rehearsal: Rehearsal) -> Document:
    """The rehearsal as a paper: to read beside the run sheet, and to go through with whoever leads too."""
    plan = rehearsal.plan
    speech = plan.language
    taken = sum(seen.taken for seen in rehearsal.seen)
    facts = Facts(
        tuple(
            (speech.say(word), speech.number(number))
            for word, number in zip(_FACTS, (rehearsal.phones, taken), strict=True)
        )
    )
    parts: list[Part] = [
        Paragraph(speech.say(_KEPT), "warning"),
        Paragraph(speech.say(_FEWEST, few=FEWEST, usual=SMALLEST), "note"),
        *session_heading(plan, rehearsal.meeting),
        facts,
    ]
    for seen in rehearsal.seen:
        parts += _block(rehearsal, seen)
    return Document(speech.say(TITLE, course=plan.track.title.say(speech)), speech, tuple(parts))


def heading_of(seen: Seen, language: Language) -> str:
    """The clock, the name and the minutes of a block in a line."""
    slot = seen.moment.slot
    clock, title = f"{slot.begins:%H:%M}", slot.block.title.say(language)
    return language.say_plural(_BLOCK, slot.block.minutes, clock=clock, title=title)


def presses(moment: Moment, before: Moment | None, language: Language) -> tuple[str, ...]:
    """What whoever leads presses in a block, in words that stand on the buttons."""
    return tuple(_presses(moment, before, language))


def _presses(moment: Moment, before: Moment | None, language: Language) -> Iterator[str]:
    say = language.say
    if before is None:
        yield say(_BEGIN, button=say(BEGINNING["session_begin"]), lesson=moment.title)
        yield say(_WAIT)
    elif moment.lesson != before.lesson:
        yield say(_OTHER, button=say(LEAD["other_go"]), lesson=moment.title)
    yield language.say_plural(_TIMER, moment.slot.block.minutes)
    for stop in moment.stops:
        yield say(_STEP, button=say(LEAD["all_go"]), step=stop.number + 1, title=stop.title)
        if stop.uncounted:
            yield language.say_plural(_UNCOUNTED, stop.uncounted)
        for name in dict.fromkeys(stop.counted):
            yield say(_RESULT, button=say(LEAD["show_exercise"]), question=exercise(name).question.say(language))
    if moment.table:
        yield say(_TABLES)
    if moment.ready:
        question = Poll("", ready=moment.ready).words(language)[0]
        yield say(_ASK, question=question, open=say(LEAD["open"]), show=say(LEAD["show"]))
    if moment.feedback:
        yield say(_FEEDBACK, button=say(LEAD["feedback"]), show=say(LEAD["show"]))


def _block(rehearsal: Rehearsal, seen: Seen) -> list[Part]:
    plan, block = rehearsal.plan, seen.moment.slot.block
    speech, say = plan.language, plan.language.say
    parts: list[Part] = [
        Heading(heading_of(seen, speech), 2),
        Paragraph(say(_SAY, words=block.say.say(speech))),
        Paragraph(say(_SHOW, words=show(plan, rehearsal.meeting, block))),
        Heading(say(_PRESS), 3),
        Bullets(presses(seen.moment, seen.before, speech)),
    ]
    wrong = tuple(_wrong(seen, speech))
    if wrong:
        parts.append(Bullets(wrong))
    return [*parts, Heading(say(_WALL), 3), *_wall(seen, speech)]


def _wrong(seen: Seen, language: Language) -> Iterator[str]:
    """For each exercise the wrong answer that most phones gave, and what its page says to it."""
    for name, given in seen.answers.items():
        found = exercise(name)
        assert isinstance(found, ChoiceExercise)
        wrong = {option.name: option for option in found.options if option.state != "right" and given[option.name]}
        if wrong:
            option = wrong[max(wrong, key=lambda each: (given[each], each))]
            answer, message = option.sentence.say(language), option.message.say(language)
            yield language.say(_WRONG, answer=answer, message=message)


def _wall(seen: Seen, language: Language) -> Iterator[Part]:
    wall, say = seen.wall, language.say
    lines = [language.say_plural(_JOINED, wall["joined"])]
    stop = seen.moment.stops[-1] if seen.moment.stops else None
    if stop is not None and wall["step"] == stop.number:
        lines.append(say(_AT, step=stop.number + 1, title=stop.title))
    if seen.late:
        lines.append(language.say_plural(_LATE, seen.late))
    yield Bullets(tuple(lines))
    for result in (*wall["polls"], *wall["exercises"]):
        yield from _result(result, language)
    for board in wall["boards"] if seen.moment.table else ():
        heads = (say(_ARTICLE), say(STRIP["union"]), say(STRIP["employer"]))
        for round_ in board["rounds"]:
            rows = tuple((row["article"], row["union"] or "–", row["employer"] or "–") for row in round_["rows"])
            caption = f"{say(WALL['board'])}: {board['table']}. {round_['round']}"
            yield Table(heads, rows, caption, with_words=True)


def _result(result: dict[str, Any], language: Language) -> Iterator[Part]:
    rows = tuple((bar["name"], bar["said"]) for bar in result["bars"])
    told = " ".join(filter(None, (result["total"], result["note"])))
    if rows:
        heads = (language.say(_ANSWER), language.say(_HOW_MANY))
        yield Table(heads, rows, result["question"], with_words=True)
        yield Paragraph(told, "note")
    else:
        yield Paragraph(f"{result['question']} {told}", "note")
