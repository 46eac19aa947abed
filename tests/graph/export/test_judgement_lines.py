"""Judgements leave a store with everything else."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from graph.export import jsonl
from graph.judgement import Decision, Judged, Judgement
from graph.selection import Selection
from graph.store import judgements
from graph.store.engine import Store, open_store

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    opened = open_store(str(tmp_path / "whence.db"))
    with opened.write() as connection:
        for kind in Judged:
            judgement = Judgement(
                kind=kind,
                one="a",
                other="b",
                verdict=Decision.UNSURE,
                note="Ask\nagain.",
                one_name="A",
                other_name="B",
                judged_at=NOW,
            )
            judgements.put(connection, judgement)
    return opened


def lines(store: Store, view: str) -> list[dict[str, Any]]:
    file = io.BytesIO()
    with store.read() as connection:
        jsonl.write(connection, file, Selection(view=view))
    return [json.loads(line) for line in file.getvalue().splitlines()]


def test_a_judged_edge_has_its_ends_and_its_words(store: Store) -> None:
    (line,) = lines(store, "articles")
    assert line == {
        "type": "judgement",
        "kind": "article",
        "source": "a",
        "copy": "b",
        "source_url": "A",
        "copy_url": "B",
        "verdict": "unsure",
        "note": "Ask\nagain.",
        "judged_at": "2026-01-02T03:04:05+00:00",
    }


@pytest.mark.parametrize("view, kind", [("outlets", "outlet"), ("authors", "author")])
def test_judged_names_have_no_direction(store: Store, view: str, kind: str) -> None:
    (line,) = lines(store, view)
    same = ("type", "kind", "one", "other", "one_name", "other_name")
    assert tuple(line)[:6] == same
    assert line["kind"] == kind


def test_the_whole_graph_has_all_of_them(store: Store) -> None:
    kinds = [line["kind"] for line in lines(store, "full")]
    assert kinds == ["article", "author", "outlet"]
