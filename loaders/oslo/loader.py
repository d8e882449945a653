"""Oslo kommune and the Norwegian police: the data that ships, one module a subject."""

from __future__ import annotations

from collections.abc import Iterator

from graph.model import Fact
from graph.tables import DATA
from loaders.oslo.agreements import agreements
from loaders.oslo.buyers import buyers
from loaders.oslo.categories import categories
from loaders.oslo.directory import Directory
from loaders.oslo.duties import duties, themes
from loaders.oslo.notices import notices
from loaders.oslo.pilots import pilots, programmes
from loaders.oslo.police import police_units
from loaders.oslo.posts import city_government, posts
from loaders.oslo.rules import routes, rules
from loaders.oslo.sizes import sizes
from loaders.oslo.statements import statements
from loaders.oslo.tables import Tables
from loaders.oslo.units import units
from loaders.source import Reading

#: Where the data lies when no path is given.
BUNDLED = (DATA,)


def load(reading: Reading) -> Iterator[Fact]:
    """All facts of the bundled tables. Units come first: posts and duties of a type go to every unit met by then."""
    tables, directory = Tables(reading), Directory()
    yield from units(tables, directory)
    yield from police_units(tables, directory, reading)
    yield from sizes(tables, directory, reading)
    yield from categories(tables)
    yield from notices(tables, directory, reading)
    yield from buyers(tables, directory)
    yield from agreements(tables, directory)
    yield from pilots(tables, directory)
    yield from programmes(tables, directory)
    yield from themes(tables)
    yield from duties(tables, directory)
    yield from posts(tables, directory, reading)
    yield from city_government(tables, directory, reading)
    yield from statements(tables, directory, reading)
    yield from rules(tables)
    yield from routes(tables)
