"""Files in parts: whole or not there, in memory alone, and under a name that steers neither a screen nor a disk."""

from __future__ import annotations

import builtins
import io
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.app.kit.fields import FileIn, Text
from toolkit.app.kit.sheet import Sheet
from toolkit.app.kit.upload import LARGEST_PART, Upload, Uploads, base_name
from toolkit.languages import strip


def message(at: Any, size: Any, id: Any = "1", name: Any = "log.csv") -> dict[str, Any]:
    return {"id": id, "file": name, "size": size, "at": at}


def send(uploads: Uploads, at: Any, size: Any, part: bytes, id: Any = "1", largest: int = 10, to: str = "log") -> Any:
    return uploads.take(to, message(at, size, id), part, largest)


@pytest.fixture
def uploads() -> Uploads:
    return Uploads()


def is_empty(uploads: Uploads) -> bool:
    """Whether nothing at all is kept, whatever it may be called."""
    return not any(vars(uploads).values())


def test_parts_in_order_become_a_whole_and_not_before_the_last_one(uploads: Uploads) -> None:
    assert send(uploads, 0, 6, b"a,") == 2
    assert uploads.whole("log") is None
    assert send(uploads, 2, 6, b"b\n") == 4
    assert uploads.whole("log") is None
    assert send(uploads, 4, 6, b"1,") == 6
    assert uploads.whole("log") == Upload("log.csv", b"a,b\n1,")
    assert uploads.whole("other") is None


def test_an_empty_file_is_whole_at_once(uploads: Uploads) -> None:
    assert send(uploads, 0, 0, b"") == 0
    assert uploads.whole("log") == Upload("log.csv", b"")


def test_a_file_may_be_as_large_as_its_field_allows_and_a_part_as_large_as_a_message(uploads: Uploads) -> None:
    assert send(uploads, 0, 10, b"0123456789") == 10
    part = bytes(LARGEST_PART)
    assert send(uploads, 0, len(part), part, largest=len(part)) == len(part)
    assert send(uploads, 0, len(part) + 1, part + b"x", largest=len(part) + 1) is None
    assert is_empty(uploads)


@pytest.mark.parametrize(
    ("at", "size", "part", "id"),
    [
        (4, 6, b"45", "1"),  # a part is missing before it
        (1, 6, b"12", "1"),  # sent twice in part
        (-2, 6, b"23", "1"),
        (2, 6, b"23", "2"),  # of another file
        (2, 6, b"23", None),
        (2, 6, b"23456", "1"),  # more than was announced
        (2, 11, b"23", "1"),  # announced larger than allowed, later on
        (2, -1, b"23", "1"),
        (2, 6.0, b"23", "1"),
        (2, "6", b"23", "1"),
        (2, None, b"23", "1"),
        ("2", 6, b"23", "1"),
        (None, 6, b"23", "1"),
        ([2], 6, b"23", "1"),
        (float("nan"), 6, b"23", "1"),
        (2, 6, bytes(LARGEST_PART + 1), "1"),
    ],
)
def test_a_part_that_does_not_fit_is_refused_and_nothing_of_the_file_is_kept(
    uploads: Uploads, at: Any, size: Any, part: bytes, id: Any
) -> None:
    assert send(uploads, 0, 6, b"01") == 2
    assert send(uploads, at, size, part, id) is None
    assert is_empty(uploads)
    assert send(uploads, 2, 6, b"2345") is None  # what belonged to it has no home any more
    assert is_empty(uploads)
    assert send(uploads, 0, 2, b"ok", "3") == 2


@pytest.mark.parametrize(
    ("size", "part"),
    [(11, b"0"), (10**18, b"0"), (-1, b""), (None, b""), ("3", b"012"), (2, b"012"), (10, bytes(LARGEST_PART + 1))],
)
def test_a_file_that_begins_too_large_or_with_no_size_is_never_begun(uploads: Uploads, size: Any, part: bytes) -> None:
    assert send(uploads, 0, size, part) is None
    assert is_empty(uploads)


def test_a_part_without_a_beginning_is_refused(uploads: Uploads) -> None:
    assert send(uploads, 2, 6, b"23") is None
    assert is_empty(uploads)


def test_an_announced_size_takes_no_memory_before_its_bytes_come(uploads: Uploads) -> None:
    import tracemalloc

    tracemalloc.start()
    try:
        assert send(uploads, 0, 10**12, b"0", largest=10**12) == 1
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


def test_a_restart_in_the_middle_begins_from_nothing(uploads: Uploads) -> None:
    assert send(uploads, 0, 6, b"01") == 2
    assert send(uploads, 0, 3, b"ab", "2") == 2
    assert send(uploads, 2, 3, b"c", "2") == 3
    assert uploads.whole("log") == Upload("log.csv", b"abc")
    assert send(uploads, 0, 4, b"x", "2") == 1  # even under the same sign
    assert uploads.whole("log") is None


