"""Scores of records against labels: sources, dates, authors, headlines.

What is asked for, what is optional and what is none is the labels' affair. A source
counts once, however often a page names it; an optional one is neither asked for nor
held against a claim. A text of ``partial_labels`` may credit more than its label says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.naming import Source, agencies, all_names, domain, folded, same_source

Label = Mapping[str, Any]
Record = Mapping[str, Any]

# Shorter headlines are parts of others by chance.
_LEAST_HEADLINE = 12

RATIOS = {
    "precision": ("right", "claims"),
    "recall": ("found", "required"),
    "negatives_clean": ("clean", "negatives"),
    "link_right": ("linked_right", "linked"),
    "date": ("date_right", "dated"),
    "author": ("author_right", "authored"),
    "headline": ("headline_right", "titled"),
}
"""Each score, as one count of a tally over another."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """A source that the labels of a page name, one for all its labels."""

    source: Source
    """Its name, and its address where any label gives one."""
    required: bool
    """Whether any label asks for it."""


def ratios(
    tally: Counter[str], of: Mapping[str, tuple[str, str]] = RATIOS
) -> dict[str, float]:
    """Every score of a tally, 0 to 1; one that has nothing to measure is left out."""
    found = {
        name: tally[part] / tally[whole]
        for name, (part, whole) in of.items()
        if tally[whole]
    }
    if {"precision", "recall"} <= found.keys():
        found["f1"] = f1(found["precision"], found["recall"])
    return found


def f1(precision: float, recall: float) -> float:
    """The harmonic mean of the two, 0 where both are."""
    both = precision + recall
    return 2 * precision * recall / both if both else 0.0


def total(tallies: Iterable[Counter[str]]) -> Counter[str]:
    """All tallies added up."""
    return sum(tallies, Counter())


def tally(label: Label, record: Record) -> Counter[str]:
    """What one page adds to each count; ``record`` is empty where none was read."""
    wanted, claimed = sources(label), claims(record)
    counts = Counter(pages=1, missing=int(not record))
    counts += _recall(wanted, claimed)
    counts += _precision(wanted, claimed, partial=bool(label.get("partial_labels")))
    if label["class"] == "negative":
        counts += Counter(negatives=1, clean=int(not claimed))
    if label["class"] == "positive":
        counts += _date(label, record) + _headline(label, record)
        counts += _authors(label, record, wanted)
    return counts


def sources(label: Label) -> list[Wanted]:
    """The sources that a page's labels name, each once."""
    found: list[Wanted] = []
    for one in label["attributions"]:
        source = Source(
            name=one.get("source_name") or "", url=one.get("source_url") or ""
        )
        required = not one.get("optional")
        places = (i for i, w in enumerate(found) if same_source(source, w.source))
        place = next(places, None)
        if place is None:
            found.append(Wanted(source=source, required=required))
            continue
        before = found[place]
        found[place] = Wanted(
            source=Source(name=before.source.name, url=before.source.url or source.url),
            required=required or before.required,
        )
    return found


def claims(record: Record) -> list[Source]:
    """The sources that a record claims."""
    return [
        Source(name=claim.get("outlet") or "", url=claim.get("url") or "")
        for claim in record.get("claims") or ()
    ]


def missed(label: Label, record: Record) -> list[Source]:
    """The required sources that no claim names."""
    claimed = claims(record)
    return [
        wanted.source
        for wanted in sources(label)
        if wanted.required and not _named(wanted.source, claimed)
    ]


def wrong(label: Label, record: Record) -> list[Source]:
    """The claimed sources that no label names."""
    if label.get("partial_labels"):
        return []
    labelled = [wanted.source for wanted in sources(label)]
    return [source for source in claims(record) if not _named(source, labelled)]


def _named(source: Source, others: Iterable[Source]) -> bool:
    return any(same_source(source, other) for other in others)


def _recall(wanted: Sequence[Wanted], claimed: Sequence[Source]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for one in wanted:
        matching = [c for c in claimed if same_source(one.source, c)]
        if one.required:
            counts += Counter(required=1, found=int(bool(matching)))
        if one.required and one.source.url and matching:
            right = any(domain(c.url) == domain(one.source.url) for c in matching)
            counts += Counter(linked=1, linked_right=int(right))
    return counts


def _precision(
    wanted: Sequence[Wanted], claimed: Sequence[Source], *, partial: bool
) -> Counter[str]:
    counts: Counter[str] = Counter()
    for claim in claimed:
        matching = [w for w in wanted if same_source(w.source, claim)]
        if any(w.required for w in matching):
            counts += Counter(claims=1, right=1)
        elif not matching and not partial:
            counts += Counter(claims=1)
    return counts


def _date(label: Label, record: Record) -> Counter[str]:
    if not label.get("published"):
        return Counter()
    value = str((record.get("published") or {}).get("value") or "")
    return Counter(dated=1, date_right=int(value[:10] == label["published"][:10]))


def _headline(label: Label, record: Record) -> Counter[str]:
    if not label.get("title"):
        return Counter()
    one, other = folded(label["title"]), folded(record.get("headline") or "")
    short, long = sorted((one, other), key=len)
    right = bool(other) and (
        one == other or (len(short) > _LEAST_HEADLINE and short in long)
    )
    return Counter(titled=1, headline_right=int(right))


def _authors(label: Label, record: Record, wanted: Sequence[Wanted]) -> Counter[str]:
    """One person at least is right, and no more wrong ones than right ones."""
    desks = agencies() | {folded(label["outlet"])}
    desks |= {name for one in wanted for name in all_names(one.source.name)}
    people = {folded(name) for name in label.get("authors") or ()} - desks - {""}
    if not people:
        return Counter()
    read = {folded(author["name"]) for author in record.get("authors") or ()} - {""}
    right, extra = people & read, read - people - desks
    is_right = bool(right) and len(extra) <= len(right)
    return Counter(authored=1, author_right=int(is_right))
