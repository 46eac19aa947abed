"""What docs/evidence.md tells of judging is what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from graph.model import Overlap, Reuse
from graph.reuse import align, judge, sketch
from graph.reuse.commonplace import commonplace
from graph.reuse.merged import merged
from graph.reuse.prose import read

PAGE = (Path(__file__).parent.parent / "docs" / "evidence.md").read_text("utf-8")
ROWS = [
    tuple(cell.strip() for cell in line.strip("|").split("|"))
    for line in PAGE.splitlines()
    if line.startswith("| `")
]


def examples() -> dict[str, tuple[list[str], str]]:
    """By kind of reuse: the originals, and the text that is compared with them."""
    (block,) = re.findall(r"```text\n(original\n.*?)```", PAGE, re.DOTALL)
    found: dict[str, tuple[list[str], str]] = {}
    first = ""
    for part in re.split(r"^(?=\w)", block, flags=re.MULTILINE)[1:]:
        kind, _, body = part.partition("\n")
        pieces = re.findall(r"^  ([AB])  (.*(?:\n     .*)*)", body, re.MULTILINE)
        texts = [(name, " ".join(text.split())) for name, text in pieces]
        originals = [text for name, text in texts if name == "A"]
        first = first or originals[0]
        for name, text in texts:
            if name == "B":
                found[kind.partition(",")[0]] = (originals or [first], text)
    return found


EXAMPLES = examples()


def judged(one: str, other: str, boilerplate: str = "") -> Overlap:
    """Two texts, where everybody repeats this."""
    readings = read(one), read(other)
    hashes = np.unique(sketch.sketch([boilerplate]).hashes.view(np.uint32))
    common = [commonplace(reading.words, hashes) for reading in readings]
    return judge.compare(*readings, common=(common[0], common[1]))


def test_each_kind_of_reuse_has_its_example() -> None:
    assert EXAMPLES.keys() == {kind.value for kind in Reuse}


def test_each_kind_of_reuse_has_its_meaning() -> None:
    assert {kind.value for kind in Reuse} <= {row[0].strip("`") for row in ROWS}


@pytest.mark.parametrize("kind", sorted(EXAMPLES.keys() - {"boilerplate", "composite"}))
def test_an_example_is_what_it_is_called(kind: str) -> None:
    (original,), copy = EXAMPLES[kind]
    assert judged(original, copy).reuse == kind


def test_the_boilerplate_is_boilerplate_once_it_is_learned() -> None:
    (original,), copy = EXAMPLES["boilerplate"]
    (shared,) = align.align(original, copy).spans
    notice = copy[shared.copy_start : shared.copy_end]
    assert judged(original, copy).reuse in judge.COPIED
    assert judged(original, copy, notice).reuse is Reuse.BOILERPLATE


def test_the_composite_is_one_of_its_sources() -> None:
    originals, copy = EXAMPLES["composite"]
    sources = {text[:20]: judged(text, copy) for text in originals}
    parts = merged(sources)
    assert parts.keys() == sources.keys()
    assert {part.reuse for part in parts.values()} == {Reuse.COMPOSITE}


def test_every_weight_is_told_as_the_table_has_it() -> None:
    told = {row[0].strip("`"): row[1:] for row in ROWS if len(row) == 3}
    wanted = {
        name: (str(weight.weight), weight.why) for name, weight in judge.REASONS.items()
    }
    assert told == wanted


def test_lengths_of_passages_are_those_of_the_sketch() -> None:
    one, two = sketch.GUARANTEED, 2 * sketch.WINDOW + sketch.SHINGLE - 1
    assert f"| {two} words or more | at least two fingerprints" in PAGE
    assert f"| {one} to {two - 1} words | at least one |" in PAGE
    assert f"| {sketch.SHINGLE} to {one - 1} words | perhaps one |" in PAGE
    assert f"| fewer than {sketch.SHINGLE} words |" in PAGE
