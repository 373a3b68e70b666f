"""A negotiation in words: the record for us and for the table, the sheets of a role-play, and the picture."""

from __future__ import annotations

from toolkit.bargaining.agreements.draft import AUDIENCES, Audience
from toolkit.bargaining.agreements.paper import EMPLOYER, FOR_US, UNION
from toolkit.bargaining.agreements.strategy import THEY_SAY, WE_ANSWER
from toolkit.bargaining.clauses.library import library
from toolkit.bargaining.talks.issue import Issue, Position, show
from toolkit.bargaining.talks.values import NO_SIDE, SIDES, Decision, IssueState, Offer, Round, Side, Talks
from toolkit.bargaining.talks.worth import beyond_floor, concessions, package_value
from toolkit.charts.rounds import RoundsLine, RoundsPicture, draw_rounds
from toolkit.documents import Bullets, Document, Facts, Heading, Paragraph, Part, Table
from toolkit.errors import AgreementError, translatable
from toolkit.languages import Language

ISSUE = translatable("Issue")
ROUND = translatable("Round {number}, {day}")
ROUND_WORD = translatable("Round")
ROUND_SHORT = translatable("Round {number}")
START = translatable("Start")
OFFERED = translatable("What was offered")
SETTLED = translatable("Settled: {issue}, {position}.")
WITHDRAWN = translatable("Withdrawn by the Union: {issue}.")
REOPENED = translatable("Open again: {issue}.")
NOTHING = translatable("Nothing was put down in this round.")
STANDS = translatable("Where it stands")
STATE = translatable("State")
STATES = {
    "open": translatable("open"),
    "settled": translatable("settled"),
    "withdrawn": translatable("withdrawn"),
}
AGREED = translatable("Agreed")
WEIGHT = translatable("Points")
OPENING = translatable("Our opening")
RED_LINE = translatable("Our red line")
THEIR_START = translatable("Where they started")
OUR_LAST = translatable("Our last offer")
THEIR_LAST = translatable("Their last offer")
NOTE = translatable("Our note: {note}")
STEPS_TAKEN = translatable("Who moved")
WORTH = translatable("What the package is worth")
OURS = translatable("What we ask for")
THEIRS = translatable("What they offer")
MODEL = translatable(
    "By our points: 100% is all that we opened with, 0% the worst. The issues are simply added up. The number helps "
    "to talk about the package; it does not say whether to sign."
)
NO_WEIGHTS = translatable("No issue has points yet, so there is nothing to add up.")
PICTURE = translatable("How the package moved")
PICTURE_POINT = translatable("{round}: we ask for {ours}, they offer {theirs}.")
SHEET = {
    "union": translatable("Role sheet of the group that plays the union. The other group does not read it."),
    "employer": translatable("Role sheet of the group that plays the employer. The other group does not read it."),
}
YOUR_WEIGHTS = translatable(
    "You have points to win on each issue. Ask for your opening first, give ground for something in return, and stay "
    "above your red lines: below them it is better to have no agreement."
)
YOUR_LIMITS = translatable(
    "You run a public service and want the system to stay in use. Start where you stand, give ground for something in "
    "return, and do not go further than your limit."
)
YOUR_OPENING = translatable("You open with")
YOUR_RED_LINE = translatable("Your red line")
YOUR_POINTS = translatable("Points")
YOUR_START = translatable("You start at")
YOUR_LIMIT = translatable("Your limit")
ON_THE_TABLE = translatable("On the table from the others")
YOU_MAY_SAY = translatable("What you may say")


def _name(issue: Issue, language: Language) -> str:
    """What an issue is called, in a cell of its own: words of other people turn nothing round."""
    return language.isolate(issue.called(language))


# --- the record --------------------------------------------------------------------------------------------------


