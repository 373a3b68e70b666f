"""Times that begin with an event and not with a day: within 14 days of the request, of the report, of the complaint."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import cast

from toolkit.bargaining.agreements.draft import Draft, DraftArticle
from toolkit.bargaining.agreements.timetable import Span
from toolkit.bargaining.clauses.blanks import Blank
from toolkit.bargaining.clauses.library import find_clause
from toolkit.errors import AgreementError, translatable
from toolkit.languages import Language
from toolkit.languages.units import CALENDAR_UNITS

TOO_FAR = translatable("No calendar reaches that far. Give a day that lies nearer.")


@dataclass(frozen=True)
class Clock:
    """A time that an article fixes and that begins when something happens.

    Attributes
    ----------
    article
        The clause.
    blank
        What the time is for; its words say within what.
    span
        How long it is, as agreed.
    """

    article: str
    blank: Blank
    span: Span

    @property
    def id(self) -> str:
        """A name that tells it from the others of the agreement."""
        return f"{self.article}.{self.blank.name}"

    def ends(self, begins: date) -> date:
        """The last day in time, if it begins on this day.

        Raises
        ------
        AgreementError
            If no calendar reaches that far.
        """
        try:
            return self.span.after(begins)
        except (OverflowError, ValueError) as error:
            raise AgreementError(TOO_FAR) from error

    def say(self, language: Language | str) -> str:
        """What has to happen in that time, in words."""
        return self.blank.label(Language.of(language))


def clocks_of(agreement: Draft) -> tuple[Clock, ...]:
    """The clocks of an agreement that an event starts, article by article.

    They are the times that its texts fix and that stand in no timetable, because they are not counted from the day on
    which the agreement enters into force.

    >>> draft = Draft(title="t", union="u", employer="e", place="KE").add("dispute", blanks={"data_days": 7})
    >>> [(clock.blank.name, clock.span.number) for clock in clocks_of(draft)]
    [('data_days', 7)]
    """
    return tuple(clock for article in agreement.articles for clock in _of(article))


def _of(article: DraftArticle) -> Iterator[Clock]:
    clause = find_clause(article.clause)
    dated = {name for duty in clause.duties for name in (duty.within, duty.every)}
    for name in clause.texts["en"].blanks_of(article.strength):
        blank = clause.blank(name)
        if blank is None or name in dated or blank.unit not in CALENDAR_UNITS or name not in article.blanks:
            continue
        yield Clock(article.clause, blank, Span(cast(int, article.blanks[name]), blank.unit))
