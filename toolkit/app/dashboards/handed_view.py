"""Files that unions hand over, on the page: brought one by one or as a zip, told what was read of each, and drawn."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from datetime import date

from toolkit.app.dashboards.pieces import board_items, to_take_home
from toolkit.app.kit.fields import Button, FileIn, Item, Piece, Text
from toolkit.app.kit.pieces import feedback, fold, paragraph, table
from toolkit.app.kit.sheet import Sheet
from toolkit.course.dashboards.handed_over import LARGEST, SUFFIXES, FileRead, HandedOver
from toolkit.course.dashboards.invented import invented_bundle
from toolkit.course.dashboards.paper import Board
from toolkit.errors import ToolkitError, translatable
from toolkit.languages import Language
from toolkit.markup import Markup

_FILE = translatable("A file that a union handed over, or a zip of many")
_FILE_HELP = translatable(
    "Agreements (.yml), questions to management, published numbers of an audit, what came of a course (.json), systems "
    "(.xlsx, .csv, .json). In a zip, a folder is called as the union whose files it holds."
)
_UNION = translatable("From which union?")
_UNION_HELP = translatable("Only where the file does not say it itself. Enter it before you choose the file.")
_TRY = translatable("Try it with invented files")
_FORGET = translatable("Put all files away")
_MAKE = translatable("Make a page of it to take home")
_FILES = translatable("What was read, file by file")
_NOT_READ = translatable("What was not read")
_NEVER = translatable(
    "Of an agreement only its clauses, their strength and the day on which it began are kept: no reasons, no floors, "
    "no red lines. Files stay in the memory of the computer that runs this page, and are forgotten with it."
)
_HEADS = (translatable("File"), translatable("What it is"), translatable("What became of it"))
_KINDS = {
    "": "–",
    "agreement": translatable("agreement"),
    "audit": translatable("numbers of an audit"),
    "systems": translatable("systems"),
    "questions": translatable("questions to management"),
    "follow-up": translatable("what came of a course"),
}
_TAKEN = translatable("Read: {number}.")
_REPEATED = translatable("Handed over before, and counted once: {number}.")
_COUNTS = translatable("Files read: {read}. Files not read: {refused}.")
_MOST_LISTED = 40
_MORE = translatable("{number} more files are not listed.")


class HandedView(Sheet):
    """Files in, a dashboard out. Each kind of dashboard says what it makes of them."""

    def __init__(self, key: str, language: Language | str, today: date | None = None) -> None:
        self.today = today or date.today()
        self.handed = HandedOver()
        self.invented = False
        self._papers: list[Item] = []
        self._problem = ""
        super().__init__(key, [], language)
        self.when_changed(self._take)
        self.when_pressed("try", self._try)
        self.when_pressed("forget", self._forget)
        self.when_pressed("make", self._make)
        self._draw()
        self.add_class("tk-draft")

    @abstractmethod
    def board(self) -> Board | None:
        """The dashboard of what was handed over; none where nothing of it belongs there."""

    @abstractmethod
    def nothing(self) -> str:
        """What is said where files were read and nothing of them belongs here."""

    # --- what comes in -------------------------------------------------------------------------------------------

    def _take(self, names: frozenset[str]) -> None:
        upload = self._uploads.whole("file")
        if "file" not in names or upload is None or not upload.content:
            return
        before = HandedOver() if self.invented else self.handed
        union = str(self._raw("union") or "")

        def done(read: HandedOver | ToolkitError) -> None:
            self._uploads.let_go("file")
            if isinstance(read, ToolkitError):
                self._problem = self.speech.say_error(read)
            else:
                self.handed, self.invented, self._problem = read, False, ""
            self._papers = []
            self._draw()

        self.read_file("file", lambda _: before.with_file(upload.name, upload.content, union), done)

    def _try(self) -> None:
        handed = HandedOver()
        for name, content, union in invented_bundle(self.today):
            handed = handed.with_file(name, content, union)
        self.handed, self.invented, self._papers, self._problem = handed, True, [], ""
        self._draw()

    def _forget(self) -> None:
        self._uploads.forget("file")
        self.handed, self.invented, self._papers, self._problem = HandedOver(), False, [], ""
        self._draw()

    def _make(self) -> None:
        board = self.board()
        self._papers = to_take_home(board) if board is not None else []
        self._draw()

    # --- what stands on the page ---------------------------------------------------------------------------------

    def _draw(self) -> None:
        say = self.speech.say
        items: list[Item] = []
        board = self.board() if self.handed else None
        if board is not None:
            items += [*board_items(board), Button("make", say(_MAKE), main=True), *self._papers]
        elif self.handed:
            items.append(Piece("nothing", feedback(say(self.nothing()), "tk-nearly"), live=True))
        items += [
            Text("union", say(_UNION), say(_UNION_HELP), longest=200),
            FileIn("file", say(_FILE), say(_FILE_HELP), self._problem, suffixes=SUFFIXES, largest=LARGEST),
            Piece("files", self._told(), live=True),
        ]
        items.append(Button("forget", say(_FORGET)) if self.handed else Button("try", say(_TRY)))
        self.lay_out([*items, Piece("never", paragraph(say(_NEVER), "tk-note"))])

    def _told(self) -> Markup:
        say, files = self.speech.say, self.handed.files
        if not files:
            return Markup()
        refused = [one for one in files if one.refused is not None]
        read = [one for one in reversed(files) if one.refused is None]
        told = paragraph(say(_COUNTS, read=len(read), refused=len(refused)))
        if refused:
            told += self._listed(say(_NOT_READ), refused)
        return told + (fold(say(_FILES), self._listed(say(_FILES), read)) if read else "")

    def _listed(self, caption: str, files: Sequence[FileRead]) -> Markup:
        say = self.speech.say
        rows = [self._row(one) for one in files[:_MOST_LISTED]]
        left = len(files) - len(rows)
        more = paragraph(say(_MORE, number=left)) if left else ""
        return table(caption, [say(head) for head in _HEADS], rows, "tk-columns") + more

    def _row(self, one: FileRead) -> list[str]:
        say = self.speech.say
        if one.refused is not None:
            told = self.speech.say_error(one.refused)
        else:
            said = [say(_TAKEN, number=one.taken)]
            said += [say(_REPEATED, number=one.repeated)] if one.repeated else []
            told = " ".join(said)
        return [self.speech.isolate(one.name), say(_KINDS[one.kind]), told]
