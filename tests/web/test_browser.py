"""The page in a real browser: keys, filters, no scripts, no faults that axe finds, nothing that runs or leaves.

Needs Playwright and Chromium (``BROWSER_PATH``, or ``chromium`` on the path); skipped with a plain message without.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from small_matters import CALL, CHANNELS, COMMITMENTS, DENIED, MEETING, POSITIONS, TALKS, write_matters_record
from small_record import CASTEL, make_copy, make_report, write_small_record
from test_hostile import hostile_record

pytestmark = pytest.mark.browser

AXE = Path(__file__).parent / "vendor" / "axe-core-4.14.1.min.js"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SERVE = """
import sys
from onrecord.web import serve
serve(sys.argv[1], open_browser=False, announce=lambda words: print(words, flush=True))
"""
REPORT, IN_REPORT = make_report()
COPY, _ = make_copy(REPORT)

PAGES = [
    "/",
    "/statements",
    "/statements?side=CHL&mode=indirect",
    "/statements?words=nothing-like-it",
    f"/statements/{IN_REPORT.statements[1].id}",
    f"/statements/{IN_REPORT.statements[4].id}",
    "/documents",
    f"/documents/{REPORT.id}",
    f"/documents/{REPORT.id}?layers=statements+names+dates+corrections+copied&cut=open&at=330-380",
    f"/documents/{COPY.id}",
    "/actors",
    f"/actors/{CASTEL.id}",
    "/search?q=phone",
    "/quotation",
    "/quotation?q=we+will+pick+up+the+radio+before+we+send+a+boat",
    "/search",
    "/status",
    "/help",
    "/nothing",
    "/statements?since=never",
]

MATTER_PAGES = [
    "/",
    "/timeline",
    "/timeline?view=chronology",
    f"/happenings/{TALKS.id}",
    f"/happenings/{DENIED.id}",
    f"/events/{TALKS.events[0]}",
    "/meetings",
    f"/meetings/{MEETING.id}",
    "/commitments",
    "/commitments?view=board",
    f"/commitments/{COMMITMENTS[0].id}",
    "/channels",
    f"/channels/{CHANNELS[2].id}",
    "/positions",
    f"/positions/{POSITIONS[1].id}",
    f"/documents/{CALL.id}?layers=events",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="needs Playwright: pip install '.[browser]'")
    path = os.environ.get("BROWSER_PATH") or shutil.which("chromium")
    if not path:
        pytest.skip("needs Chromium: apt-get install chromium, or name one in BROWSER_PATH")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield opened
        opened.close()


@contextmanager
def served(path: Path) -> Iterator[str]:
    with subprocess.Popen([sys.executable, "-c", SERVE, str(path)], stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout
            found = re.search(r"http://127\.0\.0\.1:\d+", server.stdout.readline())
            assert found
            yield found[0]
        finally:
            server.terminate()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(write_small_record(tmp_path_factory.mktemp("browser") / "small.onrecord")) as address:
        yield address


@pytest.fixture(scope="module")
def matters_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(write_matters_record(tmp_path_factory.mktemp("browser") / "matters.onrecord")) as address:
        yield address


def wait_for_cards(page: Any, number: int) -> None:
    from playwright.sync_api import expect

    expect(page.locator("li.card")).to_have_count(number, timeout=20_000)


class Watched:
    """A page of the browser on which every complaint, dialogue and request is noted."""

    def __init__(self, browser: Any, site: str, **options: Any) -> None:
        self.site = site
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.complaints: list[str] = []
        self.foreign: list[str] = []
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", self._dialog)
        self.page.on("request", self._request)

    def _console(self, message: Any) -> None:
        # A page that is an error on purpose is announced on the console by its status alone.
        if message.type in ("error", "warning") and "the server responded with a status of 4" not in message.text:
            self.complaints.append(message.text)

    def _dialog(self, dialog: Any) -> None:
        self.complaints.append(f"dialogue: {dialog.message}")
        dialog.dismiss()

    def _request(self, request: Any) -> None:
        if not request.url.startswith(self.site + "/"):
            self.foreign.append(request.url)

    def go(self, address: str) -> Any:
        self.page.goto(self.site + address)
        return self.page


@contextmanager
def watching(browser: Any, site: str, **options: Any) -> Iterator[Watched]:
    watched = Watched(browser, site, **{"viewport": {"width": 1280, "height": 900}, **options})
    try:
        yield watched
    finally:
        watched.context.close()
    assert watched.complaints == []
    assert watched.foreign == []


@pytest.mark.parametrize(
    ("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 400)], ids=["light", "dark", "narrow"]
)
def test_axe_finds_no_fault_on_any_page(browser: Any, site: str, matters_site: str, scheme: str, width: int) -> None:
    faults = []
    for served_at, pages in ((site, PAGES), (matters_site, MATTER_PAGES)):
        with watching(browser, served_at, color_scheme=scheme, viewport={"width": width, "height": 900}) as watched:
            for address in pages:
                page = watched.go(address)
                # Evaluated from outside, so the page's own policy stays as it is.
                page.evaluate(AXE.read_text("utf-8"))
                found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
                faults += [
                    f"{address}: {fault['id']}: {node['html']}"
                    for fault in found["violations"]
                    for node in fault["nodes"]
                ]
    assert faults == []


@pytest.mark.parametrize("width", [320, 400, 768, 1024])
def test_no_page_is_wider_than_its_window(browser: Any, site: str, matters_site: str, width: int) -> None:
    for served_at, pages in ((site, PAGES), (matters_site, MATTER_PAGES)):
        with watching(browser, served_at, viewport={"width": width, "height": 900}) as watched:
            for address in pages:
                page = watched.go(address)
                assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_matters_are_found_and_followed_to_their_words_without_scripts(browser: Any, matters_site: str) -> None:
    with watching(browser, matters_site, java_script_enabled=False) as watched:
        page = watched.go("/timeline")
        page.get_by_role("complementary").get_by_role("link", name="denied").click()
        assert page.locator("li.happening").count() == 1
        page.locator("li.happening a.source").click()
        assert "".join(page.locator("mark.at-at").all_inner_texts()) == "it had imposed sanctions on exporters of hake"
        page = watched.go("/commitments")
        page.get_by_label("Now").select_option("disputed")
        page.get_by_role("button", name="Show").click()
        page.locator("tr[data-item] a.source").click()
        assert page.get_by_role("heading", level=1).inner_text().startswith("Commitment of Chile")


def test_keys_step_through_the_timeline_and_open_a_source(browser: Any, matters_site: str) -> None:
    with watching(browser, matters_site) as watched:
        page = watched.go("/timeline")
        page.keyboard.press("j")
        page.keyboard.press("j")
        assert "New Zealand asked Chile" in page.evaluate("document.activeElement.innerText")
        page.keyboard.press("o")
        page.wait_for_url("**?at=*")


def test_filters_work_without_scripts(browser: Any, site: str) -> None:
    with watching(browser, site, java_script_enabled=False) as watched:
        page = watched.go("/statements")
        page.get_by_label("Words").fill("sovereignty")
        page.get_by_role("button", name="Show").click()
        assert page.locator("li.card").count() == 1
        page.get_by_role("link", name="Take away").click()
        assert page.locator("li.card").count() == 7
        page.get_by_role("complementary").get_by_role("link", name="Chile", exact=True).click()
        page.wait_for_load_state()  # counting does not wait for the list
        assert page.locator("li.card").count() == 4
        assert page.url.endswith("?side=CHL")


def test_the_reader_works_without_scripts(browser: Any, site: str) -> None:
    with watching(browser, site, java_script_enabled=False) as watched:
        page = watched.go("/statements?words=crews")
        page.locator("li.card a.source").click()
        place = IN_REPORT.statements[4].content[0]
        assert page.url.endswith(f"?at={place.start}-{place.end}#s-{place.start}-{place.end}")
        assert "".join(page.locator("mark.at-at").all_inner_texts()) == place.quote
        assert page.locator("mark.at-at").first.is_visible()
        page.get_by_role("link", name="names").click()
        assert page.locator("mark.names-name").count() >= 3
        headline = page.get_by_text("Storm closes two harbours")
        assert not headline.is_visible()
        page.get_by_text("4 lines cut").click()
        assert headline.is_visible()


def test_search_works_without_scripts(browser: Any, site: str) -> None:
    with watching(browser, site, java_script_enabled=False) as watched:
        page = watched.go("/")
        page.get_by_label("Search the record").fill("quotas")
        page.get_by_label("Search the record").press("Enter")
        assert page.get_by_role("heading", name="Documents").is_visible()


def test_typing_refreshes_the_list_and_the_address_and_keeps_the_place_in_the_field(browser: Any, site: str) -> None:
    with watching(browser, site) as watched:
        page = watched.go("/statements")
        page.evaluate("window.stayed = true")
        page.get_by_label("Words").press_sequentially("sovereignty")
        page.wait_for_url("**words=sovereignty**")
        wait_for_cards(page, 1)
        assert page.evaluate("window.stayed"), "the whole page was loaded again"
        assert page.evaluate("document.activeElement.id") == "words"
        assert page.get_by_role("status").inner_text().startswith("1 statement")
        page.go_back()
        wait_for_cards(page, 7)


def test_a_date_that_cannot_be_used_leaves_the_list_as_it_is(browser: Any, site: str) -> None:
    with watching(browser, site) as watched:
        page = watched.go("/statements")
        page.get_by_label("Said from").fill("last week")
        page.get_by_label("Said from").blur()
        page.wait_for_timeout(800)
        wait_for_cards(page, 7)
        page.get_by_label("Said from").fill("2031-03-06")
        page.get_by_label("to", exact=True).fill("2031-03-06")
        page.get_by_label("to", exact=True).blur()
        page.wait_for_url("**until=2031-03-06**")
        wait_for_cards(page, 6)


def test_switching_a_layer_keeps_the_place_in_the_text(browser: Any, site: str) -> None:
    with watching(browser, site, viewport={"width": 1280, "height": 400}) as watched:
        page = watched.go(f"/documents/{REPORT.id}")
        page.evaluate("window.stayed = true")
        page.locator("a.switch.names").scroll_into_view_if_needed()
        before = page.evaluate("scrollY")
        page.locator("a.switch.names").click()
        page.wait_for_selector("mark.names-name")
        assert page.evaluate("window.stayed")
        assert abs(page.evaluate("scrollY") - before) < 5
        assert "layers=" in page.url


def test_evidence_is_in_view_when_it_is_opened(browser: Any, site: str) -> None:
    with watching(browser, site, viewport={"width": 1280, "height": 500}) as watched:
        start = REPORT.text.index("tide letter")
        page = watched.go(f"/documents/{REPORT.id}?at={start}-{start + 11}#s-{start}-{start + 11}")
        top = page.locator("mark.at-at").bounding_box()["y"]
        assert 0 < top < 500


def test_the_record_can_be_read_by_keys_alone(browser: Any, site: str) -> None:
    with watching(browser, site) as watched:
        page = watched.go("/statements")
        focused = "document.activeElement.id"
        page.keyboard.press("j")
        first = page.evaluate(focused)
        assert first.startswith("stmt-")
        page.keyboard.press("j")
        second = page.evaluate(focused)
        assert second.startswith("stmt-")
        assert second != first
        page.keyboard.press("k")
        assert page.evaluate(focused) == first
        page.keyboard.press("o")
        page.wait_for_url("**/documents/**at=**")
        page.keyboard.press("c")
        assert page.locator("details.fold[open]").count() == 2
        page.keyboard.press("c")
        assert page.locator("details.fold[open]").count() == 0
        page.keyboard.press("/")
        assert page.evaluate(focused) == "jump"
        page.keyboard.type("j?ok")
        assert page.evaluate("document.activeElement.value") == "j?ok"
        page.keyboard.press("Escape")
        page.keyboard.press("?")
        page.wait_for_url("**/help")


@pytest.mark.parametrize("address", ["/", "/documents", "/actors", "/search?q=phone", f"/documents/{REPORT.id}"])
def test_the_entry_reached_by_keys_can_be_seen(browser: Any, site: str, address: str) -> None:
    with watching(browser, site) as watched:
        page = watched.go(address)
        plain = page.screenshot()
        page.keyboard.press("j")
        assert page.evaluate("document.activeElement.matches('[data-item]')")
        assert page.screenshot() != plain


def test_letter_keys_can_be_turned_off(browser: Any, site: str) -> None:
    with watching(browser, site) as watched:
        page = watched.go("/help")
        page.get_by_role("button", name="Turn the letter keys off").click()
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.id") != "jump"
        page = watched.go("/statements")
        page.keyboard.press("j")
        assert not page.evaluate("document.activeElement.id").startswith("stmt-")


def test_everything_that_can_be_focused_shows_it(browser: Any, site: str) -> None:
    with watching(browser, site) as watched:
        page = watched.go("/statements")
        for _ in range(12):
            page.keyboard.press("Tab")
            shown = page.evaluate(
                "(() => {const s = getComputedStyle(document.activeElement);"
                "return s.outlineStyle !== 'none' || s.boxShadow !== 'none'})()"
            )
            assert shown, page.evaluate("document.activeElement.outerHTML")


def test_hostile_sources_run_nothing_and_fetch_nothing(browser: Any, tmp_path: Path) -> None:
    from urllib.parse import quote

    path = tmp_path / "hostile.onrecord"
    document, statement, actor = hostile_record(path)
    reader = f"/documents/{quote(document.id, safe='')}"
    addresses = [
        "/",
        "/statements",
        "/documents",
        f"{reader}?cut=open&layers=statements+names+dates+corrections+copied",
        f"/statements/{quote(statement.id, safe='')}",
        "/actors",
        f"/actors/{quote(actor.id, safe='')}",
        "/search?q=%3Cscript%3Ealert(1)%3C/script%3E",
        "/status",
        "/nothing/%3Cscript%3Ealert(1)%3C/script%3E",
    ]
    with served(path) as site, watching(browser, site) as watched:
        watched.page.add_init_script("window.alert = () => { window.ran = true }")
        for address in addresses:
            page = watched.go(address)
            page.keyboard.press("j")
            for mark in page.locator("details:not([open]) > summary").all():
                mark.click()
            assert not page.evaluate("window.ran"), address
            assert page.title().endswith("· On Record")
            assert page.locator("script").count() == 2
            assert page.locator("iframe, img, object, embed, base").count() == 0


def test_the_policy_stops_what_is_not_ours(browser: Any, site: str) -> None:
    watched = Watched(browser, site)
    page = watched.go("/")
    page.evaluate(
        """() => {
            const script = document.createElement('script');
            script.textContent = 'window.ran = true';
            document.body.append(script);
            const image = new Image();
            image.src = 'http://127.0.0.1:9/x.png';
            document.body.append(image);
        }"""
    )
    page.wait_for_timeout(100)
    assert not page.evaluate("window.ran")
    assert sum("Content Security Policy" in complaint for complaint in watched.complaints) >= 2
    watched.context.close()
