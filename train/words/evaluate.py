"""evaluate.py --vocabulary vocab.txt --predictions reader.pt POSTS...: what the reader alone finds in posts of held-back writers.

Reads the .npz files that train.py left beside reader.pt. Any-overlap scoring, as in the project's score (docs/words-labels.md)."""
import argparse
import os
from collections import Counter

import numpy as np

import posts
from encode import sequence
from posts import CLASSES, LABELS
from read import sigmoid, spans_of
from wordpiece import WordPieces


def load(prefix, path, pieces):
    """[(post, places, token logits, post logits)]"""
    data = np.load(f"{prefix}.{os.path.basename(path)}.npz")
    out, at = [], 0
    for post, logits, n in zip(posts.read(path), data["post"], data["lengths"]):
        out.append((post, sequence(post, pieces)[3], data["tokens"][at:at + n], logits))
        at += n
    return out


def overlap(a, b):
    return a["field"] == b["field"] and a["start"] < b["end"] and b["start"] < a["end"]


def softmax(x):
    e = np.exp(x - x.max())
    return e / e.sum()


def verdict(post_logits, spans, low_clean, low_worst, low_about):
    about = sigmoid(post_logits[0])
    p = softmax(post_logits[1:])
    labels = [s["label"] for s in spans]
    by_spans = posts.class_of(labels)
    if about < low_about and p[0] > 0.5:
        return "at_risk" if "DISPARAGING" in labels else "compliant"
    by_head = "compliant" if p[0] > low_clean else "non_compliant" if p[2] > low_worst else "at_risk"
    if by_head == "compliant":
        # Only a span that stands for itself can overrule the post's own reading.
        return by_spans if any(s["score"] > 0.9 for s in spans) else "compliant"
    return max(by_head, by_spans, key=CLASSES.index)


def report(rows, thresholds, low_clean=0.5, low_worst=0.5, low_about=0.3, labels=True):
    gold_n, found_n, said_n, right_n = Counter(), Counter(), Counter(), Counter()
    confusion = Counter()
    for post, places, tokens, logits in rows:
        spans = spans_of(tokens, places, thresholds)
        cls = verdict(logits, spans, low_clean, low_worst, low_about)
        spans = spans if cls != "compliant" else []
        confusion[post["class"], cls] += 1
        for g in post["spans"]:
            gold_n[g["label"]] += 1
            found_n[g["label"]] += any(overlap(g, s) for s in spans)
        for s in spans:
            said_n[s["label"]] += 1
            right_n[s["label"]] += any(overlap(g, s) for g in post["spans"])
    risky = sum(v for (g, _), v in confusion.items() if g != "compliant")
    clean = sum(v for (g, _), v in confusion.items() if g == "compliant")
    found = sum(v for (g, p), v in confusion.items() if g != "compliant" and p != "compliant")
    flagged = sum(v for (g, p), v in confusion.items() if g == "compliant" and p != "compliant")
    right = sum(v for (g, p), v in confusion.items() if g == p)
    print(f"  risky found {found / risky:.3f}  compliant flagged {flagged / clean:.3f}  non-compliant called compliant "
          f"{confusion['non_compliant', 'compliant']}  class right {right / len(rows):.3f}  span recall "
          f"{sum(found_n.values()) / sum(gold_n.values()):.3f} precision {sum(right_n.values()) / max(1, sum(said_n.values())):.3f}")
    if labels:
        print("  " + "  ".join(f"{l} {found_n[l]}/{gold_n[l]} p {right_n[l]}/{said_n[l]}" for l in LABELS))


def auc(rows):
    risk = np.array([1 - softmax(r[3][1:])[0] for r in rows])
    gold = np.array([r[0]["class"] != "compliant" for r in rows])
    order = risk.argsort().argsort() + 1
    n1, n0 = gold.sum(), (~gold).sum()
    return (order[gold].sum() - n1 * (n1 + 1) / 2) / (n1 * n0), risk, gold


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
        area, risk, gold = auc(rows)
        print(f"{os.path.basename(path)}: {len(rows)} posts, AUC {area:.4f}; at 8 % flagged "
              f"{(risk[gold] > np.quantile(risk[~gold], 0.92)).mean():.3f} found; at 95 % found "
              f"{(risk[~gold] > np.quantile(risk[gold], 0.05)).mean():.3f} flagged")
        for low_clean in (0.3, 0.5, 0.7):
            report(rows, dict.fromkeys(LABELS, options.threshold), low_clean, labels=low_clean == 0.5)


if __name__ == "__main__":
    main()
