"""How each kind of file is read, and what becomes of bad ones."""

from __future__ import annotations

import gzip
import io
import json
import sys
import zipfile
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reading import FieldMapping, SourceFile, read_file
from onrecord.reading import _read as reading
from onrecord.records import RawPage, Unreadable

WORDS = "The two sides agreed to talk again. A date was not given."


def read(path: Path, **options: FieldMapping) -> list[RawPage | Unreadable]:
    return list(read_file(SourceFile(str(path)), **options))


def write(path: Path, data: bytes | str) -> Path:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def pages(results: list[RawPage | Unreadable]) -> list[RawPage]:
    return [result for result in results if isinstance(result, RawPage)]


def reasons(results: list[RawPage | Unreadable]) -> list[str]:
    return [result.reason for result in results if isinstance(result, Unreadable)]


class TestPlainFiles:
    def test_a_text_file_is_one_page_with_its_text_as_it_is(self, tmp_path: Path) -> None:
        (page,) = read(write(tmp_path / "a.txt", WORDS))
        assert isinstance(page, RawPage)
        assert (page.content, page.markup, page.encoding, page.replacements) == (WORDS, "text", "utf-8", 0)

    def test_line_breaks_become_one_kind_before_the_text_is_the_ruler(self, tmp_path: Path) -> None:
        (page,) = pages(read(write(tmp_path / "a.txt", b"one\r\ntwo\rthree\n")))
        assert page.content == "one\ntwo\nthree\n"

    def test_html_and_markdown_are_told_by_their_names(self, tmp_path: Path) -> None:
        assert pages(read(write(tmp_path / "a.htm", "<p>x y</p>")))[0].markup == "html"
        assert pages(read(write(tmp_path / "a.md", "# x y")))[0].markup == "text"

    def test_a_page_saved_under_a_text_name_is_still_a_page(self, tmp_path: Path) -> None:
        assert pages(read(write(tmp_path / "a.txt", "<!DOCTYPE html><p>x</p>")))[0].markup == "html"

    @pytest.mark.parametrize("data", [b"", b"  \n\t \n", b"\xef\xbb\xbf"])
    def test_an_empty_file_is_named(self, tmp_path: Path, data: bytes) -> None:
        assert reasons(read(write(tmp_path / "a.txt", data))) == ["empty"]

    def test_the_bytes_of_a_picture_are_not_text(self, tmp_path: Path) -> None:
        assert reasons(read(write(tmp_path / "a.txt", bytes(range(256)) * 40))) == ["not text"]

    def test_a_page_that_is_too_long_is_named_and_not_cut(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(reading, "MAX_CHARACTERS", 100)
        assert reasons(read(write(tmp_path / "a.txt", "word " * 50))) == ["too large"]


class TestDecoding:
    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
    def test_a_byte_order_mark_is_believed_and_not_kept(self, tmp_path: Path, encoding: str) -> None:
        (page,) = pages(read(write(tmp_path / "a.txt", "“Quoted” words – 中美".encode(encoding))))
        assert page.content == "“Quoted” words – 中美"

    def test_a_declared_encoding_is_used_where_the_bytes_are_not_utf8(self, tmp_path: Path) -> None:
        data = '<meta charset="windows-1251"><p>Министр сказал.</p>'.encode("cp1251")
        (page,) = pages(read(write(tmp_path / "a.html", data)))
        assert "Министр сказал." in page.content
        assert page.encoding == "cp1251"

    def test_a_wrong_declaration_does_not_spoil_utf8(self, tmp_path: Path) -> None:
        data = '<meta charset="iso-8859-1"><p>“No,” she said.</p>'.encode()
        assert "“No,”" in pages(read(write(tmp_path / "a.html", data)))[0].content

    def test_latin_1_is_read_as_browsers_read_it(self, tmp_path: Path) -> None:
        data = '<meta charset="iso-8859-1"><p>“No,” she said.</p>'.encode("cp1252")
        assert "“No,”" in pages(read(write(tmp_path / "a.html", data)))[0].content

    def test_undeclared_chinese_is_detected(self, tmp_path: Path) -> None:
        text = "中国外交部发言人在例行记者会上表示，双方同意恢复军事对话。" * 20
        (page,) = pages(read(write(tmp_path / "a.txt", text.encode("gb18030"))))
        assert page.content == text

    def test_nul_and_half_surrogates_are_replaced_and_counted(self, tmp_path: Path) -> None:
        lines = json.dumps({"text": f"{WORDS} \x00 \ud800 end"})
        (page,) = pages(read(write(tmp_path / "a.jsonl", lines)))
        assert page.replacements == 2
        assert page.content.endswith("\ufffd \ufffd end")
        page.content.encode("utf-8")

    def test_an_encoding_that_hides_words_is_refused(self, tmp_path: Path) -> None:
        (page,) = pages(read(write(tmp_path / "a.html", '<meta charset="utf-7"><p>+ADw-b+AD4- words</p>')))
        assert "+ADw-" in page.content


class TestJson:
    def test_json_lines_with_the_usual_names(self, tmp_path: Path) -> None:
        record = {"link": "https://example.org/a", "headline": "A title", "body": WORDS, "published": "2024-01-02"}
        record["author"] = [{"name": "Ann Smith"}, "Bo Jones"]  # type: ignore[assignment]
        (page,) = pages(read(write(tmp_path / "a.jsonl", json.dumps(record))))
        assert (page.url, page.title, page.date) == ("https://example.org/a", "A title", "2024-01-02")
        assert page.authors == ("Ann Smith", "Bo Jones")
        assert page.path.endswith("a.jsonl#1")

    def test_the_user_can_name_the_fields(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.jsonl", json.dumps({"story": {"words": WORDS}}))
        assert reasons(read(path)) == ["no text field"]
        assert pages(read(path, fields=FieldMapping(text=("story.words",))))[0].content == WORDS

    def test_one_bad_line_never_stops_the_file(self, tmp_path: Path) -> None:
        good = json.dumps({"text": WORDS})
        results = read(write(tmp_path / "a.jsonl", f"{good}\n{{broken\n[1, 2]\n{{}}\n\n{good}\n"))
        assert [type(result).__name__ for result in results] == ["RawPage", *["Unreadable"] * 3, "RawPage"]
        assert reasons(results) == ["damaged JSON", "not an object", "no text field"]
        assert results[-1].path.endswith("#6")

    def test_lines_of_nothing_are_named(self, tmp_path: Path) -> None:
        assert reasons(read(write(tmp_path / "a.jsonl", "\n\n  \n"))) == ["empty"]
        assert reasons(read(write(tmp_path / "a.jsonl.gz", gzip.compress(b"\n")))) == ["empty"]

    def test_a_list_and_an_object_around_a_list(self, tmp_path: Path) -> None:
        entries = [{"text": WORDS}, {"text": "Other words."}]
        assert len(pages(read(write(tmp_path / "a.json", json.dumps(entries))))) == 2
        assert len(pages(read(write(tmp_path / "b.json", json.dumps({"count": 2, "items": entries}))))) == 2
        assert len(pages(read(write(tmp_path / "c.json", json.dumps(entries[0]))))) == 1

    def test_json_lines_under_the_name_of_json(self, tmp_path: Path) -> None:
        line = json.dumps({"text": WORDS})
        assert len(pages(read(write(tmp_path / "a.json", f"{line}\n{line}\n")))) == 2

    def test_a_text_field_with_markup_is_read_as_html(self, tmp_path: Path) -> None:
        (page,) = pages(read(write(tmp_path / "a.jsonl", json.dumps({"content": "<p>One.</p><p>Two.</p>"}))))
        assert page.markup == "html"

    def test_a_sentence_and_the_words_it_rests_on_are_one_text(self, tmp_path: Path) -> None:
        record = {
            "date": "2025-01-20",
            "summary": "He says so.",
            "links": [["so", "https://example.org/x"]],
            "body": ["One.", "Two."],
        }
        (page,) = pages(read(write(tmp_path / "a.jsonl", json.dumps(record))))
        assert page.content == "He says so.\n\nOne.\n\nTwo."
        assert (page.title, page.url) == ("He says so.", "https://example.org/x")

    def test_deep_nesting_is_named(self, tmp_path: Path) -> None:
        assert reasons(read(write(tmp_path / "a.json", "[" * 200_000))) == ["damaged JSON"]


class TestCompression:
    def test_a_gzipped_file_is_read_like_the_file_itself(self, tmp_path: Path) -> None:
        plain = pages(read(write(tmp_path / "a.txt", WORDS)))[0]
        packed = pages(read(write(tmp_path / "a.txt.gz", gzip.compress(WORDS.encode(), mtime=0))))[0]
        assert (packed.content, packed.source_sha256) == (plain.content, plain.source_sha256)

    def test_a_gzip_file_of_several_members(self, tmp_path: Path) -> None:
        line = json.dumps({"text": WORDS}).encode() + b"\n"
        assert len(pages(read(write(tmp_path / "a.jsonl.gz", gzip.compress(line, mtime=0) * 3)))) == 3

    def test_a_cut_gzip_file_gives_what_stands_before_the_cut(self, tmp_path: Path) -> None:
        lines = "".join(
            json.dumps({"text": f"{WORDS} {number:08x} {number * 7919:x}"}) + "\n" for number in range(5000)
        )
        whole = gzip.compress(lines.encode(), mtime=0)
        results = read(write(tmp_path / "a.jsonl.gz", whole[: len(whole) // 2]))
        assert len(pages(results)) > 1000
        assert reasons(results)[-1] == "damaged gzip"

    def test_a_bomb_is_refused(self, tmp_path: Path) -> None:
        results = read(write(tmp_path / "a.txt.gz", gzip.compress(b"a" * 30_000_000, mtime=0)))
        assert "suspicious compression" in reasons(results)

    def test_a_zip_archive_gives_its_members_sorted_and_names_the_rest(self, tmp_path: Path) -> None:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("b.txt", WORDS)
            archive.writestr("../a.html", "<p>One.</p>")
            archive.writestr("picture.png", b"\x89PNG")
            archive.writestr("inner.zip", b"PK")
            archive.writestr(".hidden.txt", WORDS)
            archive.writestr("c.jsonl.gz", gzip.compress(json.dumps({"text": WORDS}).encode()))
        results = read(write(tmp_path / "a.zip", stream.getvalue()))
        assert [
            page.path.rpartition("/")[2].partition("!")[2] or page.path.rpartition("!")[2] for page in pages(results)
        ]
        assert len(pages(results)) == 3
        assert sorted(reasons(results)) == ["archive in an archive", "unknown kind"]
        assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip"]

    def test_a_bomb_inside_an_archive_is_refused_and_the_others_read(self, tmp_path: Path) -> None:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a.txt", "0" * 30_000_000)
            archive.writestr("b.txt", WORDS)
        results = read(write(tmp_path / "a.zip", stream.getvalue()))
        assert reasons(results) == ["suspicious compression"]
        assert len(pages(results)) == 1

    def test_a_damaged_archive_is_named(self, tmp_path: Path) -> None:
        assert reasons(read(write(tmp_path / "a.zip", b"PK\x03\x04 nothing"))) == ["damaged zip"]


RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Site</title><item><title>A title</title>
<link>https://example.org/1</link><pubDate>Sat, 22 May 2021 12:00:47 +0000</pubDate><dc:creator>Ann Smith</dc:creator>
<description>Short.</description><content:encoded><![CDATA[<p>The whole text.</p>]]></content:encoded></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>The Site</title><entry><title>A title</title>
<link rel="self" href="https://example.org/self"/><link href="https://example.org/2"/>
<updated>2024-01-02T00:00:00Z</updated><author><name>Bo Jones</name></author><content type="xhtml"><div
xmlns="http://www.w3.org/1999/xhtml"><p>All of it.</p></div>
</content></entry></feed>"""


class TestFeeds:
    def test_rss_with_the_full_text(self, tmp_path: Path) -> None:
        (page,) = pages(read(write(tmp_path / "a.xml", RSS)))
        assert page.content == "<p>The whole text.</p>"
        assert (page.markup, page.title, page.url) == ("html", "A title", "https://example.org/1")
        assert (page.date, page.authors, page.outlet) == ("Sat, 22 May 2021 12:00:47 +0000", ("Ann Smith",), "The Site")

    def test_atom(self, tmp_path: Path) -> None:
        (page,) = pages(read(write(tmp_path / "a.atom", ATOM)))
        assert "All of it." in page.content
        assert (page.url, page.authors, page.date) == ("https://example.org/2", ("Bo Jones",), "2024-01-02T00:00:00Z")

    def test_an_entity_that_names_a_file_is_not_resolved(self, tmp_path: Path) -> None:
        secret = write(tmp_path / "secret.txt", "the secret words")
        item = "<item><title>t</title><description>a &x; b</description></item>"
        feed = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{secret}">]><rss><channel>{item}</channel></rss>'
        results = read(write(tmp_path / "a.xml", feed))
        assert all("secret words" not in page.content for page in pages(results))

    def test_other_xml_is_named(self, tmp_path: Path) -> None:
        assert reasons(read(write(tmp_path / "a.xml", "<notes><note>x</note></notes>"))) == ["not a feed"]

    def test_a_feed_that_is_cut_off_gives_its_whole_entries_and_is_named(self, tmp_path: Path) -> None:
        item = "<item><title>t</title><description>Words of it.</description></item>"
        results = read(write(tmp_path / "a.rss", f"<rss><channel>{item}{item}<item><title>t"))
        assert len(pages(results)) == 2
        assert reasons(results) == ["damaged XML"]


class _Input:
    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


@pytest.mark.parametrize(
    ("data", "markup"),
    [
        (WORDS.encode(), "text"),
        (b"<!doctype html><p>x y</p>", "html"),
        (json.dumps({"text": WORDS}).encode(), "text"),
        (json.dumps([{"text": WORDS}]).encode(), "text"),
        (gzip.compress(WORDS.encode(), mtime=0), "text"),
        (RSS.encode(), "html"),
    ],
)
def test_the_kind_of_standard_input_is_told_by_its_first_bytes(
    monkeypatch: pytest.MonkeyPatch, data: bytes, markup: str
) -> None:
    monkeypatch.setattr(sys, "stdin", _Input(data))
    (page,) = read_file(SourceFile("-"))
    assert isinstance(page, RawPage)
    assert page.markup == markup


def values(found: RawPage | Unreadable) -> list[str]:
    """All texts of a result."""
    flat = [part for value in asdict(found).values() for part in (value if isinstance(value, tuple) else [value])]
    return [value for value in flat if isinstance(value, str)]


FIELD_NAMES = ["text", "html", "body", "url", "links", "title", "summary", "date", "authors", "source", "name", "items"]
ANY_TEXT = st.text(st.characters(codec=None), max_size=20)
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ANY_TEXT | st.sampled_from(["[", "[[1]]", "https://a.b"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELD_NAMES) | ANY_TEXT, inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(value=st.dictionaries(st.sampled_from(FIELD_NAMES), ANY_JSON, max_size=6) | ANY_JSON)
def test_whatever_the_fields_of_json_hold_it_becomes_pages_that_can_be_stored(
    tmp_path_factory: pytest.TempPathFactory, value: object
) -> None:
    for suffix in (".json", ".jsonl"):
        results = read(write(tmp_path_factory.mktemp("any") / f"a{suffix}", json.dumps(value)))

        assert results
        for result in results:
            for text in values(result):
                text.encode("utf-8")  # halves of surrogate pairs can be neither stored nor shown


@pytest.mark.parametrize("depth", [50, 900, 100_000])
def test_fields_nested_without_end_are_no_fields(tmp_path: Path, depth: int) -> None:
    nested = '{"name":' * depth + '"x"' + "}" * depth
    lines = [
        json.dumps({"text": WORDS, "authors": "[" * depth + "]" * depth}),
        f'{{"text": {json.dumps(WORDS)}, "author": {nested}}}',
        f'{{"text": {nested}}}',
    ]
    results = read(write(tmp_path / "a.jsonl", "\n".join(lines)))

    assert len(results) == 3
    assert pages(results)[0].content == WORDS


def test_a_field_whose_name_is_no_character_is_named_in_valid_unicode(tmp_path: Path) -> None:
    (entry,) = read(write(tmp_path / "a.jsonl", '{"\\ud800": "x"}'))

    assert isinstance(entry, Unreadable)
    entry.detail.encode("utf-8")


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_archive_with_any_byte_changed_is_read_or_named(tmp_path: Path, method: int) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        archive.writestr("a.txt", WORDS)
    whole = stream.getvalue()
    for place in range(len(whole)):
        for value in (0, 47, 255):  # 47 is the slash that makes a folder of a name
            changed = whole[:place] + bytes([value]) + whole[place + 1 :]
            results = read(write(tmp_path / "a.zip", changed))

            assert results


def test_a_member_without_a_name_is_named(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a", WORDS)
    data = stream.getvalue().replace(b"a", b"\0")
    assert reasons(read(write(tmp_path / "a.zip", data))) in (["unknown kind"], ["empty"])


SUFFIXES = [".txt", ".html", ".json", ".jsonl", ".xml", ".zip", ".txt.gz", ".jsonl.gz"]


@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=400), suffix=st.sampled_from(SUFFIXES), packed=st.booleans())
def test_no_bytes_whatever_raise_and_none_are_passed_over(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, suffix: str, packed: bool
) -> None:
    path = tmp_path_factory.mktemp("any") / f"file{suffix}"
    path.write_bytes(gzip.compress(data, mtime=0) if packed and suffix.endswith(".gz") else data)
    results = read(path)
    assert results
    for page in pages(results):
        page.content.encode("utf-8")


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=300))
def test_any_text_written_as_json_comes_back_whole(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("any") / "a.jsonl"
    path.write_text(json.dumps({"text": f"Words {text}"}), "utf-8")
    for page in pages(read(path)):
        assert len(page.content) <= len(text) + 6
        assert page.content.startswith("Words")


def test_the_governments_releases_are_read_as_they_are(shared_data: Path) -> None:
    found = 0
    for path in sorted((shared_data / "government").glob("*.jsonl.gz")):
        results = read(path)
        assert set(reasons(results)) <= {"empty"}
        for page in pages(results)[:50]:
            assert page.date
            assert page.title
            found += 1
    assert found == 150
