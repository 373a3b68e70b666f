"""What came of a course, as a file: what is written is read, and what does not hold is refused with the reason."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from toolkit.course import follow_up
from toolkit.course.follow_up import Ask, FollowUp, Held, read_follow_up
from toolkit.errors import DataError

DONE = FollowUp(
    "a1b2c3d4",
    "Union of Nurses",
    date(2027, 2, 15),
    2,
    "KE",
    "leaders",
    (Held(date(2027, 2, 1), 24), Held(date(2027, 2, 15), 22)),
    (
        Ask(date(2027, 3, 1), "won", date(2027, 4, 2), 5, "bias"),
        Ask(date(2027, 3, 1), "open", None, 4),
        Ask(date(2027, 3, 9), "refused", date(2027, 3, 9)),
    ),
)


def test_what_is_written_is_read_and_holds_no_word_of_strategy() -> None:
    text = DONE.to_json()
    assert read_follow_up(text.encode(), "f.json") == DONE
    assert read_follow_up(b"\xef\xbb\xbf" + text.encode(), "f.json") == DONE, "as some editors save it"
    record = json.loads(text)
    assert set(record["asked"][0]) == {"asked", "state", "decided", "topic", "clause"}, "codes and days only"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"what": "questions to management"}, follow_up.NO_FORMAT),
        ({"format": 2}, follow_up.NO_FORMAT),
        ({"note": "our red line is 3 %"}, follow_up.UNKNOWN),
        ({"id": "A B"}, follow_up.NO_ID),
        ({"union": "  "}, follow_up.NO_NAME),
        ({"union": 7}, follow_up.NO_NAME),
        ({"place": "Kenya"}, follow_up.NO_PLACE),
        ({"track": "everybody"}, follow_up.NO_TRACK),
        ({"ended": "15.2.2027"}, follow_up.NO_DAY),
        ({"ended": "2027-02-30"}, follow_up.NO_DAY),
        ({"version": True}, follow_up.NO_NUMBER),
        ({"sessions": [{"day": "2027-02-01", "people": -1}]}, follow_up.NO_NUMBER),
        ({"sessions": [{"day": "2027-02-01", "people": 501}]}, follow_up.NO_NUMBER),
        ({"sessions": {}}, follow_up.TOO_MUCH),
        ({"asked": ["won"]}, follow_up.NO_FORMAT),
        ({"asked": [{"asked": "2027-03-01", "state": "lost"}]}, follow_up.NO_STATE),
        ({"asked": [{"asked": "2027-03-01", "state": "won"}]}, follow_up.UNDECIDED),
        ({"asked": [{"asked": "2027-03-01", "state": "open", "decided": "2027-03-02"}]}, follow_up.UNDECIDED),
        ({"asked": [{"asked": "2027-03-01", "state": "won", "decided": "2027-02-28"}]}, follow_up.BEFORE),
        ({"asked": [{"asked": "2027-03-01", "state": "open", "topic": 8}]}, follow_up.NO_TOPIC),
        ({"asked": [{"asked": "2027-03-01", "state": "open", "clause": "ours"}]}, follow_up.NO_CLAUSE),
        ({"asked": [{"asked": "2027-03-01", "state": "open", "why": "they fear us"}]}, follow_up.UNKNOWN),
        ({"asked": [{"asked": "2027-03-01", "state": "open"}] * 201}, follow_up.TOO_MUCH),
    ],
)
def test_what_does_not_hold_is_refused_as_a_whole(change: dict[str, Any], reason: str) -> None:
    record = {**json.loads(DONE.to_json()), **change}
    with pytest.raises(DataError) as refused:
        read_follow_up(json.dumps(record).encode(), "f.json")
    assert refused.value.values["reason"].sentence == reason


@pytest.mark.parametrize("data", [b"", b"[1]", b"\xff", b"{" * 100_000, b" " * (follow_up.LARGEST + 1)])
def test_anything_else_is_refused_too(data: bytes) -> None:
    with pytest.raises(DataError, match=r"f\.json"):
        read_follow_up(data, "f.json")


def test_what_is_missing_is_missed() -> None:
    for name in ("id", "union", "ended", "version"):
        record = json.loads(DONE.to_json())
        del record[name]
        with pytest.raises(DataError, match="missing"):
            read_follow_up(json.dumps(record).encode(), "f.json")
