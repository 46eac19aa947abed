"""Bytes become the text that their writer meant."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.door.body import Unreadable, decode
from graph.model import Outcome


@pytest.mark.parametrize(
    "body, outcome",
    [
        (b"", Outcome.EMPTY),
        (b" \r\n\t", Outcome.EMPTY),
        (b"%PDF-1.7 ...", Outcome.NOT_HTML),
        (b"\x89PNG\r\n\x1a\n....", Outcome.NOT_HTML),
        (b"PK\x03\x04....", Outcome.NOT_HTML),
        (bytes(range(32)) * 40, Outcome.UNDECODABLE),
        (b"\x00" * 500, Outcome.UNDECODABLE),
    ],
)
def test_bytes_without_text_say_which_kind(body: bytes, outcome: Outcome) -> None:
    with pytest.raises(Unreadable) as caught:
        decode(body)
    assert caught.value.outcome is outcome


def test_valid_utf8_beats_a_lying_header() -> None:
    assert (
        decode("café — naïve".encode(), "text/html; charset=iso-8859-1").text
        == "café — naïve"
    )


@pytest.mark.parametrize(
    "encoding, text",
    [
        ("windows-1251", "Москва сообщает о встрече министров"),
        ("shift_jis", "東京で会議が開かれた"),
        ("gb18030", "转载自其他报纸的文章"),
        ("euc-kr", "서울에서 회의가 열렸다"),
        ("iso-2022-jp", "東京で会議が開かれた"),
    ],
)
def test_a_stated_encoding_is_used(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding), f"text/html; charset={encoding}").text == text
    stated = f'<meta charset="{encoding}">'.encode() + text.encode(encoding)
    assert decode(stated).text.endswith(text)


def test_latin_1_means_what_browsers_read() -> None:
    assert decode(b"it\x92s", "text/html; charset=ISO-8859-1").text == "it’s"


def test_an_unstated_encoding_is_guessed_or_western() -> None:
    assert decode("déjà vu".encode("windows-1252") * 3).text.startswith("d")
    text = "Москва сообщает о встрече министров иностранных дел. " * 5
    assert "Москва" in decode(text.encode("windows-1251")).text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le"])
def test_a_byte_order_mark_decides(encoding: str) -> None:
    marks = {
        "utf-8": codecs.BOM_UTF8,
        "utf-16-le": codecs.BOM_UTF16_LE,
        "utf-16-be": codecs.BOM_UTF16_BE,
        "utf-32-le": codecs.BOM_UTF32_LE,
    }
    found = decode(marks[encoding] + "<p>é</p>".encode(encoding), "charset=gbk")
    assert found.text == "<p>é</p>"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_wide_text_without_its_mark_is_noticed(encoding: str) -> None:
    assert decode("<html><body>hello".encode(encoding)).encoding == encoding


def test_a_sign_cut_short_at_the_end_is_no_other_encoding() -> None:
    assert decode(("é" * 100).encode()[:-1]).text.startswith("é" * 99)


def test_one_wrong_byte_in_a_long_text_is_forgiven() -> None:
    body = "é and more ".encode() * 500 + b"\xff" + "é".encode()
    assert decode(body).encoding == "utf-8"


def test_unknown_labels_are_ignored() -> None:
    assert decode(b"plain", "text/html; charset=nonsense").text == "plain"
    assert decode(b"plain\xe9", "text/html; charset=hex").text.startswith("plain")


@given(st.binary(max_size=400), st.text(max_size=40))
def test_any_bytes_give_a_text_or_an_outcome(body: bytes, content_type: str) -> None:
    try:
        ended = decode(body, content_type).encoding
    except Unreadable as error:
        ended = str(error.outcome)
    assert ended
