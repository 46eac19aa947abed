"""A simulated world of outlets, agencies and stories, whose truth is known.

``World(articles, seed, parameters)`` makes stories one by one, each from its number
alone, so that a world of any size streams in little memory, and the same world
everywhere. Outlets take texts from a few others, edit, cut, merge and translate
them, and credit them or not; templates print what comes of it as real HTML.

- ``parameters``: how often things happen, with the source of each number;
  ``WORLDS`` are the four that chains are measured on.
- ``nouns``: pages, truth, stories. ``world``: how they are made and in which order.
- ``outlets``, ``outlines``, ``travel``: who publishes, where a story begins, and who
  takes it from whom. ``drafts``, ``copying``, ``edits``, ``dates``: what each makes of
  it. ``credits``, ``wordings``: what its page says about that.
- ``stock``, ``tongues``, ``grammar``, ``names``, ``events``, ``prose``, ``texts``: the
  words. ``sheet``, ``templates``, ``skeletons``, ``plain``, ``furniture``: the HTML.
- ``files``: JSON lines, WARC, a server. ``loopback``: a site for each host.
  ``dice``: chance.
"""

from __future__ import annotations

from tests.world.files import serve, write_jsonl, write_warc
from tests.world.nouns import Page, Story, Truth
from tests.world.parameters import WORLDS, Parameters, one_story
from tests.world.world import World

__all__ = [
    "WORLDS",
    "Page",
    "Parameters",
    "Story",
    "Truth",
    "World",
    "one_story",
    "serve",
    "write_jsonl",
    "write_warc",
]