def document_for(talks: Talks, audience: Audience) -> Document:
    """The record for us, or only what was said at the table."""
    if audience not in AUDIENCES:
        raise AgreementError(NO_SIDE, side=str(audience), known=list(AUDIENCES))
    language = Language(talks.language)
    ours = audience == "us"
    blocks: list[Part] = [_parties(talks, language)]
    if ours:
        blocks += _our_view(talks, language)
    for number, one in enumerate(talks.rounds, start=1):
        blocks.append(Heading(language.say(ROUND, number=number, day=one.day)))
        blocks += _round(talks, one, language)
        if ours and one.note:
            blocks.append(Paragraph(language.say(NOTE, note=one.note), "note"))
    # What nobody has spoken of yet is not named to the other side.
    spoken = {event.issue for one in talks.rounds for event in one.events}
    states = [now for name, now in talks.state().items() if name in spoken]
    if states:
        blocks += [Heading(language.say(STANDS)), _standing(states, language)]
    mark = language.say(FOR_US) if ours else ""
    return Document(talks.title, language, tuple(blocks), mark=mark, author=talks.union)


def _parties(talks: Talks, language: Language) -> Facts:
    rows = ((UNION, talks.union), (EMPLOYER, talks.employer))
    return Facts(tuple((language.say(label), language.isolate(name)) for label, name in rows))


def _round(talks: Talks, one: Round, language: Language) -> list[Part]:
    offers: dict[str, dict[str, Position]] = {}
    said = []
    for event in one.events:
        issue = talks.issue(event.issue)
        if isinstance(event, Offer):
            offers.setdefault(event.issue, {})[event.side] = event.position
        else:
            said.append(_decision(issue, event, language))
    rows = tuple(
        (
            _name(talks.issue(name), language),
            *(show(talks.issue(name), positions.get(side), language) for side in SIDES),
        )
        for name, positions in offers.items()
    )
    header = tuple(language.say(word) for word in (ISSUE, UNION, EMPLOYER))
    parts: list[Part] = [Table(header, rows, caption=language.say(OFFERED))] if rows else []
    parts += [Bullets(tuple(said))] if said else []
    return parts or [Paragraph(language.say(NOTHING))]


def _decision(issue: Issue, event: Decision, language: Language) -> str:
    called = issue.called(language)
    if event.kind == "settled":
        return language.say(SETTLED, issue=called, position=show(issue, event.position, language))
    return language.say(WITHDRAWN if event.kind == "withdrawn" else REOPENED, issue=called)


def _standing(states: list[IssueState], language: Language) -> Table:
    header = tuple(language.say(word) for word in (ISSUE, STATE, UNION, EMPLOYER, AGREED))
    rows = tuple(
        (
            _name(now.issue, language),
            language.say(STATES[now.status]),
            *(show(now.issue, position, language) for position in (now.ours, now.theirs, now.agreed)),
        )
        for now in states
    )
    return Table(header, rows)


def _our_view(talks: Talks, language: Language) -> list[Part]:
    """Weights, red lines, alarms, steps and what the package is worth: ours alone."""
    parts: list[Part] = [Paragraph(alarm.say(language), "warning") for alarm in beyond_floor(talks)]
    header = tuple(language.say(word) for word in (ISSUE, WEIGHT, OPENING, RED_LINE, THEIR_START))
    rows = tuple(
        (
            _name(issue, language),
            language.show(issue.weight),
            *(show(issue, position, language) for position in (issue.opening, issue.floor, issue.theirs)),
        )
        for issue in talks.issues
    )
    parts += [Table(header, rows)] if rows else []
    parts += [Heading(language.say(WORTH)), Paragraph(language.say(MODEL), "note")]
    path = _path(talks)
    if path:
        header = language.say(ROUND_WORD), language.say(OURS), language.say(THEIRS)
        parts.append(
            Table(
                header,
                tuple((name, *(language.percent(value, 0) for value in pair)) for name, pair in _named(path, language)),
                values=tuple((None, *pair) for pair in path),
            )
        )
    else:
        parts.append(Paragraph(language.say(NO_WEIGHTS)))
    if steps := concessions(talks):
        parts += [Heading(language.say(STEPS_TAKEN)), Bullets(tuple(step.say(language) for step in steps))]
    return parts


