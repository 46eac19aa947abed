"""``python -m benchmarks.fitting``: what the reasons should weigh, by known trees.

Prints for each reason its weight, the weight of the greatest likelihood, and how much
likelier the true trees are with these, on worlds that were left out as well. It changes
nothing: what the fitted weights are worth, ``benchmarks.chains`` tells.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import click
import numpy as np
from scipy.optimize import minimize

from benchmarks.fitting.forests import NAMES, forests_of
from benchmarks.fitting.likelihood import likelihood
from graph.resolve.reasons import REASONS
from graph.resolve.rivals import RELATIVE
from tests.world import WORLDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.fitting.likelihood import Forest, Numbers

_STEPS = 60
_AS_JUDGED = frozenset(
    {"declared-link", "declared-name", "found", "no-shared-text", "not-parallel"}
    | {"text-elsewhere", "judged-yes", "judged-no", "via-another", "other-sources"}
)
"""What pages say themselves is weighed as people would, not as a world has it."""
_FREE = np.array([name not in _AS_JUDGED for name in NAMES])
_RELATIVE = np.array([name in RELATIVE for name in NAMES])
_NOW = np.array([REASONS[name].weight for name in NAMES])
_UNIT = np.maximum(1.0, np.abs(_NOW))
"""Weights are penalised by how far they go, in these units."""


@click.command()
@click.option("--first", default=21, show_default=True, help="The seed fitted to.")
@click.option("--seeds", default=2, show_default=True, type=click.IntRange(1))
@click.option("--articles", default=2000, show_default=True, type=click.IntRange(10))
@click.option("--penalty", default=5.0, show_default=True, help="For leaving a weight.")
def main(*, first: int, seeds: int, articles: int, penalty: float) -> None:
    """Fit the weights to worlds of some seeds, and try them on as many others."""
    logging.disable()
    parts = []
    for start in (first, first + seeds):
        some = [(w, seed) for w in WORLDS for seed in range(start, start + seeds)]
        parts.append(list(forests_of(some, articles)))
        click.echo(f"{len(some)} worlds, {len(parts[-1])} stories", err=True)
    fitted_to, left_out = parts
    weights = fitted(fitted_to, penalty)
    for name, now, best in zip(NAMES, _NOW, weights, strict=True):
        click.echo(f"{name:20s} {now:6.2f} {best:6.2f}")
    for title, forests in (("fitted to", fitted_to), ("left out", left_out)):
        before, after = _sum(forests, _NOW)[0], _sum(forests, weights)[0]
        click.echo(f"log likelihood, {title}: {before:.1f} now, {after:.1f} with these")


def fitted(forests: Sequence[Forest], penalty: float) -> Numbers:
    """The weights of the greatest likelihood, less the penalty."""

    def loss(step: Numbers) -> tuple[float, Numbers]:
        value, slope = _sum(forests, _NOW + step * _UNIT)
        change = np.where(_FREE, 2.0 * penalty * step - slope * _UNIT, 0.0)
        return penalty * float(step @ step) - value, change

    found = minimize(
        loss,
        np.zeros(len(NAMES)),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": _STEPS},
    )
    return np.asarray(_NOW + found.x * _UNIT)


def _sum(forests: Sequence[Forest], weights: Numbers) -> tuple[float, Numbers]:
    value, slope = 0.0, np.zeros(len(NAMES))
    for forest in forests:
        one, change = likelihood(forest, weights, _RELATIVE)
        value += one
        slope += change
    return value, slope


if __name__ == "__main__":
    main()
