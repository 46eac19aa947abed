"""The questions people ask of a store, answered as plain JSON values.

Each takes a connection of :meth:`graph.store.engine.Store.read`. An article is
found under any spelling of its address; :class:`graph.errors.UnknownError` says
which known addresses, or names, come near. Rejected edges are in :func:`evidence` only.
"""

from __future__ import annotations

from graph.query.author import author
from graph.query.authors import authors
from graph.query.chain import chain
from graph.query.comparison import comparison
from graph.query.coverage import coverage
from graph.query.evidence import evidence
from graph.query.history import history
from graph.query.hosts import hosts
from graph.query.origin import origin
from graph.query.outlet import outlet
from graph.query.outlets import outlets
from graph.query.reposts import reposts
from graph.query.sources import sources
from graph.query.stats import stats
from graph.query.stories import stories
from graph.query.watched import watched

__all__ = [
    "author",
    "authors",
    "chain",
    "comparison",
    "coverage",
    "evidence",
    "history",
    "hosts",
    "origin",
    "outlet",
    "outlets",
    "reposts",
    "sources",
    "stats",
    "stories",
    "watched",
]
