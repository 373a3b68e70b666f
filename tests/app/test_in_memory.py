"""In memory means in memory: a whole session of files and papers, and all that is opened for writing meanwhile."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import matplotlib
import pytest

from tests.conftest import PATIENCE

HERE = Path(__file__).parents[2]
SECRET = "Zebrafinkenamt"  # stands in every file and entry, and must stand on no disk
ALLOWED = re.compile(r"^/dev/(null|tty)$|^/proc/self/|^pipe:|/matplotlib(/|-|$)|/fontlist-[^/]*$|/\.cache$|/\.config$")
WRITING = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TMPFILE")

pytestmark = pytest.mark.slow
SESSION = """
import io, sys
written = []
def hear(event, given):
    if event == "open" and given[0] is not None:
        mode, flags = given[1], given[2]
        if isinstance(mode, str) and set(mode) & set("wax+") or isinstance(flags, int) and flags & 0o103:
            written.append(str(given[0]))
    elif event.startswith(("os.mkdir", "os.rename", "os.link", "os.symlink", "os.truncate", "tempfile.", "sqlite3.")):
        written.append(str(given[0]))
sys.addaudithook(hear)

import openpyxl
from toolkit.app import audit_file, compare_answer
from toolkit.app.counter.model import example_draft
from toolkit.bargaining.agreements.saving import written as saved
from toolkit.documents import write_docx, write_markdown
from toolkit.languages import Language
SECRET = sys.argv[1]

def give(sheet, field, content, name):
    half = len(content) // 2 or 1
    for at in range(0, max(1, len(content)), half):
        part = content[at : at + half]
        sheet.take({"event": "file", "name": field, "id": name, "file": name, "size": len(content), "at": at}, [part])

def press(sheet, name, **values):
    sheet.take({"event": "values", "values": values})
    said = []
    sheet.send = lambda content, buffers=None: said.append(content)
    sheet.take({"event": "press", "name": name, "values": values})
    assert not any(each.get("error") for each in said), said

rows = [["office", "sex", "chosen"]] + [[SECRET + str(n % 2), "wm"[n % 2], "yn"[n % 3 == 0]] for n in range(300)]
text = "".join(",".join(row) + "\\n" for row in rows).encode()
book, file = openpyxl.Workbook(write_only=False), io.BytesIO()
for row in rows:
    book.active.append(row)
from toolkit.documents.xlsx import _saved
for content, name in ((text, "log.csv"), (_saved(book), "log.xlsx")):
    sheet = audit_file("en").audit
    give(sheet, "file", content, name)
    assert sheet.model.table is not None and sheet.model.table.rows == 300, sheet.wrong
press(sheet, "make", decision="chosen", selected=["y"], effect="burden", groups=["office", "sex"], step="report")
assert len(sheet.items["report"].files) == 4
draft = example_draft(Language("en"))
draft = type(draft)(**{**vars(draft), "employer": SECRET})
paper = draft.document("table")
for content, name in ((write_docx(paper), "answer.docx"), (write_markdown(paper).encode(), "answer.md")):
    sheet = compare_answer("en")
    give(sheet, "ours", saved(draft), "draft.yml")
    sheet.take({"event": "values", "values": {"step": "theirs"}})
    give(sheet, "theirs", content, name)
    press(sheet, "make", step="home")
    assert "redline" in sheet.items and "changes" in sheet.items
sheet = compare_answer("en")
sheet.take({"event": "values", "values": {"step": "theirs"}})
give(sheet, "theirs", b"PK\\x03\\x04" + SECRET.encode(), "broken.docx")
assert sheet.wrong
print("\\n".join(written))
"""


@pytest.fixture(scope="module")
def traced(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], list[str], Path]:
    """What Python and what the system says was opened for writing, and the only places where a session may write."""
    place = tmp_path_factory.mktemp("session")
    for name in ("home", "tmp"):
        (place / name).mkdir()
    script, trace = place.with_name("session.py"), place.with_name("trace")
    script.write_text(SESSION, encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "PYTHONPATH", "LANG")}
    kept |= {"HOME": str(place / "home"), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(HERE)}
    kept["MPLCONFIGDIR"] = matplotlib.get_cachedir()  # it knows the fonts of this computer already, and nothing else
    kept |= dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(place / "tmp"))
    tracer = shutil.which("strace")
    calls = (
        "open,openat,openat2,creat,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,memfd_create"
    )
    tracing = (
        [tracer, "-f", "--seccomp-bpf", "-qq", "-s", "300", "-e", f"trace={calls}", "-o", str(trace)] if tracer else []
    )
    done = subprocess.run(
        [*tracing, sys.executable, str(script), SECRET],
        cwd=place,
        env=kept,
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    lines = trace.read_text(encoding="utf-8", errors="replace").splitlines() if tracer else []
    return done.stdout.split("\n"), lines, place


def test_nothing_of_a_session_is_opened_for_writing(traced: tuple[list[str], list[str], Path]) -> None:
    assert [path for path in traced[0] if path and not path.isdecimal() and not ALLOWED.search(path)] == []


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace on the path")
def test_no_library_and_no_process_beside_writes_either(traced: tuple[list[str], list[str], Path]) -> None:
    _, lines, _ = traced
    assert len(lines) > 1000  # it did look
    assert sum("child.py" in line for line in lines) >= 4  # into the processes that read files as well
    lines = [line for line in lines if re.search(r'\b\w+\(.*"', line)]  # the end of a call that was cut names nothing
    made = [line for line in lines if WRITING.search(line) or not re.search(r"\bopen(at2?)?\(", line)]
    paths = [(re.findall(r'"([^"]*)"', line) or [line])[0] for line in made if " = -1 " not in line]
    assert [path for path in paths if not ALLOWED.search(path)] == []


def test_nothing_of_a_session_lies_on_the_disk_afterwards(traced: tuple[list[str], list[str], Path]) -> None:
    *_, place = traced
    left = [path for path in place.rglob("*") if path.is_file()]
    assert all(ALLOWED.search(str(path)) for path in left), left
    assert not [path for path in left if SECRET.encode() in path.read_bytes()]


READING = """
import sys, threading
from toolkit.documents.brought import apart
start = apart._start
def started():
    process = start()
    print(process.pid, flush=True)
    return process
apart._start = started
apart.read_apart("waiting:read", b"x" * 1_000_000, "x.docx", allowance=apart.Allowance(seconds=60))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of its own kind")
def test_a_reading_process_does_not_outlive_the_one_that_was_killed(tmp_path: Path) -> None:
    import psutil

    (tmp_path / "waiting.py").write_text(
        "def read(data, name, told, tell):\n    share = 0\n    while True:\n        share += 0.1\n        tell(share)\n"
    )
    asking = subprocess.Popen(
        [sys.executable, "-c", READING],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(HERE)])},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert asking.stdout is not None
    reading = psutil.Process(int(asking.stdout.readline()))
    asking.send_signal(signal.SIGKILL)
    asking.wait(PATIENCE)
    asking.stdout.close()
    reading.wait(PATIENCE)  # its pipe is closed
