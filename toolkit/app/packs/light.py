"""The pack as a page hands it out: in memory, with a bound on its size, and with what is left out said by name."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from toolkit.app.packs.pack import START, File, Folder, entry_of, first_page, pack_folders
from toolkit.app.packs.start import kind_of
from toolkit.course.plans.pack import safe_name
from toolkit.course.plans.plan import Plan
from toolkit.course.recordings import Recording
from toolkit.errors import translatable

# Half of what may be on its way to a page at a time; a phone in the room has to take it over a shared Wi-Fi.
LARGEST = 8_000_000
_PAGE, _NAME = 20_000, 150  # what the start page weighs, and the place of a file in a zip besides its name
# What a workshop cannot do without comes first; of two forms of a paper the one that weighs less.
_ORDER = (
    ("plan", ""),
    ("lessons", ".html"),
    ("slides", ".html"),
    ("paper-twin", ".docx"),
    ("brief", ".pdf"),
    ("cards", ".pdf"),
    ("poster", ".pdf"),
    ("slides", ".pdf"),
    ("brief", ".docx"),
    ("paper-twin", ".pdf"),
    ("recordings", ""),
)
_LEFT_OUT = translatable(
    "So that it is not too large for a page, this pack is without: {what}. The command “toolkit course pack” makes all."
)
_NAMED = translatable("{folder}, {kind}")


@dataclass(frozen=True)
class LightPack:
    """A pack in one file.

    Attributes
    ----------
    left_out
        A sentence that names what is not in it; empty if it is whole.
    """

    content: bytes
    left_out: str

    def to_bytes(self) -> bytes:
        """In one piece, to be handed from one process to another."""
        return json.dumps(self.left_out).encode("ascii") + b"\n" + self.content

    @classmethod
    def from_bytes(cls, whole: bytes) -> LightPack:
        """The pack out of its one piece.

        >>> LightPack.from_bytes(LightPack(b"PK", "without: “Cards”").to_bytes())
        LightPack(content=b'PK', left_out='without: “Cards”')
        """
        head, _, content = whole.partition(b"\n")
        return cls(content, json.loads(head))


def light_pack(
    plan: Plan,
    tell: Callable[[float], object] = lambda share: None,
    *,
    largest: int = LARGEST,
    recorded: Sequence[Recording] = (),
) -> LightPack:
    """What `write_teaching_pack` writes, as one zip in memory; what would make it too large is left out.

    Parameters
    ----------
    tell
        Gets how much is done, from 0 to 1.
    largest
        Bytes that it may have. The plan of the course is in it whatever it weighs.
    """
    folders = pack_folders(plan, recorded=recorded)
    groups = _groups(folders)
    count, done, size = sum(len(files) for _, files in groups), 0, _PAGE
    made: dict[str, bytes] = {}
    without: list[tuple[Folder, File]] = []
    for number, (folder, files) in enumerate(groups):
        found: dict[str, bytes] = {}
        weight = 0
        for place, file in enumerate(files, start=1):
            content = file.make()
            found[file.path] = content
            weight += len(zlib.compress(content)) + _NAME + 2 * len(file.path.encode())
            done += 1
            tell(done / (count + 1))
            # Files of a kind weigh about the same: the rest is not made only to be thrown away.
            if number and size + max(weight, weight * len(files) // place) > largest:
                without.append((folder, file))
                done += len(files) - place
                break
        else:
            made |= found
            size += weight
    names = [_named(plan, folder, file) for folder, file in without]
    left_out = plan.language.say(_LEFT_OUT, what=names) if names else ""
    inside = [replace(one, files=tuple(file for file in one.files if file.path in made)) for one in folders]
    page = first_page(plan, [one for one in inside if one.files], left_out)
    room, home = io.BytesIO(), safe_name(plan.track.title.say(plan.language))
    with zipfile.ZipFile(room, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in {START: page.encode("utf-8"), **made}.items():
            archive.writestr(entry_of(plan, f"{home}/{path}"), content)
    tell(1.0)
    return LightPack(room.getvalue(), left_out)


def _groups(folders: Sequence[Folder]) -> list[tuple[Folder, list[File]]]:
    """The files of each folder, those of an ending together, what is needed most first."""
    found: dict[tuple[str, str], tuple[Folder, list[File]]] = {}
    for folder in folders:
        for file in folder.files:
            ending = PurePosixPath(file.path).suffix
            key = (folder.kind, "" if (folder.kind, "") in _ORDER else ending)
            found.setdefault(key, (folder, []))[1].append(file)
    return [found[key] for key in sorted(found, key=_ORDER.index)]


def _named(plan: Plan, folder: Folder, file: File) -> str:
    speech = plan.language
    if (folder.kind, "") in _ORDER:
        return folder.title
    return speech.say(_NAMED, folder=folder.title, kind=kind_of(file.path, speech))
