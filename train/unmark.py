#!/usr/bin/env python3
"""unmark.py MARKED.jsonl... > POSTS.jsonl: posts as people write and label them by hand, into records with offsets.

A marked post is a record of docs/words-labels.md whose texts carry their labels: "[[AGE_EXACT|86M]] with a [[DISTINCTIVE_FEATURE|tattoo]]".
Marks may nest ("[[INTERACTION|she said [[DATE_REL|today]] ...]]"). Fields with marks: caption, alt_text, and bio, location, handle of the
account. `class` and `about_patient` are given by the writer and held against the labelling guide here. Standard library only.
"""
import json
import sys

LABELS = set("""NAME_PATIENT NAME_CLINICIAN NAME_RELATIVE AGE_EXACT DATE_ABS DATE_REL PLACE INSTITUTION CONTACT ID_NUMBER HANDLE_OF_PERSON
OCCUPATION UNIQUE_EVENT RARITY_CLAIM DISTINCTIVE_FEATURE INTERACTION HISTORY_DETAIL ADVICE_TO_INDIVIDUAL DISPARAGING""".split())
CLASSES = ("compliant", "at_risk", "non_compliant")


def unmark(text, field):
    """The text without marks, and its spans. Offsets are Unicode code points."""
    plain, open_marks, spans, i = [], [], [], 0
    while i < len(text):
        if text.startswith("[[", i):
            bar = text.index("|", i)
            label = text[i + 2:bar]
            if label not in LABELS:
                raise ValueError(f"no such label: {label!r}")
            open_marks.append((label, len(plain)))
            i = bar + 1
        elif text.startswith("]]", i) and open_marks:
            label, start = open_marks.pop()
            marked = "".join(plain[start:])
            if not marked.strip() or marked != marked.strip():
                raise ValueError(f"{label}: a mark around nothing, or with space at its ends: {marked!r}")
            spans.append({"field": field, "text": marked, "start": start, "label": label})
            i += 2
        else:
            plain.append(text[i])
            i += 1
    if open_marks:
        raise ValueError("a mark without an end")
    return "".join(plain), sorted(spans, key=lambda s: (s["start"], -len(s["text"])))


def record(marked):
    spans = []
    account = dict(marked.get("account") or {})
    for field in ("bio", "location", "handle"):
        account[field], found = unmark(account.get(field) or "", field)
        spans += found
    texts = {}
    for field in ("caption", "alt_text"):
        texts[field], found = unmark(marked.get(field) or "", field)
        spans += found
    about = marked["about_patient"]
    if marked["class"] not in CLASSES or not isinstance(about, bool):
        raise ValueError("class or about_patient is none")
    if (marked["class"] == "compliant") != (not spans):
        raise ValueError("compliant means: no span at all, and only that")
    if not about and any(s["label"] != "DISPARAGING" for s in spans):
        raise ValueError("a post about no patient has no label but DISPARAGING")
    return {"id": marked["id"], "platform": marked.get("platform", ""), "account": account, "caption": texts["caption"],
            "alt_text": texts["alt_text"], "posted": marked.get("posted"), "class": marked["class"], "about_patient": about,
            "spans": spans, "why": marked.get("why", "")}


def main():
    seen, bad = set(), 0
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                try:
                    post = record(json.loads(line))
                    if post["id"] in seen:
                        raise ValueError("id twice")
                    seen.add(post["id"])
                    print(json.dumps(post, ensure_ascii=False))
                except (ValueError, KeyError, TypeError) as problem:
                    bad += 1
                    print(f"{path}:{number}: {problem}", file=sys.stderr)
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
