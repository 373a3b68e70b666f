"""What stands in our own paper only: strengths, reasons, price, floors, law with its state, and our answers."""

from __future__ import annotations

from collections import Counter

from toolkit.bargaining.agreements.checks.problem import Problem, Quoted
from toolkit.bargaining.agreements.checks.problems import COMPANION, find_problems
from toolkit.bargaining.agreements.draft import Draft, DraftArticle
from toolkit.bargaining.agreements.elsewhere import say_won, won_elsewhere
from toolkit.bargaining.agreements.legal_basis import law_behind
from toolkit.bargaining.clauses.library import find_clause
from toolkit.bargaining.clauses.record import STRENGTH_NAMES
from toolkit.documents import Bullets, Heading, Part, Table
from toolkit.languages import Language, translatable

STRENGTH = translatable("Strength of this draft: {strength}")
OUR_REASON = translatable("Our reason: {reason}")
NO_REASON = translatable("Our reason: chosen without an audit.")
NO_REASON_YET = translatable("Our reason: no numbers of our own yet. What follows is a case from elsewhere.")
WHY = translatable("Why: {why}")
WATCH_OUT = translatable("Watch out: {watch_out}")
TRADE = translatable("{what}: {words}")
FLOORS = translatable(
    "Floors that this toolkit suggests; write your own beside them before you sit down. Nobody else reads them: "
    "{floors}."
)
FLOOR = translatable("{blank}: {floor}")
BELOW = translatable("This draft already asks for less than our floor in: {blanks}.")
KNOW_HERE = translatable("To know in {place}: {note}")
WON_ELSEWHERE = translatable("Won elsewhere")
FOR_US = translatable("For us only")
WOULD_STRENGTHEN = translatable(
    "Several of these articles are stronger together with others that are not in this draft, above all: {others}."
)
STILL_OPEN = translatable("Before this goes to the table")
MOST_WANTED = 6
MOST_NAMED_APART = 3  # articles whose companions are told article by article; beyond it they would fill a page
ARGUMENTS = translatable("What they will say, and what we answer")
THEY_SAY = translatable("They say")
WE_ANSWER = translatable("We answer")


def strategy_of(agreement: Draft, article: DraftArticle, language: Language) -> list[Part]:
    """What we know about an article and keep to ourselves."""
    text = find_clause(article.clause).text(language)
    reason = article.because.say_own(language) if article.because is not None else ""
    because = article.because
    case = (because.say_elsewhere(language), because.say_would_follow(language)) if because is not None else ()
    elsewhere = [said for said in case if said]
    notes = [
        language.say(STRENGTH, strength=language.say(STRENGTH_NAMES[article.strength])),
        language.say(OUR_REASON, reason=reason) if reason else language.say(NO_REASON_YET if elsewhere else NO_REASON),
        *elsewhere,
        language.say(WHY, why=text.why),
        language.say(WATCH_OUT, watch_out=text.watch_out),
        *_trade(article, language),
        *_floors(article, language),
        *_notes(agreement, article, language),
    ]
    law = law_behind(agreement, article.clause, language)
    return [Heading(language.say(FOR_US), level=2), Bullets(tuple(notes)), *law, *_won(article, language)]


def still_open(agreement: Draft, language: Language) -> list[Part]:
    """What a careful colleague would ask first, where there is something."""
    problems = find_problems(agreement)
    if not problems:
        return []
    lonely = [one for one in problems if one.sentence == COMPANION]
    if len(lonely) > MOST_NAMED_APART:
        counted = Counter(other for one in lonely for other in one.clauses[1:])
        others = [Quoted(other) for other, _ in counted.most_common(MOST_WANTED)]
        together = Problem("companion", tuple(counted), WOULD_STRENGTHEN, {"others": others})
        problems = (*(one for one in problems if one not in lonely), together)
    return [Heading(language.say(STILL_OPEN), level=2), Bullets(tuple(one.say(language) for one in problems))]


def argument_sheet(agreement: Draft, language: Language) -> list[Part]:
    """Objections with replies, clause by clause."""
    parts: list[Part] = []
    for article in agreement.articles:
        clause = find_clause(article.clause)
        if clause.arguments:
            header = language.say(THEY_SAY), language.say(WE_ANSWER)
            rows = tuple((one.employer.say(language), one.reply.say(language)) for one in clause.arguments)
            parts.append(Table(header, rows, caption=clause.text(language).title))
    return [Heading(language.say(ARGUMENTS)), *parts] if parts else []


def _trade(article: DraftArticle, language: Language) -> list[str]:
    """What the clause costs them, what we could give for it, what is lost without it."""
    trade = find_clause(article.clause).trade
    said = trade.say(language) if trade is not None else ()
    return [language.say(TRADE, what=what, words=words) for what, words in said]


def _floors(article: DraftArticle, language: Language) -> list[str]:
    clause = find_clause(article.clause)
    used = clause.text(language).blanks_of(article.strength)
    blanks = [blank for blank in clause.blanks if blank.floor is not None and blank.name in used]
    if not blanks:
        return []
    floors = [
        language.say(FLOOR, blank=blank.label(language), floor=blank.show(blank.floor_value, language))
        for blank in blanks
    ]
    below = [
        blank.label(language)
        for blank in blanks
        if blank.name in article.blanks and blank.below_floor(article.blanks[blank.name])
    ]
    said = [language.say(FLOORS, floors=language.chain(floors))]
    return [*said, language.say(BELOW, blanks=below)] if below else said


def _notes(agreement: Draft, article: DraftArticle, language: Language) -> list[str]:
    """What the clause knows about this place, or about the place above it."""
    here = {agreement.place.upper(), agreement.place.upper().partition("-")[0]}
    names = language.locale.territories
    return [
        language.say(KNOW_HERE, place=names.get(one.place, one.place), note=one.note.say(language))
        for one in find_clause(article.clause).jurisdictions
        if one.place in here
    ]


def _won(article: DraftArticle, language: Language) -> list[Part]:
    """What other unions have won on this, for the moment when they say that nobody else has that."""
    found = won_elsewhere(article.clause)
    if not found:
        return []
    return [Heading(language.say(WON_ELSEWHERE), level=2), Bullets(tuple(say_won(one, language) for one in found))]
