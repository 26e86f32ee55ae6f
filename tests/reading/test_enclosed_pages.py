"""Tables, mail, saved web pages, word processors' documents and web archives give the pages in them."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.reading import FieldMapping, find_files, read_file
from onrecord.records import RawPage, Unreadable

PAGE = "<html><head><title>Talks</title></head><body><p>Marlow met Chen in Celle.</p></body></html>"


def read(path: Path, data: bytes, fields: FieldMapping | None = None) -> list[RawPage | Unreadable]:
    path.write_bytes(data)
    [file] = find_files([path])
    return list(read_file(file, fields=fields) if fields else read_file(file))


def pages(results: list[RawPage | Unreadable]) -> list[RawPage]:
    assert all(isinstance(result, RawPage) for result in results), results
    return [result for result in results if isinstance(result, RawPage)]


class TestTables:
    @pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    def test_each_row_is_a_page_whatever_parts_its_columns(self, tmp_path: Path, separator: str, encoding: str) -> None:
        rows = [
            ["Title", "Publish Date", "Text", "URL"],
            ["Talks", "2024-05-02", '"Marlow met Chen \u2014 in Celle.\nThey parted."', "https://example.org/1"],
            ["More talks", "2024-05-03", "They met again in Zürich.", ""],
        ]
        table = "".join(separator.join(row) + "\r\n" for row in rows)
        first, second = pages(read(tmp_path / "news.csv", table.encode(encoding)))
        assert (first.title, first.date, first.url) == ("Talks", "2024-05-02", "https://example.org/1")
        assert first.content == "Marlow met Chen \u2014 in Celle.\nThey parted."
        assert (second.path[-2:], second.content) == ("#2", "They met again in Zürich.")

    def test_a_column_can_be_named(self, tmp_path: Path) -> None:
        data = b"id,Volltext\n1,Marlow met Chen.\n"
        [unnamed] = read(tmp_path / "a.csv", data)
        assert isinstance(unnamed, Unreadable)
        assert (unnamed.reason, "Volltext" in unnamed.detail) == ("no text column", True)
        [page] = pages(read(tmp_path / "a.csv", data, FieldMapping(text=("Volltext",))))
        assert page.content == "Marlow met Chen."

    def test_a_quotation_mark_that_never_closes_loses_nothing_before_it(self, tmp_path: Path) -> None:
        good = "text\n" + "Marlow met Chen.\n" * 3
        results = read(tmp_path / "a.csv", (good + '"' + "endless, " * 700_000).encode())
        assert [page.content for page in pages(results[:3])] == ["Marlow met Chen."] * 3
        assert [result.reason for result in results[3:] if isinstance(result, Unreadable)] == ["damaged table"]

    def test_a_gzipped_table_and_an_empty_one(self, tmp_path: Path) -> None:
        assert len(pages(read(tmp_path / "a.tsv.gz", gzip.compress(b"text\turl\nMarlow met Chen.\t\n")))) == 1
        [empty] = read(tmp_path / "b.csv", b"")
        assert isinstance(empty, Unreadable)
        assert empty.reason == "empty"


class TestMessages:
    def test_a_page_saved_as_one_file_keeps_its_address_and_not_the_day_of_saving(self, tmp_path: Path) -> None:
        saved = (
            "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://example.org/talks\r\n"
            "Subject: =?utf-8?Q?Talks_in_Z=C3=BCrich?=\r\nDate: Fri, 3 May 2024 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
            'Content-Type: multipart/related; type="text/html"; boundary="B"\r\n\r\n--B\r\n'
            "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n"
            "Content-Location: https://example.org/talks\r\n\r\n"
            "<html><body><p>Marlow met Chen in Z=C3=BCrich.</p></body></html>\r\n--B\r\n"
            "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--B--\r\n"
        )
        [page] = pages(read(tmp_path / "talks.mhtml", saved.encode()))
        assert (page.url, page.title, page.date, page.markup) == (
            "https://example.org/talks",
            "Talks in Zürich",
            None,
            "html",
        )
        assert "Marlow met Chen in Zürich." in page.content

    def test_a_letter_keeps_its_day(self, tmp_path: Path) -> None:
        letter = (
            "From: Press Office <press@example.org>\nSubject: Readout\nDate: Fri, 3 May 2024 10:00:00 -0000\n"
            "Content-Type: text/plain; charset=iso-8859-1\n\nMarlow met Chen in Z\xfcrich.\n"
        )
        [page] = pages(read(tmp_path / "readout.eml", letter.encode("latin-1")))
        assert (page.title, page.date) == ("Readout", "Fri, 3 May 2024 10:00:00 -0000")
        assert page.content.strip() == "Marlow met Chen in Zürich."


class TestDocuments:
    @staticmethod
    def document(body: str, title: str = "Talks") -> bytes:
        made = io.BytesIO()
        words = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        with zipfile.ZipFile(made, "w") as archive:
            archive.writestr("word/document.xml", f'<w:document xmlns:w="{words}"><w:body>{body}</w:body></w:document>')
            archive.writestr(
                "docProps/core.xml",
                f'<c:p xmlns:c="c" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></c:p>',
            )
        return made.getvalue()

    def test_each_paragraph_is_a_line(self, tmp_path: Path) -> None:
        body = (
            "<w:p><w:r><w:t>Marlow met </w:t></w:r><w:r><w:t>Chen.</w:t></w:r></w:p><w:p/><w:p><w:r><w:t>“Good,”</w:t>"
        )
        body += "<w:br/><w:t>he said.</w:t></w:r></w:p>"
        [page] = pages(read(tmp_path / "a.docx", self.document(body)))
        assert (page.content, page.title, page.date) == ("Marlow met Chen.\n“Good,” he said.", "Talks", None)

    def test_what_is_no_document_is_named(self, tmp_path: Path) -> None:
        results = read(tmp_path / "a.docx", b"PK\x03\x04") + read(tmp_path / "b.docx", self.document(""))
        assert [result.reason for result in results if isinstance(result, Unreadable)] == ["damaged document", "empty"]


class TestWebArchives:
    @staticmethod
    def archive(*answers: tuple[str, str, bytes], packed: bool = True) -> bytes:
        made = b""
        for status, media, body in answers:
            answer = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n\r\n".encode() + body
            head = (
                "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/talks\r\n"
                "WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http; msgtype=response\r\n"
                f"WARC-Date: 2024-05-03T10:00:00Z\r\nContent-Length: {len(answer)}\r\n\r\n"
            )
            record = head.encode() + answer + b"\r\n\r\n"
            made += gzip.compress(record) if packed else record
        return made

    @pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
    def test_the_pages_that_a_server_answered_with_are_read(self, tmp_path: Path, name: str) -> None:
        data = self.archive(
            ("200 OK", "image/png", b"\x89PNG"),
            ("404 Not Found", "text/html", b"<p>Nothing here.</p>"),
            ("200 OK", "text/html; charset=windows-1252", PAGE.replace("Celle", "Zürich").encode("cp1252")),
            packed=name.endswith(".gz"),
        )
        [page] = pages(read(tmp_path / name, data))
        assert (page.url, page.markup, page.path[-2:], page.date) == ("https://example.org/talks", "html", "#3", None)
        assert "Zürich" in page.content

    def test_what_stands_before_the_damage_is_read(self, tmp_path: Path) -> None:
        data = self.archive(
            ("200 OK", "text/html", PAGE.encode()), ("200 OK", "text/html", PAGE.encode()), packed=False
        )
        results = read(tmp_path / "a.warc", data + b"nonsense that is no record\r\n\r\n")
        assert len(pages(results[:2])) == 2
        assert [result.reason for result in results[2:] if isinstance(result, Unreadable)] == ["damaged web archive"]


BEGINNINGS = [
    b"",
    b"text,url\n",
    b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 9\r\n\r\n",
    b"Content-Type: text/html; charset=",
    b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=B\n\n--B\n",
    b"PK\x03\x04",
]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["a.csv", "a.tsv", "a.eml", "a.mhtml", "a.docx", "a.warc", "a.warc.gz", "a.csv.gz"]),
    st.binary(max_size=300),
    st.sampled_from(BEGINNINGS),
)
def test_no_bytes_raise(tmp_path: Path, name: str, data: bytes, start: bytes) -> None:
    for result in read(tmp_path / name, start + data):
        assert isinstance(result, (RawPage, Unreadable))
