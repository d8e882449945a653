"""An eForms notice by local names: prefixes and namespaces do not matter, extensions stand where they belong.

`UBLExtensions/…/EformsExtension` is only packing: what lies in it is found in what it extends. Elements are looked up
when they are asked for by name; what the graph must not hold (beneficial owners, jury members) nobody asks for.
"""

from __future__ import annotations

from functools import cache

from lxml import etree

from graph.errors import BadInput

#: Files that hold notices.
SUFFIXES = (".xml",)
_PACKING = frozenset({"UBLExtensions", "UBLExtension", "ExtensionContent", "EformsExtension"})
_ENCODING_FAULTS = frozenset(
    {
        etree.ErrorTypes.ERR_INVALID_ENCODING,
        etree.ErrorTypes.ERR_UNKNOWN_ENCODING,
        etree.ErrorTypes.ERR_UNSUPPORTED_ENCODING,
        etree.ErrorTypes.ERR_INVALID_CHAR,
    }
)


#: The local name of every tag met, "" for what is no element.
_NAMES: dict[object, str] = {}
#: No elements. Lists of elements are only ever read.
_NONE: list[Part] = []


class Part:
    """An element of a notice; `NOTHING` where there is none. Its children are indexed when first asked for."""

    __slots__ = ("_children", "_element")

    def __init__(self, element: etree._Element | None) -> None:
        self._element = element
        self._children: dict[str, list[Part]] | None = None

    @property
    def text(self) -> str:
        """The element's text without blanks around."""
        text = None if self._element is None else self._element.text
        return text.strip() if text else ""

    @property
    def children(self) -> dict[str, list[Part]]:
        """The children by local name, those in the packing with them."""
        if self._children is None:
            self._children = {}
            if self._element is not None:
                _index(self._children, self._element)
        return self._children

    def attribute(self, name: str) -> str:
        """The value of an attribute, "" without it."""
        return "" if self._element is None else self._element.get(name, "")

    def all(self, *path: str) -> list[Part]:
        """Every element at the end of `path`, in the order of the document."""
        found = [self]
        for name in path:
            if len(found) == 1:
                part = found[0]
                children = part.children if part._children is None else part._children  # noqa: SLF001  # its own class
                found = children.get(name, _NONE)
            else:
                found = [child for part in found for child in part.children.get(name, _NONE)]
            if not found:
                return _NONE
        return found

    def first(self, *path: str) -> Part | None:
        """The first element at the end of `path`, None if there is none."""
        found = self.all(*path)
        return found[0] if found else None

    def texts(self, *path: str) -> list[str]:
        """The texts at the end of `path`, empty ones left out."""
        return [text for part in self.all(*path) if (text := part.text)]

    def says(self, *path: str) -> str:
        """The first text at the end of `path`, "" if there is none."""
        for part in self.all(*path):
            if text := part.text:
                return text
        return ""


#: What stands for an element that is missing: no text, no children.
NOTHING = Part(None)


def parse(data: bytes) -> tuple[str, Part]:
    """The local name of the root and the tree below it.

    Raises BadInput for what is no sound XML, is in another encoding than it says, nests too deep, or declares a DTD.
    """
    if not data.strip():
        raise BadInput("eforms_empty")
    try:
        root = etree.fromstring(data, _parser())
    except etree.XMLSyntaxError as error:
        raise _fault(data, error) from None
    if root.getroottree().docinfo.doctype:
        raise BadInput("eforms_dtd")
    return _local(root.tag), Part(root)


@cache
def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )


def _fault(data: bytes, error: etree.XMLSyntaxError) -> BadInput:
    line = error.lineno or 1
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        return BadInput("eforms_dtd")
    if "depth" in str(error):
        return BadInput("eforms_deep", line=line)
    if error.code in _ENCODING_FAULTS:
        return BadInput("eforms_encoding", line=line)
    return BadInput("eforms_broken", line=line)


def _index(children: dict[str, list[Part]], element: etree._Element) -> None:
    for child in element:
        name = _NAMES.get(child.tag)
        if name is None:
            name = _NAMES.setdefault(child.tag, _local(child.tag))
        same = children.get(name)
        if same is not None:
            same.append(Part(child))
        elif name in _PACKING:
            _index(children, child)
        elif name:
            children[name] = [Part(child)]


def _local(tag: object) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
