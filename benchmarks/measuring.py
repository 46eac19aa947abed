"""What the gate measures: the golden pages, and labelled pages where they are there."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from statistics import fmean
from typing import Any

from benchmarks.folds import Split, splits
from benchmarks.golden import goldens, read, wrong_fields
from benchmarks.scoring import Label, Record, missed, ratios, tally, total, wrong
from benchmarks.texts import text_f1
from cli.reading import jobs_in, records

LISTS = {"pages": "pages/dev.jsonl", "texts": "texts/dev.jsonl"}
"""The labelled lists, by the name of their floors."""
# Patience for a busy machine: the gate judges what is read, not how fast.
_DEADLINE = 60.0


@dataclass(frozen=True, kw_only=True)
class Measured:
    """A set of pages, read and scored."""

    name: str
    """``golden``, ``pages`` or ``texts``."""
    labels: Sequence[Label]
    """What is true of each page."""
    records: Sequence[Record]
    """What was read on each page, in the same order."""
    more: Mapping[str, float]
    """Scores that only this set has."""
    folded: bool
    """Whether the set is large enough to be split."""

    @cached_property
    def tallies(self) -> list[Counter[str]]:
        """What each page adds to each count."""
        return list(map(tally, self.labels, self.records))

    @cached_property
    def scores(self) -> dict[str, float]:
        """Every score and the number of pages, named as the floors are."""
        whole = ratios(total(self.tallies)) | dict(self.more)
        return {f"{self.name}.{score}": value for score, value in whole.items()} | {
            f"{self.name}.pages": len(self.labels)
        }

    @cached_property
    def splits(self) -> Mapping[str, Split]:
        """Every score with its parts, named as the floors are; empty for few pages."""
        if not self.folded:
            return {}
        found = splits(self.labels, self.tallies)
        return {f"{self.name}.{score}": split for score, split in found.items()}

    def faults(self) -> list[str]:
        """A line for each source that was missed and each that is none."""
        lines = []
        for label, record in zip(self.labels, self.records, strict=True):
            for kind, found in (("missed", missed), ("wrong", wrong)):
                lines += [
                    f"{kind} {label['id']}: {source.name or source.url}"
                    for source in found(label, record)
                ]
        return lines


def measure_golden() -> Measured:
    """The golden pages, read in this process."""
    pages = goldens()
    found = [read(page) for page in pages]
    whole = [not wrong_fields(p.expected, r) for p, r in zip(pages, found, strict=True)]
    texts = [
        text_f1("\n".join(page.expected["text"]), str(record["text"]))
        for page, record in zip(pages, found, strict=True)
        if page.expected.get("text")
    ]
    return Measured(
        name="golden",
        labels=[page.label for page in pages],
        records=found,
        more={"whole": fmean(whole), "text": fmean(texts)},
        folded=False,
    )


def measure_labelled(folder: Path) -> list[Measured]:
    """The labelled pages and texts below a folder, read by two processes."""
    return [
        _measured(name, folder / path)
        for name, path in LISTS.items()
        if (folder / path).is_file()
    ]


def _measured(name: str, path: Path) -> Measured:
    lines = [line for line in path.read_bytes().splitlines() if line.strip()]
    labels: list[dict[str, Any]] = [json.loads(line) for line in lines]
    jobs = jobs_in(lines, folder=path.parent)
    found = list(records(jobs, deadline=_DEADLINE))
    return Measured(name=name, labels=labels, records=found, more={}, folded=True)
