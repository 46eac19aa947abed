"""The scores that must not fall, kept in a file.

A command raises them. None is lowered without a reason, which stays in the file.
"""

from __future__ import annotations

import json
import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

FILE = Path(__file__).with_name("floors.toml")
_HEADER = """\
# The quality gate's floors: no score below its own passes `make check`.
# Those of [chains] are held by `make chains`, which takes many minutes.
# `make gate GATE=--update` writes what was reached, only ever upward. To lower one:
#   python -m benchmarks.gate --update --allow-lower pages.recall "the reason"
"""

Scores = Mapping[str, float]
"""``pages.recall`` and the like, each 0 to 1; ``pages.pages`` and the like count."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Lowered:
    """A floor that was lowered on purpose."""

    key: str
    """Which one."""
    before: float
    """What it was."""
    after: float
    """What it became."""
    reason: str
    """Why, in a sentence."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Floors:
    """Every floor, and the history of those that were lowered."""

    least: Scores
    """The least value of each score."""
    lowered: tuple[Lowered, ...] = ()
    """Oldest first."""


def pinned(value: float) -> float:
    """A score as the file holds it: four digits, rounded down; a count stays one.

    >>> pinned(0.95876), pinned(296)
    (0.9587, 296)
    """
    return value if isinstance(value, int) else math.floor(value * 10_000) / 10_000


def broken(floors: Floors, scores: Scores) -> list[str]:
    """The keys of the floors that a measured score lies below."""
    return [
        key
        for key, least in floors.least.items()
        if key in scores and pinned(scores[key]) < least
    ]


def raised(floors: Floors, scores: Scores) -> Floors:
    """The floors with everything raised to what was reached; nothing falls."""
    reached = {key: pinned(value) for key, value in scores.items()}
    least = {key: max(reached.get(key, 0), low) for key, low in floors.least.items()}
    return replace(floors, least=reached | least)


def lowered(floors: Floors, scores: Scores, reasons: Mapping[str, str]) -> Floors:
    """The floors with those of ``reasons`` at what was reached, the reasons kept."""
    steps = tuple(
        Lowered(
            key=key,
            before=floors.least[key],
            after=pinned(scores[key]),
            reason=reasons[key],
        )
        for key in broken(floors, scores)
        if key in reasons
    )
    least = dict(floors.least) | {step.key: step.after for step in steps}
    return Floors(least=least, lowered=floors.lowered + steps)


def load(path: Path = FILE) -> Floors:
    """The floors of a file; none where there is no file yet."""
    if not path.exists():
        return Floors(least={})
    tables = tomllib.loads(path.read_text("utf-8"))
    steps = tuple(Lowered(**step) for step in tables.pop("lowered", []))
    least = {
        f"{name}.{score}": value
        for name, table in tables.items()
        for score, value in table.items()
    }
    return Floors(least=least, lowered=steps)


def save(floors: Floors, path: Path = FILE) -> None:
    """Write the floors, a table for each set of pages."""
    lines = [_HEADER.rstrip()]
    for name in dict.fromkeys(key.partition(".")[0] for key in floors.least):
        own = {k: v for k, v in floors.least.items() if k.startswith(f"{name}.")}
        lines += ["", f"[{name}]"]
        lines += [f"{k.partition('.')[2]} = {v}" for k, v in sorted(own.items())]
    for step in floors.lowered:
        lines += ["", "[[lowered]]", f'key = "{step.key}"', f"before = {step.before}"]
        # A JSON string of plain text is a TOML string, too.
        lines += [f"after = {step.after}", f"reason = {json.dumps(step.reason)}"]
    path.write_text("\n".join(lines) + "\n", "utf-8")
