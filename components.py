"""Write down what the toolkit is made of: every package, font and piece of front end, as a CycloneDX 1.6 list.

    python components.py > components.json

Packages are those of `uv.lock`, each with its version, where it comes from and its fingerprints: what the toolkit needs
to run is "required", what only its tests or a choice need is "optional"; the files it may come in, with their
fingerprints, are its properties. Licences, and the scripts that packages bring
for the browser, are read where those packages are installed (`.venv/bin/python components.py`). The list has no date:
the same lock file gives the same list.

Sources: CycloneDX 1.6 (ECMA-424); package URLs (purl-spec, types pypi and npm).
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any
from urllib.parse import quote

HOME = Path(__file__).resolve().parent
NAME = "digital-rights-toolkit"
LISTS = "third-party-licenses.json"  # beside the scripts of a Jupyter extension: what was built into them
# What Voila built into its own script stands in it, as the versions that extensions may share.
SHARED = re.compile(r'i\("(@?[\w.-]+(?:/[\w.-]+)?)","(\d+\.\d+\.\d+)"')
FONTS = {"fontpkg-noto-sans": "Noto Sans", "fontpkg-noto-sans-arabic": "Noto Sans Arabic"}
_NOTHING: dict[str, Any] = {}


def read_lock(path: Path = HOME / "uv.lock") -> dict[str, Any]:
    """The lock file as it stands."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def component_list(lock: dict[str, Any]) -> dict[str, Any]:
    """The list, as CycloneDX writes it in JSON."""
    packages = lock["package"]
    ours = next(package for package in packages if package["name"] == NAME)
    required = _closure(ours["dependencies"], packages)
    others = sorted((package for package in packages if package is not ours), key=reference)
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {"type": "application", "bom-ref": NAME, "name": NAME, "version": ours["version"]},
        },
        "components": [_component(package, package["name"] in required) for package in others],
        "dependencies": [
            {"ref": NAME if package is ours else reference(package), "dependsOn": sorted(_needs(package, packages))}
            for package in [ours, *others]
        ],
    }


def reference(package: dict[str, Any]) -> str:
    """The package URL, which also names the package inside the list."""
    return f"pkg:pypi/{package['name']}@{package['version']}"


def _needs(package: dict[str, Any], packages: list[dict[str, Any]]) -> set[str]:
    wanted = [*package.get("dependencies", [])]
    wanted += [one for group in package.get("optional-dependencies", _NOTHING).values() for one in group]
    wanted += [one for group in package.get("dev-dependencies", _NOTHING).values() for one in group]
    return {
        reference(one)
        for need in wanted
        for one in packages
        if one["name"] == need["name"] and need.get("version", one["version"]) == one["version"] and one is not package
    }


def _closure(needs: list[dict[str, Any]], packages: list[dict[str, Any]]) -> set[str]:
    """The names of what is needed, and of what that needs, on any computer."""
    known: set[str] = set()
    waiting = [need["name"] for need in needs]
    while waiting:
        name = waiting.pop()
        if name in known:
            continue
        known.add(name)
        for package in packages:
            if package["name"] == name:
                extras = package.get("optional-dependencies", _NOTHING).values()
                deeper = [*package.get("dependencies", []), *(one for group in extras for one in group)]
                waiting += [one["name"] for one in deeper]
    return known


def _component(package: dict[str, Any], required: bool) -> dict[str, Any]:
    files = [*([package["sdist"]] if "sdist" in package else []), *package.get("wheels", [])]
    known: dict[str, Any] = {
        "type": "library",
        "bom-ref": reference(package),
        "name": package["name"],
        "version": package["version"],
        "scope": "required" if required else "optional",
        "purl": reference(package),
    }
    if files:
        known["properties"] = [_fingerprint(one) for one in files]
    try:
        installed = distribution(package["name"])
    except PackageNotFoundError:
        return known
    if _numbers(installed.version) != _numbers(package["version"]):
        return known
    inside = [*_fonts(package), *_front_end(installed)]
    return {**known, **_licence(installed), **({"components": inside} if inside else {})}


def _fingerprint(one: dict[str, Any]) -> dict[str, str]:
    """A file in which the package may come, and what it is known by."""
    return {"name": one["url"].rpartition("/")[2], "value": one["hash"]}


def _numbers(version: str) -> list[str]:
    """A version without the zeros that some write before its numbers."""
    return [part.lstrip("0") for part in version.split(".")]


def _licence(installed: Distribution) -> dict[str, Any]:
    """The licence as its authors state it; a whole text of one is no name."""
    expression = installed.metadata.get("License-Expression")
    if expression:
        return {"licenses": [{"expression": expression}]}
    named = [one.rpartition(" :: ")[2] for one in installed.metadata.get_all("Classifier", []) if "License ::" in one]
    stated = (installed.metadata.get("License") or "").strip()
    names = named or ([stated] if stated and len(stated) < 60 else [])
    return {"licenses": [{"license": {"name": name}} for name in names]} if names else {}


def _fonts(package: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if package["name"] in FONTS:
        font, version = FONTS[package["name"]], package["version"]
        ref = f"{reference(package)}#font"
        licence = [{"license": {"id": "OFL-1.1"}}]
        yield {"type": "data", "bom-ref": ref, "name": font, "version": version, "licenses": licence}


def _front_end(installed: Distribution) -> Iterator[dict[str, Any]]:
    """What was built into the scripts that a package brings for the browser."""
    found: dict[tuple[str, str], str] = {}
    for file in installed.files or ():
        place = Path(str(file.locate()))
        if file.name == LISTS and "labextensions" in file.parts and place.is_file():
            for one in json.loads(place.read_text(encoding="utf-8"))["packages"]:
                found[one["name"], one["versionInfo"]] = one["licenseId"]
        if file.name == "voila.js" and place.is_file():
            for name, version in SHARED.findall(place.read_text(encoding="utf-8")):
                found.setdefault((name, version), "")
    owner = f"pkg:pypi/{installed.name.lower()}"
    for (name, version), licence in sorted(found.items()):
        purl = f"pkg:npm/{quote(name, safe='/')}@{version}"
        known = {"type": "library", "bom-ref": f"{owner}#{purl}", "name": name, "version": version, "purl": purl}
        yield {**known, **({"licenses": [{"license": {"name": licence}}]} if licence else {})}


def main() -> int:
    """Write the list of the lock file beside this script."""
    json.dump(component_list(read_lock()), sys.stdout, indent=1, ensure_ascii=False)
    print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
