"""A whole server under trace, from the upload in a browser to the papers, and killed: no word of it is on a disk."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import matplotlib
import psutil
import pytest

from tests.app.test_in_memory import ALLOWED, SECRET, WRITING
from tests.browser import test_own_file
from tests.browser.conftest import Server
from tests.conftest import PATIENCE

CALLS = "open,openat,openat2,creat,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,memfd_create"
# The notebooks as they are built, the folder of the sockets, and a file by which Python tries where it may write.
OF_ITS_OWN = re.compile(r"/build/notebooks/|/voila_[^/]+(/|$)|/tmp/[a-z0-9_]{8}$")

pytestmark = pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace on the path")


@pytest.fixture
def traced(tmp_path: Path) -> Iterator[tuple[Server, Path, Path]]:
    """A server whose home and folder for temporary files are empty, the folder that holds both, and its trace."""
    place, trace = tmp_path / "place", tmp_path / "trace"
    for name in ("home", "tmp"):
        (place / name).mkdir(parents=True)
    kept = dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(place / "tmp"))
    kept |= {"HOME": str(place / "home"), "PYTHONDONTWRITEBYTECODE": "1", "MPLCONFIGDIR": matplotlib.get_cachedir()}
    tracing = ["strace", "-f", "--seccomp-bpf", "-qq", "-s", "300", "-e", f"trace={CALLS}", "-o", str(trace)]
    server = Server(kept, tracing)
    yield server, place, trace
    _kill(server)


def _kill(server: Server) -> None:
    """The server and everything it started, as when the machine loses its power; the tracer ends with them."""
    assert server.process
    for process in psutil.Process(server.process.pid).children(recursive=True) if server.process.poll() is None else ():
        process.kill()
    server.process.wait(PATIENCE)
    server._reading.join(PATIENCE)
    if server.process.stdout:
        server.process.stdout.close()


def test_an_upload_goes_to_its_papers_and_the_server_is_killed_and_no_word_is_on_a_disk(
    open_page: Callable[..., Any], traced: tuple[Server, Path, Path], tmp_path: Path
) -> None:
    server, place, trace = traced
    rows = [("men", "yes")] * 300 + [("men", "no")] * 700 + [("women", "yes")] * 150 + [("women", "no")] * 850
    random.Random(7).shuffle(rows)
    lines = [f"{sex};{SECRET} {n % 2};{promoted};x" for n, (sex, promoted) in enumerate(rows)]
    file = tmp_path / "promotions.csv"
    head = 'sex;office;promoted;"<img src=x onerror=hacked()>"'
    file.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    test_own_file.test_a_file_nobody_has_seen_becomes_a_report(open_page, server.address, file, "en")
    _kill(server)

    told = trace.read_text(encoding="utf-8", errors="replace")
    assert len(told.splitlines()) > 5_000  # it did look
    assert SECRET not in told
    calls = [line for line in told.splitlines() if re.search(r'\b\w+\(.*"', line) and " = -1 " not in line]
    made = [line for line in calls if WRITING.search(line) or not re.search(r"\bopen(at2?)?\(", line)]
    paths = {re.findall(r'"([^"]*)"', line)[0] for line in made}
    assert not {path for path in paths if not ALLOWED.search(path) and not OF_ITS_OWN.search(path)}
    sockets = {Path(found[0]) for path in paths if (found := re.match(r".*/voila_[^/]+", path))}
    left = [path for folder in (place, *sockets) for path in folder.rglob("*") if path.is_file()]
    assert not [path for path in left if SECRET.encode() in path.read_bytes()]
    for folder in sockets:
        shutil.rmtree(folder)
