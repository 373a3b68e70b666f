"""What the page shows of the table: a role sheet, what is open and settled, red lines, and how the package moved."""

from __future__ import annotations

from collections.abc import Callable

from toolkit.app.kit.pieces import feedback, fold, numbered, paragraph, table
from toolkit.app.talks.model import NONE, Stake, TableModel
from toolkit.bargaining import IssueState, Negotiation, library
from toolkit.bargaining.talks.issue import STEPS, show
from toolkit.bargaining.talks.paper import (
    PICTURE,
    ROUND_SHORT,
    ROUND_WORD,
    START,
    STEPS_TAKEN,
    YOU_MAY_SAY,
)
from toolkit.bargaining.talks.values import Side
from toolkit.charts.rounds import RoundsLine, RoundsPicture, draw_rounds
from toolkit.course.exercises.clause_strength import words_of
from toolkit.documents import Bullets, Document, Heading, Paragraph, Part, Table
from toolkit.errors import translatable
from toolkit.languages import Language
from toolkit.markup import Markup, joined, markup

_READ_STRENGTHS = translatable("Read it in every strength")
_NAMED = translatable("{issue}: {position}")
_SETTLED = translatable("Settled ({number})")
_OPEN = translatable("Still open ({number})")
_GONE = translatable("Taken back by the Union ({number})")
_NONE_SETTLED = translatable("Nothing is settled yet: where both offers are the same, it is.")
_UNION_AT = translatable("The Union: {position}")
_EMPLOYER_AT = translatable("The Employer: {position}")
_SWAPPED = translatable("The Employer offers more than the Union asks for. Are the two numbers or strengths swapped?")
_NO_ALARM = translatable("No offer of yours is below a red line.")
_IN_NUMBERS = translatable("The same in numbers")
_UNION_LINE = translatable("What the Union asks for")
_EMPLOYER_LINE = translatable("What the Employer offers")
_HEARD = translatable(
    "How the package moved. 100% is what the Union asked for first, 0% is where the Employer started; everything "
    "counts alike, because nobody has shown their points. It helps to talk about the package and judges nobody."
)
_POINT = translatable("{round}: the Union asks for {union}, the Employer offers {employer}.")
_NOTHING_ASKED = translatable("The Union has asked for nothing yet, so nothing can have moved.")
_SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)

Path = list[tuple[float, float]]


# --- before the talks --------------------------------------------------------------------------------------------


def role_sheet(model: TableModel, side: Side) -> Markup:
    """The sheet of one group: aims and limits first, what it may say folded up."""
    blocks = sheet_document(model, side).blocks
    cut = next((at for at, one in enumerate(blocks) if isinstance(one, Heading)), len(blocks))
    said = joined(_markup(one) for one in blocks[cut + 1 :])
    shown = joined(_markup(one) for one in blocks[:cut])
    return shown + (fold(model.language.say(YOU_MAY_SAY), said, "tk-note") if said else "")


def sheet_document(model: TableModel, side: Side) -> Document:
    """A side's sheet; the employer's is made of what was said at the table alone."""
    talks = model.ours if side == "union" else model.at_table
    return talks.side_sheet(side, model.language)


def _markup(block: Part) -> Markup:
    match block:
        case Heading():
            return markup("<h3>{}</h3>", str(block.text))
        case Paragraph():
            return paragraph(str(block.text))
        case Bullets():
            return markup("<ul>{}</ul>", joined(markup("<li>{}</li>", str(one)) for one in block.items))
        case Table():
            return _table(block)
    return Markup()


def _table(block: Table) -> Markup:
    """A table without the columns in which nothing stands yet."""
    kept = [at for at in range(block.columns) if any(block.filled(row)[at] != "–" for row in block.rows)]
    rows = [[str(block.filled(row)[at]) for at in kept] for row in block.rows]
    return table(str(block.caption), [str(block.header[at]) for at in kept], rows)


def every_strength(model: TableModel, stake: Stake) -> Markup:
    """A clause in every strength, folded up; its numbers are what is talked about, so they stay open."""
    speech, record = model.language, library()[stake.clause]
    rungs = joined(
        markup("<p><strong>{}</strong></p>{}", speech.say(words), numbered(words_of(record, step, speech, {})))
        for step, words in STEPS.items()
        if step != NONE
    )
    return fold(speech.say(_READ_STRENGTHS), rungs, "tk-note")


# --- where it stands ---------------------------------------------------------------------------------------------