# --- the picture -------------------------------------------------------------------------------------------------


def picture_of(talks: Talks, language: Language) -> str:
    """What we ask for and what they offer, round by round, by our weights."""
    path = _path(talks)
    named = _named(path, language)
    if not path:
        describe = language.say(NO_WEIGHTS)
    else:
        describe = " ".join(
            language.say(PICTURE_POINT, round=name, ours=language.percent(ours, 0), theirs=language.percent(theirs, 0))
            for name, (ours, theirs) in named
        )
    lines = tuple(
        RoundsLine(language.say(word), tuple(pair[place] for pair in path)) for place, word in enumerate((OURS, THEIRS))
    )
    picture = RoundsPicture(
        tuple(language.number(place) if place else language.say(START) for place in range(len(path))),
        lines,
        tuple((share, language.percent(share, 0)) for share in (0.0, 0.25, 0.5, 0.75, 1.0)),
        f"{language.say(PICTURE)}. {language.say(MODEL)}",
        right_to_left=language.direction == "rtl",
    )
    return draw_rounds(picture, describe)


def _path(talks: Talks) -> list[tuple[float, float]]:
    """What both packages are worth at the start and after each round; empty where no issue has a weight."""
    pairs = [
        (package_value(talks, "union", after), package_value(talks, "employer", after))
        for after in range(len(talks.rounds) + 1)
    ]
    return [(ours, theirs) for ours, theirs in pairs if ours is not None and theirs is not None]


def _named(path: list[tuple[float, float]], language: Language) -> list[tuple[str, tuple[float, float]]]:
    names = [language.say(ROUND_SHORT, number=place) if place else language.say(START) for place in range(len(path))]
    return list(zip(names, path, strict=True))


# --- role-play ---------------------------------------------------------------------------------------------------


def sheet_for(talks: Talks, side: Side, language: Language) -> Document:
    """The sheet of one group: its own aims and limits, what the others put down, and what it may say."""
    if side not in SIDES:
        raise AgreementError(NO_SIDE, side=str(side), known=list(SIDES))
    union = side == "union"
    heads = (YOUR_OPENING, YOUR_RED_LINE, YOUR_POINTS) if union else (YOUR_START, YOUR_LIMIT)
    rows = []
    for now in talks.state().values():
        issue = now.issue
        own = (issue.opening, issue.floor) if union else (issue.theirs, issue.their_limit)
        points = (language.show(issue.weight),) if union else ()
        others = now.theirs if union else now.ours
        shown = (show(issue, position, language) for position in own)
        rows.append((_name(issue, language), *shown, *points, show(issue, others, language)))
    header = tuple(language.say(word) for word in (ISSUE, *heads, ON_THE_TABLE))
    blocks: list[Part] = [
        _parties(talks, language),
        Paragraph(language.say(YOUR_WEIGHTS if union else YOUR_LIMITS), "lead"),
        Table(header, tuple(rows)),
        *_lines_to_say(talks, side, language),
    ]
    return Document(talks.title, language, tuple(blocks), mark=language.say(SHEET[side]))


def _lines_to_say(talks: Talks, side: str, language: Language) -> list[Part]:
    """The employer's arguments for the employer; for the union the same with the answers."""
    parts: list[Part] = []
    for issue in talks.issues:
        if not issue.is_clause or not library()[issue.name].arguments:
            continue
        arguments = library()[issue.name].arguments
        parts.append(Heading(_name(issue, language), level=2))
        if side == "employer":
            parts.append(Bullets(tuple(one.employer.say(language) for one in arguments)))
        else:
            header = language.say(THEY_SAY), language.say(WE_ANSWER)
            parts.append(
                Table(header, tuple((one.employer.say(language), one.reply.say(language)) for one in arguments))
            )
    return [Heading(language.say(YOU_MAY_SAY)), *parts] if parts else []