def test_a_refused_file_takes_the_one_before_with_it(uploads: Uploads) -> None:
    assert send(uploads, 0, 2, b"ab") == 2
    assert send(uploads, 0, 99, b"x", "2") is None
    assert uploads.whole("log") is None
    assert is_empty(uploads)


def test_each_field_has_its_own_file_and_forgets_it_alone(uploads: Uploads) -> None:
    assert send(uploads, 0, 4, b"ab", to="one") == 2
    assert send(uploads, 0, 3, b"xyz", to="other") == 3
    assert send(uploads, 2, 4, b"cd", to="one") == 4
    uploads.forget("one")
    assert (uploads.whole("one"), uploads.whole("other")) == (None, Upload("log.csv", b"xyz"))
    assert send(uploads, 0, 4, b"ab", to="one") == 2
    uploads.forget("one")
    uploads.forget("other")
    uploads.forget("nowhere")
    assert is_empty(uploads)


@st.composite
def cut(draw: st.DrawFn) -> list[bytes]:
    content = draw(st.binary(max_size=200))
    places = sorted(draw(st.sets(st.integers(1, max(1, len(content) - 1)), max_size=8))) if len(content) > 1 else []
    return [content[start:end] for start, end in zip([0, *places], [*places, len(content)], strict=True)]


@given(parts=cut(), others=cut())
def test_any_content_in_any_parts_comes_back_whole_beside_another_one(parts: list[bytes], others: list[bytes]) -> None:
    uploads = Uploads()

    def sending(to: str, pieces: list[bytes]) -> Iterator[None]:
        whole = b"".join(pieces)
        at = 0
        for piece in pieces:
            assert uploads.take(to, message(at, len(whole), to), piece, 200) == at + len(piece)
            at += len(piece)
            assert (uploads.whole(to) is not None) == (at == len(whole))
            yield

    running = [sending("one", parts), sending("other", others)]
    while running:
        running = [each for each in running if next(each, "end") is None]
    assert uploads.whole("one") == Upload("log.csv", b"".join(parts))
    assert uploads.whole("other") == Upload("log.csv", b"".join(others))


JUNK = st.none() | st.booleans() | st.floats() | st.text() | st.integers(-3, 30) | st.lists(st.integers(), max_size=2)


@given(
    st.lists(
        st.tuples(
            st.fixed_dictionaries({}, optional={"id": JUNK, "size": JUNK, "at": JUNK, "file": JUNK}),
            st.binary(max_size=12),
        ),
        max_size=12,
    )
)
def test_no_series_of_messages_raises_or_leaves_more_than_was_allowed(sent: list[tuple[dict[str, Any], bytes]]) -> None:
    uploads = Uploads()
    for each, part in sent:
        taken = uploads.take("log", each, part, 10)
        assert taken is None or 0 <= taken <= 10
        whole = uploads.whole("log")
        assert whole is None or len(whole.content) <= 10
        assert taken is not None or is_empty(uploads)


# --- names ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("log.csv", "log.csv"),
        ("سجل القرارات.csv", "سجل القرارات.csv"),
        ("C:\\fakepath\\log.csv", "log.csv"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\win.ini", "win.ini"),
        ("/", "file"),
        ("..", "file"),
        (". .", "file"),
        ("", "file"),
        (None, "file"),
        (".htaccess", "htaccess"),
        ("log.csv...", "log.csv"),
        (" log.csv ", "log.csv"),
        ("a\x00b\x1b[31m\n\t.csv", "ab[31m.csv"),
        ("evil\u202egpj.exe", "evilgpj.exe"),  # would show itself as evilexe.jpg
        ("\u2067\u200flog\u2069.csv", "log.csv"),
        ("a\ud800.csv", "a.csv"),
        ("<b>log</b>.csv", "b>.csv"),  # a name ends where a folder does; the rest is escaped on every page
        (7, "7"),
        ("x" * 200 + ".csv", "x" * 116 + ".csv"),
        ("." * 3 + "a" * 3 + "." * 60 + "b" * 60, "b" * 60),
    ],
)
def test_a_name_is_shown_without_folders_and_without_signs_that_steer(name: Any, shown: str) -> None:
    assert base_name(name) == shown


@given(st.none() | st.integers() | st.text(st.characters() | st.sampled_from("/\\.\x00\u202e\ud800 ")))
def test_no_name_whatever_leaves_its_folder_or_holds_a_sign_that_steers(name: Any) -> None:
    shown = base_name(name)
    assert shown.isprintable()
    assert 0 < len(shown) <= 120
    assert shown == PurePosixPath(shown).name
    assert "/" not in PureWindowsPath(shown).as_posix()
    assert not shown.startswith((".", " "))
    assert base_name(shown) == shown