def standing(model: TableModel) -> Markup:
    """What is settled and what is open, clause by clause; the same on every phone."""
    speech, states = model.language, list(model.at_table.state().values())
    settled = [one for one in states if one.status == "settled"]
    shown = _group(speech, _SETTLED, settled, lambda now: "") or paragraph(speech.say(_NONE_SETTLED))
    shown += _group(speech, _OPEN, [one for one in states if one.status == "open"], lambda now: _both(now, speech))
    return shown + _group(speech, _GONE, [one for one in states if one.status == "withdrawn"], lambda now: "")


def _group(speech: Language, title: str, states: list[IssueState], more: Callable[[IssueState], str]) -> Markup:
    if not states:
        return Markup()
    rows = joined(markup("<li>{}{}</li>", _named(one, speech), more(one)) for one in states)
    return markup('<h3>{}</h3><ul class="tk-legal">{}</ul>', speech.say(title, number=len(states)), rows)


def _named(now: IssueState, speech: Language) -> Markup:
    called = speech.isolate(now.issue.called(speech))
    if now.agreed is not None:
        called = speech.say(_NAMED, issue=called, position=show(now.issue, now.agreed, speech))
    return markup("<strong>{}</strong>", called)


def _both(now: IssueState, speech: Language) -> Markup:
    pairs = ((_UNION_AT, now.ours), (_EMPLOYER_AT, now.theirs))
    said = joined(
        markup("<div>{}</div>", speech.say(words, position=show(now.issue, position, speech)))
        for words, position in pairs
    )
    if now.ours is None or now.theirs is None or now.issue.rank(now.theirs) <= now.issue.rank(now.ours):
        return said
    return said + feedback(speech.say(_SWAPPED), "tk-nearly")


def alarms(model: TableModel) -> Markup:
    """What lies below a red line of the union; for the union alone."""
    found = model.ours.beyond_floor()
    if not found:
        return paragraph(model.language.say(_NO_ALARM), "tk-note")
    return joined(feedback(one.say(model.language), "tk-notyet") for one in found)


# --- how it moved ------------------------------------------------------------------------------------------------


def union_picture(model: TableModel) -> Markup:
    """How the package moved by the union's points, with the steps that were taken; for the union alone."""
    speech, talks = model.language, model.ours
    steps = [one.say(speech) for one in talks.concessions()]
    taken = fold(speech.say(STEPS_TAKEN), _markup(Bullets(tuple(steps))), "tk-note") if steps else ""
    return talks.picture(speech) + _numbers(path_of(talks), speech) + taken


def heard_picture(model: TableModel) -> Markup:
    """How the package moved as everybody heard it."""
    speech, path = model.language, path_of(model.at_table)
    if not path:
        return paragraph(speech.say(_NOTHING_ASKED))
    lines = tuple(
        RoundsLine(speech.say(words), tuple(pair[at] for pair in path))
        for at, words in enumerate((_UNION_LINE, _EMPLOYER_LINE))
    )
    picture = RoundsPicture(
        tuple(speech.number(at) if at else speech.say(START) for at in range(len(path))),
        lines,
        tuple((share, speech.percent(share, 0)) for share in _SHARES),
        speech.say(_HEARD),
        right_to_left=speech.direction == "rtl",
    )
    return draw_rounds(picture, in_words(path, speech)) + _numbers(path, speech)


def path_of(talks: Negotiation) -> Path:
    """What both packages are worth at the start and after each round; empty where nothing counts."""
    pairs = [
        (talks.package_value("union", after), talks.package_value("employer", after))
        for after in range(len(talks.rounds) + 1)
    ]
    return [(union, employer) for union, employer in pairs if union is not None and employer is not None]


def in_words(path: Path, speech: Language) -> str:
    """The picture for those who do not see it."""
    return " ".join(
        speech.say(_POINT, round=name, union=speech.percent(union, 0), employer=speech.percent(employer, 0))
        for name, (union, employer) in zip(_rounds(path, speech), path, strict=True)
    )


def _numbers(path: Path, speech: Language) -> Markup:
    rows = [
        [name, *(speech.percent(share, 0) for share in pair)]
        for name, pair in zip(_rounds(path, speech), path, strict=True)
    ]
    header = [speech.say(words) for words in (ROUND_WORD, _UNION_LINE, _EMPLOYER_LINE)]
    label = speech.say(_IN_NUMBERS)
    return fold(label, table(speech.say(PICTURE), header, rows), "tk-note") if rows else Markup()


def _rounds(path: Path, speech: Language) -> list[str]:
    return [speech.say(ROUND_SHORT, number=at) if at else speech.say(START) for at in range(len(path))]
