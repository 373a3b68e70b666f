"""A sheet: the controls of one task on the page. Entries come in by message, words and files go out.

Entries stay in the reader's browser (`sheet/keeping.mjs` keeps them) and in the memory of this process, and so do files
and papers: nothing of them is written to a disk here (what the system itself moves out of memory is its own matter, see
docs/serving.md). A page sends entries by message and not by shared state: those messages survive a line that breaks
for a moment, which shared state does not.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from toolkit.app.kit.fields import Field, FileIn, Item, fields_of
from toolkit.app.kit.memory import leave_no_dump
from toolkit.app.kit.reading import Read, Reading
from toolkit.app.kit.script import lean, sheet_script
from toolkit.app.kit.upload import Uploads
from toolkit.errors import ToolkitError, translatable
from toolkit.languages import Language

_MOST_ENTRIES = 500
_LONGEST_ENTRY = 20_000  # letters; the page keeps no longer ones either
_LONGEST_NAME = 200
_MOST_LETTERS = 250_000  # of all entries of a sheet
_MOST_ANSWERS = 50  # answers to presses that are remembered: more than a line can have swallowed
WORDS = {
    "choose": translatable("Choose …"),
    "choose_file": translatable("Choose a file"),
    "no_file": translatable("No file chosen yet."),
    "remove_file": translatable("Remove the file"),
    "reading": translatable("Reading the file …"),
    "stop": translatable("Stop"),
    "stopped": translatable("The line broke while the file was being read. Choose the file again."),
    "reads_file": translatable(
        "The file is read in the memory of the computer that runs this page, written to no disk, and forgotten when "
        "you leave. Whoever runs that computer could look into its memory."
    ),
    "working": translatable("One moment …"),
    "read": translatable("Read on this screen"),
    "share": translatable("Share"),
    "print": translatable("Print"),
    "close": translatable("Close"),
    "copied": translatable("The text is copied. Paste it into a message to the people you want to share it with."),
    "not_copied": translatable("This browser cannot share or copy. Save the file and send that."),
    "failed": translatable(
        "This did not work, and it is not your mistake. What you entered is kept. Try again; if it fails again, tell "
        "the person who runs this page."
    ),
}
TOO_LARGE = translatable("This file is too large: at most {size} MB can be read here. Choose a smaller one.")
_LOG = logging.getLogger(__name__)

Press = Callable[[], None]
Watcher = Callable[[frozenset[str]], None]


# A page that we serve loads the script and the style as files, and runs nothing that comes over the line. In JupyterLab
# each sheet brings its own.
_SERVED = bool(os.environ.get("TOOLKIT_PAGE"))
if _SERVED:
    leave_no_dump()


class Sheet(anywidget.AnyWidget):
    """Fields, buttons, pieces of page and take-aways, drawn and kept by the reader's browser.

    Parameters
    ----------
    key
        Under which name the browser keeps the entries; the same in every language and version of a lesson.
    items
        What stands on the sheet, in order.
    language
        The reader's language.

    Examples
    --------
    >>> from toolkit.app.kit.fields import Number
    >>> sheet = Sheet("example", [Number("days", "Deadline", unit="days")], "en")
    >>> sheet.take({"event": "values", "values": {"days": "30"}})
    >>> sheet.entry("days")
    30
    """

    _esm = "" if _SERVED else sheet_script()
    _css = "" if _SERVED else lean((Path(__file__).parent / "sheet.css").read_text(encoding="utf-8"))
    key = traitlets.Unicode("").tag(sync=True)
    language = traitlets.Unicode("en").tag(sync=True)
    direction = traitlets.Unicode("ltr").tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    specs: traitlets.List[Any] = traitlets.List().tag(sync=True)
    start = traitlets.Dict().tag(sync=True)

    def __init__(self, key: str, items: Iterable[Item], language: Language | str) -> None:
        self.speech = Language.of(language)
        self.items: dict[str, Item] = {item.name: item for item in items}
        self._entries: dict[str, Any] = {}
        self._begun: dict[str, Any] = {}
        self._watchers: list[Watcher] = []
        self._presses: dict[str, Press] = {}
        self._answered: dict[str, str] = {}  # by the number of a press: what was wrong with it
        self._fills: dict[str, int] = {}  # by field: the number of the last fill that put something into it
        self._last_fill = 0
        self._uploads = Uploads()
        self._readings: dict[str, Reading] = {}
        self._after_reading: dict[str, Callable[[], None]] = {}
        super().__init__(
            key=key,
            language=self.speech.tag,
            direction=self.speech.direction,
            words={name: self.speech.say(word) for name, word in WORDS.items()},
            specs=[self._spec(item) for item in self.items.values()],
        )
        self.on_msg(lambda widget, content, buffers: self.take(content, buffers))

    # --- what stands on it ---------------------------------------------------------------------------------------

    def show(self, *items: Item) -> None:
        """Put items in the place of those of the same name; new ones come to the end."""
        self.lay_out({**self.items, **{item.name: item for item in items}}.values())

    def lay_out(self, items: Iterable[Item]) -> None:
        """Lay the whole sheet anew; what was entered stays."""
        self.items = {item.name: item for item in items}
        self.specs = [self._spec(item) for item in self.items.values()]

    def _spec(self, item: Item) -> dict[str, Any]:
        spec = item.spec()
        if isinstance(item, FileIn):
            spec["too_large"] = self._too_large(item)
            reading = self._readings.get(item.name)
            held = self._uploads.whole(item.name)
            spec["held"] = held.name if held is not None else ""  # who comes back to a step sees what is there
            spec["reading"] = {"share": reading.share} if reading is not None and reading.is_shown else None
        return spec

    # --- what is entered -----------------------------------------------------------------------------------------

    def entry(self, name: str) -> Any:
        """What is entered in a field, as a value of the right kind; None or empty if nothing is."""
        item = self.items.get(name)
        if isinstance(item, FileIn):
            return self._uploads.whole(name)
        return item.read(self._raw(name)) if isinstance(item, Field) else None

    def entries(self) -> dict[str, Any]:
        """All entries, by the name of their field."""
        return {name: self.entry(name) for name in fields_of(self.items.values())}

    def _raw(self, name: str) -> Any:
        """What the page has sent for a field, or what stood there before."""
        return self._entries[name] if name in self._entries else self._begun.get(name)

    def begin(self, **values: Any) -> None:
        """What stands in the fields before somebody enters something."""
        self._begun = {name: _harmless(value) for name, value in values.items()}
        self.start = self._begun

    def fill(self, **values: Any) -> None:
        """Put entries into fields, as if somebody had entered them; the browser keeps them too."""
        entries = {name: _harmless(value) for name, value in values.items()}
        self._last_fill += 1
        self._fills |= dict.fromkeys(entries, self._last_fill)
        self.send({"event": "fill", "n": self._last_fill, "values": entries})
        self._take_entries(entries)

    def point_at(self, name: str) -> None:
        """Lead the reader to an item: it is brought into sight and takes the cursor."""
        self.send({"event": "point", "name": name})

    def when_changed(self, watcher: Watcher) -> None:
        """Call `watcher` with the names of the fields whose entries have changed; a reloaded page sends all at once."""
        self._watchers.append(watcher)

    def when_pressed(self, name: str, press: Press) -> None:
        """Call `press` when the button `name` is pressed; all entries are there by then."""
        self._presses[name] = press

    # --- files -----------------------------------------------------------------------------------------------------

    def read_file(self, name: str, read: Read, done: Callable[[Any], None]) -> None:
        """Read the file of a field while the page goes on; it shows how far that is after a second, and can stop it.

        Parameters
        ----------
        read
            Gets whom to tell of it and the sign to stop (`toolkit.documents.brought.apart.Oversight`).
        done
            Gets what was read, or a `ToolkitError` that says why it could not be.
        """
        self._stop_reading(name)

        def end(result: Any) -> None:
            self._readings.pop(name, None)
            self._work("", lambda: _passed(result, done))
            then = self._after_reading.pop(name, None)
            if then is not None:
                self._work("", then)

        self._readings[name] = Reading(read, end, self._show_readings)
        self._readings[name].start()

    def is_reading(self, name: str) -> bool:
        """Whether the file of a field is still being read."""
        return name in self._readings

    def after_reading(self, name: str, act: Callable[[], None]) -> None:
        """Do this once the file of a field has been read: somebody has pressed before it was; not if it is stopped."""
        self._after_reading[name] = act

    def _stop_reading(self, name: str) -> None:
        reading = self._readings.pop(name, None)
        self._after_reading.pop(name, None)
        if reading is not None:
            reading.stop()

    def _show_readings(self) -> None:
        self.specs = [self._spec(item) for item in self.items.values()]

    # --- what the page sends -------------------------------------------------------------------------------------

    def take(self, content: Any, buffers: Iterable[Any] = ()) -> None:
        """Take a message of the page. It may be anything: what is not understood is left alone."""
        message = content if isinstance(content, Mapping) else {}
        match message.get("event"):
            case "values":
                self._work("", lambda: self._take_entries(self._entries_since(message)))
            case "press":
                self._answer_press(message)
            case "file":
                self._work("", lambda: self._take_file(message, list(buffers)))
            case "here":
                self.send({"event": "here", "n": message.get("n")})

    def _entries_since(self, message: Mapping[str, Any]) -> Any:
        """The entries of a message, without those that the page wrote before it knew what we had put there.

        What is sent while an answer is on its way, or waits for a line to come back, would undo the answer. The page is
        told once more what it has not seen: that may have gone into the line that broke.
        """
        values, seen = message.get("values"), message.get("seen")
        if not isinstance(values, Mapping) or not isinstance(seen, int) or seen >= self._last_fill:
            return values
        missed = [name for name, number in self._fills.items() if number > seen]
        if missed:
            now = {name: self._entries.get(name) for name in missed}
            self.send({"event": "fill", "n": self._last_fill, "values": now})
        return {name: value for name, value in values.items() if name not in missed}

    def _take_entries(self, values: Any) -> None:
        if not isinstance(values, Mapping):
            return
        # Entries of fields that are not there yet are kept: a field may appear once another is filled in.
        some = list(values.items())[:_MOST_ENTRIES]
        known = {str(name): _harmless(value) for name, value in some if len(str(name)) <= _LONGEST_NAME}
        entries = {**self._entries, **known}
        if len(entries) > _MOST_ENTRIES or sum(map(_letters, entries.values())) > _MOST_LETTERS:
            return  # no page of ours sends that much
        changed = [name for name, value in known.items() if self._raw(name) != value]
        self._entries = entries
        self._tell(changed)

    def _answer_press(self, message: Mapping[str, Any]) -> None:
        """Do a press; one that comes again after a break in the line is answered again and not done again."""
        name, number = str(message.get("name")), message.get("n")
        if isinstance(number, str) and number in self._answered:
            self.send({"event": "done", "name": name, "error": self._answered[number]})
            return
        error = self._work(name, lambda: self._take_press(message))
        if isinstance(number, str):
            latest = list(self._answered.items())[1 - _MOST_ANSWERS :]
            self._answered = dict([*latest, (number, error)])

    def _take_press(self, message: Mapping[str, Any]) -> None:
        self._take_entries(self._entries_since(message))
        press = self._presses.get(str(message.get("name")))
        if press is not None:
            press()

    def _take_file(self, message: Mapping[str, Any], buffers: list[Any]) -> None:
        name = str(message.get("name"))
        item = self.items.get(name)
        if not isinstance(item, FileIn):
            return
        before = self._uploads.whole(name)
        if message.get("gone"):
            self._uploads.forget(name)
        else:
            part = bytes(buffers[0]) if buffers else b""
            taken = self._uploads.take(name, message, part, item.largest)
            if taken is None:
                self.send({"event": "refused", "name": name, "message": self._too_large(item)})
            else:
                self.send({"event": "part", "name": name, "id": message.get("id"), "taken": taken})
        # Also when a file has gone because another one is on its way, or was refused.
        if self._uploads.whole(name) is not before:
            self._stop_reading(name)
            self._tell([name])

    def _too_large(self, item: FileIn) -> str:
        return self.speech.say(TOO_LARGE, size=max(1, item.largest // 1_000_000))

    def _tell(self, names: Iterable[str]) -> None:
        changed = frozenset(names)
        for watcher in list(self._watchers) if changed else ():
            watcher(changed)

    def _work(self, name: str, task: Callable[[], None]) -> str:
        """Do it, and tell the page how it went: a page that waits for an answer that never comes helps nobody."""
        error = ""
        try:
            task()
        except ToolkitError as problem:
            error = self.speech.say_error(problem)
        except Exception:
            _LOG.exception("A sheet could not answer its page.")
            error = self.speech.say(WORDS["failed"])
        if name or error:
            self.send({"event": "done", "name": name, "error": error})
        return error


def _passed(result: Any, done: Callable[[Any], None]) -> None:
    """Hand on what was read; an error of ours is none of the file's."""
    if isinstance(result, Exception) and not isinstance(result, ToolkitError):
        raise result
    done(result)


def _harmless(value: Any) -> Any:
    """An entry reduced to text or a list of texts: nothing else is ever entered."""
    if isinstance(value, str):
        return value[:_LONGEST_ENTRY]
    if isinstance(value, list | tuple):
        return [each[:_LONGEST_ENTRY] for each in value if isinstance(each, str)][:_MOST_ENTRIES]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _letters(entry: Any) -> int:
    """How many letters an entry has."""
    return sum(map(len, entry)) if isinstance(entry, list) else len(entry or "")
