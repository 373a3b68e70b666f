"""Draw the picture of the rooms, `docs/images/rooms.svg`, from the layers in pyproject.toml and the rooms' own words.

Run it when a room or a folder has come or gone: `python docs/draw_rooms.py`.
"""

from __future__ import annotations

import ast
import re
import tomllib
from html import escape
from pathlib import Path

HOME = Path(__file__).resolve().parents[1]
PICTURE = HOME / "docs" / "images" / "rooms.svg"
WIDTH, EDGE, GAP = 480, 12, 8
LINE = 19  # from one line of text to the next


def layers() -> list[list[str]]:
    """The rooms from the roof down; neighbours that do not know each other stand in one layer."""
    settings = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    (rooms,) = [contract["layers"] for contract in contracts if contract["type"] == "layers"]
    return [[room.removeprefix("toolkit.") for room in re.split(r"[ |]+", layer)] for layer in rooms]


def question(room: Path) -> str:
    """What a room or folder answers, up to the question mark; of the roof, what it is."""
    source = room / "__init__.py" if room.is_dir() else room.with_suffix(".py")
    said = ast.get_docstring(ast.parse(source.read_text(encoding="utf-8"))) or ""
    said = re.split(r"[?:\n]|\. ", said, maxsplit=1)[0].rstrip(".")
    return said if room.name == "commands" else said + "?"


def folders(room: Path) -> list[str]:
    """The folders inside a room."""
    return sorted(path.parent.name for path in room.glob("*/__init__.py"))


def box(room: str, left: float, top: float, width: float) -> tuple[str, float]:
    """One room as SVG, and its height."""
    place = HOME / "toolkit" / room
    lines = [(line, "q") for line in wrapped(question(place), width)]
    lines += [(line, "f") for line in wrapped(" · ".join(folders(place)), width)]
    height = EDGE + LINE * (len(lines) + 1) + EDGE / 2
    words = [
        f'<text class="{look}" x="{left + EDGE}" y="{top + EDGE + 12 + LINE * number}">{escape(line)}</text>'
        for number, (line, look) in enumerate([(room, "r"), *lines])
    ]
    frame = f'<rect x="{left}" y="{top}" width="{width}" height="{height}" rx="6"/>'
    return frame + "".join(words), height


def wrapped(text: str, width: float) -> list[str]:
    """A text in lines that a box of this width holds (letters of 14 px are 7.4 px wide at the most, on average)."""
    lines: list[str] = []
    for word in text.split():
        if lines and (len(lines[-1]) + len(word) + 1) * 7.4 <= width - 2 * EDGE:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return lines


def drawn() -> str:
    """The whole picture: the ground at the bottom, arrows of knowledge downwards alone."""
    parts, top = [], float(GAP)
    for layer in layers():
        if layer[0].startswith("command_"):
            continue  # the roof has one word
        shares = {1: (1.0,), 2: (0.62, 0.38), 3: (0.4, 0.28, 0.32)}[len(layer)]
        widths = [(WIDTH - (len(layer) + 1) * GAP) * share for share in shares]
        left, tallest = float(GAP), 0.0
        for room, width in zip(layer, widths, strict=True):
            shape, height = box(room, left, top, width)
            parts.append(shape)
            left, tallest = left + width + GAP, max(tallest, height)
        top += tallest + GAP
    style = (
        "rect{fill:#e6f0f0;stroke:#0b5d66}text{font-family:system-ui,'Segoe UI','Noto Sans',sans-serif;font-size:14px;"
        "fill:#1c2426}.r{font-weight:700;font-size:16px}.f{fill:#08454c}"
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{top:g}" viewBox="0 0 {WIDTH} {top:g}" '
        'role="img">\n'
        f"<title>The rooms of the toolkit, the ground at the bottom</title>\n<style>{style}</style>\n"
        f'<path fill="#fff" d="M0 0h{WIDTH}v{top:g}H0z"/>\n' + "\n".join(parts) + "\n</svg>\n"
    )


if __name__ == "__main__":
    PICTURE.write_text(drawn(), encoding="utf-8")
