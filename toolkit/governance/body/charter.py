"""The papers of a joint body: a charter for the table; for us alone, what each choice leads to and where it exists."""

from __future__ import annotations

from collections.abc import Mapping

from toolkit.documents import (
    Article,
    Bullets,
    Document,
    Facts,
    Heading,
    Numbered,
    Paragraph,
    Part,
    Signatures,
    Table,
)
from toolkit.errors import translatable
from toolkit.governance.body.body import Body
from toolkit.governance.body.options import POINTS
from toolkit.governance.body.problems import problems_of
from toolkit.governance.body.promises import promises_of
from toolkit.languages import Language

TITLE = translatable("{name}: charter")
_LEAD = translatable("Between {employer} (the “Employer”) and {union} (the “Union”) a committee is set up as follows.")
_STARTS = translatable("Applies from")
_NO_DAY = translatable("a day to be agreed")
_PARTIES = {"union": translatable("The Union"), "employer": translatable("The Employer")}
_AT_EACH_STAGE = translatable("At each stage of a digital system the Committee takes part as follows:")
_STAGE = translatable("{stage}: the Committee {power}. Step brought by: {owner}.")
_NOBODY = translatable("nobody yet")
_ANNEX_MATRIX = translatable("Annex: who does what, stage by stage")
_MATRIX_HEADS = (
    translatable("Stage"),
    translatable("Step brought by"),
    translatable("The Committee"),
    translatable("Papers"),
    translatable("How a tie ends"),
)
_ANNEX_PROMISES = translatable("Annex: promises, and by what one sees that they are kept")
_PROMISE_HEADS = (
    translatable("Promise"),
    translatable("Who owes it"),
    translatable("Paper"),
    translatable("Evidence"),
)
_SHEETS = {"matrix": translatable("Who does what"), "promises": translatable("Promises")}
_NO_TIE = translatable("no vote is taken")
US_TITLE = translatable("{name}: what we chose, and what it leads to")
FOR_US = translatable("For us. Not for the other side: this paper holds our reasons and our strategy.")
_PROBLEMS = translatable("What does not hold yet")
_KNOW = translatable("What to know")
_NONE = translatable("No precedent is on record here. That is no proof that there is none.")
_WHERE = translatable("Where it exists:")
_ANCHOR = translatable("Clauses that anchor it in an agreement")
_NO_ADVICE = translatable("Precedents are no legal advice: law changes, and each holds for its own country only.")


def charter_document(body: Body, language: Language | str = "en") -> Document:
    """The charter, with the responsibility matrix and the promises as annexes; it holds nothing of our strategy."""
    speech = Language.of(language)
    say, menu = speech.say, body.menu
    names = {one: getattr(body, one) or "……" for one in _PARTIES}
    starts = speech.date(body.starts) if body.starts else say(_NO_DAY)
    blocks: list[Part] = [
        Paragraph(say(_LEAD, **names), "lead"),
        Facts(((say(_STARTS), starts),)),
        *(
            Article(point, menu.say(f"points.{point}", speech), (Numbered(body.text(point, speech)),))
            for point in POINTS
        ),
    ]
    blocks.insert(7, _powers(body, speech))  # before the rule by which it decides
    protection = tuple(Numbered(menu.say(f"fixed.{name}.text", speech)) for name in ("protection", "review"))
    blocks += [
        Article("protection", menu.say("points.protection", speech), protection),
        Signatures(tuple(getattr(body, one) or say(_PARTIES[one]) for one in ("employer", "union"))),
        Heading(say(_ANNEX_MATRIX)),
        matrix_of(body, speech),
        Heading(say(_ANNEX_PROMISES)),
        promise_table(body, speech),
    ]
    return Document(
        say(TITLE, name=body.name or menu.say("labels.committee", speech)),
        speech,
        tuple(blocks),
        article_word=menu.say("labels.article", speech),
    )


