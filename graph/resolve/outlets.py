"""What is known of the outlets in a story from all the other stories. Pure.

Some outlets report, and some relay. Whoever writes for an outlet wrote for it here,
too. Only what pages say is used, and dates that tell two articles apart: no guess
rests on guesses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.identity import name_key
from graph.identity.desk import is_desk
from graph.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.model import Date, Republication, Witness

    Facts = Mapping[str, tuple[str | None, Date | None]]
    """The outlet and the date of each article of a story, by its id."""
    Credit = tuple[str, str | None, str | None]
    """A copy, and the article and the outlet that its page credits."""


def beginning(articles: Facts, credited: Iterable[Credit]) -> dict[str, bool]:
    """Whether an article begins its story; those are left out of which nobody knows.

    Who credits took it. Who is credited and credits nobody began it, and so did the
    one that is older than all others; who is younger than the oldest took it.
    """
    if len(articles) < 2:
        return {}
    given = list(credited)
    takers = {copy for copy, _, _ in given}
    sources = {source for _, source, _ in given}
    # A name may mean any article of its outlet: no tree is asked which.
    outlets = {outlet for _, _, outlet in given if outlet}
    found = {}
    dated = _by_date(articles)
    for one, (outlet, _) in articles.items():
        if one in takers:
            found[one] = False
        elif one in sources or outlet in outlets:
            found[one] = True
        elif one in dated:
            found[one] = dated[one]
    return found


def _by_date(articles: Facts) -> dict[str, bool]:
    """The same, where only the dates tell."""
    dates = {one: date for one, (_, date) in articles.items() if date}
    if len(dates) < 2:
        return {}
    first = min(dates, key=lambda one: (dates[one].earliest, one))
    found = {one: False for one, date in dates.items() if dates[first].before(date)}
    if len(found) == len(dates) - 1:
        found[first] = True
    return found


def begins(
    articles: Mapping[str, Witness],
    declared: Iterable[Republication],
    roles: Mapping[str, tuple[int, int]],
) -> dict[str, float]:
    """For each article the chance that its outlet begins a story, 0 to 1.

    By the other stories; ``roles`` are how many each outlet began and took, in all.
    """
    credited = [
        (edge.copy, edge.source, edge.source_outlet)
        for edge in declared
        if edge.verdict is not Verdict.REJECTED
    ]
    here = beginning(
        {one: (known.outlet, known.published) for one, known in articles.items()},
        credited,
    )
    found = {}
    for one, known in articles.items():
        begun, taken = roles.get(known.outlet or "", (0, 0))
        begun = max(0, begun - (here.get(one) is True))
        taken = max(0, taken - (here.get(one) is False))
        found[one] = (1.0 + begun) / (2.0 + begun + taken)
    return found


def authors_of(article: Witness) -> set[str]:
    """The keys of the people who are named as an article's authors."""
    return {name_key(name) for name in article.authors if not is_desk(name)}


def homes(
    articles: Mapping[str, Witness], known: Mapping[str, Mapping[str, int]]
) -> dict[str, set[str]]:
    """For each article the outlets for which its authors write in other stories.

    That is where most of their stories stand: copies bear their names too. ``known``
    is by author how many stories stand where, in all.
    """
    people = {one: authors_of(article) for one, article in articles.items()}
    here = {
        (author, articles[one].outlet)
        for one, authors in people.items()
        for author in authors
    }
    at: dict[str, set[str]] = {}
    for author in {author for author, _ in here}:
        counts = {
            outlet: count - ((author, outlet) in here)
            for outlet, count in known.get(author, {}).items()
        }
        most = max(counts.values(), default=0)
        at[author] = {o for o, count in counts.items() if most and count == most}
    return {
        one: {outlet for author in authors for outlet in at[author]}
        for one, authors in people.items()
    }
