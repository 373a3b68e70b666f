"""Where nothing can be forked, each visitor has a process of a pool: it has run the lesson, and knows of nobody."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.serving.warm.conftest import WIDGETS
from toolkit.serving.warm.forking import drawn_from
from toolkit.serving.warm.pool import Pool
from toolkit.serving.warm.processes import LineEnded

pytestmark = pytest.mark.xdist_group("own-servers")
START = """\
import sys
from pathlib import Path
from toolkit.serving import serve
serve(Path(sys.argv[1]), port=0, warm=False, seats=40, topics=[4], people=3)"""


@pytest.fixture(scope="module")
def unforked(
    start: Callable[..., Any], write: Callable[..., None], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Any]:
    """A server that forks nothing."""
    folder = tmp_path_factory.mktemp("unforked")
    write(folder / "en" / "names.ipynb", "en", "Names", WIDGETS, about={"topic": 4})
    with start(folder, START) as started:
        yield started


def test_thirty_who_come_at_once_have_processes_and_answers_of_their_own(
    unforked: Any, visit: Any, page: Any, lesson: Any, process_of: Any
) -> None:
    people = [visit(unforked) for _ in range(30)]
    with ThreadPoolExecutor(30) as threads, contextlib.ExitStack() as stack:

        def come(one: Any) -> tuple[str, Any]:
            kernel = one.open(lesson("names"))
            return kernel, page(stack.enter_context(one.socket(kernel)))

        kernels, lines = zip(*threads.map(come, people), strict=True)
        numbers = {process_of(kernel).pid for kernel in kernels}
        assert len(numbers) == 30
        for number, theirs in enumerate(lines):
            theirs.enter(f"mark-{number}.")
        for number, theirs in enumerate(lines):
            assert theirs.answer(f"again-{number}.") == f"again-{number}.", "nobody else's, and not before a press"
            assert not any(f"-{other}." in str(theirs.heard) for other in range(30) if other != number)
        assert [theirs.answer("who") for theirs in lines] == list(kernels)
        drawn = [theirs.answer("draw").split() for theirs in lines]
        assert all(len(set(column)) == 30 for column in zip(*drawn, strict=True))
        for one, other in ((0, 1), (1, 0)):
            assert people[one].here(kernels[one]) == 204
            assert people[one].here(kernels[other]) == 410


def test_a_page_that_was_made_once_fits_every_process(unforked: Any, visit: Any, page: Any, lesson: Any) -> None:
    found = []
    for _ in range(2):
        visitor = visit(unforked)
        with visitor.socket(visitor.open(lesson("names"))) as channel:
            found.append(sorted(page(channel).states))
    assert found[0] == found[1]
    assert "launch" not in "".join(unforked.logged)


def test_all_processes_end_with_the_server(
    start: Any, visit: Any, lesson: Any, wait_until: Any, write: Any, tmp_path: Path
) -> None:
    write(tmp_path / "en" / "names.ipynb", "en", "Names", WIDGETS, about={"topic": 4})
    with start(tmp_path, START) as server:
        wait_until(lambda: any("There is room" in line for line in server.said))
        visit(server).open(lesson("names"))
        family = psutil.Process(server.process).children(recursive=True)
        assert len(family) >= 3, "as many as were announced"
        os.kill(server.process, signal.SIGKILL)
        wait_until(lambda: not any(each.is_running() and each.status() != psutil.STATUS_ZOMBIE for each in family))


def test_numbers_are_the_same_in_every_run_of_a_notebook_and_nowhere_else() -> None:
    import random
    import uuid

    def draw() -> tuple[float, str]:
        return random.random(), uuid.uuid4().hex

    found = []
    for seed in ("a", "a", "b"):
        with drawn_from(seed):
            found.append(draw())
    assert found[0] == found[1]
    assert len({*found[0], *found[2]}) == 4
    assert uuid.uuid4() != uuid.uuid4()


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("1 / 0", "ZeroDivisionError"),
        ("import os; os._exit(3)", "ended before it was ready"),
        (
            "import os, ipywidgets; from IPython.display import display\n"
            "[ipywidgets.Text() for _ in range(len(os.listdir('.')))]\n"
            "open(f'{os.getpid()}', 'w').close(); display(ipywidgets.Text())",
            "other controls",
        ),
    ],
)
def test_a_notebook_that_fits_no_kept_page_is_not_taken_from_a_pool(
    play: Any, tmp_path: Path, source: str, reason: str
) -> None:
    async def story() -> None:
        pool = Pool({"sources": [source], "folder": str(tmp_path), "seed": "s"}, {}, lambda: 2)
        reasons = []
        try:
            reasons.append((await pool.begin()).get("failed", ""))
            await pool.fill()
            with pytest.raises(LineEnded):
                await pool.take({})
        except LineEnded as ended:
            reasons.append(str(ended))
        finally:
            pool.end()
        assert reason in " ".join([*reasons, pool.fault])

    play(story())
