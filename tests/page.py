"""page.py CLAIMGRAPH: the page of `export html`, used in a real browser without any network.

Installs nothing; needs playwright (tests/peers.txt) and a Chromium (`chromium` on the path, or $CHROMIUM).
With a second argument, a folder, screenshots are kept there.
"""
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
# Drawing by the processor, so that machines without a graphics card can draw.
FLAGS = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"]
HOSTILE = 'Ida "</script><script>window.hurt = 1</script>" Holm & <b>Bo</b> \u05d0\u05d1'


def check(what, good, detail=""):
    print(f"{'ok    ' if good else 'FAILED'} page: {what} {detail}", flush=True)
    return bool(good)


def export(program, inputs, folder, name):
    graph, page = str(folder / f"{name}-kg"), folder / f"{name}.html"
    subprocess.run([program, "--quiet", "build", *map(str, inputs), "-o", graph, "--any-language"], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([program, "export", "html", "-g", graph, "-o", str(page)], check=True)
    return page


class Browser:
    """A page in a browser, with everything that went wrong in it."""

    def __init__(self, browser, path, **context):
        self.wrong = []
        self.page = browser.new_context(**context).new_page()
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("console", lambda message: message.type == "error" and self.wrong.append(message.text))
        self.page.on("request", lambda request: request.url.startswith(("file:", "data:", "blob:")) or self.wrong.append(request.url))
        self.page.goto(path.as_uri())
        self.page.wait_for_selector("body.ready", state="attached", timeout=180_000)

    def text(self, selector):
        return self.page.inner_text(selector)

    def count(self, selector):
        return self.page.locator(selector).count()


def check_use(browser, path, shots):
    seen = Browser(browser, path, viewport={"width": 1360, "height": 860})
    page = seen.page
    results = [check("draws the graph", seen.count(".stage canvas") > 3)]
    page.wait_for_timeout(500)
    shot(page, shots, "light")
    page.keyboard.press("/")
    page.keyboard.type("russ")
    page.wait_for_selector("#results [role=option]")
    page.keyboard.press("Enter")
    page.wait_for_selector(".panel h2")
    page.wait_for_timeout(600)
    results.append(check("the search opens an actor by keyboard", "Russia" in seen.text(".panel h2"), seen.text(".panel h2")))
    results.append(check("claims have quotes with marked arguments", seen.count(".panel blockquote mark.predicate") > 3))
    results.append(check("claims name their documents", seen.count(".panel .source .link") > 3))
    shot(page, shots, "actor")
    page.keyboard.press("Escape")
    results.append(check("escape closes it", page.is_hidden(".panel")))
    for tab, inside in [("actors", "table tbody tr"), ("contradictions", ".contradiction .sides .claim"), ("timeline", "section.day .claim"), ("documents", ".document")]:
        page.click(f"#tab-{tab}")
        results.append(check(f"the tab {tab} has something in it", seen.count(f".view {inside}") > 1, str(seen.count(f".view {inside}"))))
        shot(page, shots, tab)
    before = seen.count(".view .document")
    page.click("text=Filter")
    page.check(".drawer input[value=planned]")
    after = seen.count(".view .document")
    results.append(check("a filter leaves less", 0 < after < before, f"{after} of {before} documents"))
    page.click("#tab-graph")
    page.wait_for_timeout(400)
    shot(page, shots, "filtered")
    page.focus("#tab-graph")
    page.keyboard.press("ArrowRight")
    results.append(check("arrow keys change tabs", page.get_attribute("#tab-actors", "aria-selected") == "true"))
    return all(results) & check("nothing went wrong and nothing was asked of the network", not seen.wrong, " ".join(seen.wrong)[:300])


def check_sizes(browser, path, shots):
    results = []
    for name, context in [("dark", {"color_scheme": "dark", "viewport": {"width": 1360, "height": 860}}), ("phone", {"viewport": {"width": 390, "height": 800}, "has_touch": True})]:
        seen = Browser(browser, path, **context)
        seen.page.wait_for_timeout(500)
        shot(seen.page, shots, name)
        wide = seen.page.evaluate("document.documentElement.scrollWidth > innerWidth")
        dark = seen.page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).every((part) => part < 60)")
        results.append(check(f"{name}: fits and has its colours", not wide and dark == (name == "dark")))
        seen.page.fill("[role=combobox]", "ukraine")
        seen.page.keyboard.press("Enter")
        seen.page.wait_for_selector(".panel h2")
        seen.page.wait_for_timeout(600)
        shot(seen.page, shots, f"{name}-actor")
        results.append(check(f"{name}: nothing went wrong", not seen.wrong, " ".join(seen.wrong)[:300]))
    return all(results)


