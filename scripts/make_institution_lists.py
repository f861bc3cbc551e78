#!/usr/bin/env python3
"""make_institution_lists.py LISTS POLICY: writes hospitals.txt, universities.txt and university_acronyms.txt into POLICY/words/lists.

LISTS holds us_hospitals.csv (CMS Hospital Compare, public domain: name, city, state) and universities.json
(Hipo/university-domains-list, MIT: name, domains). A word list holds entries of at most four words; longer names are found by their
head noun ("University of ...") and need none. Standard library only.
"""
import csv
import json
import re
import sys
import unicodedata
from pathlib import Path

MOST_WORDS = 4
# Of these words alone a name names no institution: "community hospital" is a kind of hospital.
COMMON = set("""a and at care center centre childrens children city clinic college community county de district east emergency for general
health hospital in institute institution international island lake medical memorial mental mercy mount national north northern of park
psychiatric public regional rehabilitation river school science sciences service services south southern specialty state surgical system
technical technology the university valley veterans west western women womens science research policy open business business law arts
american british english european royal college theology education management engineering medicine nursing""".split())
# Acronyms of universities that mean something else in a ward, a bio or a street.
OTHER_MEANINGS = set("""acs act acu aids aim ala als ami ama ami app arc art asa asd asp atc ati bbc bcc bmi chu bpm bsc cad cat ccu cia cis
cms cns coe cpd cpr csf csi ctc ctu cup cvs dcs dec dmd dnp dpt dvm ecg ect edu eit emt ent esl eta eus fbi fcc fid fir fit gcs gdc gic git
gmc gnc goc gsc hcc hit hiv ice icu ids imt ira isa ist itu lac led lit lmu lpn mac map mas mba mbe mbl mci mcs mda mdt mic mit mph mps mri
msc msu mtc nbi nbc ncd nci ndt net new nhs nice nsw ntc obs oct ont opd ops pad pat pca pci pct pet phd phs pic pit pmc pol pos ppe psc psu
ptc pub rad rcc rcs red reg res rfc rit rta sac sas sca scd sci set sic sim sit sls son sos spa spc ssc ssi sta std sti sub sud sun tac tbi
tcc tcm tic tip tmc tms tnm tpn tri tsc tss ttc uae uba uca ucc uci ugc uic uni upa upc usa usc use usm uti vac vic wac wit who abc usda
nasa afib iccu nicu picu hdu ards copd gerd mscs""".split())


def plain(text):
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def entries(name):
    """A name as a list holds it: lower case, with its accents and without them."""
    words = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", name.lower().replace("’", "'"))
    telling = [w for w in words if plain(w).replace("'", "") not in COMMON and len(w) > 2]
    if not 2 <= len(words) <= MOST_WORDS or not telling:
        return []
    entry = " ".join(words)
    return sorted({entry, plain(entry)})


def acronyms(name, domains):
    """The initials of a name where one of its domains carries them: ucla.edu."""
    initials = "".join(w[0] for w in re.findall(r"[^\W\d_]+", plain(name)) if w[0].isupper()).lower()
    labels = {label for domain in domains for label in domain.split(".")[:-1]}
    return [initials] if 3 <= len(initials) <= 7 and initials in labels and initials not in OTHER_MEANINGS else []


def write(path, head, lines):
    path.write_text("".join(f"# {line}\n" for line in head) + "".join(f"{line}\n" for line in sorted(set(lines))), encoding="utf-8")


def main():
    lists, out = Path(sys.argv[1]), Path(sys.argv[2]) / "words" / "lists"
    with open(lists / "us_hospitals.csv", encoding="utf-8") as file:
        hospitals = [entry for row in csv.DictReader(file) for entry in entries(row["Hospital Name"])]
    universities = json.loads((lists / "universities.json").read_text(encoding="utf-8"))
    write(out / "hospitals.txt", ["Hospitals of the United States, CMS Hospital Compare (public domain)."], hospitals)
    write(out / "universities.txt", ["Universities, Hipo/university-domains-list (MIT)."],
          [entry for u in universities for entry in entries(u["name"])])
    write(out / "university_acronyms.txt", ["Acronyms of universities by their domains, Hipo/university-domains-list (MIT)."],
          [a for u in universities for a in acronyms(u["name"], u["domains"])])


main()
