"""grams.py --grams word_grams_of --out words_grams.bin [--held WRITER_FILE...] POSTS...

The bag of n-grams: two logistic regressions (is the post about a patient, is it not compliant) over the n-grams that src/caption/word_grams.cpp
counts, so that there is one way of counting them. Weights in eight bits. The held-back writers are only scored. Some minutes on one core."""
import argparse
import json
import random
import struct
import subprocess

import numpy as np
import scipy.sparse as sparse
from sklearn.linear_model import LogisticRegression

import posts
from augment import augmented
from ranking import area

BITS = 19  # kGramBits of src/caption/word_grams.h
MAGIC = b"IMPGRAM1"  # src/caption/gram_reader.cpp
COPIES = 4  # of every post, each written another way (augment.py), beside the post itself
COST = 3.0
RARITY = 5  # what rarities are divided by: they are some 1 to 10, and COST was chosen for features of this size


def bags(rows, command):
    """One row a post: its n-grams' weights."""
    lines = "".join(json.dumps({k: p.get(k) or "" for k in ("id", "caption", "alt_text")} | {"account": p["account"]}) + "\n" for p in rows)
    out = subprocess.run([command], input=lines.encode(), capture_output=True, check=True).stdout
    words = np.frombuffer(out, "<u4")
    columns, values, starts, at = [], [], [0], 0
    for _ in rows:
        n = int(words[at])
        pairs = words[at + 1 : at + 1 + 2 * n].reshape(n, 2)
        columns.append(pairs[:, 0])
        values.append(np.ascontiguousarray(pairs[:, 1]).view("<f4"))
        starts.append(starts[-1] + n)
        at += 1 + 2 * n
    assert at == len(words)
    return sparse.csr_matrix((np.concatenate(values), np.concatenate(columns).astype(np.int32), starts), shape=(len(rows), 1 << BITS))


def targets(rows):
    return np.array([[p["about_patient"], p["class"] != "compliant"] for p in rows], int)


def written_anew(rows, rng):
    patients = [p for p in rows if p["about_patient"]]
    others = [p for p in rows if not p["about_patient"]]
    return [augmented(p, rng, patients, others) for p in rows]


def in_eight_bits(weights):
    scale = np.abs(weights).max() / 127
    return scale, np.round(weights / scale).astype(np.int8)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("posts", nargs="+")
    parser.add_argument("--grams", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--held", nargs="*", default=[])
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    rows = [p for path in options.posts for p in posts.read(path)]
    plain = bags(rows, options.grams)
    # An n-gram that few posts have says more: its inverse document frequency goes into the weight that is kept.
    rare = 1 + np.log(len(rows) / (1 + np.asarray((plain > 0).sum(0)).ravel()))
    rare = sparse.diags((rare / RARITY).astype(np.float32))
    kinds = [rows] + [written_anew(rows, rng) for _ in range(COPIES)]
    x = sparse.vstack([plain] + [bags(k, options.grams) for k in kinds[1:]]) @ rare
    y = np.concatenate([targets(k) for k in kinds])
    kept = []
    for column in range(2):
        model = LogisticRegression(C=COST, solver="liblinear", tol=1e-3, random_state=options.seed).fit(x, y[:, column])
        kept.append((float(model.intercept_[0]), *in_eight_bits(model.coef_[0] @ rare)))
    with open(options.out, "wb") as out:
        out.write(MAGIC + struct.pack("<I", BITS))
        for bias, scale, weights in kept:
            out.write(struct.pack("<ff", bias, scale) + weights.tobytes())
    for path in options.held:
        held = posts.read(path)
        found, truth = bags(held, options.grams), targets(held)
        scores = [area(bias + scale * (found @ weights.astype(np.float32)), truth[:, c]) for c, (bias, scale, weights) in enumerate(kept)]
        print(f"{path}: area under the curve: about a patient {scores[0]:.3f}, not compliant {scores[1]:.3f}", flush=True)


if __name__ == "__main__":
    main()
