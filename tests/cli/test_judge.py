"""``whence judge`` and ``whence rebuild``: an analyst's word, and that it holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cli.main import run
from crawler import ingest as ingesting
from crawler import rebuild as rebuilding
from tests.crawler.here import Here

WEEKLY = "https://harbour-weekly.example/ferry"
LAKE = "https://lakeside.example/empty-ferry"
GULLS = "https://gulls.example/lamps"
FERRY = (
    "The night ferry between the harbour and the island has sailed almost empty since "
    "November.\n\nThe council has paid for every one of its crossings, the books of "
    "the harbour show, and it means to pay for them until the contract ends in spring."
)
LINES: list[dict[str, Any]] = [
    {"url": WEEKLY, "published": "2022-02-15", "text": FERRY, "authors": ["Ann Lee"]},
    {"url": LAKE, "published": "2022-02-20", "text": FERRY, "authors": ["A. Lee"]},
    {"url": GULLS, "text": "Nobody has counted the gulls above the pier for years."},
]


@pytest.fixture(autouse=True)
def _store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(ingesting, "Workers", Here)
    monkeypatch.setattr(rebuilding, "Workers", Here)
    Path("list.jsonl").write_text("\n".join(map(json.dumps, LINES)), "utf-8")
    assert run(["--quiet", "ingest", "list.jsonl"]) == 0


@pytest.fixture
def asked(capsys: pytest.CaptureFixture[str]) -> Asked:
    return Asked(capsys)


class Asked:
    """Runs commands, and gives what they answer."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        capsys.readouterr()

    def __call__(self, *words: str, code: int = 0) -> tuple[str, str]:
        assert run(list(words)) == code
        said = self._capsys.readouterr()
        return said.out, said.err

    def json(self, *words: str) -> Any:  # noqa: ANN401 - any answer
        return json.loads(self("--json", *words)[0])

    def edges(self) -> dict[tuple[str, str], str]:
        """The verdict of each edge, by outlets."""
        found = self.json("evidence", LAKE)["edges"]
        return {
            (one["source"]["outlet"]["key"], one["copy"]["outlet"]["key"]): one[
                "verdict"
            ]
            for one in found
        }


def test_yes_makes_an_edge_certain(asked: Asked) -> None:
    out, _ = asked("judge", WEEKLY, LAKE, "yes", "--note", "They told me.")
    assert out == "the copy comes from the source\nthe edge is certain\n"
    assert asked.edges()["harbour-weekly.example", "lakeside.example"] == "certain"


def test_an_edge_that_nobody_found_rests_on_the_judgement(asked: Asked) -> None:
    answer = asked.json("judge", GULLS, LAKE, "yes", "--note", "Seen in print.")
    edge = answer["edge"]
    assert (edge["verdict"], edge["declared"]) == ("certain", False)
    assert "judged-yes" in {reason["name"] for reason in edge["reasons"]}
    (reached,) = [
        one for one in asked.json("reposts", GULLS)["reposts"] if one["url"] == LAKE
    ]
    assert reached["verdict"] == "certain"


def test_no_rejects_an_edge_and_shows_it(asked: Asked) -> None:
    assert asked.json("reposts", WEEKLY)["reposts"] != []
    asked("judge", WEEKLY, LAKE, "no")
    assert asked.json("reposts", WEEKLY)["reposts"] == []


def test_unsure_is_possible_at_most(asked: Asked) -> None:
    answer = asked.json("judge", WEEKLY, LAKE, "unsure")
    assert answer["edge"]["verdict"] in {"possible", "rejected"}


def test_judging_again_tells_what_was_judged_before(asked: Asked) -> None:
    asked("judge", WEEKLY, LAKE, "no", "--note", "Too late.")
    out, _ = asked("judge", WEEKLY, LAKE, "yes")
    assert "before: no, “Too late.”" in out
    (line,) = asked.json("judge", "--list")["judgements"]
    assert (line["verdict"], line["note"]) == ("yes", "")


def test_forgetting_makes_it_as_it_was(asked: Asked) -> None:
    before = asked.edges()
    asked("judge", WEEKLY, LAKE, "no")
    out, _ = asked("judge", WEEKLY, LAKE, "--forget")
    assert out.startswith("forgotten: the copy does not come from the source\n")
    assert asked.edges() == before
    assert asked("judge", "--list")[0] == "Nothing was judged.\n"
    _, err = asked("judge", WEEKLY, LAKE, "--forget", code=3)
    assert err == f"whence: nothing was judged of {WEEKLY} and {LAKE}\n"


