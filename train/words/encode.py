"""A post as the reader sees it: [CLS] caption [SEP] alt text [SEP] account name [SEP] handle [SEP] bio [SEP] location [SEP]."""
import numpy as np

from posts import CLASSES, FIELDS, LABELS, text_of
from wordpiece import CASES

MAX_TOKENS = 256
# What a field may take of the sequence; the caption gets the rest. A longer caption is read in windows (src/caption/word_sequence.h).
SHARE = {"alt_text": 45, "name": 10, "handle": 14, "bio": 34, "location": 12}


def mark_of(marks, field, start, end):
    """As src/caption/word_sequence.cpp: the first label of a rule that stands alone, else of another."""
    best = 0
    for f, a, b, label, alone in marks:
        if f == field and a < end and start < b and label in LABELS:
            own = 1 + LABELS.index(label) + (0 if alone else len(LABELS))
            best = own if best == 0 else min(best, own)
    return best


def sequence(post, pieces):
    """ids, segments, marks, [(field, start, end, goes on in a word) or None]"""
    fields = {f: pieces.tokens(text_of(post, f)) for f in FIELDS}
    for f, most in SHARE.items():
        fields[f] = fields[f][:most]
    room = MAX_TOKENS - 2 - sum(len(t) + 1 for f, t in fields.items() if f != "caption")
    fields["caption"] = fields["caption"][:room]
    marks = post.get("marks", [])
    ids, segments, seen, places = [pieces.cls], [0], [0], [None]
    for n, f in enumerate(FIELDS):
        for piece, case, start, end, goes_on in fields[f]:
            ids.append(piece)
            segments.append(n * CASES + case)
            seen.append(mark_of(marks, f, start, end) if marks else 0)
            places.append((f, start, end, goes_on))
        ids.append(pieces.sep)
        segments.append(n * CASES)
        seen.append(0)
        places.append(None)
    return ids, segments, seen, places


def targets(post, places):
    """[tokens, 2 x labels]: inside a span of the label; its first token."""
    out = np.zeros((len(places), 2 * len(LABELS)), np.float32)
    for s in post["spans"]:
        label = LABELS.index(s["label"])
        first = True
        for t, place in enumerate(places):
            if place and place[0] == s["field"] and place[1] < s["end"] and place[2] > s["start"]:
                out[t, label] = 1
                if first:
                    out[t, len(LABELS) + label] = 1
                first = False
    return out


def batches(sequences, size):
    """Padded batches of indexes, like lengths together."""
    order = sorted(range(len(sequences)), key=lambda i: len(sequences[i][0]))
    return [order[i:i + size] for i in range(0, len(order), size)]


def padded(rows, width, dtype=np.int64):
    out = np.zeros((len(rows), width), dtype)
    for n, row in enumerate(rows):
        out[n, :len(row)] = row
    return out


def post_target(post):
    return float(post["about_patient"]), CLASSES.index(post["class"])
