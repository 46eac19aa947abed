"""How finding copies is scored: labels against what is judged, and against a store."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from benchmarks import floors
from benchmarks.copies import judged, measure_copies, stories
from benchmarks.joined import measure_stories
from benchmarks.pairs import Pair, Pairs
from benchmarks.stories import main

FERRY = (
    "The last ferry to the island left the harbour on Sunday with nobody on board. "
    "For ninety years the boat had carried cows, brides and the post across the sound. "
    "A bridge has done so since the spring, and the cows walk over it at their ease. "
    "The captain steered her into the inner basin, where she is to become a library, "
    "and hung his cap on the nail beside the door as he had done every evening."
)
BAKER = (
    "Nobody in the valley has slept past four since the new baker moved in upstairs. "
    "She sings while the dough rises, in a voice that carries as far as the sawmill. "
    "The parish council has asked her to stop, and in the same letter ordered rolls. "
    "A choir of neighbours now meets on her doorstep every day to take the alto part."
)
NOTICE = (
    "Readers may print this page for a school or a club but must not sell any copies. "
    "Write to the office in Mill Lane if you want to hear more about the conditions."
)
HIVES = (
    "Two hives on the roof of the town hall gave eleven jars of honey this summer. "
    "The clerk who keeps them says that lime trees in the square did most of the work."
)


def pair(*, copied: bool, joined: bool, **more: Any) -> Pair:  # noqa: ANN401 - any field
    given = {"one": "a", "other": "b", "group": "g", "label": "copy"} | more
    return Pair(copied=copied, joined=joined, **given)


def scores(*pairs: Pair) -> dict[str, float]:
    return Pairs(name="x", pairs=pairs, counts={}).scores


def test_precision_is_of_what_was_joined_and_recall_of_what_was_copied() -> None:
    found = pair(copied=True, joined=True)
    missed, wrong = pair(copied=True, joined=False), pair(copied=False, joined=True)
    told = scores(found, found, missed, missed, wrong)
    assert told["x.precision"] == pytest.approx(2 / 3)
    assert told["x.recall"] == pytest.approx(1 / 2)
    assert told["x.f1"] == pytest.approx(4 / 7)
    assert "x.label" not in told


def test_pairs_that_stand_apart_count_for_their_own_scores_only() -> None:
    apart = pair(copied=True, joined=False, apart="gov_")
    told = scores(apart, pair(copied=True, joined=True))
    assert told == {"x.precision": 1, "x.recall": 1, "x.f1": 1, "x.gov_recall": 0}


def test_a_kind_is_right_or_wrong_where_one_is_asked_for() -> None:
    right, wrong = (pair(copied=True, joined=True, exact=exact) for exact in (1, 0))
    none = pair(copied=True, joined=True)
    assert scores(right, wrong, none)["x.label"] == pytest.approx(1 / 2)


def test_a_story_is_in_one_part_only() -> None:
    pairs = [pair(copied=True, joined=n > 0, group=f"g{n}") for n in (0, 0, 0, 1, 2)]
    split = Pairs(name="x", pairs=pairs, counts={}).splits["x.recall"]
    assert sorted(part for part in split.parts if part is not None) == [0, 1, 1]


def test_faults_tell_the_pair_and_why() -> None:
    wrong = pair(copied=False, joined=True, label="quotation", found="copy, 9 words")
    kind = pair(copied=True, joined=True, exact=False)
    some = Pairs(
        name="x", pairs=[kind, wrong, pair(copied=True, joined=True)], counts={}
    )
    assert some.faults() == ["wrong a + b (quotation): copy, 9 words"]
    assert len(some.faults("kind", "missed")) == 1


def story(name: str, label: str, *texts: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - any field of a pair
    """A story of some texts, every two of them with one label."""
    names = [f"{name}{number}" for number in range(len(texts))]
    return {
        "id": name,
        "language": "en",
        "texts": [
            {
                "name": one,
                "outlet": f"{one}.example",
                "published": f"2021-05-{day:02}T09:00Z",
                "text": text,
            }
            for day, (one, text) in enumerate(zip(names, texts, strict=True), 1)
        ],
        "pairs": [
            {"a": a, "b": b, "label": label, "why": "so it is", **more}
            for a, b in combinations(names, 2)
        ],
    }


def test_a_whole_copy_is_found_and_two_matters_are_not_joined() -> None:
    told = measure_copies(
        [story("ferry", "copy", FERRY, FERRY), story("two", "unrelated", BAKER, NOTICE)]
    )
    assert told.scores == {
        "copies.precision": 1,
        "copies.recall": 1,
        "copies.f1": 1,
        "copies.label": 1,
        "copies.pairs": 2,
    }
    assert told.faults() == []


def test_what_the_index_does_not_offer_is_not_found() -> None:
    shared = "The boat had carried cows, brides"  # shorter than any fingerprint
    given = [story("short", "edited", f"{shared}. {BAKER}", f"{shared}. {NOTICE}")]
    (one,), _ = judged(given)
    assert not one.offered
    assert not one.pair.joined
    (line,) = measure_copies(given).faults()
    assert line.startswith("missed short/short0 + short/short1 (edited): not offered")
    assert measure_copies(given).details["labels"]["edited"]["not_offered"] == 1


def test_copied_text_of_different_stories_counts_as_wrong() -> None:
    given = [
        story("ferry", "copy", FERRY, FERRY),
        story("stray", "unrelated", BAKER, FERRY),
    ]
    told = measure_copies(given)
    assert told.scores["copies.precision"] == pytest.approx(1 / 3)
    assert told.scores["copies.pairs"] == 2
    assert {line.split()[0] for line in told.faults()} == {"wrong"}


def test_doubtful_pairs_are_told_and_not_scored() -> None:
    told = measure_copies(
        [
            story("ferry", "copy", FERRY, FERRY),
            story("baker", "unrelated", BAKER, BAKER, doubtful=True),
        ]
    )
    assert told.scores["copies.precision"] == 1
    assert told.scores["copies.pairs"] == 1
    assert told.details["doubtful"]["unrelated"]["joined"] == 1


@pytest.mark.parametrize(
    "label, exact", [("composite", True), ("excerpt", True), ("copy", False)]
)
def test_a_part_of_a_text_may_be_one_of_several_sources(
    label: str,
    exact: bool,  # noqa: FBT001 - a column of a table
) -> None:
    (one,), _ = judged([story("part", label, FERRY, f"{BAKER}\n\n{FERRY}\n\n{BAKER}")])
    assert one.reuse == "excerpt"
    assert one.pair.exact is exact


def test_a_text_is_judged_by_all_of_its_sources() -> None:
    told, _ = judged([story("three", "composite", FERRY, BAKER, f"{BAKER}\n\n{FERRY}")])
    found = {one.pair.one + one.pair.other: one.reuse for one in told}
    assert found["three/three0three/three2"] == "composite"
    assert found["three/three1three/three2"] == "composite"
    assert found["three/three0three/three1"] == "chance"


def test_the_floors_count_every_sure_pair_of_our_own_stories() -> None:
    sure = [p for s in stories() for p in s["pairs"] if not p.get("doubtful")]
    assert floors.load().least["copies.pairs"] == len(sure)


def copy(text: str, host: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - any field
    return {"url": None, "host": host, "title": host, "text": text} | more


def gold(folder: Path) -> Path:
    """Labelled stories: one whole, one half missed, one apart, one translated."""
    place = folder / "stories" / "dev"
    place.mkdir(parents=True)
    plain = {"lang": "en", "family": "wire", "translation": False}
    told = [
        plain
        | {"story_id": "ferry", "copies": [copy(FERRY, f"{h}.example") for h in "ab"]},
        plain
        | {
            "story_id": "baker",
            "copies": [copy(BAKER, "c.example"), copy(NOTICE, "d.example")],
        },
        plain
        | {
            "story_id": "notice",
            "family": "gov_crosspost",
            "copies": [copy(HIVES, f"{h}.example") for h in "ef"],
        },
        plain
        | {
            "story_id": "left-out",
            "translation": True,
            "copies": [copy(FERRY, f"{h}.example") for h in "gh"],
        },
    ]
    alike = copy(BAKER, "i.example", id="n1", lang="en", confusable_with="baker")
    for name, rows in (("stories", told), ("negatives", [alike])):
        lines = "".join(f"{json.dumps(row)}\n" for row in rows)
        (place / f"{name}.jsonl").write_text(lines, "utf-8")
    return folder


def test_articles_of_one_story_in_the_store_are_joined(tmp_path: Path) -> None:
    (told,) = measure_stories(gold(tmp_path))
    assert told.scores == {
        "stories.precision": 1 / 2,
        "stories.recall": 1 / 2,
        "stories.f1": 1 / 2,
        "stories.gov_precision": 1,
        "stories.gov_recall": 1,
        "stories.articles": 7,
    }
    missed, wrong = told.faults()
    assert missed == (
        "missed http://c.example/baker-0 + http://d.example/baker-1 (?): "
        "nothing in common that is kept"
    )
    assert wrong.startswith("wrong http://c.example/baker-0 + http://i.example/n1 ")
    assert "copied-prose +" in wrong
    assert told.details["relations"] == {"?": {"pairs": 2, "joined": 1}}


def test_where_no_stories_are_labelled_none_are_measured(tmp_path: Path) -> None:
    assert measure_stories(tmp_path) == []


def test_misses_are_listed_with_their_reasons(tmp_path: Path) -> None:
    told = CliRunner().invoke(main, ["--gold", str(gold(tmp_path)), "--misses"])
    assert told.exit_code == 0
    assert "stories.recall 0.5" in " ".join(told.output.split())
    assert "wrong http://c.example/baker-0" in told.output
    document = CliRunner().invoke(main, ["--gold", "nowhere", "--json"]).output
    assert set(json.loads(document)) == {"copies"}
    assert "en" in json.loads(document)["copies"]["languages"]
