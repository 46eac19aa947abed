"""Leanings: from whom pages that credit nobody seem to have their text. Pure.

Most who republish say nothing of it. Whom such a page seems to take from by its text
and date tells of its outlet's habits as well, if softly: what is as likely this source
as that one counts half for each. It is found by what pages declare alone, and never
told to the story that it was found in: no guess rests on itself.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from graph.resolve.placing import likely

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.resolve.story import Story

MOST = 600
"""Articles of a story. Larger ones have few possible sources each, and take long."""
_LEAST = 0.05
_DIGITS = 4


def leanings(story: Story) -> dict[str, dict[str, float]]:
    """How likely each article is from each outlet, 0 to 1, if it credits nobody.

    What other stories' leanings tell is left out.
    """
    found = {}
    story, _, placed = likely(replace(story, inclinations={}))
    crediting = {edge.copy for edge in story.declared}
    for copy in sorted(placed.keys() - crediting):
        if shares := _by_outlet(story, copy, placed[copy].shares):
            found[copy] = shares
    return found


def _by_outlet(
    story: Story, copy: str, shares: Mapping[str, float]
) -> dict[str, float]:
    """The shares of an article's possible sources, by their outlets."""
    mine, found = story.articles[copy].outlet, defaultdict[str, float](float)
    for source, share in sorted(shares.items()):
        outlet = story.articles[source].outlet
        if mine and outlet and outlet != mine:
            found[outlet] += share
    return {o: round(share, _DIGITS) for o, share in found.items() if share >= _LEAST}
