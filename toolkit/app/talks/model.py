"""The table of a role-play, without any widget: what two groups entered becomes a negotiation on record.

Everything is worked out from the entries each time, so that a page that was loaded anew shows what it showed before.
What the employer's group gets to see is a negotiation of its own (`TableModel.at_table`), made only of what was said:
weights and red lines of the union are not in it, so nothing that is drawn or written from it can hold them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, Literal

from toolkit.app.kit.fields import LONGEST_NUMBER
from toolkit.bargaining import Blank, Issue, Negotiation, library
from toolkit.bargaining.talks.issue import CLAUSE_LADDER, Position
from toolkit.bargaining.talks.values import SIDES, Side
from toolkit.errors import InvalidBlank, translatable
from toolkit.languages import Language, read_number, strip
from toolkit.languages.units import read_counted

Player = Literal["union", "employer", "both"]
What = Literal["strength", "number"]

PLAYERS: tuple[Player, ...] = ("union", "employer", "both")
WHATS: tuple[What, ...] = ("strength", "number")
NONE = CLAUSE_LADDER[0]
OPENING = CLAUSE_LADDER[-1]
MOST_ROUNDS = 6
LONGEST_NAME = 200
LONGEST_NOTE = 1000

TITLE = translatable("The table: talks on digital rights")
UNION_NAME = translatable("Union of Municipal Workers")
EMPLOYER_NAME = translatable("City Administration")
NUMBER_OF = translatable("{clause}: {what}")
WRONG_NUMBER = translatable("“{blank}” cannot be “{value}”. It takes {wanted}.")
WRONG_POINTS = translatable("“{value}” are no points. Write a whole number from 0 to 100.")
ABOVE_OPENING = translatable("You open with {opening}. What you would not go below cannot be better for you than that.")


@dataclass(frozen=True)
class Stake:
    """A clause on the table, with its one number that matters and what the role sheets say about both.

    The union opens with the strongest text and the usual number of the library; its red line is the library's floor.
    The employer starts without such an article, and may go as far as its limit.

    Attributes
    ----------
    clause, number
        Id of the clause, and the name of one of its blanks that stands in every strength.
    points
        Of a hundred, to begin with.
    floor, limit
        The strength that the union does not go below, and that the employer does not go beyond.
    start, furthest
        The number with which the employer starts, and its limit.
    """

    clause: str
    number: str
    points: int
    floor: str
    limit: str
    start: int
    furthest: int

    @property
    def blank(self) -> Blank:
        """The blank that holds the number."""
        blank = library()[self.clause].blank(self.number)
        assert blank is not None
        return blank

    def entry(self, number: int, side: str, what: str) -> str:
        """Under which name an offer is entered."""
        return f"offer.{number}.{self.clause}.{side}.{what}"


# Three clauses of the starter agreement. What costs the employer little (notice) is not what weighs most for the union,
# and every red line can just be reached, so that a group which trades gets further than one that only insists.
STAKES = (
    Stake("notice", "notice_days", 20, floor="minimum", limit="strong", start=10, furthest=45),
    Stake("human", "report_months", 35, floor="standard", limit="standard", start=24, furthest=9),
    Stake("bias", "remedy_days", 45, floor="standard", limit="standard", start=120, furthest=45),
)


@dataclass(frozen=True)
class TableModel:
    """What was entered at the table of a role-play, and what follows from it; a new value after each entry.

    Attributes
    ----------
    entries
        As a page sends them, by name; they may hold anything.
    today
        The day of a round for which none was kept.
    """

    language: Language
    entries: Mapping[str, Any] = field(default_factory=dict, repr=False)
    today: date = field(default_factory=date.today)

    # --- who plays -----------------------------------------------------------------------------------------------

    @property
    def player(self) -> Player | None:
        """Which group uses this phone, or both; none before somebody has said so."""
        raw = self.entries.get("side")
        return next((one for one in PLAYERS if one == raw), None)

    def sees(self, side: Side) -> bool:
        """Whether this phone may be asked for a side's own sheet."""
        return self.player in (side, "both")

    def name(self, side: Side) -> str:
        """What a side calls itself; an invented name where nobody wrote one."""
        usual = self.language.say(UNION_NAME if side == "union" else EMPLOYER_NAME)
        return self._text(side)[:LONGEST_NAME] or usual

    # --- the union's own sheet -----------------------------------------------------------------------------------

    def points(self, stake: Stake) -> int:
        """How many of its hundred points the union gives to a clause; the usual ones where its entry does not do."""
        entered = self._own_number(f"points.{stake.clause}")
        return entered if isinstance(entered, int) and 0 <= entered <= 100 else stake.points

    def floor(self, stake: Stake, what: What) -> Position:
        """The union's red line on a clause."""
        name = f"floor.{stake.clause}.{what}"
        if what == "strength":
            entered = self.entries.get(name) if self.has_own else None
            return str(entered) if entered in CLAUSE_LADDER else stake.floor
        number = None if self.wrong(name) else self._own_number(name)
        return number if isinstance(number, int) else int(stake.blank.floor or 0)

    @property
    def has_own(self) -> bool:
        """Whether the union spreads its points itself."""
        return self.entries.get("own") == ["own"]

    def _own_number(self, name: str) -> int | float | str | None:
        return self._number(name) if self.has_own else None

    # --- offers --------------------------------------------------------------------------------------------------

    @property
    def opened(self) -> int:
        """How many rounds were opened."""
        number = self._number("rounds")
        return min(max(number, 1), MOST_ROUNDS) if isinstance(number, int) else 1

    @cached_property
    def held(self) -> int:
        """The last round that somebody went through or entered something in; one that was only opened is not held."""
        gone = self._number("held")
        through = gone if isinstance(gone, int) else 1
        entered = [number for number in range(2, self.opened + 1) if number <= through or self._has_entries(number)]
        return max(entered, default=1)

    def _has_entries(self, number: int) -> bool:
        names = (name for name, value in self.entries.items() if value)
        return any(name.startswith((f"offer.{number}.", f"note.{number}")) for name in names)

    def offer(self, number: int, stake: Stake, side: Side, what: What) -> Position | None:
        """What a side offers in a round: as entered, else as in the round before, else where its sheet begins.

        The first offer of the other group is not known before it is made: it begins empty on this phone.
        """
        for earlier in range(number, 0, -1):
            name = stake.entry(earlier, side, what)
            if name in self.entries:
                position = self._position(name, what)
                if position is not None or earlier == number:
                    return position
        return self._beginning(stake, side, what) if self.sees(side) else None

    def _position(self, name: str, what: What) -> Position | None:
        raw = self.entries.get(name)
        if what == "strength":
            return raw if isinstance(raw, str) and raw in CLAUSE_LADDER else None
        value = self._number(name)
        return None if value is None or self.wrong(name) else value

    def _beginning(self, stake: Stake, side: Side, what: What) -> Position:
        if what == "strength":
            return OPENING if side == "union" else NONE
        return _usual(stake) if side == "union" else stake.start

    def note(self, number: int) -> str:
        """What a group wrote down about a round, for itself."""
        return self._text(f"note.{number}")[:LONGEST_NOTE]

    # --- what is wrong -------------------------------------------------------------------------------------------

    def wrong(self, name: str) -> str:
        """What is wrong with the entry of a number, in a sentence; empty if nothing is."""
        value = self._number(name)
        stake = _stake_of(name)
        if value is None or stake is None:
            return ""
        say, blank = self.language.say, stake.blank
        if name.startswith("points."):
            right = isinstance(value, int) and 0 <= value <= 100
            return "" if right else say(WRONG_POINTS, value=str(value))
        try:
            blank.accept(stake.clause, value)
        except InvalidBlank:
            wanted = blank.wanted(self.language)
            return say(WRONG_NUMBER, blank=blank.label(self.language), value=str(value), wanted=wanted)
        assert not isinstance(value, str)
        if name.startswith("floor.") and _is_better(blank, value, _usual(stake)):
            return say(ABOVE_OPENING, opening=blank.show(_usual(stake), self.language))
        return ""

    # --- the record ----------------------------------------------------------------------------------------------

    @cached_property
    def ours(self) -> Negotiation:
        """The talks as the union keeps them: with its points and red lines."""
        return self._played(issue for stake in STAKES for issue in self._issues_of_union(stake))

    @cached_property
    def at_table(self) -> Negotiation:
        """The talks as everybody heard them: of the union only what it said, and every issue it spoke of counts alike.

        The limits of the employer's group are in it, for its own sheet.
        """
        return self._played(self._heard(stake, what) for stake in STAKES for what in WHATS)

    def _issues_of_union(self, stake: Stake) -> Iterator[Issue]:
        points = self.points(stake)
        share = points // 3  # two thirds for what the text does, one for its number
        yield Issue(stake.clause, OPENING, self.floor(stake, "strength"), points - share, theirs=NONE)
        yield Issue(
            self.issue_name(stake, "number"),
            _usual(stake),
            self.floor(stake, "number"),
            share,
            theirs=stake.start,
            better=stake.blank.better,
            unit=stake.blank.unit,
        )

    def _heard(self, stake: Stake, what: What) -> Issue:
        start: Position = NONE if what == "strength" else stake.start
        said = (self.offer(number, stake, "union", what) for number in range(1, self.held + 1))
        first = next((one for one in said if one is not None), None)
        opening = start if first is None else first
        kinds = {} if what == "strength" else {"better": stake.blank.better, "unit": stake.blank.unit}
        limit = stake.limit if what == "strength" else stake.furthest
        name = self.issue_name(stake, what)
        issue = Issue(name, opening, opening, 0, theirs=start, their_limit=limit, **kinds)  # type: ignore[arg-type]
        # Of what the union never asked for, or asked for less than the employer gives anyway, nobody can come nearer.
        return replace(issue, weight=int(issue.rank(opening) > issue.rank(start)))

    def issue_name(self, stake: Stake, what: What) -> str:
        """What an issue goes by in the record: the clause's id, or the clause and its number in words."""
        if what == "strength":
            return stake.clause
        said = {"clause": library()[stake.clause].text(self.language).title, "what": stake.blank.label(self.language)}
        return strip(self.language.say(NUMBER_OF, **said))

    def _played(self, issues: Iterable[Issue]) -> Negotiation:
        talks = Negotiation(
            self.language.say(TITLE), self.name("union"), self.name("employer"), self.language.tag, tuple(issues)
        )
        for number in range(1, self.held + 1):
            day = max([self.day(number), *(one.day for one in talks.rounds)])
            talks = talks.open_round(day, note=self.note(number))
            for stake in STAKES:
                talks = self._with_clause(talks, stake, number)
        return talks

    def day(self, number: int) -> date:
        """The day of a round, as it was kept when the round was opened."""
        try:
            return date.fromisoformat(self._text(f"day.{number}"))
        except ValueError:
            return self.today

    def _with_clause(self, talks: Negotiation, stake: Stake, number: int) -> Negotiation:
        """What both sides say in a round about a clause and its number."""
        texts = {side: self.offer(number, stake, side, "strength") for side in SIDES}
        talks = offered(talks, stake.clause, texts)
        name = self.issue_name(stake, "number")
        if texts["union"] == NONE:
            return withdrawn(talks, name)  # there is no number in an article that nobody asks for
        numbers = {side: self.offer(number, stake, side, "number") for side in SIDES}
        if texts["employer"] == NONE:
            # Whoever takes the article back takes its number back too.
            numbers["employer"] = None if talks.state()[name].theirs is None else stake.start
        return offered(talks, name, numbers)

    # --- entries -------------------------------------------------------------------------------------------------

    def _text(self, name: str) -> str:
        raw = self.entries.get(name)
        return raw.strip() if isinstance(raw, str) else ""

    def _number(self, name: str) -> int | float | str | None:
        """A number, or the text that is none; nothing where nothing was entered."""
        text, stake = self._text(name), _stake_of(name)
        unit = stake.blank.unit if stake is not None and name.endswith(".number") else None
        number = read_number(text) if unit is None else read_counted(text, unit)
        if number is None:
            return text[:LONGEST_NUMBER] or None
        return int(number) if float(number).is_integer() else number


