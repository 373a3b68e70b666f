"""Open a Word file that may mean harm: what is refused, with the reason, before a word of it is read.

What is merely not needed is left in the archive and never looked at: pictures, embedded objects, custom XML, fonts.
Macros, and what would bring in text or programmes from elsewhere when somebody opens the file in Word, are refused,
because whoever compares it here will open it there next; so every part that may hold a field is gone through, the
headers, notes, comments and building blocks as well, whether its text is compared or not.
Sources: ECMA-376 part 2 (packages: names, relationships, content types) and part 1, 17.16 (fields), 17.17 (altChunk).
"""

from __future__ import annotations

import codecs
import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # it comes without types

from toolkit.documents.word.read import LARGEST, too_large
from toolkit.errors import Reason, UnreadableFile, translatable

Element = Any  # lxml has no types of its own

_MOST_PARTS = 5000
LARGEST_PART = 20 * 1024 * 1024  # of XML, unpacked: a thousand pages have a tenth of that
_MOST_TAGS = 1_500_000
_MOST_ATTRIBUTES = 3_000_000
_LARGEST_RELATIONS = 2 * 1024 * 1024
_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # also the wrapping of a file that has a password
_ENTRY = b"PK\x01\x02"  # begins each entry of an archive's table of contents
_TEXT_TYPES = ("wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml", "application/xml")
_ACTIVE_RELATIONS = ("vbaproject", "wordvbadata", "control", "activexcontrolbinary")
_FOREIGN_RELATIONS = ("afchunk", "subdocument")
_FETCHING = re.compile(r"^\W*(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|LINK|DATABASE|RD)\b", re.IGNORECASE)
_WHOLE_WORD = re.compile(r"^\s*(?:\S+\s|=)")  # a field that says what it does before another one begins inside it
_LOOKED_FOR = ("instrText", "delInstrText", "fldSimple", "fldChar", "altChunk", "subDoc")
_NEVER_TEXT = ("customxml/", "docprops/", "[content_types]")
_COMPOSED = "{ }"


@dataclass(frozen=True)
class Parts:
    """The parts of a Word file that hold text, or say how it is numbered; each is None where it is missing."""

    document: Element
    styles: Element = None
    numbering: Element = None
    footnotes: Element = None
    endnotes: Element = None


def unpack(data: bytes, name: str) -> Parts:
    """The parts of a Word file, or an error that says why it is not opened.

    Raises
    ------
    UnreadableFile
    """
    if data.startswith(_OLD_WORD):
        raise UnreadableFile(
            translatable(
                "The file “{file}” is an old Word file (.doc) or has a password. Open it in Word or LibreOffice, take "
                "the password off if there is one, save it as .docx and bring that file."
            ),
            file=name,
        )
    if data.count(_ENTRY) > _MOST_PARTS:  # before the list of them takes up memory
        raise too_large(name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_members(archive, name)
            main = related(archive, "", "officeDocument", name) or "word/document.xml"
            if main not in archive.namelist():
                raise no_text(name)
            _check_types(archive, main, name)
            _check_relations(archive, name)
            _check_parts(archive, main, name)
            document = parse(_part(archive, main, name), name)
            parts = {}
            for kind in ("styles", "numbering", "footnotes", "endnotes"):
                member = related(archive, main, kind, name)
                parts[kind] = parse(_part(archive, member, name), name) if member is not None else None
            return Parts(document, **parts)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, OSError, EOFError, ValueError) as error:
        raise damaged(name) from error
    except (NotImplementedError, RuntimeError) as error:  # an unknown compression, a member with a password
        raise damaged(name) from error


def _check_members(archive: zipfile.ZipFile, name: str) -> None:
    members = archive.infolist()
    # `zipfile` never unpacks more than a member declares, so the declared sizes bound everything read below.
    if len(members) > _MOST_PARTS or sum(member.file_size for member in members) > LARGEST:
        raise too_large(name)
    seen: set[str] = set()
    for member in members:
        if member.flag_bits & 0x1:
            raise UnreadableFile(
                translatable("The file “{file}” has a password. Ask for a copy without one, or save it without."),
                file=name,
            )
        path = member.orig_filename
        steps = path.replace("\\", "/").split("/")
        if path.startswith(("/", "\\")) or ".." in steps or ":" in steps[0] or not path.isprintable():
            raise _unsafe(name, translatable("a part that wants to be written outside its folder"))
        if path.lower() in seen:  # Word does not tell capitals apart here
            raise _unsafe(name, translatable("the same part twice, so that two programmes could show two texts"))
        seen.add(path.lower())


