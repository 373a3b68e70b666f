"""``toolkit codebook``: a few questions about a table, asked one by one, and their answers as a file beside it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from toolkit.command_arguments import add_language
from toolkit.errors import DataError, SetupError, translatable
from toolkit.languages import Language

THERE_ALREADY = translatable(
    "There is “{path}” already. Name another file with --to, or put that one away first; nothing was written."
)
ENDED = translatable("The answers ended before the last question. Answer all of them; nothing was written.")
WHICH_DECISION = translatable("Which column holds the decision?")
WHICH_SELECTED = translatable("What does it say when the system chose somebody? Several values: with semicolons.")
IS_GOOD = translatable("Is being chosen good or bad for people?")
GOOD, BAD = translatable("good"), translatable("bad")
HAPPENED = translatable("In a few words: people who were chosen … (were hired, were checked, lost their job)")
WHICH_GROUPS = translatable("By which columns are people compared? Up to three, with semicolons.")
WHICH_WITHIN = translatable("Compare like with like: inside which column? Leave it open if there is none.")
WHICH_OUTCOME = translatable("Which column says what turned out true? Leave it open if there is none.")
WHICH_TRUE = translatable("What does it say when it turned out true? Several values: with semicolons.")
WHICH_COUNT = translatable("Which column counts people? Leave it open if each row is one decision.")
BY_NUMBER = translatable("Write the number or the name.")
BY_NAME = translatable("Write what stands there.")
NOT_AMONG = translatable("“{value}” is none of these: {options}.")
OPEN = translatable("(may be left open)")
WRITTEN = translatable("Written: {path}. Audit the table in these words: {command}.")
_MOST_COLUMNS = 200
_MOST_VALUES = 40


def add_codebook(commands: Any) -> None:
    """The command, its options and what a newcomer reads about them."""
    codebook = commands.add_parser(
        "codebook",
        help="say in words what a table means",
        description="Asks what one row of the table is, which columns mean what, who the people in its groups are, who "
        "decided and when, and writes the answers into a readable file (YAML) in your language. Audits of the table "
        "use those words.",
        epilog="Example: toolkit codebook promotions.xlsx --language fr",
    )
    codebook.add_argument("file", metavar="FILE", help="the table")
    codebook.add_argument("--to", type=Path, metavar="PATH", help="where to write (codebook.yml beside the table)")
    codebook.add_argument("--sheet", help="of a workbook: the name of the sheet")
    add_language(codebook)
    codebook.set_defaults(run=run_codebook)


def run_codebook(options: argparse.Namespace) -> int:
    """Ask, and write what was answered."""
    from toolkit.audit.codebooks.answers import codebook_text
    from toolkit.documents import write_bytes

    speech = Language.of(options.language)
    table = Path(options.file)
    place = options.to or table.with_name("codebook.yml")
    if place.exists():
        raise SetupError(THERE_ALREADY, path=str(place))
    asking = Asking(table, options.sheet, speech)
    roles, said = asking.roles()
    codebook = asking.words(roles).codebook(roles, table.name)
    write_bytes(codebook_text(codebook, speech, said).encode("utf-8"), place)
    command = f"toolkit audit {table} --codebook {place}"
    print(speech.say(WRITTEN, path=speech.isolate(str(place)), command=speech.isolate(command)))
    return 0


class Asking:
    """Asks about a table, line by line."""

    def __init__(self, table: Path, sheet: str | None, speech: Language) -> None:
        from toolkit.audit.counting.reading.asked import FileAsked
        from toolkit.audit.counting.sources import columns_of, open_table

        self.speech = speech
        self.opened = open_table(table, asked=FileAsked(sheet=sheet))
        self.columns = columns_of(self.opened.frame)[:_MOST_COLUMNS]

    def roles(self) -> tuple[dict[str, Any], str]:
        """Which column says what, and the words for what happened to people."""
        decision = self._one(WHICH_DECISION, self.columns)
        selected = self._several(WHICH_SELECTED, self.values(decision))
        good, bad = self.speech.say(GOOD), self.speech.say(BAD)
        effect = "benefit" if self._one(IS_GOOD, [good, bad]) == good else "burden"
        said = self._line(HAPPENED, is_optional=True)
        free = [name for name in self.columns if name != decision]
        groups = self._several(WHICH_GROUPS, free)[:3]
        free = [name for name in free if name not in groups]
        roles: dict[str, Any] = {"decision": decision, "selected": selected, "effect": effect, "groups": groups}
        within = self._one(WHICH_WITHIN, free, is_optional=True)
        free = [name for name in free if name != within]
        outcome = self._one(WHICH_OUTCOME, free, is_optional=True)
        roles |= {"within": [within]} if within else {}
        if outcome:
            roles |= {"outcome": outcome, "outcome_true": self._several(WHICH_TRUE, self.values(outcome))}
        free = [name for name in free if name != outcome]
        count = self._one(WHICH_COUNT, free, is_optional=True)
        return roles | ({"count": count} if count else {}), said

    def words(self, roles: dict[str, Any]) -> Any:
        """What the table, its columns and their values are called."""
        from toolkit.audit.codebooks.answers import Worded
        from toolkit.audit.codebooks.questions import LONGEST, ColumnAsked, questions_on

        named = [roles["decision"], *roles["groups"], roles.get("outcome"), *roles.get("within", ())]
        asked = [ColumnAsked(name, self.values(name), name in roles["groups"]) for name in named if name]
        answers = {}
        for one in questions_on(asked):
            text = self._ask(f"{one.say(self.speech)} {one.say_help(self.speech)}", is_optional=True)[:LONGEST]
            if text:
                answers[one] = text
        return Worded(answers, self.speech.code)

    def values(self, column: str) -> list[str]:
        """What a column says, as far as it says few things."""
        import narwhals as nw

        from toolkit.audit.counting.sources import rows_of
        from toolkit.documents.brought.cell_text import as_text

        found = rows_of(self.opened.frame.select(nw.col(column)).unique().head(_MOST_VALUES + 1))
        return sorted({text for (cell,) in found if (text := as_text(cell))})

    def _several(self, question: str, options: Sequence[str]) -> list[str]:
        """Some of the options, by their numbers or names; at least one."""
        while True:
            pieces = [piece.strip() for piece in self._line(question, options).split(";") if piece.strip()]
            chosen = [self._known(piece, options) for piece in pieces]
            if chosen and all(chosen):
                return list(dict.fromkeys(filter(None, chosen)))

    def _one(self, question: str, options: Sequence[str], *, is_optional: bool = False) -> str:
        while True:
            text = self._line(question, options, is_optional=is_optional)
            if not text and is_optional:
                return ""
            if known := self._known(text, options):
                return known

    def _known(self, text: str, options: Sequence[str]) -> str:
        """The option that somebody wrote; what is none is said."""
        if text in options:
            return text
        if not _has_numbers(options) and text.isdecimal() and 1 <= int(text) <= len(options):
            return options[int(text) - 1]
        print(self.speech.say(NOT_AMONG, value=text, options=list(options)))
        return ""

    def _line(self, question: str, options: Sequence[str] = (), *, is_optional: bool = False) -> str:
        said = self.speech.say(question)
        if options:
            plain = _has_numbers(options)
            lines = [f"    {option}" if plain else f"{place:>4}  {option}" for place, option in enumerate(options, 1)]
            said = "\n".join([f"{said} {self.speech.say(BY_NAME if plain else BY_NUMBER)}", *lines])
            return self._ask(said)
        return self._ask(said, is_optional=is_optional)

    def _ask(self, said: str, *, is_optional: bool = False) -> str:
        print(f"{said} {self.speech.say(OPEN)}" if is_optional else said)
        try:
            return input("> ").strip()
        except EOFError as error:
            raise DataError(ENDED) from error


def _has_numbers(options: Sequence[str]) -> bool:
    """Whether a number that somebody writes is one of the options itself."""
    return any(option.isdecimal() for option in options)
