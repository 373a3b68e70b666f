"""What may be in an entry, and what is left of its time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from toolkit.course import Entry
from toolkit.errors import DataError

AT = datetime(2027, 2, 1, 14, 7, 33, tzinfo=UTC)


@pytest.mark.parametrize("said", ["Amina Diallo", "no, because …", "a\nb", "é", "x" * 81, "<b>"])
@pytest.mark.parametrize("field", ["id", "workshop", "topic", "question", "answer"])
def test_what_somebody_wrote_is_no_entry(said: str, field: str) -> None:
    with pytest.raises(DataError):
        Entry(**{"id": "1", "workshop": "w", "at": AT, "kind": "poll", field: said})


def test_an_entry_has_an_id_a_workshop_and_a_known_kind() -> None:
    for wrong in ({"id": ""}, {"workshop": ""}, {"kind": "name"}):
        with pytest.raises(DataError):
            Entry(**{"id": "1", "workshop": "w", "at": AT, "kind": "poll", **wrong})


def test_the_minute_is_not_kept() -> None:
    nairobi = timezone(timedelta(hours=3))
    for at in (AT, AT.astimezone(nairobi), AT.replace(tzinfo=None)):
        assert Entry("1", "w", at, "joined").rounded().at == datetime(2027, 2, 1, 14, tzinfo=UTC)
