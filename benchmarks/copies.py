"""The project's own stories: how well copies are told from their look-alikes.

``tests/stories/<id>.json`` is an invented story: some texts, and a label for every
two of them. All texts stand in one index; what it does not offer is never compared,
and so never found.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.pairs import Pair, Pairs, score, told
from crawler.fields.dates import parse_machine
from graph.identity import outlet_key
from graph.model import Overlap, Reuse
from graph.reuse.candidates import Found, Known, keys_of, pairs
from graph.reuse.comparing import Text, Work, compared
from graph.reuse.judge import COPIED
from graph.reuse.merged import merged
from graph.reuse.sketch import sketch

FOLDER = Path(__file__).parent.parent / "tests" / "stories"
RIGHT = {
    # Two texts do not show that one of them has a third source.
    "composite": {Reuse.COMPOSITE, Reuse.EDITED, Reuse.EXCERPT},
    # Nor that they tell of one event, where they have no words in common.
    "same-event": {Reuse.SAME_EVENT, Reuse.CHANCE},
    "unrelated": {Reuse.CHANCE},
}
"""What a pair may be taken for, where that is not its label alone."""

Story = Mapping[str, Any]
Ends = frozenset[str]
"""The ids of two texts."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Labelled:
    """A labelled pair and what was found of it."""

    pair: Pair
    """As it is scored."""
    language: str
    """Of both texts."""
    reuse: Reuse
    """What the two were taken for; by chance where the index did not offer them."""
    offered: bool
    """Whether the index offered them to be compared."""
    doubtful: bool
    """Whether readers with experience may differ; such pairs are not scored."""


def stories() -> list[Story]:
    """Every story, by its id."""
    return [json.loads(p.read_text("utf-8")) for p in sorted(FOLDER.glob("*.json"))]


def measure_copies(told_by: Sequence[Story] | None = None) -> Pairs:
    """The pairs of our own stories, each taken for what the judge takes it for."""
    labelled, strange = judged(stories() if told_by is None else told_by)
    sure = [one for one in labelled if not one.doubtful]
    return Pairs(
        name="copies",
        pairs=[*(one.pair for one in sure), *strange],
        counts={"pairs": len(sure)},
        details=_details(labelled),
    )


def judged(told_by: Sequence[Story]) -> tuple[list[Labelled], list[Pair]]:
    """Every labelled pair, and those of different stories that were joined."""
    texts = {text.id: text for story in told_by for text in _texts(story)}
    found = index(list(texts.values()))
    ids = list(texts)
    ends = zip(found.ones.tolist(), found.others.tolist(), strict=True)
    offered = {frozenset((ids[one], ids[other])) for one, other in ends}
    labels = {frozenset(_ids(s, p)): (s, p) for s in told_by for p in s["pairs"]}
    wanted = [(min(pair), max(pair)) for pair in labels.keys() | offered]
    work = Work(pairs=sorted(wanted), texts=texts, boilerplate=found.boilerplate)
    overlaps = _with_merged(compared(work), offered)
    known = [
        _labelled(story, pair, overlaps[ends], offered=ends in offered)
        for ends, (story, pair) in labels.items()
    ]
    return known, list(_strange(offered - labels.keys(), overlaps))


def _with_merged(
    found: Mapping[tuple[str, str], Overlap], offered: set[Ends]
) -> dict[Ends, Overlap]:
    """What each pair shares; where a copy has several sources, judged by all of them.

    As the store does it: of what was never compared, it knows no source.
    """
    sources: defaultdict[str, dict[str, Overlap]] = defaultdict(dict)
    for (source, copy), overlap in found.items():
        if frozenset((source, copy)) in offered:
            sources[copy][source] = overlap
    by_ends = {frozenset(pair): overlap for pair, overlap in found.items()}
    for copy, some in sources.items():
        for source, overlap in merged(some).items():
            by_ends[frozenset((source, copy))] = overlap
    return by_ends


def _ids(story: Story, pair: Mapping[str, Any]) -> tuple[str, str]:
    return f"{story['id']}/{pair['a']}", f"{story['id']}/{pair['b']}"


def _texts(story: Story) -> Iterator[Text]:
    for text in story["texts"]:
        yield Text(
            id=f"{story['id']}/{text['name']}",
            outlet=outlet_key(f"https://{text['outlet']}/"),
            published=parse_machine(text["published"], "given"),
            text=text["text"],
        )


def index(texts: Sequence[Text]) -> Found:
    """The pairs that an index of these texts offers, by their places."""
    made = sketch([text.text for text in texts])
    places = np.arange(len(texts))
    outlets: dict[str | None, int] = {}
    known = Known(
        places,
        np.bincount(made.texts, minlength=len(texts)),
        np.array([outlets.setdefault(text.outlet, len(outlets)) for text in texts]),
        places,
    )
    return pairs(np.sort(keys_of(made.hashes, made.texts)), 0, known)


def _labelled(
    story: Story, pair: Mapping[str, Any], overlap: Overlap, *, offered: bool
) -> Labelled:
    one, other = _ids(story, pair)
    reuse = (overlap.reuse if offered else None) or Reuse.CHANCE
    label = pair["label"]
    not_offered = "" if offered else "not offered by the index; "
    return Labelled(
        pair=Pair(
            one=one,
            other=other,
            group=story["id"],
            label=label,
            copied=label in set(COPIED),
            joined=reuse in COPIED,
            exact=reuse in RIGHT.get(label, {label}),
            found=f"{not_offered}{told(overlap)} [{pair['why']}]",
        ),
        language=story["language"],
        reuse=reuse,
        offered=offered,
        doubtful=bool(pair.get("doubtful")),
    )


def _strange(offered: set[Ends], overlaps: Mapping[Ends, Overlap]) -> Iterator[Pair]:
    """Pairs of texts of different stories that were taken for copies."""
    for one, other in sorted(map(sorted, offered)):
        overlap = overlaps[frozenset((one, other))]
        if overlap.reuse in COPIED:
            yield Pair(
                one=one,
                other=other,
                group=one.partition("/")[0],
                label="of different stories",
                copied=False,
                joined=True,
                found=told(overlap),
            )


def _details(labelled: Sequence[Labelled]) -> dict[str, Any]:
    """The scores by language, what each label was taken for, and the doubtful pairs."""
    sure = [one for one in labelled if not one.doubtful]
    doubtful = [one for one in labelled if one.doubtful]
    languages = _grouped(sure, lambda one: one.language)
    return {
        "languages": {
            name: {"pairs": len(some), **score([one.pair for one in some])}
            for name, some in languages.items()
        },
        "labels": _by_label(sure),
        "doubtful": _by_label(doubtful),
    }


def _by_label(labelled: Sequence[Labelled]) -> dict[str, Any]:
    groups = _grouped(labelled, lambda one: one.pair.label)
    return {
        label: {
            "pairs": len(some),
            "exact": sum(bool(one.pair.exact) for one in some),
            "joined": sum(one.pair.joined for one in some),
            "not_offered": sum(not one.offered for one in some),
            "taken_for": dict(sorted(Counter(one.reuse.value for one in some).items())),
        }
        for label, some in groups.items()
    }


def _grouped(
    labelled: Sequence[Labelled], name: Callable[[Labelled], str]
) -> dict[str, list[Labelled]]:
    groups: defaultdict[str, list[Labelled]] = defaultdict(list)
    for one in labelled:
        groups[name(one)].append(one)
    return dict(sorted(groups.items()))
