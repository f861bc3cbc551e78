"""fit.py --evidence E.jsonl... --posts P.jsonl... --policy reader.toml: the numbers of policy/reader/reader.toml, on posts of writers that
the reader never saw.

Evidence comes from build/release/bin/words_evidence with a reader (network and bag of n-grams) that was trained without these writers. Every
writer's figures are also printed with numbers fitted on the other writers alone. --counts: how much a post of each writer counts; writers
who were asked for hard posts are many, and must not outvote those who wrote as people do."""
import argparse
import json
import re

import numpy as np

import posts
from posts import LABELS, overlap

KEYS = ("about_patient", "not_clean", "span_in_words", "span_in_account", "rules_in_words", "rules_in_account", "weak_rules", "gate",
        "grams_about_patient", "grams_not_clean")
RIDGE = 2.0
# What a rule that stands alone found is never worth nothing, even where the network knows it too: it may be in a language that it does not read.
AT_LEAST = {"rules_in_words": 0.8}
MOST_FLAGGED = 0.135  # of compliant posts, most of them hard ones; of a usual writer's these are some .10
BETA = 0.65


def logistic(x, y, counts, ridge=RIDGE):
    """[bias, weights]; evidence that speaks for it never gets a negative weight, nor less than AT_LEAST. `counts`: how much each row counts."""
    lowest = np.array([-np.inf, *(AT_LEAST.get(key, 0) for key in KEYS)])
    x = np.c_[np.ones(len(x)), x]
    w = np.zeros(x.shape[1])
    penalty = np.r_[0, np.full(x.shape[1] - 1, ridge)]
    free = np.ones(x.shape[1], bool)
    for _ in range(60):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (counts * (p - y)) + penalty * w
        hessian = (x * (counts * p * (1 - p))[:, None]).T @ x + np.diag(penalty + 1e-6)
        step = np.zeros_like(w)
        step[free] = np.linalg.solve(hessian[np.ix_(free, free)], gradient[free])
        w = w - step
        held = free & (w < lowest)
        if held.any():
            w[held], free[held] = lowest[held], False
        if np.abs(step).max() < 1e-7:
            break
    return w


def chance(x, w):
    return 1 / (1 + np.exp(-(w[0] + x @ w[1:])))


class Writer:
    def __init__(self, path, evidence, counts=1.0):
        self.name = path.rsplit("/", 1)[-1].split(".")[0]
        self.gold = posts.read(path)
        rows = {r["id"]: r for r in map(json.loads, open(evidence, encoding="utf-8"))}
        self.rows = [rows[p["id"]] for p in self.gold]
        self.x = np.array([[r["evidence"][k] for k in KEYS] for r in self.rows])
        self.about = np.array([p["about_patient"] for p in self.gold], float)
        self.risky = np.array([p["class"] != "compliant" for p in self.gold], float)
        self.worst = np.array([r["worst"] for r in self.rows])
        # What is in letters that nobody reads is flagged whatever the evidence: it has nothing to teach here.
        self.counts = np.array([0.0 if r["foreign"] else counts for r in self.rows])


def spans(row, policy):
    """As src/caption/judgement.cpp unites them."""
    out = [r for r in row["rules"] if r["alone"] or r["chance"] >= policy["assent"]]
    rules = list(out)
    for s in row["spans"]:
        if abs(s["least"] - policy["span"][s["label"]]) < 1e-6 and not any(r["label"] == s["label"] and overlap(r, s) for r in rules):
            out.append(s)
    return out


def spelled_out(row):
    kinds = {r["label"].split("_REL")[0].split("_ABS")[0] for r in row["rules"] if r["alone"] and r["field"] in ("caption", "alt_text")}
    return row["evidence"]["gate"] > 0 and len(kinds) >= 3


def tells_age(row):
    return row["evidence"]["gate"] > 0 and any(r["label"] == "AGE_EXACT" and r["alone"] and r["field"] in ("caption", "alt_text") for r in row["rules"])


def decide(writer, policy):
    """[(class, spans)]"""
    patient = chance(writer.x, policy["patient"])
    about = patient >= policy["patient_threshold"]
    telling = chance(writer.x, policy["risky"])
    out = []
    for row, a, t, worst, sure in zip(writer.rows, about, telling, writer.worst, patient >= 0.5):
        found = spans(row, policy)
        t = t >= (policy["risky_threshold"] if found else policy["without_span"])
        t = t or spelled_out(row) or (sure and tells_age(row)) or row["evidence"]["not_clean"] >= np.log(policy["sure"] / (1 - policy["sure"]))
        a = a or t
        if not a:
            found = [s for s in found if s["label"] == "DISPARAGING"]
        elif not t:
            found = []
        cls = posts.class_of([s["label"] for s in found])
        if t:
            cls = max(cls, "non_compliant" if worst >= policy["worst"] else "at_risk", key=posts.CLASSES.index)
        if row["foreign"]:
            cls = max(cls, "at_risk", key=posts.CLASSES.index)
        out.append((cls, found))
    return out


