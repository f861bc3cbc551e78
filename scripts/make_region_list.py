"""make_region_list.py BABEL ISO_3166 POLICY > policy/words/lists/regions_world.txt: what nations and their first divisions are called where
people live in them.

BABEL is an unpacked `babel` package of PyPI (names of territories from Unicode CLDR, Unicode License V3), ISO_3166 an unpacked npm package
`iso-3166` (MIT), POLICY the folder policy. A name that is also a town's is left out (Granada is Grenada in Spanish, and a city; risk/cities.tsv knows towns of 15,000), and so are the divisions of nations that have hundreds of
small ones (districts and boroughs): what is taken for a region is no place any more (LABELS: "countries, states, continents")."""
import json
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

LANGUAGES = """af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fil fr ga gl gu ha he hi hr hu hy id ig is it ja ka kk km kn ko ky lo lt lv mk ml mn mr ms my ne nl nb nn
pa pl ps pt ro ru si sk sl sq sr sv sw ta te th tr uk ur uz vi xh yo zh zu""".split()
# Nations whose first divisions are states, provinces, regions or counties of some size.
LARGE = "AE AO AR AT AU BD BE BO BR CA CD CL CM CN CO CR CU CZ DE DK DO DZ EC EG ES ET FI FR GH GR HN HR HU ID IE IN IQ IR IS IT JO JP KE KH KR LK MA MG MM MX MY MZ NG NL NO NP NZ OM PA PE PG PH PK PL PT PY RO RS RU SA SD SE SK SN SY TH TN TZ UA UG US UY VE VN YE ZA ZM ZW".split()
# Words that say what kind of division it is, in front of or behind its name.
KIND = re.compile(r"""^(?:provincia di |provincia de |provincia |province of |provinsi |kraj |gobierno |departamento del? |región de |región del? |région |regione |comunidad de |comunitat |
(?:al |an |ad |ar |as |ash |at |az )?mintaqah |muḩāfaz̧at |wilāyat |changwat )|(?: \[.*\]|\*| \(.*\)|, (?:provincia|región).*| (?:county|kommune|län|fylke|megye|kraj|oblast'?|oblast|krai|wojew.dztwo|eyalet|province|state|region|sheng|zizhiqu|prefecture|gun|do|ken|lääni|maakunta|županija))$""".replace("\n", ""), re.I)


def languages_names(babel):
    code = ("import json,sys; sys.path.insert(0, sys.argv[1]); from babel import Locale\n"
            "print(json.dumps(sorted({n for l in sys.argv[2:] for k, n in Locale.parse(l).territories.items() if len(k) == 2 and k not in ('ZZ', 'XA', 'XB')})))")
    return json.loads(subprocess.run([sys.executable, "-c", code, str(babel), *LANGUAGES], check=True, capture_output=True, text=True).stdout)


def divisions(package):
    text = (package / "2.js").read_text(encoding="utf-8")
    for parent, name in re.findall(r"parent: '([^']*)',\s*name: (?:'((?:[^'\\]|\\.)*)'|\"[^\"]*\")", text):
        if parent in LARGE:
            yield name.replace("\\'", "'")


def plain(name):
    return "".join(c for c in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(c))


def main():
    babel, iso, policy = map(Path, sys.argv[1:4])
    lists = policy / "words" / "lists"
    towns = {plain(line) for f in ("cities.txt", "cities_ambiguous.txt") for line in (lists / f).read_text(encoding="utf-8").splitlines()}
    towns |= {line.split("\t")[0] for line in (policy / "risk" / "cities.tsv").read_text(encoding="utf-8").splitlines()}
    known = {plain(line) for line in (lists / "regions.txt").read_text(encoding="utf-8").splitlines()}
    names = set()
    for name in [*languages_names(babel), *divisions(iso)]:
        for part in re.split(r"\s*[/;]\s*", name):
            part = KIND.sub("", part).strip()
            if len(part) > 2 or (len(part) == 2 and not part.isascii()):
                names.add(part)
    print("# Nations and their first divisions in the languages spoken there; made by scripts/make_region_list.py from Unicode CLDR (through Babel) and iso-3166.")
    print("\n".join(sorted(n for n in names if plain(n) not in towns and plain(n) not in known and not n.isdigit())))


main()
