"""Two minutes at the table: what we ask for and why, in words to be spoken, put together from the draft."""

from __future__ import annotations

import re
from dataclasses import dataclass

from toolkit.bargaining.agreements.draft import Draft, DraftArticle
from toolkit.bargaining.clauses import standing_articles as parts
from toolkit.bargaining.clauses.library import Clause, find_clause
from toolkit.bargaining.clauses.record import STRENGTHS
from toolkit.bargaining.clauses.texts import fill
from toolkit.errors import AgreementError, translatable
from toolkit.languages import Language, strip

MOST, ENOUGH = 340, 300  # words: two minutes at a hundred and fifty a minute
_FOCUS = 3
_NUMBERS = 4
_SENTENCE = re.compile(r"(?<=[.!?؟])\s+")
NOTHING_TO_SAY = translatable("There is nothing to speak about: the agreement has no clauses yet. Add one first.")


@dataclass
class _Point:
    """One clause of the speech: what is certain to be said of it, and what is said if there is time."""

    opening: str
    more: list[str]
    taken: int = 0

    @property
    def text(self) -> str:
        return " ".join([self.opening, *self.more[: self.taken]])


def speech_of(agreement: Draft, language: Language | None = None) -> tuple[str, ...]:
    """The speech in paragraphs, about 300 words: opening, the weightiest demands with their reasons, closing.

    Raises
    ------
    AgreementError
        If the agreement has no clauses yet.
    """
    speech = language or agreement.speech
    if not agreement.articles:
        raise AgreementError(NOTHING_TO_SAY)
    ranked = sorted(agreement.articles, key=_weight)
    points = [_point(article, speech) for article in ranked[:_FOCUS]]
    first = _said("opening", speech, employer=agreement.names_in(speech)["employer"])
    last = [_said("closing", speech)]
    others = [find_clause(article.clause).text(speech).title for article in ranked[_FOCUS:]]
    if others:
        last.insert(0, _said("others", speech, titles=speech.chain(others)))
    while len(points) > 1 and _count([first, *(point.opening for point in points), *last]) > MOST:
        points.pop()
    _fill_time(points, [first, *last])
    return tuple(strip(text) for text in (first, *(point.text for point in points), *last))


def _fill_time(points: list[_Point], frame: list[str]) -> None:
    """Take one more sentence of each clause in turn, until two minutes are full."""
    waiting = True
    while waiting:
        waiting = False
        for point in points:
            spoken = _count([*frame, *(one.text for one in points)])
            if spoken >= ENOUGH:
                return
            # What is too long for the time that is left makes room for what is shorter.
            while point.taken < len(point.more) and spoken + _count([point.more[point.taken]]) > MOST:
                point.more.pop(point.taken)
            if point.taken < len(point.more):
                point.taken += 1
                waiting = True


def _point(article: DraftArticle, speech: Language) -> _Point:
    clause = find_clause(article.clause)
    told = _SENTENCE.split(strip(article.because.say_aloud(speech))) if article.because else []
    reason = [" ".join(told[:2]), *told[2:]] if told else []  # who is worse off, and by how much, in one breath
    why = _SENTENCE.split(clause.text(speech).why)
    answers = [
        _said("objection", speech, objection=one.employer.say(speech), reply=one.reply.say(speech))
        for one in clause.arguments
    ]
    numbers = _numbers(clause, article, speech)
    opening = _said("focus", speech, title=clause.text(speech).title)
    return _Point(opening, [*reason[:2], *why, *numbers, *reason[2:], *answers])


def _numbers(clause: Clause, article: DraftArticle, speech: Language) -> list[str]:
    """The first dates and numbers of the article as it was filled in."""
    used = clause.text(speech).blanks_of(article.strength)
    shown = [
        f"{blank.label(speech)}: {blank.show(article.blanks[blank.name], speech)}"
        for blank in clause.blanks
        if blank.kind in ("whole", "share") and blank.name in used and blank.name in article.blanks
    ]
    together = speech.chain(shown[:_NUMBERS])
    return [_said("numbers", speech, numbers=together)] if shown else []


def _weight(article: DraftArticle) -> tuple[bool, int]:
    """What rests on evidence of ours is said first, then what is demanded most strongly."""
    return article.because is None or not article.because.own, -STRENGTHS.index(article.strength)


def _said(section: str, speech: Language, **values: str) -> str:
    return str(fill(parts.part("speech", speech).sections[section][0].text, values))


def _count(texts: list[str]) -> int:
    return sum(len(text.split()) for text in texts)
