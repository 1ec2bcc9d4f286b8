"""Take the pictures of the page that README and docs show.

    python docs/pictures.py [graphs/graph.html]

From the page that ``make demo`` builds, so that they never show what the program does not do.
"""

import shutil
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.export.browser import Browser

ROOT = Path(__file__).parents[1]

# File name → fragment of the address, width, height, and what to type into the search box.
PICTURES = {
    "graph": ("", 1280, 800, ""),
    "person": ("", 1280, 800, "lxq"),
    "dark": ("#d=1&l=en", 1280, 800, "lxq"),
    "people": ("#t=people", 1280, 800, ""),
    "phone": ("", 390, 844, "dyl"),
}


def main(page: Path) -> None:
    """Open the page once for each picture and save what the window shows."""
    binary, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if binary is None or driver is None:
        sys.exit("Install chromium and chromedriver first.")
    target = ROOT / "docs" / "pictures"
    target.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        browser = Browser(binary, driver, Path(name) / "profile", Path(name))
        try:
            for picture, (fragment, width, height, typed) in PICTURES.items():
                browser.open(page, fragment, width=width, height=height)
                if typed:
                    browser.search(typed)
                browser.js("document.activeElement.blur()")
                time.sleep(1)
                browser.driver.save_screenshot(str(target / f"{picture}.png"))
                sys.stdout.write(f"{target / picture}.png\n")
        finally:
            browser.quit()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "graphs" / "graph.html").resolve())
