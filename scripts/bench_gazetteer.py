"""Measure the gazetteer: how long it takes to load, how much memory it holds, how long 1 MB of text takes to scan.

Usage: bench_gazetteer.py NEWS.jsonl.gz, a collection as ``kg build`` reads it. The first megabyte (UTF-8) is scanned.
Seconds are of processor time, the best of five scans; a second process would be needed to load again, so loading is
measured once.
"""

import resource
import sys
import time
from pathlib import Path

from kg.read import read

MEGABYTE = 1 << 20
SCANS = 5


def megabyte(source: Path) -> list[str]:
    """The texts of the articles of a collection until they come to 1 MB; repeated when there are fewer."""
    texts = [article.text for item in read([source]) for article in getattr(item, "articles", ())]
    found: list[str] = []
    size = 0
    while size < MEGABYTE:
        for text in texts:
            if size >= MEGABYTE:
                break
            found.append(text)
            size += len(text.encode("utf-8", "surrogatepass"))
    return found


def held() -> float:
    """The most memory the process has held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print the figures."""
    texts = megabyte(Path(sys.argv[1]))
    before, start = held(), time.process_time()
    from kg.lexicon.places import gazetteer

    known = gazetteer()
    loaded = time.process_time() - start
    print(f"load: {len(known):,} places in {loaded:.2f} s, {held() - before:.0f} MB")
    start = time.process_time()
    list(known.scan(texts[0]))
    print(
        f"first scan (builds the scanner, reads the words): {time.process_time() - start:.2f} s, {held() - before:.0f} MB"
    )
    best, hits = 1e9, 0
    for _ in range(SCANS):
        start = time.process_time()
        hits = sum(1 for text in texts for _ in known.scan(text))
        best = min(best, time.process_time() - start)
    print(f"scan: {hits:,} names in 1 MB in {best:.2f} s")


if __name__ == "__main__":
    main()
