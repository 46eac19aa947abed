"""What two articles share, for whoever asks about these two."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graph.reuse.comparing import Pair, Work, compared
from graph.reuse.sketch import sketch
from graph.store import overlaps, sketches
from graph.store.overlap_rows import turned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from sqlalchemy import Connection

    from graph.model import Overlap

_AT_ONCE = 100
"""Articles whose texts are held at once."""


def share(connection: Connection, source: str, copy: str) -> Overlap | None:
    """What two articles share; None where the text of one is not known.

    As matching found it; where that had brought nothing together, compared now, by
    all that is known of boilerplate.
    """
    found = overlaps.between_two(connection, source, copy)
    if found is not None:
        return found
    texts = overlaps.texts(connection, {source, copy})
    if source == copy or not all(text.text for text in texts.values()):
        return None
    pair = (source, copy)
    boilerplate = boilerplate_of(connection, [pair])
    results = compared(Work(pairs=[pair], texts=texts, boilerplate=boilerplate))
    return results[pair] if pair in results else turned(results[copy, source])


def boilerplate_of(
    connection: Connection, wanted: Sequence[Pair]
) -> NDArray[np.uint32]:
    """All boilerplate of these articles, whenever it was learned; ascending."""
    ids = sorted({one for pair in wanted for one in pair})
    found = np.zeros(0, np.uint32)
    for start in range(0, len(ids), _AT_ONCE):
        texts = overlaps.texts(connection, ids[start : start + _AT_ONCE])
        made = sketch([text.text for text in texts.values()])
        hashes = np.unique(made.hashes.view(np.uint32))
        found = np.union1d(found, sketches.boilerplate(connection, hashes))
    return found
