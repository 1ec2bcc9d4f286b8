"""Take the pictures of the page that README and docs show.

    make pictures
    python docs/pictures.py [graphs/graph.html]

From the page that ``make demo`` builds, in a headless Chromium, so that they never show what the program does not do.
"""

import base64
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.export.browser import Browser

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "docs" / "pictures"
LIMIT = 200_000  # bytes; a README that loads slowly is not read


@dataclass(frozen=True, slots=True)
class Picture:
    """What to do in the page before its picture is taken."""

    fragment: str = ""
    search: str = ""  # typed, then Enter
    click: str = ""  # a selector; the first such element is clicked
    width: int = 1280
    height: int = 800


PICTURES = {
    "graph": Picture(),
    "person": Picture(search="dyl"),
    "article": Picture("#l=en", search="dyl", click=".posts .article-link", height=600),
    "dark": Picture("#d=1&l=en", search="lxq"),
    "people": Picture("#t=people&l=en", height=560),
    "places": Picture("#t=places", height=560),
    "timeline": Picture("#t=timeline&l=en", height=560),
    "phone": Picture(search="dyl", width=390, height=780),
}


def main(page: Path) -> None:
    """Open the page once for each picture and save what the window shows, as WebP at twice the resolution."""
    binary, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if binary is None or driver is None:
        sys.exit("Install chromium and chromedriver first (Debian, Ubuntu: apt-get install chromium chromium-driver).")
    if not page.exists():
        sys.exit(f"{page} is not there; make it with: make demo")
    TARGET.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        browser = Browser(binary, driver, Path(name) / "profile", Path(name))
        try:
            for title, picture in PICTURES.items():
                path = TARGET / f"{title}.webp"
                path.write_bytes(take(browser, page, picture))
                size = path.stat().st_size
                sys.stdout.write(f"{path.relative_to(ROOT)}  {size / 1000:.0f} kB\n")
                if size > LIMIT:
                    sys.exit(f"{path}: larger than {LIMIT / 1000:.0f} kB; make its window smaller.")
        finally:
            browser.quit()


def take(browser: Browser, page: Path, picture: Picture) -> bytes:
    """One picture, when everything in it has come to rest."""
    browser.open(page, picture.fragment, width=picture.width, height=picture.height, scale=2)
    if picture.search:
        browser.search(picture.search)
    if picture.click:
        browser.wait(lambda: browser.all(picture.click))
        browser.click(picture.click)
    browser.js("document.activeElement.blur()")
    time.sleep(1.2)
    shot = browser.cdp("Page.captureScreenshot", format="webp", quality=60)
    return base64.b64decode(shot["data"])


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "graphs" / "graph.html").resolve())
