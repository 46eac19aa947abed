"""Sizes and durations as people write them, and what is none."""

from __future__ import annotations

import click
import pytest

from cli.quantities import duration, size


@pytest.mark.parametrize("text", ["", "0", "M", "-5M", "1e9", "5 apples", "0.0001K"])
def test_what_is_no_size_is_refused(text: str) -> None:
    with pytest.raises(click.BadParameter, match="no size"):
        size(text)


@pytest.mark.parametrize("text", ["", "0", "m", "-5m", "5 weeks", "1h 5", "0s"])
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(click.BadParameter, match="no duration"):
        duration(text)
