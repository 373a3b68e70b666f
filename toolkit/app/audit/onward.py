"""From an audit of one's own file on to a clause, on the same page."""

from __future__ import annotations

from datetime import date
from typing import Any

import ipywidgets as widgets

from toolkit.app.agreement.clause_view import DraftView
from toolkit.app.audit.view import AuditView
from toolkit.app.kit.pieces import html
from toolkit.audit import AuditResult
from toolkit.bargaining import suggest
from toolkit.errors import translatable
from toolkit.languages import Language
from toolkit.markup import markup

_ONWARD = translatable("From the numbers to a clause")
_SUPPORTS = translatable(
    "This clause fits what these numbers say, and what they cannot tell. Fill in what it leaves open, and take it to "
    "the table: once for the other side, once for you."
)
_NOTHING = translatable(
    "These numbers support no demand by themselves: no gap is shown, or something in the file is not settled yet. What"
    " you can demand without numbers stands in topic 4."
)


class AuditAndClause(widgets.VBox):
    """An audit, and below it the first clause that its findings support."""

    def __init__(self, language: Language | str) -> None:
        self.speech = Language.of(language)
        self.audit = AuditView(self.speech)
        self.clause: DraftView | None = None
        self.audit.when_made = self._go_on
        super().__init__([self.audit])

    def _go_on(self, result: AuditResult) -> None:
        say = self.speech.say
        demands = suggest(result.findings, place="INT", on=date.today())
        below: list[Any]
        title = markup("<h2>{}</h2>", say(_ONWARD))
        if not demands:
            self.clause = None
            below = [html(markup("{}<p>{}</p>", title, say(_NOTHING)), self.speech)]
        else:
            self.clause = DraftView(demands[0].clauses[0], result.findings, self.speech, key="own-clause")
            below = [html(markup("{}<p>{}</p>", title, say(_SUPPORTS)), self.speech), self.clause]
        self.children = (self.audit, *below)
