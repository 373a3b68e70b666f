"""What stands on the pages around the lessons: start page, missing page, and the frame of each lesson."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader
from tornado.web import StaticFileHandler

import toolkit
from toolkit.app.kit.controls import countries
from toolkit.course.plans.tracks import track, track_names
from toolkit.course.recordings import Recording
from toolkit.languages import KNOWN, Language
from toolkit.languages.notebooks import FACILITATOR
from toolkit.registers import locate
from toolkit.serving.lessons import about_lesson, lessons, read_notebook, title_of
from toolkit.serving.network import Reach
from toolkit.serving.pages import offers, sheet_script, words
from toolkit.serving.pages.leader_words import TO_LEAD
from toolkit.serving.pages.qr import qr_for_page
from toolkit.serving.pages.session_words import BEGIN, SMALLEST_NUMBERS, STRIP
from toolkit.serving.pages.steps import Step, steps_of
from toolkit.serving.pages.words_on_device import BY_WHOM, LISTEN, WAY

_LESSON_SCRIPTS = ("work.js", "news.js", "session.js", "line.js", "page.js", "listen.js", "way.js")


def page_folder() -> Path:
    """Where the page template lies."""
    return locate.folder("templates") / "page"


def sheet_folder() -> Path:
    """Where the style of the sheets lies, beside the widget that it dresses."""
    return Path(toolkit.__file__).parent / "app" / "kit"


@dataclass(frozen=True)
class Switch:
    """One choice of the language switch."""

    code: str
    name: str
    address: str
    current: bool


@dataclass(frozen=True)
class Page:
    """What the templates need to draw a page in somebody's language."""

    language: str
    direction: str
    title: str
    home: str
    room: str
    style: str
    scripts: tuple[str, ...]
    switches: tuple[Switch, ...]
    words: dict[str, str]
    reviewed: bool = True
    lesson: str = ""
    sheet_style: str = ""
    heading: str = ""
    strip: dict[str, str] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()
    recorded: tuple[tuple[str, str], ...] = ()  # where each recording lies, and whose it is