def _stake_of(name: str) -> Stake | None:
    """The clause that an entry is about, if it is about one."""
    return next((one for one in STAKES if one.clause in name.split(".")), None)


def offered(talks: Negotiation, issue: str, positions: Mapping[Side, Position | None]) -> Negotiation:
    """The talks with both sides' offers on an issue; where they meet it is settled, and open again if one moves off."""
    made = {side: position for side, position in positions.items() if position is not None}
    now = talks.state()[issue]
    if not made or (now.status == "settled" and all(one == now.agreed for one in made.values())):
        return talks
    if now.status != "open":
        talks = talks.reopen(issue)
    for side, position in made.items():
        talks = talks.offer(issue, side, position)
    now = talks.state()[issue]
    return talks.settle(issue) if now.ours is not None and now.ours == now.theirs else talks


def withdrawn(talks: Negotiation, issue: str) -> Negotiation:
    """The talks with an issue that the union took off the table."""
    status = talks.state()[issue].status
    if status == "withdrawn":
        return talks
    return (talks.reopen(issue) if status == "settled" else talks).withdraw(issue)


def _usual(stake: Stake) -> int:
    """The number with which the union opens: the library's own."""
    assert isinstance(stake.blank.default, int)
    return stake.blank.default


def _is_better(blank: Blank, value: float, than: float) -> bool:
    return value < than if blank.better == "lower" else value > than
