"""The table of reasons adds up to verdicts."""

from __future__ import annotations

import pytest

from graph.model import Reason, Verdict
from graph.resolve.reasons import REASONS, reason, verdict


@pytest.mark.parametrize(
    "weights, expected",
    [
        ([4.0], Verdict.CERTAIN),
        ([3.99], Verdict.LIKELY),
        ([1.0, 0.8], Verdict.LIKELY),
        ([0.3], Verdict.POSSIBLE),
        ([3.2, -2.95], Verdict.REJECTED),
        ([], Verdict.REJECTED),
    ],
)
def test_weights_add_up(weights: list[float], expected: Verdict) -> None:
    assert verdict(tuple(Reason(name="x", weight=w) for w in weights)) is expected


def test_a_reason_is_scaled_by_how_much_of_it_there_is() -> None:
    assert reason("shared-text", scale=0.5, detail="x") == Reason(
        name="shared-text", weight=1.75, detail="x"
    )


@pytest.mark.parametrize("name", sorted(REASONS))
def test_every_reason_speaks_for_or_against_in_one_line(name: str) -> None:
    rule = REASONS[name]
    assert rule.weight or name == "judged-unsure"
    assert rule.why
    assert "\n" not in rule.why


def test_pages_that_credit_each_other_are_never_sure() -> None:
    much = Reason(name="shared-text", weight=9.0)
    assert verdict((much, reason("mutual-credit"))) is Verdict.POSSIBLE
    assert verdict((reason("mutual-credit"),)) is Verdict.REJECTED
