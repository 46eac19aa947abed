"""A network of real WordPress sites: what the main job finds on software of others.

Runs where WordPress is installed and the script that starts the sites is there;
see docs/wordpress.md for the same crawl by hand.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

# Servers lie where only an administrator's PATH leads.
PATH = f"{os.environ['PATH']}:/usr/sbin:/sbin"
NEEDED = all(shutil.which(name, path=PATH) for name in ("php", "mariadbd"))
NETWORK = Path(__file__).parents[2].parent / "shared" / "wordpress-network"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (NEEDED and Path("/usr/share/wordpress").is_dir() and NETWORK.exists()),
        reason="WordPress is not installed here",
    ),
    pytest.mark.skipif(os.geteuid() != 0, reason="serving the sites needs root"),
]

ORIGINAL = "first-tide.test"
LINKED = "linked-copy.test"
HOME = "home-credit.test"
CANONICAL = "canonical-copy.test"
RELAY = "relay-hop.test"
SISTER = "named-copy.test"

TITLE = "The harbour that lent its cranes to the village choir"
TEXT = """
<p>When the shipping season ended early, the harbour master of Olm found himself with
four idle cranes and a quay so quiet that he could hear the rehearsal in the net
loft across the basin.</p>
<p>The choir needed a stage that would not sink into the mud. He offered the lower
platform of crane three, on the condition that nobody touched the levers and that
the tenors stood well back from the edge.</p>
<p>Within a week the rehearsals drew more people than the fish market. Fishermen
brought benches, the school closed an hour earlier on Thursdays, and the ferry
skipper learned to cut his engine before the slow movement.</p>
<p>Not everybody was pleased. The port authority pointed out that its insurance
covers steel and grain but says nothing about sopranos, and asked for a written
estimate of the weight of a hymn.</p>
<p>The estimate, signed by the harbour master and two retired dockers, put it at
eleven hundred kilograms with hymn books. The authority accepted the figure and
added a clause about thunderstorms.</p>
<p>In spring the ships will return and the platform will carry timber again. The
choir has already written to the shipyard, where a dry dock is said to have the
better echo.</p>
"""


def network(*words: str) -> list[str]:
    done = subprocess.run(
        [str(NETWORK), *words],
        env=os.environ | {"PATH": PATH},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def post(folder: Path, host: str, **fields: object) -> str:
    file = folder / f"{host}.json"
    file.write_text(json.dumps([{"title": TITLE, "author": "Ada Quell", **fields}]))
    return network("post", host, str(file))[-1]


@pytest.fixture(scope="module")
def posts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """An original and its copies, each with another style of credit."""
    folder = tmp_path_factory.mktemp("wordpress")
    os.environ["WPNET_HOME"] = str(folder / "net")
    # The sites have fixed addresses: one network at a time on a machine.
    with (Path(tempfile.gettempdir()) / "whence-wordpress.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        network("start", ORIGINAL, LINKED, HOME, SISTER, CANONICAL, RELAY)
        try:
            yield publish(folder)
        finally:
            network("stop")


def publish(folder: Path) -> dict[str, str]:
    original = post(folder, ORIGINAL, content=TEXT, date="2024-02-18 09:00:00")
    home = f'<a href="http://{ORIGINAL}/">First Tide</a>'
    urls = {
        "original": original,
        "linked": post(
            folder,
            LINKED,
            content=TEXT
            + f'<p>This <a href="{original}">article</a> first appeared on {home} '
            "and is republished here under a Creative Commons licence.</p>",
            date="2024-02-20 10:00:00",
        ),
        "home": post(
            folder,
            HOME,
            content=TEXT + f"<p>The original source of this article is {home}.</p>",
            date="2024-02-21 10:00:00",
        ),
        "named": post(
            folder,
            SISTER,
            content="<p>First Tide, 18 February 2024</p>"
            + TEXT
            + "<p>Originally published by First Tide on February 18, 2024.</p>",
            date="2024-02-22 10:00:00",
        ),
        "canonical": post(
            folder,
            CANONICAL,
            content=TEXT,
            date="2024-02-23 10:00:00",
            meta={"canonical": original},
        ),
    }
    urls["relay"] = post(
        folder,
        RELAY,
        content=TEXT + f"<p>Originally published on {home}, "
        f'via <a href="{urls["linked"]}">Linked Copy</a>.</p>',
        date="2024-02-24 10:00:00",
    )
    return urls


def whence(folder: Path, *words: str) -> dict[str, Any]:
    """The JSON answer of a command on the store in ``folder``."""
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "cli.main",
            "--db",
            str(folder / "w.db"),
            "--json",
            *words,
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def crawl(folder: Path, *words: str) -> dict[str, Any]:
    return whence(folder, "crawl", "--allow-private", "--delay", "0", *words)


@pytest.mark.parametrize("copy", ["linked", "home", "canonical", "relay"])
def test_a_crawl_from_one_repost_finds_the_original(
    posts: dict[str, str], tmp_path: Path, copy: str
) -> None:
    crawl(tmp_path, posts[copy])
    found = whence(tmp_path, "origin", posts[copy])
    assert found["known"]
    assert found["origin"]["url"] == posts["original"]
    assert found["origin"]["status"] == "fetched"


def test_a_relay_is_a_hop_of_its_own(posts: dict[str, str], tmp_path: Path) -> None:
    crawl(tmp_path, posts["relay"])
    chain = whence(tmp_path, "origin", posts["relay"])["chain"]
    assert [hop["url"] for hop in chain] == [
        posts["original"],
        posts["linked"],
        posts["relay"],
    ]


def test_a_name_and_a_date_find_the_original_where_its_outlet_is_known(
    posts: dict[str, str], tmp_path: Path
) -> None:
    crawl(tmp_path, posts["named"], posts["original"])
    found = whence(tmp_path, "origin", posts["named"])
    assert found["origin"]["url"] == posts["original"]


def test_without_rest_the_feed_or_the_archive_of_the_day_finds_it(
    posts: dict[str, str], tmp_path: Path
) -> None:
    network("rest", ORIGINAL, "off")
    try:
        crawl(tmp_path, posts["home"])
    finally:
        network("rest", ORIGINAL, "on")
    assert (
        whence(tmp_path, "origin", posts["home"])["origin"]["url"] == posts["original"]
    )


def test_both_directions_find_the_sister_copies(
    posts: dict[str, str], tmp_path: Path
) -> None:
    crawl(tmp_path, "--direction", "both", posts["relay"])
    reposts = whence(tmp_path, "reposts", posts["original"])["reposts"]
    assert {posts["linked"], posts["relay"]} <= {repost["url"] for repost in reposts}
