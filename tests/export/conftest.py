import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.export.html import write_html
from tests.export.browser import Browser
from tests.export.graphs import hostile_graph, news_graph


@pytest.fixture(scope="session")
def news_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "news.html"
    write_html(news_graph(), path, title="海平日报")
    return path


@pytest.fixture(scope="session")
def hostile_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "hostile.html"
    write_html(hostile_graph(), path, title="</title><script>window.hacked=1</script>")
    return path


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One headless browser for the session; each test opens its own page in it."""
    binary = next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
    )
    driver = shutil.which("chromedriver")
    if binary is None or driver is None:
        if os.environ.get("CI"):
            pytest.fail("no chromium with chromedriver here: install them (apt-get install chromium chromium-driver)")
        pytest.skip("no chromium with chromedriver on this machine")
    browser = Browser(binary, driver, tmp_path_factory.mktemp("profile"), tmp_path_factory.mktemp("downloads"))
    yield browser
    browser.quit()