def fit_spans(writers):
    """Per label the threshold with the best F of its own spans, precision counted more (BETA); between 0.2 and 0.8."""
    out = {}
    for label in LABELS:
        best = (-1, 0.5)
        for step in range(4, 17):
            least = step * 0.05
            right = said = found = gold = 0
            for w in writers:
                for post, row in zip(w.gold, w.rows):
                    if not post["about_patient"] and label != "DISPARAGING":
                        continue
                    mine = [s for s in row["spans"] if s["label"] == label and abs(s["least"] - least) < 1e-6]
                    wanted = [s for s in post["spans"] if s["label"] == label]
                    said += len(mine)
                    right += sum(any(overlap(s, g) for g in post["spans"]) for s in mine)
                    gold += len(wanted)
                    found += sum(any(overlap(s, g) for s in mine) for g in wanted)
            p, r = right / max(1, said), found / max(1, gold)
            score = (1 + BETA**2) * p * r / (BETA**2 * p + r) if p and r else 0
            best = max(best, (score, least))
        out[label] = round(best[1], 2)
    # Published captions are full of devices that belong to nobody in particular; posts alone do not show that.
    out["DISTINCTIVE_FEATURE"] = max(0.6, out["DISTINCTIVE_FEATURE"])
    return out


def fit(writers):
    x = np.concatenate([w.x for w in writers])
    counts = np.concatenate([w.counts for w in writers])
    policy = {"patient": logistic(x, np.concatenate([w.about for w in writers]), counts),
              "risky": logistic(x, np.concatenate([w.risky for w in writers]), counts),
              "patient_threshold": 0.25, "assent": 0.1, "worst": 0.55, "without_span": 0.6, "sure": 0.97, "span": fit_spans(writers)}
    p = np.concatenate([chance(w.x, policy["risky"]) for w in writers])
    clean = counts * np.concatenate([1 - w.risky for w in writers])
    order = np.argsort(p)
    place = np.searchsorted(np.cumsum(clean[order]), (1 - MOST_FLAGGED) * clean.sum())
    policy["risky_threshold"] = float(np.clip(p[order][place], 0.3, 0.7))
    return policy


def figures(writer, policy):
    got = decide(writer, policy)
    risky = [g["class"] != "compliant" for g in writer.gold]
    said = [c != "compliant" for c, _ in got]
    gold_n = sum(len(p["spans"]) for p in writer.gold)
    found = sum(any(overlap(g, s) for s in f) for p, (_, f) in zip(writer.gold, got) for g in p["spans"])
    mine = sum(len(f) for _, f in got)
    right = sum(any(overlap(g, s) for g in p["spans"]) for p, (_, f) in zip(writer.gold, got) for s in f)
    return {"risky found": sum(s and r for s, r in zip(said, risky)) / sum(risky),
            "compliant flagged": sum(s and not r for s, r in zip(said, risky)) / (len(risky) - sum(risky)),
            "non-compliant called compliant": sum(p["class"] == "non_compliant" and c == "compliant" for p, (c, _) in zip(writer.gold, got)),
            "class right": sum(p["class"] == c for p, (c, _) in zip(writer.gold, got)) / len(got),
            "span recall": found / gold_n, "precision": right / max(1, mine)}


def write(policy, path, spans):
    text = open(path, encoding="utf-8").read()

    def put(section, values):
        nonlocal text
        body = "".join(f"{k} = {float(v):.4g}\n" if "." in f"{float(v):.4g}" or "e" in f"{float(v):.4g}" else f"{k} = {float(v):.1f}\n" for k, v in values)
        text = re.sub(rf"\n\[{section}\]\n[^\[]*", lambda _: f"\n[{section}]\n{body}\n", text + "\n").rstrip() + "\n"

    if spans:
        put("span", policy["span"].items())
    put("post", [("assent", policy["assent"]), ("worst", policy["worst"]), ("without_span", policy["without_span"]), ("sure", policy["sure"])])
    for name in ("patient", "risky"):
        put(name, [("bias", policy[name][0]), *zip(KEYS, policy[name][1:]), ("threshold", policy[f"{name}_threshold"])])
    open(path, "w", encoding="utf-8").write(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--evidence", nargs="+", required=True)
    parser.add_argument("--posts", nargs="+", required=True)
    parser.add_argument("--counts", nargs="*", type=float)
    parser.add_argument("--policy", help="written when given")
    parser.add_argument("--judgement-only", action="store_true", help="the thresholds of spans stay as they are in the policy")
    options = parser.parse_args()
    writers = [Writer(*one) for one in zip(options.posts, options.evidence, options.counts or [1.0] * len(options.posts), strict=True)]
    for w in writers:
        others = [o for o in writers if o is not w]
        for name, policy in (("fitted on the others", fit(others or writers)), ("fitted on all", fit(writers))):
            print(f"{w.name:12} {name:22}" + "  ".join(f"{k} {v:.3f}" if isinstance(v, float) else f"{k} {v}" for k, v in figures(w, policy).items()))
    policy = fit(writers)
    for name in ("patient", "risky"):
        print(name, "bias %.2f" % policy[name][0], " ".join(f"{k} {v:.2f}" for k, v in zip(KEYS, policy[name][1:])), "threshold %.2f" % policy[f"{name}_threshold"])
    print(policy["span"])
    if options.policy:
        write(policy, options.policy, not options.judgement_only)


if __name__ == "__main__":
    main()
