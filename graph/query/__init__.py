"""The questions people ask of a store, answered as plain JSON values.

Each takes a connection of :meth:`graph.store.engine.Store.read`. An article is
found under any spelling of its address; :class:`graph.errors.UnknownError` says
which known addresses come near. Rejected edges are in :func:`evidence` only.
"""

from __future__ import annotations

from graph.query.chain import chain
from graph.query.comparison import comparison
from graph.query.coverage import coverage
from graph.query.evidence import evidence
from graph.query.origin import origin
from graph.query.reposts import reposts
from graph.query.stats import stats

__all__ = [
    "chain",
    "comparison",
    "coverage",
    "evidence",
    "origin",
    "reposts",
    "stats",
]
