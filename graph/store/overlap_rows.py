"""Overlaps to rows and back. Contains no queries."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.model import Overlap, Reason, Reuse, Span
from graph.reuse.judge import COPIED
from graph.store.schema import OVERLAP

if TYPE_CHECKING:
    from graph.store.rows import Row

COLUMNS = tuple(column.name for column in OVERLAP.columns if not column.primary_key)
"""All but the two articles."""
_to_json = json.JSONEncoder(separators=(",", ":")).encode


class Encoded(NamedTuple):
    """An overlap as a row takes it; a worker process hands it over quickly."""

    reuse: Reuse | None
    """What it makes of the two texts."""
    columns: tuple[Any, ...]
    """The columns without the articles, in the order of the table."""


def encoded(overlap: Overlap) -> Encoded:
    """The row of an overlap, without its articles."""
    columns = columns_of(overlap) | {"joins": overlap.reuse in COPIED}
    for name in ("spans", "reuse_reasons"):
        columns[name] = _to_json(columns[name])
    return Encoded(overlap.reuse, tuple(columns[name] for name in COLUMNS))


def columns_of(overlap: Overlap) -> dict[str, Any]:
    """The columns of an overlap, without its articles."""
    return {
        "of_original": overlap.of_original,
        "of_copy": overlap.of_copy,
        "words": overlap.words,
        "quoted": overlap.quoted,
        "spans": [
            [
                span.original_start,
                span.original_end,
                span.copy_start,
                span.copy_end,
                span.words,
                int(span.moved),
            ]
            for span in overlap.spans
        ],
        "reuse": overlap.reuse.value if overlap.reuse else None,
        "reuse_reasons": [[r.name, r.weight, r.detail] for r in overlap.reasons],
    }


def overlap_of(row: Row) -> Overlap:
    """The overlap in a row."""
    return Overlap(
        of_original=row["of_original"],
        of_copy=row["of_copy"],
        words=row["words"],
        quoted=row["quoted"],
        spans=tuple(
            Span(
                original_start=span[0],
                original_end=span[1],
                copy_start=span[2],
                copy_end=span[3],
                words=span[4],
                moved=bool(span[5]),
            )
            for span in row["spans"]
        ),
        reuse=Reuse(row["reuse"]) if row["reuse"] else None,
        reasons=tuple(
            Reason(name=name, weight=weight, detail=detail)
            for name, weight, detail in row["reuse_reasons"]
        ),
    )


def turned(overlap: Overlap) -> Overlap:
    """The same, with original and copy in each other's place."""
    spans = (
        Span(
            original_start=span.copy_start,
            original_end=span.copy_end,
            copy_start=span.original_start,
            copy_end=span.original_end,
            words=span.words,
            moved=span.moved,
        )
        for span in overlap.spans
    )
    return Overlap(
        of_original=overlap.of_copy,
        of_copy=overlap.of_original,
        words=overlap.words,
        quoted=overlap.quoted,
        spans=tuple(sorted(spans, key=lambda span: span.copy_start)),
        reuse=overlap.reuse,
        reasons=overlap.reasons,
    )
