"""Make the pictures of the README again from the bundled example: a page under a false date, and the channels.

python docs/picture.py        # needs the extra "browser" and Chromium (BROWSER_PATH, or on the path)
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import onrecord

PICTURES = Path(__file__).parent / "pictures"
SHOWN = "daily-scope-woodside.txt"
WINDOW = {"width": 1180, "height": 1240}
SERVE = "import sys; from onrecord.web import serve; serve(sys.argv[1], open_browser=False)"


def main() -> None:
    """Build the example, open the page and write the picture."""
    example = Path(onrecord.__file__).parent / "examples" / "us-china"
    with tempfile.TemporaryDirectory() as folder:
        record_file = Path(folder) / "us-china.onrecord"
        onrecord.build([example], record_file)
        with onrecord.open(record_file) as record:
            document = next(document for document in record.documents() if document.path.endswith(SHOWN))
        server = subprocess.Popen(  # noqa: S603 (our own program)
            [sys.executable, "-u", "-c", SERVE, str(record_file)], stdout=subprocess.PIPE, text=True
        )
        try:
            address = re.search(r"http://[\w.:]+", server.stdout.readline() if server.stdout else "")
            if address is None:
                sys.exit("The page could not be served.")
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=os.environ.get("BROWSER_PATH") or shutil.which("chromium"), args=["--no-sandbox"]
                )
                page = browser.new_page(viewport=WINDOW, color_scheme="light")  # type: ignore[arg-type]
                page.goto(f"{address[0]}/documents/{document.id}")
                PICTURES.mkdir(exist_ok=True)
                page.screenshot(path=PICTURES / "reader.png")
                page.goto(f"{address[0]}/channels")
                page.screenshot(path=PICTURES / "channels.png")
                browser.close()
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