def matrix_of(body: Body, language: Language | str = "en") -> Table:
    """Who brings which step, what the committee may do there, with which papers, and how a tie ends."""
    speech = Language.of(language)
    say, menu = speech.say, body.menu
    papers = menu.say(f"options.documents.{body.option('documents').id}.title", speech)
    tie = menu.say(f"options.deadlock.{body.option('deadlock').id}.title", speech)
    rows = []
    for stage in menu.stages:
        power, owner = body.power(stage.id), body.owner(stage.id)
        rows.append(
            (
                menu.say(f"stages.{stage.id}", speech),
                menu.say(f"owners.{owner}", speech) if owner else say(_NOBODY),
                menu.say(f"powers.{power}", speech),
                papers if power != "none" else "–",
                tie if power in ("consent", "veto") else say(_NO_TIE),
            )
        )
    return Table(tuple(say(head) for head in _MATRIX_HEADS), tuple(rows), sheet=say(_SHEETS["matrix"]))


def promise_table(body: Body, language: Language | str = "en") -> Table:
    """Each promise, who owes it, its paper and its evidence."""
    speech = Language.of(language)
    rows = tuple(
        (
            one.what(speech),
            one.who(speech),
            one.document(speech),
            one.evidence(speech),
        )
        for one in promises_of(body)
    )
    return Table(tuple(speech.say(head) for head in _PROMISE_HEADS), rows, sheet=speech.say(_SHEETS["promises"]))


def choices_document(body: Body, language: Language | str = "en", titles: Mapping[str, str] | None = None) -> Document:
    """For us: what does not hold, what each choice leads to, where it exists and how we know, and the clauses.

    Parameters
    ----------
    titles
        What the clauses are called, by id, where the caller knows; else their ids stand there.
    """
    speech = Language.of(language)
    say, menu = speech.say, body.menu
    blocks: list[Part] = []
    found = problems_of(body)
    for title, grave in ((_PROBLEMS, True), (_KNOW, False)):
        told = tuple(one.say(speech) for one in found if one.grave is grave)
        blocks += [Heading(say(title)), Bullets(told)] if told else []
    for point in POINTS:
        option = body.option(point)
        path = f"options.{point}.{option.id}"
        blocks += [
            Heading(menu.say(f"points.{point}", speech)),
            Paragraph(f"{menu.say(f'{path}.title', speech)}. {menu.say(f'{path}.consequence', speech)}"),
            *_precedents(body, option.precedents, speech),
        ]
    blocks.append(Heading(menu.say("points.powers", speech)))
    for power in menu.powers:
        stages = [menu.say(f"stages.{one.id}", speech) for one in menu.stages if body.power(one.id) == power.id]
        if stages:
            blocks.append(Paragraph(f"{menu.say(f'powers.{power.id}', speech)}: {speech.list(stages)}."))
            blocks += _precedents(body, power.precedents, speech) if power.id != "none" else []
    blocks += [
        Paragraph(say(_NO_ADVICE), "note"),
        Heading(say(_ANCHOR)),
        Bullets(tuple((titles or {}).get(one, one) for one in body.clauses())),
    ]
    name = body.name or menu.say("labels.committee", speech)
    return Document(say(US_TITLE, name=name), speech, tuple(blocks), mark=say(FOR_US))


def _precedents(body: Body, ids: tuple[str, ...], speech: Language) -> list[Part]:
    if not ids:
        return [Paragraph(speech.say(_NONE), "note")]
    told = body.menu.precedents(ids, speech)
    return [
        Paragraph(speech.say(_WHERE), leads=True),
        Bullets(tuple(f"{one.say(speech)} {speech.isolate(one.source)}" for one in told)),
    ]


def _powers(body: Body, speech: Language) -> Article:
    menu, say = body.menu, speech.say
    points = []
    for stage in menu.stages:
        owner = body.owner(stage.id)
        points.append(
            say(
                _STAGE,
                stage=menu.say(f"stages.{stage.id}", speech),
                power=menu.say(f"powers.{body.power(stage.id)}", speech),
                owner=menu.say(f"owners.{owner}", speech) if owner else say(_NOBODY),
            )
        )
    used = [one.id for one in menu.powers if one.id != "none" and one.id in dict(body.powers).values()]
    means = tuple(Numbered(menu.say(f"powers-mean.{one}", speech)) for one in used)
    first = Numbered(say(_AT_EACH_STAGE), tuple(points))
    return Article("powers", menu.say("points.powers", speech), (first, *means))
