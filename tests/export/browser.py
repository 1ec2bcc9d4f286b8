"""A headless Chromium for tests of the page: network off, console and requests recorded."""

import importlib.resources
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --hide-scrollbars --disable-dev-shm-usage"
).split()


class Browser:
    """What the tests do in a browser, in their words."""

    def __init__(self, binary: str, driver: str, profile: Path, downloads: Path) -> None:
        options = ChromeOptions()
        options.binary_location = binary
        for flag in (*FLAGS, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        options.add_experimental_option("prefs", {"download.default_directory": str(downloads)})
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.driver = Chrome(options=options, service=Service(driver))
        self.downloads = downloads
        self.cdp("Network.enable")
        self.cdp("Network.emulateNetworkConditions", offline=True, latency=0, downloadThroughput=0, uploadThroughput=0)

    def quit(self) -> None:
        self.driver.quit()

    def cdp(self, command: str, **arguments: object) -> dict[str, Any]:
        answer: dict[str, Any] = self.driver.execute_cdp_cmd(command, arguments)
        return answer

    def size(self, width: int, height: int, scale: float = 1) -> None:
        self.cdp(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=scale, mobile=False
        )

    def open(self, page: Path, fragment: str = "", *, width: int = 1280, height: int = 800, scale: float = 1) -> None:
        """Open a page anew and wait until it has drawn and read its texts."""
        self.size(width, height, scale)
        self.driver.get("about:blank")  # a change of the fragment alone would not load the page again
        self.console()
        self.requests()
        self.driver.get(page.as_uri() + fragment)
        self.wait(lambda: self.js("return document.documentElement.dataset.texts") == "ready")

    def js(self, script: str, *arguments: object) -> Any:
        return self.driver.execute_script(script, *arguments)

    def wait(self, condition: Callable[[], object], seconds: float = 15) -> None:
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                message = f"waited {seconds} s in vain; console: {self.console()}"
                raise AssertionError(message)
            time.sleep(0.02)

    def find(self, selector: str) -> WebElement:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def text(self, selector: str) -> str:
        return self.find(selector).text

    def click(self, selector: str) -> None:
        self.find(selector).click()

    def click_text(self, selector: str, text: str) -> None:
        """Click the first element of a selector that shows a text."""
        next(element for element in self.all(selector) if text in element.text).click()

    def search(self, text: str) -> None:
        """Type into the search box and press Enter."""
        box = self.find("#search")
        box.clear()
        box.send_keys(text)
        box.send_keys(Keys.ENTER)

    def log(self, name: str) -> list[dict[str, Any]]:
        entries: list[dict[str, Any]] = self.driver.get_log(name)  # type: ignore[no-untyped-call]
        return entries

    def console(self) -> list[str]:
        """What the console said since the last look, without the driver's own lines."""
        return [entry["message"] for entry in self.log("browser")]

    def requests(self) -> list[str]:
        """Addresses asked for since the last look, other than the page itself."""
        found = []
        for entry in self.log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                found.append(message["params"]["request"]["url"])
        return [url for url in found if not url.startswith(("file:", "data:", "blob:", "about:"))]

    def serious_violations(self) -> list[str]:
        """What axe-core finds wrong with the page as it stands, of serious or critical impact."""
        package = pytest.importorskip("axe_selenium_python", reason="axe-core is not installed")
        axe = importlib.resources.files(package) / "node_modules/axe-core/axe.min.js"
        self.js(axe.read_text("utf-8"))
        found: list[dict[str, Any]] = self.driver.execute_async_script(
            # This axe-core still thinks that a search field takes no "autocomplete" (mended in its version 3.2).
            "const done = arguments[0]; const options = {resultTypes: ['violations'], rules: {'autocomplete-valid': {enabled: false}}};"
            "axe.run(document, options).then((result) => done(result.violations));"
        )
        return [
            f"{item['id']}: {[node['html'][:120] for node in item['nodes']]}"
            for item in found if item["impact"] in ("serious", "critical")
        ]  # fmt: skip

    def drawn(self) -> float:
        """The share of the picture's pixels that differ from its corner: 0 for an empty picture."""
        return float(
            self.js(
                """
                const source = document.querySelector("#picture canvas");
                const copy = document.createElement("canvas");
                copy.width = 200; copy.height = 120;
                const pen = copy.getContext("2d");
                pen.drawImage(source, 0, 0, 200, 120);
                const data = pen.getImageData(0, 0, 200, 120).data;
                let other = 0;
                for (let i = 0; i < data.length; i += 4) {
                  if (Math.abs(data[i] - data[0]) + Math.abs(data[i + 1] - data[1]) + Math.abs(data[i + 2] - data[2]) > 24) other += 1;
                }
                return other / (200 * 120);
                """
            )
        )
