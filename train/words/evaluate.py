"""evaluate.py --vocabulary vocab.txt --predictions reader.pt POSTS...: what the reader alone finds in posts of held-back writers.

Reads the .npz files that train.py left beside reader.pt. Any-overlap scoring, as in the project's score (docs/words-labels.md)."""
import argparse
import os
from collections import Counter

import numpy as np

import posts
from encode import sequence
from posts import LABELS, overlap
from ranking import area
from read import spans_of
from wordpiece import WordPieces


def load(prefix, path, pieces):
    """[(post, places, token logits, post logits)]"""
    data = np.load(f"{prefix}.{os.path.basename(path)}.npz")
    out, at = [], 0
    for post, logits, n in zip(posts.read(path), data["post"], data["lengths"]):
        out.append((post, sequence(post, pieces)[3], data["tokens"][at:at + n], logits))
        at += n
    return out


def softmax(x):
    e = np.exp(x - x.max())
    return e / e.sum()


def report(rows, thresholds):
    """Every span counts, whatever the post as a whole is taken for: the judgement of both readers is fit.py's."""
    gold_n, found_n, said_n, right_n = Counter(), Counter(), Counter(), Counter()
    for post, places, tokens, _ in rows:
        spans = spans_of(tokens, places, thresholds)
        for g in post["spans"]:
            gold_n[g["label"]] += 1
            found_n[g["label"]] += any(overlap(g, s) for s in spans)
        for s in spans:
            said_n[s["label"]] += 1
            right_n[s["label"]] += any(overlap(g, s) for g in post["spans"])
    print(f"  span recall {sum(found_n.values()) / sum(gold_n.values()):.3f} "
          f"precision {sum(right_n.values()) / max(1, sum(said_n.values())):.3f}")
    print("  " + "  ".join(f"{l} {found_n[l]}/{gold_n[l]} p {right_n[l]}/{said_n[l]}" for l in LABELS))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("posts", nargs="+")
    parser.add_argument("--vocabulary", required=True)
    parser.add_argument("--predictions", required=True)
    parser.add_argument("--threshold", type=float, default=0.5)
    options = parser.parse_args()
    pieces = WordPieces(options.vocabulary)
    for path in options.posts:
        rows = load(options.predictions, path, pieces)
        risk = np.array([1 - softmax(r[3][1:])[0] for r in rows])
        gold = np.array([r[0]["class"] != "compliant" for r in rows])
        print(f"{os.path.basename(path)}: {len(rows)} posts, AUC {area(risk, gold):.4f}; at 8 % flagged "
              f"{(risk[gold] > np.quantile(risk[~gold], 0.92)).mean():.3f} found; at 95 % found "
              f"{(risk[~gold] > np.quantile(risk[gold], 0.05)).mean():.3f} flagged")
        report(rows, dict.fromkeys(LABELS, options.threshold))


if __name__ == "__main__":
    main()
