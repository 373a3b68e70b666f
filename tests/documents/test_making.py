"""Papers are made in a process that ends afterwards, where that can be; and otherwise here."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from toolkit.documents.making import made

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="lessons are forked on Linux alone")

# In a process of its own: what the tests around this one load has started threads.
APART = """
import json, os
from functools import partial
from toolkit.documents import Document, Heading, Paragraph, write_docx, write_pdf
from toolkit.documents.making import made, make_apart
from toolkit.languages import Language

document = Document("A paper", Language("en"), (Heading("One"), Paragraph("Words.")))
threads = lambda: len(os.listdir("/proc/self/task"))
make_apart(wanted=True)
makers = [partial(write_docx, document), partial(write_pdf, document), bytes, lambda: str(os.getpid()).encode()]
before = threads()
word, pdf, nothing, number = made(makers)
told = {"threads": threads() - before, "same": int(number) == os.getpid()}
told.update(kinds=[word[:2].decode(), pdf[:5].decode()], nothing=nothing.decode())
try:
    os.waitpid(-1, os.WNOHANG)
    told["left"] = True
except ChildProcessError:
    told["left"] = False
files = len(os.listdir("/proc/self/fd"))
here = os.getpid()
def only_here():
    if os.getpid() != here:
        os.kill(os.getpid(), 9)
    return b"made here"
told["after a fault"] = [each.decode() for each in made([lambda: b"first", only_here])]
told["apart again"] = int(made([lambda: str(os.getpid()).encode()])[0]) != here
told["files"] = len(os.listdir("/proc/self/fd")) - files
try:
    make_apart(wanted=True)
    made([lambda: b"first", lambda: bytes([1 // 0])])
except ZeroDivisionError:
    told["fault"] = "seen here"
print(json.dumps(told))
"""


def test_what_is_made_apart_leaves_nothing_and_a_process_that_ends_is_made_up_for() -> None:
    done = subprocess.run([sys.executable, "-c", APART], capture_output=True, text=True, timeout=600, check=True)
    assert json.loads(done.stdout) == {
        "threads": 0,
        "same": False,
        "kinds": ["PK", "%PDF-"],
        "nothing": "",
        "left": False,
        "after a fault": ["first", "made here"],
        "apart again": False,
        "files": 0,
        "fault": "seen here",
    }


def test_elsewhere_all_is_made_in_the_same_process() -> None:
    import os

    assert made([lambda: str(os.getpid()).encode()]) == [str(os.getpid()).encode()]
