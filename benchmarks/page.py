"""How quickly the page opens and moves, in headless Chromium without a GPU: python benchmarks/page.py 1900 50000

For each size: seconds to build, megabytes, milliseconds until it is drawn, frames a second while dragging and while
zooming by the wheel, milliseconds until common actions have been drawn.
"""

import math
import shutil
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from kg.export.html import write_html
from tests.export.browser import Browser
from tests.export.graphs import large_graph

ACTIONS = {
    "search": "const box = document.getElementById('search'); box.value = 'wang'; box.dispatchEvent(new Event('input'))",
    "hide a kind": "document.querySelector('#legend .toggle').click()",
    "people": "document.getElementById('tab-people').click()",
    "places": "document.getElementById('tab-places').click()",
    "timeline": "document.getElementById('tab-timeline').click()",
    "graph": "document.getElementById('tab-graph').click()",
    "dark": "document.getElementById('theme').click()",
}
SECONDS = 3.0


def frames(browser: Browser, gesture: str) -> float:
    """Frames a second while a gesture goes on, counted by the page."""
    browser.js(
        "window.frames_ = 0; const last = ++window.series || (window.series = 1);"
        "requestAnimationFrame(function next() { if (last !== window.series) return; frames_ += 1; requestAnimationFrame(next); })"
    )
    start = time.monotonic()
    step = 0
    if gesture == "drag":
        mouse(browser, "mousePressed", 640, 450)
    while time.monotonic() - start < SECONDS:
        step += 1
        if gesture == "drag":
            mouse(browser, "mouseMoved", 640 + 200 * math.sin(step / 15), 450 + 120 * math.sin(step / 11))
        else:
            turn = -60 if (step // 25) % 2 == 0 else 60
            browser.cdp("Input.dispatchMouseEvent", type="mouseWheel", x=640, y=450, deltaX=0, deltaY=turn)
        time.sleep(0.008)
    if gesture == "drag":
        mouse(browser, "mouseReleased", 640, 450)
    counted = browser.js("window.series += 1; return frames_")
    return float(counted) / (time.monotonic() - start)


def mouse(browser: Browser, kind: str, x: float, y: float) -> None:
    browser.cdp("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", buttons=1, clickCount=1)


def answer(browser: Browser, action: str) -> float:
    """Milliseconds from an action to the end of the frame that shows its outcome."""
    return float(
        browser.driver.execute_async_script(
            f"const done = arguments[0]; const start = performance.now(); {action};"
            "requestAnimationFrame(() => setTimeout(() => done(performance.now() - start), 0))"
        )
    )


def measure(size: int, folder: Path) -> None:
    graph = large_graph(size)
    page = folder / f"{size}.html"
    start = time.perf_counter()
    write_html(graph, page)
    print(f"{len(graph.things)} things, {len(graph.statements)} facts")
    print(f"  built in {time.perf_counter() - start:.1f} s, {page.stat().st_size / 1e6:.1f} MB")
    binary, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if binary is None or driver is None:
        sys.exit("Install chromium and chromedriver first.")
    browser = Browser(binary, driver, folder / f"profile-{size}", folder)
    try:
        browser.open(page, width=1280, height=900)
        print(f"  drawn {browser.js('return kgPage.opened'):.0f} ms after it was asked for")
        time.sleep(1)
        for gesture in ("drag", "wheel"):
            print(f"  {gesture}: {frames(browser, gesture):.0f} frames a second")
        for name, action in ACTIONS.items():
            print(f"  {name}: {answer(browser, action):.0f} ms")
            time.sleep(0.7)
    finally:
        browser.quit()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        for argument in sys.argv[1:] or ["150", "1900", "3000"]:
            measure(int(argument), Path(name))