def test_the_ending_of_a_name_tells_its_kind_and_the_content_stays_out_of_logs() -> None:
    upload = Upload("Log.2026.CSV", b"the secret")
    assert upload.suffix == ".csv"
    assert Upload("log", b"").suffix == ""
    assert "secret" not in repr(upload)


# --- on a sheet ----------------------------------------------------------------------------------------------------


@pytest.fixture(params=["en", "ar"])
def page(request: pytest.FixtureRequest, open_page: Callable[[Sheet], Any]) -> Any:
    return open_page(Sheet("example", [FileIn("log", "Log", largest=2_500_000), Text("name", "Name")], request.param))


def bring(page: Any, content: bytes, *, id: str = "1", size: int | None = None, step: int = 3) -> None:
    size = len(content) if size is None else size
    for at in range(0, len(content), step):
        told = {"event": "file", "name": "log", **message(at, size, id, "a/<b>.csv")}
        page.sheet.take(told, [memoryview(content[at : at + step])])


def test_the_page_is_told_of_each_part_and_the_watchers_of_the_whole(page: Any) -> None:
    calls: list[Any] = []
    page.sheet.when_changed(lambda names: calls.append((set(names), page.sheet.entry("log"))))
    bring(page, b"a,b\n1,2")
    assert page.heard == [{"event": "part", "name": "log", "id": "1", "taken": taken} for taken in (3, 6, 7)]
    assert calls == [({"log"}, Upload("<b>.csv", b"a,b\n1,2"))]
    page.enter(log="C:\\fakepath\\x.csv", name="x")  # no entry stands for a file
    assert page.sheet.entries() == {"log": Upload("<b>.csv", b"a,b\n1,2"), "name": "x"}


def test_a_message_without_any_bytes_is_an_empty_file(page: Any) -> None:
    page.sheet.take({"event": "file", "name": "log", **message(0, 0)}, [])
    assert page.sheet.entry("log") == Upload("log.csv", b"")


def test_a_refusal_says_in_the_readers_language_how_large_a_file_may_be(page: Any) -> None:
    bring(page, b"abc", size=2_500_001)
    (told,) = page.heard
    assert (told["event"], told["name"]) == ("refused", "log")
    assert strip(told["message"]) == strip(page.specs["log"]["too_large"])
    assert {"en": "2 MB", "ar": "2 ميغابايت"}[page.sheet.language] in strip(told["message"])
    assert ("too large" in told["message"]) == (page.sheet.language == "en")


@pytest.mark.parametrize("why", ["gone", "refused", "replaced"])
def test_whoever_shows_a_file_is_told_once_when_it_is_there_no_more(page: Any, why: str) -> None:
    bring(page, b"abc")
    calls: list[Any] = []
    page.sheet.when_changed(lambda names: calls.append((set(names), page.sheet.entry("log"))))
    if why == "gone":
        page.sheet.take({"event": "file", "name": "log", "gone": True})
        page.sheet.take({"event": "file", "name": "log", "gone": True})
    elif why == "refused":
        bring(page, b"x", id="2", size=9_000_000)
        bring(page, b"x", id="2", size=9_000_000)
    else:
        bring(page, b"xy", id="2", size=9)
        bring(page, b"xy", id="3", size=9)
    assert calls == [({"log"}, None)]
    assert page.sheet.entries() == {"log": None, "name": None}


def test_nothing_of_a_file_is_written_to_a_disk(page: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    content = bytes(range(256)) * 20_000

    def forbidden(*args: Any, **kwargs: Any) -> Any:
        raise AssertionError(f"a disk was asked for: {args}")

    with monkeypatch.context() as patched:
        for module, name in ((builtins, "open"), (io, "open"), (os, "open"), (io, "FileIO"), (os, "mkdir")):
            patched.setattr(module, name, forbidden)
        patched.setattr(tempfile, "TemporaryFile", forbidden)
        with pytest.raises(AssertionError, match="a disk was asked for"):
            tempfile.mkstemp()  # the guard stands
        bring(page, content[:2_000_000], step=500_000)
        bring(page, content, id="2", step=500_000)
        page.sheet.take({"event": "file", "name": "log", "gone": True})
        bring(page, content[:1_500_000], id="3", step=500_000)
        whole = page.sheet.entry("log")
    assert whole.content == content[:1_500_000]
    assert page.told("done") == []  # nothing failed on the way
    assert len(page.told("refused")) == 11  # the second one was too large from its beginning
