"""From the reader's answers to spans: what src/caption/learned_reading.cpp does."""
import numpy as np

from posts import LABELS

AROUND = 0.5  # a span goes on while the chance is at least this part of what it needs


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def of_words(p, places):
    """The chance of a piece is the best of its word's."""
    out, start = p.copy(), 0
    for t in range(1, len(places) + 1):
        if t < len(places) and places[t] and places[t][3]:
            continue
        out[start:t, : len(LABELS)] = p[start:t, : len(LABELS)].max(0)
        start = t
    return out


def spans_of(token_logits, places, thresholds):
    """[{field, start, end, label, score}]: runs of words inside a label, cut where another begins; a run's score is its highest."""
    p = of_words(sigmoid(token_logits), places)
    out = []
    for n, label in enumerate(LABELS):
        low = thresholds[label]
        run = None
        for t in range(len(places) + 1):
            here = t < len(places) and places[t] is not None and p[t, n] >= low * AROUND
            cut = here and run and (places[t][0] != run["field"] or (p[t, len(LABELS) + n] >= 0.5 and not places[t][3]))
            if run and (not here or cut):
                if run["score"] >= low:
                    out.append(run)
                run = None
            if here:
                field, start, end, _ = places[t]
                if run is None:
                    run = {"field": field, "start": start, "end": end, "label": label, "score": float(p[t, n])}
                run["end"], run["score"] = end, max(run["score"], float(p[t, n]))
    return out