def _check_types(archive: zipfile.ZipFile, main: str, name: str) -> None:
    """The main part must be a Word text, and no part a macro."""
    if any("vbaproject" in member.lower() for member in archive.namelist()):
        raise _unsafe(name, translatable("macros"))
    if "[Content_Types].xml" not in archive.namelist():
        return
    for entry in parse(_part(archive, "[Content_Types].xml", name), name):
        kind = value_of(entry, "ContentType").lower()
        if "macroenabled" in kind or "vbaproject" in kind:
            raise _unsafe(name, translatable("macros"))
        if value_of(entry, "PartName").lstrip("/").lower() == main.lower() and not kind.endswith(_TEXT_TYPES):
            raise no_text(name)


def _check_relations(archive: zipfile.ZipFile, name: str) -> None:
    """Nothing from elsewhere: only links that a person follows by hand may point out of the file."""
    for member in archive.namelist():
        if not member.lower().endswith(".rels"):
            continue
        for relation in parse(_part(archive, member, name, _LARGEST_RELATIONS), name):
            kind = value_of(relation, "Type").rpartition("/")[2].lower()
            if kind in _ACTIVE_RELATIONS:
                raise _unsafe(name, translatable("macros"))
            if kind in _FOREIGN_RELATIONS:
                raise _foreign(name)
            if value_of(relation, "TargetMode").lower() != "external" or kind == "hyperlink":
                continue
            # A template that lies on the writer's own computer is named in many honest files, and never fetched here.
            if kind == "attachedtemplate" and value_of(relation, "Target").lower().startswith("file:"):
                continue
            raise UnreadableFile(
                translatable(
                    "The file “{file}” would fetch something from elsewhere when it is opened ({target}), so it was "
                    "not read. Ask for a clean copy, or open it in LibreOffice and save it as .docx again."
                ),
                file=name,
                target=value_of(relation, "Target")[:80],
            )


def _check_parts(archive: zipfile.ZipFile, main: str, name: str) -> None:
    """Whatever part may hold a field, wherever it lies: Word carries fields out in headers and notes as well."""
    folder = f"{main.rpartition('/')[0].lower()}/".lstrip("/")
    typed = _typed_as_word(archive, name)
    for member in archive.namelist():
        low = member.lower()
        is_near = low.endswith(".xml") and low.startswith(folder) and not low.startswith(_NEVER_TEXT)
        if is_near or low in typed:
            text = _checked(_part(archive, member, name), name)
            if any(word in text for word in _LOOKED_FOR):
                _check_text(parse(_part(archive, member, name), name), name)


def _typed_as_word(archive: zipfile.ZipFile, name: str) -> set[str]:
    """The parts that the archive says are Word's, in small letters."""
    if "[Content_Types].xml" not in archive.namelist():
        return set()
    entries = parse(_part(archive, "[Content_Types].xml", name), name)
    found = {value_of(one, "PartName") for one in entries if "wordprocessingml" in value_of(one, "ContentType").lower()}
    return {path.lstrip("/").lower() for path in found} & {member.lower() for member in archive.namelist()}


def _check_text(document: Element, name: str) -> None:
    """No text from other files, and no field that fetches or starts something."""
    for element in document.iter("{*}altChunk", "{*}subDoc"):
        raise _foreign(name) if tag_of(element) else damaged(name)
    for code in _fields(document):
        if code == _COMPOSED or (found := _FETCHING.match(code)):
            raise UnreadableFile(
                translatable(
                    "The file “{file}” holds a field that fetches or starts something when it is opened ({field}), so "
                    "it was not read. Ask for a clean copy."
                ),
                file=name,
                field=_COMPOSED if code == _COMPOSED else found[1].upper(),  # type: ignore[index]
            )


def _fields(document: Element) -> Iterator[str]:
    """The instructions of all fields; Word may have cut one into many runs.

    A field may stand inside the instruction of another, which then reads as what it shows. One whose own first word is
    put together so is given as such: nobody who means well hides what a field does.
    """
    open_ones: list[list[str]] = []
    for element in document.iter("{*}fldChar", "{*}instrText", "{*}delInstrText", "{*}fldSimple"):
        tag = tag_of(element)
        if tag == "fldSimple":
            yield value_of(element, "instr").strip()
        elif tag == "fldChar":
            match value_of(element, "fldCharType"):
                case "begin":
                    if open_ones and not _WHOLE_WORD.match("".join(open_ones[-1])):
                        yield _COMPOSED
                    open_ones.append([])
                case "separate" if open_ones:
                    yield "".join(open_ones[-1]).strip()
                    open_ones[-1] = ["= "]  # what follows is shown and tells nothing
                case "end" if open_ones:
                    yield "".join(open_ones.pop()).strip()
        elif open_ones:
            open_ones[-1].append(element.text or "")
        else:
            yield (element.text or "").strip()
    yield from ("".join(pieces).strip() for pieces in open_ones)