def test_any_spelling_of_an_address_will_do(asked: Asked) -> None:
    asked("judge", f"{WEEKLY}/?utm_source=mail", LAKE.replace("https", "http"), "yes")
    asked("judge", WEEKLY, LAKE, "no")
    (line,) = asked.json("judge", "--list")["judgements"]
    assert line["verdict"] == "no"


def test_an_unknown_address_is_told_with_its_nearest(asked: Asked) -> None:
    _, err = asked("judge", f"{WEEKLY}-2", LAKE, "yes", code=3)
    assert err.endswith(f"the nearest known: {WEEKLY}\n")
    assert asked.json("judge", "--list") == {"judgements": []}


def test_a_source_behind_its_copy_is_kept_and_told(asked: Asked) -> None:
    out, err = asked("judge", LAKE, WEEKLY, "no")
    assert "the other way round there is an edge" in err
    assert out.startswith("the copy does not come from the source\n")
    (line,) = asked.json("judge", "--list")["judgements"]
    assert (line["source"], line["copy"]) == (LAKE, WEEKLY)
    assert asked("judge", WEEKLY, LAKE, "yes")[1] == ""


def test_names_are_judged_by_name_or_key(asked: Asked) -> None:
    out, _ = asked(
        "judge", "--outlet", "harbour-weekly.example", "lakeside.example", "yes"
    )
    assert out == "both are one outlet\n"
    out, _ = asked("judge", "--author", "Ann Lee", "A. Lee", "no", "--note", "Sisters.")
    assert out == "both are never one author\n"
    listed, _ = asked("judge", "--list", "--author")
    assert listed.splitlines()[1:] == [
        "        A. Lee",
        "        Ann Lee",
        "        “Sisters.”",
    ]
    kinds = [one["kind"] for one in asked.json("judge", "--list")["judgements"]]
    assert kinds == ["author", "outlet"]
    asked("judge", "--author", "Ann Lee", "A. Lee", "--forget")


def test_an_unknown_name_is_told(asked: Asked) -> None:
    _, err = asked("judge", "--author", "Ann Lee", "Nobody At All", "yes", code=3)
    assert "Nobody At All" in err
    assert asked.json("judge", "--list") == {"judgements": []}


@pytest.mark.parametrize(
    "words",
    [
        [],
        [WEEKLY, LAKE],
        [WEEKLY, LAKE, "maybe"],
        [WEEKLY, LAKE, "yes", "--forget"],
        [WEEKLY, LAKE, "--forget", "--note", "x"],
        [WEEKLY, WEEKLY, "yes"],
        ["--list", WEEKLY],
    ],
    ids=lambda words: " ".join(words) or "nothing",
)
def test_what_makes_no_sense_is_wrong_usage(asked: Asked, words: list[str]) -> None:
    asked("judge", *words, code=2)
    assert asked.json("judge", "--list") == {"judgements": []}


def test_a_judgement_holds_after_a_rebuild_and_is_exported(asked: Asked) -> None:
    asked("judge", WEEKLY, LAKE, "no", "--note", "Both had it from a wire.")
    before, _ = asked("export", "-", "--format", "jsonl")
    out, err = asked("rebuild")
    assert out.startswith("3 pages read again, 3 articles (0 new, 0 gone), 0 claims")
    assert err == ""
    assert asked("export", "-", "--format", "jsonl")[0] == before
    assert '"note": "Both had it from a wire."' in before


def test_a_rebuild_counts_what_it_did(asked: Asked) -> None:
    answer = asked.json("rebuild")
    assert answer["republications"] > 0
    assert answer | {"republications": 0} == {
        "pages": 3,
        "articles": 3,
        "new": 0,
        "gone": 0,
        "claims": 0,
        "republications": 0,
        "unread": [],
        "queued": 0,
    }


def test_what_a_rebuild_can_not_read_again_is_told_in_one_line(asked: Asked) -> None:
    for path in Path("whence-warc").iterdir():
        path.unlink()
    out, err = asked("rebuild")
    assert out.startswith("0 pages read again, 3 articles")
    assert err == (
        "3 articles stay as they were: no whole record in whence-warc, or in the "
        f"archive they came from, such as of {WEEKLY}\n"
    )


def test_there_is_nothing_to_rebuild_without_a_store(asked: Asked) -> None:
    _, err = asked("--db", "none.db", "rebuild", code=4)
    assert err.startswith("whence: there is no store at none.db")
