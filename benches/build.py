"""build.py CLAIMGRAPH FOLDER [COUNT …]: how `build` grows with the number of articles, and what it costs beside `annotate`.

FOLDER holds plain-text articles. For each count (default: as many as there are, 10 times, 10,000) the folder is copied with changed
names (so that no copy is a duplicate) and built in a fresh graph directory. The first row is paired with `annotate` on the same files.
"""
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

NAME = re.compile(r"\b([A-Z][a-z]{3,})\b")


def renamed(text, copy):
    """The text with every capitalised word changed in the same way, another way for each copy."""
    if copy == 0:
        return text
    ending = "".join("aeioulnrst"[int(digit)] for digit in str(copy))
    return NAME.sub(lambda match: match.group(1) + ending, text)


def corpus(articles, count, folder):
    """Writes `count` articles below `folder`, in subfolders of 1,000."""
    for i in range(count):
        copy, which = divmod(i, len(articles))
        place = folder / f"{i // 1000:03}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{i:05}.txt").write_text(renamed(articles[which], copy), encoding="utf-8")


def measured(label, words, command):
    """Runs the command, prints its row, returns words per second."""
    start = time.time()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.time() - start
    print(f"{label} {words:10} words {wall:8.1f} s {words / wall:8.0f} words/s {usage.ru_utime + usage.ru_stime:8.1f} CPU s "
          f"{usage.ru_maxrss / 1024:6.0f} MiB, exit {status >> 8}", flush=True)
    return words / wall


def main():
    program, source = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    articles = [p.read_text(encoding="utf-8", errors="replace") for p in sorted(source.rglob("*.txt"))]
    counts = [int(n) for n in sys.argv[3:]] or [len(articles), 10 * len(articles), 10_000]
    for row, count in enumerate(counts):
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch) / "articles"
            corpus(articles, count, folder)
            words = sum(len(articles[i % len(articles)].split()) for i in range(count))
            if row == 0:
                plain = measured(f"annotate {count:6}", words, [program, "annotate", folder])
            built = measured(f"build    {count:6}", words, [program, "build", folder, "-o", Path(scratch) / "kg"])
            if row == 0:
                print(f"build / annotate: {built / plain:.2f} of its words per second", flush=True)


main()
