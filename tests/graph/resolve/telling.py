"""Stories told in a line: texts, days and who credits whom, with all they share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import combinations

from graph.model import Overlap, Relation, Republication, Reuse, Witness
from graph.resolve import reasons
from graph.resolve.republication import Evidence, declared
from graph.resolve.story import Story
from graph.reuse.comparing import Text, Work, compared
from graph.reuse.parallel import Parallel
from graph.store.overlap_rows import turned
from tests.graph.store.facts import claim, day
from tests.graph.texts import prose

PARTS = [prose(seed, 60) for seed in range(1, 7)]
WHOLE = "\n".join(PARTS[:4])
"""What most of these stories are copies of."""
FIRST, SECOND, THIRD, FOURTH = (f"2022-02-{day}" for day in (10, 14, 18, 22))

Pair = tuple[str, str]
Credits = Iterable[tuple[str, str] | tuple[str, str, Relation]]


def swapped(text: str, *places: int) -> str:
    """The text with the words at these places exchanged for others."""
    words = text.split(" ")
    for place in places:
        words[place] = f"changed{place}"
    return " ".join(words)


def story(  # noqa: PLR0913 - each is one part of the evidence
    texts: Mapping[str, str],
    days: Mapping[str, str] | None = None,
    credited: Credits = (),
    *,
    heads: Mapping[str, str] | None = None,
    outlets: Mapping[str, str] | None = None,
    habits: Mapping[Pair, int] | None = None,
    roles: Mapping[str, tuple[int, int]] | None = None,
    homes: Mapping[str, Mapping[str, int]] | None = None,
    authors: Mapping[str, str] | None = None,
    languages: Mapping[str, str] | None = None,
    parallels: Mapping[Pair, Parallel] | None = None,
    judged: Mapping[Pair, str] | None = None,
) -> Story:
    """The evidence of a story.

    Articles are letters, each of an outlet of its own: ``a`` of ``a.example``. Who is
    ``credited`` by a copy is an article, by a link, or else an outlet, by its name.
    """
    articles = {
        one: Witness(
            id=one,
            outlet=(outlets or {}).get(one, f"{one}.example"),
            headline=(heads or {}).get(one, f"About {one}"),
            published=day(days[one]) if days and one in days else None,
            authors=_names((authors or {}).get(one, "")),
            language=(languages or {}).get(one, "en"),
            words=len(text.split()),
        )
        for one, text in texts.items()
    }
    shared = _shared(articles, texts)
    edges = _edges(articles, shared, credited)
    return Story(
        articles=articles,
        texts=texts,
        overlaps=shared,
        declared=edges,
        habits=habits or {},
        roles=roles or {},
        homes=homes or {},
        parallels=parallels or {},
        judged={pair: reasons.judged(v, "note") for pair, v in (judged or {}).items()},
    )


def _names(said: str) -> tuple[str, ...]:
    return tuple(said.split(", ")) if said else ()


def judged_to_be(told: Story, reuse: Reuse, *pairs: Pair) -> Story:
    """The story, what some pairs share being that; all of them if none is named."""
    changed = {
        pair: replace(overlap, reuse=reuse) if pair in pairs or not pairs else overlap
        for pair, overlap in told.overlaps.items()
    }
    return replace(told, overlaps=changed)


def _shared(
    articles: Mapping[str, Witness], texts: Mapping[str, str]
) -> dict[Pair, Overlap]:
    known = {
        one: Text(id=one, outlet=a.outlet, published=a.published, text=texts[one])
        for one, a in articles.items()
        if texts[one]
    }
    work = Work(pairs=list(combinations(sorted(known), 2)), texts=known)
    return {pair: found for pair, found in compared(work).items() if found.words}


def _edges(
    articles: Mapping[str, Witness], shared: Mapping[Pair, Overlap], credited: Credits
) -> list[Republication]:
    """What the pages declare, as judging reads it from each page alone."""
    pairs = {(copy, source) for copy, source, *_ in credited}
    said: dict[str, list[Evidence]] = {}
    for copy, source, *relation in credited:
        how = relation[0] if relation else Relation.REPUBLISHES
        if source in articles:
            back = shared.get((copy, source))
            evidence = Evidence(
                claim=claim(url=f"https://{source}.example/x", relation=how),
                source=articles[source],
                outlet=articles[source].outlet,
                overlap=shared.get((source, copy)) or (turned(back) if back else None),
                mutual=(source, copy) in pairs,
            )
        else:
            named = claim(outlet=source, relation=how)
            evidence = Evidence(claim=named, outlet=f"{source.lower()}.example")
        said.setdefault(copy, []).append(evidence)
    return [e for copy, some in said.items() for e in declared(articles[copy], some)]
