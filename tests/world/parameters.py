"""How often things happen in a world, and where each number comes from.

"Judgement" marks a number that nobody counted, as far as we know; change those
first where you know better.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, kw_only=True)
class Parameters:
    """Every rate of a world; shares are of 1."""

    # -- who publishes ---------------------------------------------------------
    outlets: int = 240  # judgement; so that 2,000 articles show what habits are
    days: int = 240  # judgement: events begin within so many days
    # Judgement; makes 2 to 5 copies of 100 translations. Counted: 6 of 188 credits.
    foreign: float = 0.2  # outlets that do not write English
    relays: float = 0.15  # judgement: outlets that hardly write anything themselves
    zoneless: float = 0.1  # judgement: outlets whose clock does not say its zone

    # -- stories ---------------------------------------------------------------
    alone: float = 0.5  # judgement: articles that nobody takes
    tail: float = 1.15  # judgement: exponent of the number of copies (Pareto)
    most_copies: int = 200  # judgement
    copies: int | None = None  # where set, each story has so many copies
    same_event: float = 0.3  # judgement: stories about the event of the one before
    # Lewis, Williams & Franklin 2008 ("A compromised fourth estate?"): 60 % of the
    # articles of British quality papers came wholly or mainly from agencies and PR.
    # Counted: of 188 credits on the labelled pages, 91 name an agency. A quarter of
    # the stories makes two copies of five an agency's, since many take those.
    wire: float = 0.25
    # Counted: 81 of the 111 credits of agencies on the labelled pages name one that
    # shows its texts on a site of its own (59 of them the Associated Press).
    shown: float = 0.73

    # -- how a text travels ----------------------------------------------------
    from_root: float = 0.65  # judgement: copies that are taken from the first text
    deepest: int = 5  # judgement
    stranger: float = 0.08  # judgement: copies outside of the taker's habits
    # Cagé, Hervé & Viaud 2020 ("The production of information in an online world"):
    # a quarter of stories is online elsewhere within 4 minutes. Whence looks at
    # republishing, of which the larger part is done by hand: judgement.
    lag_hours: float = 7.0  # the median
    lag_spread: float = 1.6  # standard deviation of its logarithm
    wire_lag_hours: float = 1.0  # judgement: papers wait for an agency's text

    # -- what becomes of it ----------------------------------------------------
    edited: float = 0.3  # judgement, as are all of these
    truncated: float = 0.08
    excerpt: float = 0.05  # counted: 5 of 188 credits; those without are more
    composite: float = 0.1  # where there is another report to merge with
    edits: float = 2.5  # mean number of edits of an edited text
    slips: float = 0.25  # other copies in which a word or two were changed
    restyled: float = 0.3  # copies that are put into the house style
    new_headline: float = 0.35
    byline_kept: float = 0.6
    byline_changed: float = 0.2  # the rest is dropped

    # -- credits ---------------------------------------------------------------
    # "Counted": in the words of the 166 labelled pages with attributions, canonical
    # addresses and agencies left aside: 61 credits, 26 with a link to the article
    # and 1 to a home page; 1 page of all names both ends of a chain.
    credited: float = 0.7  # judgement: copies with a credit
    false: float = 0.02  # judgement: copies with a false one
    linked: float = 0.45  # counted, rounded: credits of pages that link the article
    home: float = 0.1  # counted 0.02; more, as CMS credits do. The rest names only
    origin_only: float = 0.1  # judgement: of credits by copies of copies
    origin_via: float = 0.1  # counted 0.01 of all; "first published by A, via B"

    # -- dates -----------------------------------------------------------------
    by_minute: float = 0.6  # judgement: outlets that show the minute
    missing: float = 0.05  # judgement
    wrong: float = 0.02  # judgement


WORLDS: dict[str, Parameters] = {
    "credited": Parameters(
        credited=1, false=0, by_minute=0, missing=0, wrong=0, zoneless=0
    ),
    "stripped": Parameters(
        credited=0.5, false=0, by_minute=0, missing=0, wrong=0, zoneless=0
    ),
    "muddled": Parameters(
        credited=0.4, false=0.1, by_minute=0, missing=0.2, wrong=0.1, zoneless=0
    ),
    "silent": Parameters(
        credited=0, false=0, by_minute=1, missing=0, wrong=0, zoneless=0
    ),
}
"""The worlds that chains are measured on."""


def one_story(copies: int) -> Parameters:
    """Nothing but stories of so many copies each, with outlets enough for them."""
    return replace(Parameters(), copies=copies, outlets=copies + copies // 4 + 20)
