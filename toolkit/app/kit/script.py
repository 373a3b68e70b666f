"""The script of the sheets as one text: modules by what they do, joined for pages that load it in one request.

A phone with a weak line cannot wait for one file that asks for the next, and JupyterLab takes a single text. The
modules in `sheet/` are plain ES modules that a browser or node runs as they are; to join them needs no other programme,
because they keep to a few forms, and whatever does not is refused here and not guessed at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_ENTRY = Path(__file__).parent / "sheet" / "sheet.mjs"
_COMMENT = re.compile(r"^[ \t]*/\*.*?\*/[ \t]*$", flags=re.DOTALL | re.MULTILINE)
_IMPORT = re.compile(r'import \{ ([\w$]+(?:, [\w$]+)*) \} from "\./([\w-]+\.mjs)";')
_DECLARED = re.compile(r"(export )?(?:(?:async )?function|class|const|let) ([\w$]+)(?: =|\(| \{| extends )")
_DEFAULT = re.compile(r"export default [\w$]+;")
_CLOSED = re.compile(r"[}\])]+;?|\}, .*\);")
_ASIDE = re.compile(r"""(?<=[;,{}]) // [^"`\n]*$""", flags=re.MULTILINE)
# A name by itself: not a field (`.name`, but `...name`), not a key (`name:`).
_WORD = re.compile(r"(?<![\w$])(?:(?<!\.)|(?<=\.\.\.))([A-Za-z_$][\w$]*)(?![\w$]*:)")
_QUOTED = re.compile(r'"(?:[^"\\\n]|\\.)*"')


class UnfitModules(ValueError):
    """Modules cannot be joined into one text that does the same."""


@dataclass(frozen=True)
class _Module:
    """What a module takes from others, what it declares for itself and for them, and its lines as they go out."""

    name: str
    wanted: dict[str, tuple[str, ...]]
    declared: frozenset[str]
    offered: frozenset[str]
    text: str
    default: str


@cache
def sheet_script() -> str:
    """The script that draws and keeps every sheet, ready to be sent."""
    return joined(_ENTRY)


def lean(text: str) -> str:
    """A script or style without indentation and comments: they go over weak lines.

    >>> print(lean('/* Why. */\\nfunction f() {\\n  // So.\\n  return "a; // b"; // else nothing\\n}\\n'))
    function f() {
    return "a; // b";
    }
    """
    lines = (line.strip() for line in _ASIDE.sub("", _COMMENT.sub("", text)).splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def joined(entry: Path) -> str:
    """One module that does what `entry` does with all that it imports from its own folder.

    Parameters
    ----------
    entry
        The module whose default export is handed on.

    Raises
    ------
    UnfitModules
        Two modules declare one name, import in a circle, ask for what is not there, or have a form that is not known.
    """
    modules = _in_order(entry)
    homes: dict[str, str] = {}
    for module in modules:
        for name in sorted(module.declared):
            if name in homes:
                raise UnfitModules(f"{homes[name]} and {module.name} both declare {name}.")
            homes[name] = module.name
    for module in modules:
        _check_names(module, {each.name: each for each in modules}, homes)
        if module.default and module is not modules[-1]:
            raise UnfitModules(f"{module.name} has a default export; only {entry.name} may.")
    return "\n".join(part for module in modules for part in (module.text, module.default) if part) + "\n"


def _in_order(entry: Path) -> list[_Module]:
    """The modules, each after those that it imports."""
    done: dict[str, _Module] = {}
    begun: list[str] = []

    def add(name: str) -> None:
        if name in done:
            return
        if name in begun:
            raise UnfitModules(f"Imports go in a circle: {', '.join([*begun[begun.index(name) :], name])}.")
        path = entry.parent / name
        if not path.is_file():
            raise UnfitModules(f"{begun[-1] if begun else 'Nobody'} imports {name}, which is not there.")
        begun.append(name)
        module = _read(name, path.read_text(encoding="utf-8"))
        for other in module.wanted:
            add(other)
        begun.pop()
        done[name] = module

    add(entry.name)
    return list(done.values())


def _read(name: str, source: str) -> _Module:
    wanted: dict[str, tuple[str, ...]] = {}
    declared: set[str] = set()
    offered: set[str] = set()
    default = ""
    kept: list[str] = []
    for line in _COMMENT.sub("", source).splitlines():
        if line.count("`") % 2:
            raise UnfitModules(f"{name} has a text over several lines, whose indentation would be lost: {line.strip()}")
        if line[:1].isspace() or not line or line.startswith("//") or _CLOSED.fullmatch(line):
            kept.append(line)
        elif imports := _IMPORT.fullmatch(line):
            names, other = imports.groups()
            wanted[other] = (*wanted.get(other, ()), *names.split(", "))
        elif _DEFAULT.fullmatch(line):
            default = line
        elif declares := _DECLARED.match(line):
            if declares[2] in declared:
                raise UnfitModules(f"{name} declares {declares[2]} twice.")
            declared.add(declares[2])
            if declares[1]:
                offered.add(declares[2])
            kept.append(line.removeprefix("export "))
        else:
            raise UnfitModules(f"{name} has a line of a form that cannot be joined: {line}")
    return _Module(name, wanted, frozenset(declared), frozenset(offered), lean("\n".join(kept)), default)


def _check_names(module: _Module, modules: dict[str, _Module], homes: dict[str, str]) -> None:
    """Each name means in the joined text what it means in the module."""
    imported = set()
    for other, names in module.wanted.items():
        for name in names:
            if name not in modules[other].offered:
                raise UnfitModules(f"{module.name} imports {name}, which {other} does not export.")
            imported.add(name)
    # A word that means nothing of this module would now mean another one's declaration.
    words = set(_WORD.findall(_QUOTED.sub('""', module.text)))
    for name in sorted(words & homes.keys() - module.declared - imported):
        raise UnfitModules(
            f"{module.name} says {name}, which is a name of {homes[name]}: import it or call it otherwise."
        )