def related(archive: zipfile.ZipFile, part: str, kind: str, name: str) -> str | None:
    """The member of the archive that a part (or the archive itself, ``""``) names for a purpose."""
    folder, _, file = part.rpartition("/")
    relations = posixpath.join(folder, "_rels", f"{file}.rels")
    if relations in archive.namelist():
        for relation in parse(_part(archive, relations, name, _LARGEST_RELATIONS), name):
            if value_of(relation, "Type").endswith(f"/{kind}"):
                target = posixpath.normpath(posixpath.join("/", folder, value_of(relation, "Target"))).lstrip("/")
                if target in archive.namelist():
                    return target
    return None


def _part(archive: zipfile.ZipFile, member: str, name: str, most: int = LARGEST_PART) -> bytes:
    if archive.getinfo(member).file_size > most:
        raise too_large(name)
    return archive.read(member)


def parse(xml: bytes, name: str) -> Element:
    """The tree of a part, bounded in size before it is built, without entities, document types or a network."""
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        return etree.fromstring(_checked(xml, name).encode("utf-8"), parser)
    except (etree.XMLSyntaxError, UnicodeEncodeError) as error:
        if "memory" in str(error).lower():
            raise MemoryError from error
        raise damaged(name) from error


def _checked(xml: bytes, name: str) -> str:
    """The letters of a part, if it holds no document type and no more than a part may."""
    text = _decode(xml, name)
    if re.search(r"<!\s*(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST)", text, re.IGNORECASE):
        raise UnreadableFile(
            translatable(
                "The file “{file}” holds instructions that no Word file needs (a document type), so it was not read. "
                "Ask for a clean copy, or open it in LibreOffice and save it as .docx again."
            ),
            file=name,
        )
    if text.count("<") > _MOST_TAGS or text.count("=") > _MOST_ATTRIBUTES:
        raise too_large(name)
    return text


def _decode(xml: bytes, name: str) -> str:
    """The part as text. Word parts are UTF-8 or UTF-16; any other encoding only helps to hide something."""
    encoding = "utf-16" if xml.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        text = xml.decode(encoding)
    except UnicodeDecodeError as error:
        raise damaged(name) from error
    head = re.match(r"\s*<\?xml[^>]{0,300}?encoding\s*=\s*[\"']([^\"']{1,40})[\"']", text)
    if head is not None and head[1].lower().replace("_", "-") not in ("utf-8", "utf8", "utf-16", "us-ascii", "ascii"):
        raise _unsafe(name, translatable("an encoding that no Word file uses"))
    return text


def tag_of(element: Element) -> str:
    """The bare name: strict and transitional files use different namespaces for the same words."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def value_of(element: Element, name: str) -> str:
    """An attribute by its bare name, or nothing."""
    if element is None:
        return ""
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def no_text(name: str) -> UnreadableFile:
    """The error for an archive that holds something else than a Word text."""
    return UnreadableFile(
        translatable(
            "The file “{file}” holds no Word text. Check that it is the right file; if so, open it in Word or "
            "LibreOffice and save it as .docx again."
        ),
        file=name,
    )


def damaged(name: str) -> UnreadableFile:
    """The error for a file that is no Word file, or no longer one."""
    return UnreadableFile(
        translatable(
            "The file “{file}” is not a Word file, or it is damaged. Open it in Word or LibreOffice, save it as .docx "
            "and bring that file."
        ),
        file=name,
    )


def _foreign(name: str) -> UnreadableFile:
    return UnreadableFile(
        translatable(
            "The file “{file}” shows text that lies in another file inside or outside of it, which could not be "
            "compared, so it was not read. Open it in Word, save it as .docx again and bring that file."
        ),
        file=name,
    )


def _unsafe(name: str, reason: str) -> UnreadableFile:
    return UnreadableFile(
        translatable(
            "The file “{file}” holds {reason}, so it was not read. Ask for a clean copy, or open it in LibreOffice and "
            "save it as .docx again."
        ),
        file=name,
        reason=Reason(reason),
    )