def check_hostile(browser, program, folder):
    """Text of documents stays text."""
    (folder / "bad.txt").write_text(f"{HOSTILE} met Bo Lind in Oslo. Ida Holm said that she met Bo Lind </script><!-- in Oslo.\n")
    seen = Browser(browser, export(program, [folder / "bad.txt"], folder, "bad"))
    good = not seen.wrong and seen.page.evaluate("window.hurt") is None
    return check("no text becomes a script", good, " ".join(seen.wrong)[:300])


def check_large(browser, path):
    """Five thousand actors open, and a zoom goes through. How long it takes is told, not judged: here the processor draws."""
    seen = Browser(browser, path, viewport={"width": 1360, "height": 860})
    page, steps = seen.page, 6
    page.set_default_timeout(180_000)
    opened = page.evaluate("performance.now()")
    page.evaluate(
        """async (steps) => {
            const mouse = document.querySelector(".stage .sigma-mouse");
            for (let step = 0; step < steps; step++) {
                mouse.dispatchEvent(new WheelEvent("wheel", { deltaY: -60, clientX: 600, clientY: 300, bubbles: true }));
                await new Promise(requestAnimationFrame);
            }
        }""",
        steps,
    )
    step = (page.evaluate("performance.now()") - opened) / steps
    detail = f"open after {opened / 1000:.1f} s, {step:.0f} ms for each step, drawn without a graphics card"
    return check("5,000 actors open and move", "5,000 actors" in seen.text(".status") and not seen.wrong, detail)


def shot(page, folder, name):
    if folder:
        page.screenshot(path=str(Path(folder) / f"{name}.png"))


def crowd(path, page):
    """The page with the graph of five thousand actors in place of its own data."""
    import json
    import random
    import re

    chance = random.Random(1)
    count = 5000
    actors = [{"id": f"a{i}", "label": f"Actor {i}", "type": chance.choice(["Person", "Organization", "Place"]), "wikidata": None, "aliases": [], "descriptions": [], "degree": 4, "centrality": 1 / (10 + i), "community": i % 40, "at": [chance.gauss(0, 900) + 1500 * (i % 40 % 8), chance.gauss(0, 900) + 1500 * (i % 40 // 8)]} for i in range(count)]
    edges = []
    for i in range(2 * count):
        a = chance.randrange(count)
        b = (a + 40 * chance.randrange(1, 100)) % count if chance.random() < 0.9 else chance.randrange(count)
        edges.append({"ends": [a, b], "predicate": "meet_with", "support": 1, "contradicted": i % 300 == 0})
    part = lambda actor, at: {"label": f"Actor {actor}", "actor": actor, "at": at}
    claims = [{"id": str(i), "sentence": i % 1000, "edge": i, "subject": part(e["ends"][0], [0, 5]), "predicate": "meet with", "words": [6, 9], "relation": "meet", "object": part(e["ends"][1], [10, 14]), "others": [], "speakers": [], "negated": False, "modality": "actual", "day": f"2031-{1 + i % 12:02}-{1 + i % 28:02}", "confidence": 0.9} for i, e in enumerate(edges)]
    documents = [{"id": str(i), "title": f"Document {i}", "publisher": f"Paper {i % 7}", "date": f"2031-{1 + i % 12:02}-01", "source": f"{i}.txt", "url": None} for i in range(1000)]
    data = {"title": "Crowd", "documents": documents, "sentences": [[i, "Actor met Ann."] for i in range(1000)], "actors": actors, "edges": edges, "claims": claims, "contradictions": [], "disputes": [], "omitted": 0}
    text = re.sub(r'(<script type="application/json" id="data">).*?(</script>)', lambda found: found[1] + json.dumps(data) + found[2], page.read_text(), flags=re.S)
    path.write_text(text)
    return path


def main():
    program, shots = str(Path(sys.argv[1]).resolve()), (sys.argv[2:] or [None])[0]
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        sys.exit("page.py: no Chromium on the path; apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        folder = Path(folder)
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = export(program, [ROOT / "examples" / "grain-deal"], folder, "grain")
        results = [check_use(browser, page, shots), check_sizes(browser, page, shots), check_hostile(browser, program, folder), check_large(browser, crowd(folder / "crowd.html", page))]
        browser.close()
    sys.exit(0 if all(results) else 1)


if __name__ == "__main__":
    main()
