"""Say how far a long count has come, while it runs."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, TypeVar

Tell = Callable[[float], object]
Result = TypeVar("Result")

PATIENCE = 0.1  # seconds between two looks


class Watch:
    """Runs one query of a file after the other and tells which share of all of them is done, from 0 to 1.

    Only DuckDB says how far it is; for other tables, and where a query does not know, nothing is told in between.
    """

    def __init__(self, tell: Tell | None = None, connection: Any = None) -> None:
        self._tell, self.connection = tell, connection
        self._told = -1.0
        self._start, self._stop, self._end = 0.0, 1.0, 1.0
        if tell is not None and connection is not None:
            for setting in ("enable_progress_bar = true", "enable_progress_bar_print = false", "progress_bar_time = 0"):
                connection.execute(f"SET {setting}")  # without a bar DuckDB does not keep count

    def step(self, start: float, stop: float) -> None:
        """The next query takes this part of the whole way."""
        self._start, self._stop, self._end = start, stop, stop
        self.say(0.0)

    def say(self, share: float) -> None:
        """Tell a share of the step at hand; never less than was told before."""
        whole = self._start + min(max(share, 0.0), 1.0) * (self._stop - self._start)
        if self._tell is not None and whole > self._told:
            self._told = whole
            self._tell(whole)

    def run_part(self, query: Callable[[], Result]) -> Result:
        """One of queries of which nobody knows how many come: each takes a third of what is left of the step."""
        self._stop = self._start + (self._end - self._start) / 3
        answer = self.run(query)
        self._start, self._stop = self._stop, self._end
        return answer

    def run(self, query: Callable[[], Result]) -> Result:
        """The answer of a query; a listener that breaks, or somebody who stops it, ends the query as well."""
        if self._tell is None or self.connection is None:
            return query()
        answers: list[Result] = []
        failures: list[BaseException] = []

        def work() -> None:
            try:
                answers.append(query())
            except BaseException as failure:  # handed on below, in the thread that asked
                failures.append(failure)

        worker = threading.Thread(target=work, daemon=True)
        worker.start()
        try:
            while worker.is_alive():
                worker.join(PATIENCE)
                self.say(self.connection.query_progress() / 100)  # -1 while it does not know
        except BaseException:
            self.connection.interrupt()
            worker.join()
            raise
        if failures:
            raise failures[0]
        return answers[0]