@dataclass(frozen=True)
class Site:
    """The lessons that are served, and the pages that lead to them.

    Parameters
    ----------
    notebooks
        A folder with one folder of built notebooks for each language.
    base
        The part of the address in front of every page: ``/`` unless a gateway puts something there.
    of_one_person
        Whether a hub has started the server for one person, so that there is no room to invite into.
    recorded
        Lessons that people have read.
    """

    notebooks: Path
    base: str = "/"
    of_one_person: bool = False
    recorded: tuple[Recording, ...] = ()
    _environment: Environment = field(
        default_factory=lambda: Environment(loader=FileSystemLoader(page_folder()), autoescape=True), repr=False
    )

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that have a folder, English first."""
        return tuple(code for code in KNOWN if (self.notebooks / code).is_dir())

    def language_for(self, accepted: str, address: str = "") -> str:
        """The language of the address if it names one, else the first one that the browser wishes, else English."""
        named = [part for part in address.split("/") if part in self.languages]
        return named[0] if named else wished(accepted, self.languages)

    def lesson(self, path: str) -> Path | None:
        """The notebook behind ``ar/4-seat-at-the-table.ipynb``, or None if it is not one of ours."""
        parts = path.split("/")
        if parts[0] not in self.languages or any(part.startswith(".") or not part for part in parts):
            return None
        file = self.notebooks.joinpath(*parts)
        try:
            inside = file.resolve().is_relative_to(self.notebooks.resolve())
            return file if inside and file.suffix == ".ipynb" and file.is_file() else None
        except (OSError, ValueError):  # too long to be a file's name, or with letters that none can have
            return None

    def stamp(self, path: str) -> object:
        """What differs as soon as a lesson's notebook or the template of its page has changed."""
        files = [
            self.notebooks / path,
            *sorted(page_folder().glob("*.j2")),
            *sorted((page_folder() / "static").iterdir()),
        ]
        return tuple((each.stat().st_mtime_ns, each.stat().st_size) for each in files if each.is_file())

    # --- pages ---------------------------------------------------------------------------------------------------

    def start(self, code: str, *, read_along: bool = False) -> str:
        """The start page in a language; `read_along` says that the line to the reader is not encrypted."""
        language = Language(code)
        offered = (lessons(self.notebooks / code), language, partial(self._address, code))
        page = self._page(language, language.say(words.NAME), {**words.PAGE, **words.START, **WAY}, "")
        page = replace(page, scripts=(*page.scripts, self._static("way.js")))
        return self._environment.get_template("start.html.j2").render(
            page=page,
            doors=offers.doors(*offered, teach=f"{page.home}teach/"),
            topics=offers.topics(*offered),
            tools=offers.tools(*offered),
            read_along=read_along,
        )

    def teach(
        self, code: str, *, opens_editions: bool = True, running: Sequence[tuple[str, str, str]] = (), problem: str = ""
    ) -> str:
        """The page for those who teach: what to do before, the address for the room, the facilitators' editions.

        `opens_editions` says whether these open for the reader, who can then begin a session too; `running` are the
        ids, lessons and codes of sessions that run; `problem` says why a session of a course did not begin.
        """
        language = Language(code)
        offered = (lessons(self.notebooks / code), language, partial(self._address, code))
        title = f"{language.say(words.TEACH['title'])} – {language.say(words.NAME)}"
        page = self._page(language, title, {**words.PAGE, **words.TEACH, **BEGIN, **TO_LEAD}, "", place="teach/")
        return self._environment.get_template("teach.html.j2").render(
            page=page,
            editions=offers.editions(*offered) if opens_editions else (),
            galleries=offers.galleries(*offered),
            preparing=offers.preparing(*offered),
            boards=offers.boards(*offered),
            sessions=() if self.of_one_person else offers.for_sessions(offered[0]),
            smallest=[(number, language.say(said)) for number, said in SMALLEST_NUMBERS.items()],
            running=[
                (f"{self.base}{code}/session/{id}/", self._title(code, file), f"{figures[:3]} {figures[3:]}")
                for id, file, figures in running
            ],
            opens_editions=opens_editions,
            tracks=[(name, track(name).title.say(language), len(track(name).sessions)) for name in track_names()],
            countries=countries(language),
            problem=problem,
        )

    def missing(self, code: str) -> str:
        """The page that says that there is nothing at this address."""
        language = Language(code)
        title = f"{language.say(words.MISSING['title'])} – {language.say(words.NAME)}"
        page = self._page(language, title, {**words.PAGE, **words.MISSING}, "")
        return self._environment.get_template("missing.html.j2").render(page=page)

    def full(self, path: str, seconds: int, *, of_one: bool = False, can_be_read: bool = False) -> str:
        """The page that says that no more lessons can be open, and that asks again for the one at this path.

        `of_one` says that it is this browser that has too many, `can_be_read` that the lesson can be read meanwhile.
        """
        code, _, file = path.partition("/")
        script = self._static("full.js")
        said = words.FULL_OF_ONE if of_one else words.FULL
        here = self.address_of(path)
        read = f"{here}?read=1" if can_be_read else ""
        return self.notice(
            Language(code), said, "full.html.j2", file, seconds=seconds, script=script, here=here, read=read
        )

    def read_alone(self, path: str, seconds: int) -> tuple[str, str, str]:
        """What stands above a lesson that is read without a place, what stands for its controls, and its script."""
        said = words.said(words.READ_ALONE, Language(path.partition("/")[0]))
        place = self._environment.get_template("reading.html.j2")
        notice = place.render(words=said, seconds=seconds, here=self.address_of(path))
        return notice, said["instead"], self._static("full.js")

    def unknown_name(self, code: str) -> str:
        """The page for a browser that asks for a computer of another name."""
        return self.notice(Language(code), words.UNKNOWN_NAME, "error.html.j2", failed=False)

    def needs_cookie(self, code: str) -> str:
        """The page for a browser that keeps no cookie."""
        return self.notice(Language(code), words.NEEDS_COOKIE, "error.html.j2", failed=False)

    def only_for_teachers(self, path: str) -> str:
        """The page that says who can open the lesson at this path."""
        return self.notice(Language(path.partition("/")[0]), words.ONLY_TEACHERS, "error.html.j2", failed=False)

    def ask_for_code(self, path: str, why: str = "") -> str:
        """The page that asks for the code of the room before the lesson at this path opens.

        Parameters
        ----------
        why
            Why it asks again: ``wrong`` or ``slow``.
        """
        code, _, file = path.partition("/")
        act = f"{self.base}{code}/code/"
        problem = Language(code).say(words.CODE[why]) if why else ""
        return self.notice(Language(code), words.CODE, "code.html.j2", file, act=act, to=path, problem=problem)

    def crowded(self) -> str:
        """The page for whom not even a language could be asked: a sentence in each."""
        said = [(Language(code), Language(code).say(words.CROWDED)) for code in self.languages]
        return self._environment.get_template("crowded.html.j2").render(said=said)

    def failure(self, code: str, *, failed: bool) -> str:
        """The page that says that something failed on our side, or that something was refused."""
        return self.notice(Language(code), words.FAILURE if failed else words.REFUSED, "error.html.j2", failed=failed)

    def room(self, code: str, reach: Reach, code_of_room: str = "", fingerprint: str = "") -> str:
        """The page for the projector: the address that phones open, as text and as a QR code.

        Below it stand the code of the room and the fingerprint of the certificate, as far as there are any.
        """
        language = Language(code)
        addresses = [f"{address}{code}/" for address in reach.for_phones()]
        drawn = qr_for_page(addresses[0]) if addresses else ""
        return self.notice(
            language,
            {key: sentence for key, sentence in words.ROOM.items() if key != "qr"},
            "room.html.j2",
            place="room/",
            addresses=addresses,
            drawn=drawn,
            described=language.say(words.ROOM["qr"], address=addresses[0]) if addresses else "",
            only_here=reach.only_here,
            code=code_of_room,
            fingerprint=fingerprint,
        )

    def frame(self, path: str) -> Page:
        """What stands around the lesson at a path such as ``ar/4-seat-at-the-table.ipynb``."""
        code, _, file = path.partition("/")
        notebook = read_notebook(self.notebooks / path)
        language = Language(_language_of(notebook) or code)
        heading = title_of(notebook) or Path(file).stem
        title = f"{heading} – {language.say(words.NAME)}"
        page = self._page(language, title, {**words.PAGE, **words.LESSON, **LISTEN}, file)
        return replace(
            page,
            reviewed=(about_lesson(notebook) or {}).get("reviewed", True) is not False,
            scripts=tuple(map(self._static, _LESSON_SCRIPTS)),
            sheet_style=self._static("sheet.css", sheet_folder(), "sheet"),
            # The same in every language and for facilitators too: what is entered is kept under this name.
            lesson=file.removesuffix(".ipynb").removesuffix(f".{FACILITATOR}"),
            heading=heading,
            strip=words.said(STRIP, language),
            steps=steps_of(notebook, language.say(words.LESSON["first_step"])),
            recorded=tuple(self._recorded(about_lesson(notebook) or {}, language)),
        )

    def _recorded(self, about: dict[str, Any], language: Language) -> Iterator[tuple[str, str]]:
        for one in self.recorded:
            if (one.topic, one.language) == (about.get("topic"), language.code):
                whose = language.say(BY_WHOM, reader=one.reader, licence=one.licence)
                yield f"{self.base}toolkit/recordings/{one.file.name}", whose

    def _title(self, code: str, file: str) -> str:
        return title_of(read_notebook(self.notebooks / code / file)) or Path(file).stem

    # --- pieces --------------------------------------------------------------------------------------------------

    def notice(
        self,
        language: Language,
        sentences: dict[str, str],
        template: str,
        file: str = "",
        place: str = "",
        scripts: tuple[str, ...] = (),
        **more: Any,
    ) -> str:
        """A page of a few sentences, headed by the first of them, with more scripts than every page has."""
        title = f"{language.say(sentences['title'])} – {language.say(words.NAME)}"
        page = self._page(language, title, {**words.PAGE, **sentences}, file, place)
        page = replace(page, scripts=(*page.scripts, *map(self._static, scripts)))
        return self._environment.get_template(template).render(page=page, **more)

    def _page(
        self,
        language: Language,
        title: str,
        sentences: dict[str, str],
        file: str,
        place: str = "",
    ) -> Page:
        """`file` is the lesson that the page shows; `place` is where another page lies behind its language."""
        return Page(
            language=language.tag,
            direction=language.direction,
            title=title,
            home=f"{self.base}{language.code}/",
            room="" if self.of_one_person else f"{self.base}{language.code}/room/",
            style=self._static("page.css"),
            scripts=(self._static("work.js"),),
            switches=tuple(self._switches(language.code, file, place)),
            words=words.said({**words.WORK, **sentences}, language),
        )

    def _switches(self, current: str, file: str, place: str) -> list[Switch]:
        """The same page in every language that has it."""
        return [
            Switch(
                code=code,
                name=Language(code).own_name,
                address=self._address(code, file) if file else f"{self.base}{code}/{place}",
                current=code == current,
            )
            for code in self.languages
            if not file or (self.notebooks / code / file).is_file()
        ]

    def address_of(self, path: str) -> str:
        """Where the lesson at a path such as ``ar/4-seat-at-the-table.ipynb`` is opened."""
        code, _, file = path.partition("/")
        return self._address(code, file)

    def _address(self, code: str, file: str) -> str:
        return f"{self.base}voila/render/{code}/{quote(file)}"

    @property
    def sheet(self) -> dict[str, str]:
        """What `widgets.js` reads from the page: the script of the sheets, and the version that their process names."""
        return {"script": sheet_script.address(self.base), "version": version("anywidget")}

    @property
    def widgets(self) -> dict[str, str]:
        """`widgets.js`, as Voila wants an extension named: by its place below the folder of its extensions."""
        address = self._static("widgets.js").removeprefix(self.base)
        return {"name": "toolkit", "load": f"../../../{address}", "extension": "./plugin"}

    def _static(self, name: str, folder: Path | None = None, place: str = "static") -> str:
        """The address of one of our own files, with a mark of its content so that browsers may keep it for good."""
        path = folder or page_folder() / "static"
        settings = {"static_path": str(path), "static_url_prefix": f"{self.base}toolkit/{place}/"}
        return StaticFileHandler.make_static_url(settings, name)


def wished(accepted: str, available: tuple[str, ...]) -> str:
    """The language that a browser likes best among those there are; English if it likes none.

    >>> wished("ar-MA,ar;q=0.9,en;q=0.5", ("en", "ar")), wished("de", ("en", "ar"))
    ('ar', 'en')
    """
    wishes = []
    for position, wish in enumerate(accepted.split(",")):
        tag, _, rest = wish.strip().partition(";")
        try:
            weight = float(rest.strip().removeprefix("q=")) if rest else 1.0
        except ValueError:
            weight = 0.0
        if weight > 0:
            wishes.append((-weight, position, tag.split("-")[0].lower()))
    for _, _, code in sorted(wishes):
        if code in available:
            return code
    return "en" if "en" in available or not available else available[0]


def _language_of(notebook: dict[str, Any]) -> str | None:
    """The language that a notebook says it is written in, if the toolkit speaks it."""
    tag = notebook.get("metadata", {}).get("language")
    return tag if isinstance(tag, str) and tag.replace("_", "-").split("-")[0] in KNOWN else None
