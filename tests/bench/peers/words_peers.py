"""words_peers.py --imprimatur BIN [--openredaction FOLDER] POSTS.jsonl...: what screeners of words find in labelled posts, and how fast.

Each reads the same posts one after the other, on one thread: Imprimatur (rules alone, and both readers), Presidio's pattern recognisers
(presidio-analyzer from PyPI; its language models are on no package index, so names and places are not its to find here), and
@openredaction/openredaction from npm (FOLDER holds its node_modules). A post is flagged when anything is marked in it; any overlap counts,
whatever the label. No peer knows ages, dates of care, occupations or stories: that is the point of the comparison, and the limit of it."""
import argparse
import json
import os
import logging
import subprocess
import sys
import time

FIELDS = ("caption", "alt_text", "bio", "location", "handle")


def text_of(post, field):
    return (post if field in ("caption", "alt_text") else post["account"]).get(field) or ""


def imprimatur(binary, *flags):
    def run(posts):
        lines = "".join(json.dumps({k: p[k] for k in ("id", "account", "caption", "alt_text")}) + "\n" for p in posts)
        began = time.time()
        done = subprocess.run(["taskset", "-c", "0", binary, "screen", *flags], input=lines, capture_output=True, text=True, check=True)
        took = time.time() - began
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        return [([(s["field"], s["start"], s["end"]) for s in r["spans"]], r["class"] != "compliant") for r in rows], took
    return run


def presidio(threshold):
    logging.disable(logging.CRITICAL)  # it asks the network for a list of domains, and does without
    from presidio_analyzer import predefined_recognizers as known
    from presidio_analyzer import PatternRecognizer
    recognisers = []
    for name in dir(known):
        kind = getattr(known, name)
        if isinstance(kind, type) and issubclass(kind, PatternRecognizer) and kind is not PatternRecognizer:
            try:
                recogniser = kind()
            except Exception:  # some need settings or another library
                continue
            if recogniser.supported_language == "en":
                recognisers.append(recogniser)

    def run(posts):
        began, out = time.time(), []
        for post in posts:
            found = []
            for field in FIELDS:
                text = text_of(post, field)
                for recogniser in recognisers if text else ():
                    found += [(field, r.start, r.end) for r in recogniser.analyze(text, recogniser.supported_entities, None) if r.score >= threshold]
            out.append((found, bool(found)))
        return out, time.time() - began
    return run


NODE = """const { OpenRedaction } = require('@openredaction/openredaction');
const posts = require('fs').readFileSync(0, 'utf8').trim().split('\\n').map(l => JSON.parse(l));
(async () => {
  const detector = new OpenRedaction();
  const began = Date.now(), out = [];
  for (const texts of posts) {
    const found = [];
    for (const [field, text] of texts) {
      if (!text) continue;
      const result = await detector.detect(text);
      for (const d of result.detections) found.push([field, d.position[0], d.position[1]]);
    }
    out.push(found);
  }
  console.log(JSON.stringify({ took: (Date.now() - began) / 1000, out }));
})();"""


def openredaction(folder):
    def run(posts):
        lines = "".join(json.dumps([[f, text_of(p, f)] for f in FIELDS]) + "\n" for p in posts)
        done = subprocess.run(["node", "-e", NODE], input=lines, capture_output=True, text=True, cwd=folder, check=True)
        answer = json.loads(done.stdout.splitlines()[-1])
        return [([tuple(s) for s in found], bool(found)) for found in answer["out"]], answer["took"]
    return run


def score(posts, answers):
    gold = sum(len(p["spans"]) for p in posts)
    found = said = right = 0
    for post, (spans, _) in zip(posts, answers):
        places = [(s["field"], s["start"], s["start"] + len(s["text"])) for s in post["spans"]]
        touch = lambda a, b: a[0] == b[0] and a[1] < b[2] and b[1] < a[2]
        found += sum(any(touch(g, s) for s in spans) for g in places)
        said += len(spans)
        right += sum(any(touch(g, s) for g in places) for s in spans)
    risky = [flag for p, (_, flag) in zip(posts, answers) if p["class"] != "compliant"]
    clean = [flag for p, (_, flag) in zip(posts, answers) if p["class"] == "compliant"]
    return found / max(1, gold), right / max(1, said), sum(risky) / max(1, len(risky)), sum(clean) / max(1, len(clean))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("posts", nargs="+")
    parser.add_argument("--imprimatur", required=True)
    parser.add_argument("--openredaction", help="folder with its node_modules")
    options = parser.parse_args()
    screeners = {"imprimatur": imprimatur(options.imprimatur), "imprimatur, rules alone": imprimatur(options.imprimatur, "--rules-only")}
    try:
        screeners["presidio patterns, 0.4"] = presidio(0.4)
        screeners["presidio patterns, all"] = presidio(0)
    except ImportError:
        print("presidio-analyzer is not installed", file=sys.stderr)
    if options.openredaction and os.path.isdir(options.openredaction):
        screeners["openredaction"] = openredaction(options.openredaction)
    print("| posts | screener | span recall | precision | risky found | compliant flagged | posts/s |\n|---|---|---|---|---|---|---|")
    for path in options.posts:
        posts = [json.loads(line) for line in open(path, encoding="utf-8") if line.strip()]
        for name, run in screeners.items():
            answers, took = run(posts)
            recall, precision, risky, clean = score(posts, answers)
            print(f"| {os.path.basename(path)} | {name} | {recall:.3f} | {precision:.3f} | {risky:.3f} | {clean:.3f} | {len(posts) / took:.0f} |", flush=True)


if __name__ == "__main__":
    main()
