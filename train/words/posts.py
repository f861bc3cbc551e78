"""Labelled posts: reading them, and the class that the labelling guide (docs/words-labels.md) gives to a set of spans."""
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import unmark  # noqa: E402

# In the order of src/caption/label.h.
LABELS = ("NAME_PATIENT NAME_RELATIVE NAME_CLINICIAN AGE_EXACT DATE_ABS DATE_REL PLACE INSTITUTION CONTACT ID_NUMBER "
          "HANDLE_OF_PERSON OCCUPATION UNIQUE_EVENT RARITY_CLAIM DISTINCTIVE_FEATURE INTERACTION HISTORY_DETAIL "
          "ADVICE_TO_INDIVIDUAL DISPARAGING").split()
CLASSES = ("compliant", "at_risk", "non_compliant")
# The order in which the fields of a post stand in the reader's sequence; each has its own segment.
FIELDS = ("caption", "alt_text", "name", "handle", "bio", "location")
LABELLED_FIELDS = ("caption", "alt_text", "handle", "bio", "location")


def text_of(post, field):
    return (post if field in ("caption", "alt_text") else post["account"]).get(field) or ""


def set_text(post, field, text):
    (post if field in ("caption", "alt_text") else post["account"])[field] = text


def read(path):
    """Posts of one writer: *.marked.jsonl carries its labels in the text, *.jsonl in `spans`."""
    out = []
    for line in open(path, encoding="utf-8"):
        if not line.strip():
            continue
        post = json.loads(line)
        if "spans" not in post:
            post = unmark.record(post)
        post.setdefault("account", {})
        for s in post["spans"]:
            s["end"] = s["start"] + len(s["text"])
            assert text_of(post, s["field"])[s["start"]:s["end"]] == s["text"], post["id"]
        out.append(post)
    return out


def overlap(a, b):
    """Do two spans share a character?"""
    return a["field"] == b["field"] and a["start"] < b["end"] and b["start"] < a["end"]


NARRATIVE = {"INTERACTION", "UNIQUE_EVENT", "HISTORY_DETAIL"}
INDIRECT = {"AGE_EXACT", "DATE", "PLACE", "INSTITUTION", "NAME_CLINICIAN", "OCCUPATION", "RARITY_CLAIM", "DISTINCTIVE_FEATURE"}
DIRECT = {"NAME_PATIENT", "NAME_RELATIVE", "ID_NUMBER", "CONTACT"}


def class_of(labels):
    """Clauses (a) to (d) of the guide; handles are left out, for whose they are is not in the label."""
    if not labels:
        return "compliant"
    kinds = {"DATE" if l.startswith("DATE_") else l for l in labels}
    narrative, indirect = len(kinds & NARRATIVE), len(kinds & INDIRECT)
    if kinds & DIRECT or narrative >= 2 or (narrative == 1 and indirect >= 2) or indirect >= 4:
        return "non_compliant"
    return "at_risk"
