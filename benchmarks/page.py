"""How quickly the page opens and moves, in headless Chromium without a GPU: python benchmarks/page.py 1900 50000

For each size: seconds to build, megabytes, milliseconds until it is drawn, frames a second while dragging and while
zooming by the wheel, milliseconds until each action has been drawn the first time it is asked for. The page is opened
several times, since other work on the machine only ever makes a figure worse: the best and the median are printed.
Beside the milliseconds on the clock stand those of the page's own thread, which other work does not lengthen.
"""

import math
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from kg.export.html import write_html
from tests.export.browser import Browser
from tests.export.graphs import large_graph

# In this order, each on what the one before left; "go" applies a fragment as a followed link does, and done at once.
ACTIONS = {
    "search": "const box = document.getElementById('search'); box.value = 'wang'; box.dispatchEvent(new Event('input'))",
    "choose": "box().dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter'}))",
    "neighbours": "document.querySelectorAll('#panel .group button')[1].click()",
    "undo": "document.querySelectorAll('#toolbar button')[document.querySelectorAll('#toolbar button').length - 2].click()",
    "close": "document.querySelector('#panel .close').click()",
    "hide a kind": "document.querySelector('#legend .toggle').click()",
    "confidence": "go('#c=0.8')",
    "article": "go('#only=' + article)",
    "all again": "go('#')",
    "path": "go('#path=' + one + '~' + two)",
    "people": "document.getElementById('tab-people').click()",
    "sort": "document.querySelectorAll('.people th button')[2].click()",
    "places": "document.getElementById('tab-places').click()",
    "timeline": "document.getElementById('tab-timeline').click()",
    "articles": "document.getElementById('tab-articles').click()",
    "graph": "document.getElementById('tab-graph').click()",
    "dark": "document.getElementById('theme').click()",
    "language": "document.getElementById('language').click()",
}
HELPERS = (
    "window.box = () => document.getElementById('search');"
    "window.go = (fragment) => { location.hash = fragment; dispatchEvent(new HashChangeEvent('hashchange')); };"
    "[window.article, window.one, window.two] = arguments;"
)
OPENINGS = 3
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


def answer(browser: Browser, action: str) -> tuple[float, float]:
    """Milliseconds from an action to the end of the frame that shows its outcome: by the clock, and of the thread."""
    before = thread_time(browser)
    clock = float(
        browser.driver.execute_async_script(
            f"const done = arguments[0]; const start = performance.now(); {action};"
            "requestAnimationFrame(() => setTimeout(() => done(performance.now() - start), 0))"
        )
    )
    return clock, thread_time(browser) - before


def thread_time(browser: Browser) -> float:
    """Milliseconds of processor time that the page's thread has taken so far."""
    metrics = browser.cdp("Performance.getMetrics")["metrics"]
    return float(next(item["value"] for item in metrics if item["name"] == "TaskDuration")) * 1000


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
    ids = [
        next(str(thing.id) for thing in graph.things if thing.kind == kind) for kind in ("article", "person", "event")
    ]
    drawn: list[float] = []
    moving: dict[str, list[float]] = {"drag": [], "wheel": []}
    acting: dict[str, list[tuple[float, float]]] = {name: [] for name in ACTIONS}
    try:
        browser.cdp("Performance.enable", timeDomain="threadTicks")
        for _ in range(OPENINGS):
            browser.open(page, width=1280, height=900)
            drawn.append(browser.js("return kgPage.opened"))
            time.sleep(1.5)
            for gesture, counts in moving.items():
                counts.append(frames(browser, gesture))
            browser.js(HELPERS, *ids)
            for name, action in ACTIONS.items():
                acting[name].append(answer(browser, action))
                time.sleep(0.7)
    finally:
        browser.quit()
    print(f"  drawn {min(drawn):.0f} ms after it was asked for (median {statistics.median(drawn):.0f})")
    for gesture, counts in moving.items():
        print(f"  {gesture}: {max(counts):.0f} frames a second (median {statistics.median(counts):.0f})")
    for name, times in acting.items():
        clock, thread = zip(*times, strict=True)
        print(f"  {name}: {min(clock):.0f} ms (median {statistics.median(clock):.0f}), of the thread {min(thread):.0f}")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        for argument in sys.argv[1:] or ["150", "1900", "3000"]:
            measure(int(argument), Path(name))
