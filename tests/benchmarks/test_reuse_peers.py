"""The peers, as their users call them; only where they are installed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.reuse.articles import Kind, World
from benchmarks.reuse.peers import PEERS, shingles

WORLD = World(size=400, share=0.1)


def test_shingles_are_cut_at_spaces() -> None:
    assert shingles("a b c d e f") == ["a b c d e", "b c d e f"]


def test_shingles_of_a_script_without_spaces_are_characters() -> None:
    text = "".join(map(chr, range(0x4E00, 0x4E00 + 30)))
    assert shingles(text) == [text[start : start + 5] for start in range(26)]


@pytest.mark.parametrize("text", ["", "two words", "一二"])
def test_a_short_text_is_one_shingle(text: str) -> None:
    assert shingles(text) == [text]


@pytest.mark.parametrize("name", PEERS)
def test_a_peer_finds_whole_copies_of_other_outlets(name: str) -> None:
    pytest.importorskip(PEERS[name].package)
    engine = PEERS[name].make(Path())
    articles = [WORLD.article(number) for number in range(WORLD.size)]
    found = {tuple(sorted(pair)) for pair in engine.add(articles[:200])}
    found |= {tuple(sorted(pair)) for pair in engine.add(articles[200:])}
    whole = [n for n in range(WORLD.size) if WORLD.kind(n) is Kind.VERBATIM]
    planted = {tuple(sorted((n, *WORLD.sources(n)))) for n in whole}
    assert len(found & planted) > 0.8 * len(planted)
    assert all(articles[a].outlet != articles[b].outlet for a, b in found)
    source, copy = min(found & planted)
    assert source in engine.look_up(replace(articles[copy], number=500))
