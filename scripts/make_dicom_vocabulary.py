#!/usr/bin/env python3
"""Writes policy/dicom/vocabulary.tsv, the words of the standards that stay in descriptors. For maintainers, when a new edition appears.

    make_dicom_vocabulary.py SITE LISTS policy/dicom/words.tsv > policy/dicom/vocabulary.tsv

SITE holds pydicom 3 and highdicom (MIT); LISTS holds do_rare_slim.obo (Human Disease Ontology, CC0) and the name lists of the US Census
1990 (public domain) and of smashew/NameDatabases (Unlicense). A word is taken when the sources write it in lower case (names are not)
or when it stands in the name of a DICOM attribute. Words that are also names are left out, or marked ambiguous when the sources
need them often; words.tsv, written by hand, overrides. Standard library only.
"""
import collections
import importlib
import json
import os
import re
import sys
import unicodedata

# Taxa and breeds are full of places and people ("Aberdeen Angus cattle breed").
TAXON = re.compile(r'breed|organism|cattle|\b(dog|horse|pig|sheep|cat|goat|donkey|chicken|fish|bird|mouse|rat|genus|family|species)\b',
                   re.I)
WORD = re.compile(r"[^\W\d_]+(?:'s)?")
# Says who somebody is.
TELLS = {'military', 'religious', 'ethnic', 'race', 'occupation', 'country', 'branch', 'mac', 'animal', 'animals', 'breed', 'cattle',
         'german', 'indian'}
US_SURNAMES = 12000  # of 88,799: below that the lists hold nearly every English word
OFTEN = 4  # a word that is also a name is needed when this many terms hold it


def fold(word):
    word = unicodedata.normalize('NFKD', word.lower().replace('ß', 'ss').replace('ø', 'o').replace('æ', 'ae'))
    return ''.join(c for c in word if not unicodedata.combining(c)).removesuffix("'s")


def names(lists):
    found = set()
    for name, limit in (('surnames_us1990.txt', US_SURNAMES), ('first_female_us1990.txt', 99999), ('first_male_us1990.txt', 99999),
                        ('surnames_uk.txt', 99999), ('surnames_india.txt', 99999)):
        with open(os.path.join(lists, name), errors='replace') as file:
            found |= {fold(line.split()[0]) for i, line in enumerate(file) if line.split() and i < limit}
    return found


def terms(site, lists):
    """(class, text, whether a capital in it is a name)"""
    sys.path.insert(0, site)
    for _, (_, _, name, _, keyword) in importlib.import_module('pydicom._dicom_dict').DicomDictionary.items():
        yield 'technique', name.lower()
        yield 'technique', ' '.join(re.findall(r'[A-Z][a-z]+', keyword)).lower()
    for _, (name, *_rest) in importlib.import_module('pydicom._uid_dict').UID_dictionary.items():
        yield 'technique', name.lower()
    for scheme, keywords in importlib.import_module('pydicom.sr._concepts_dict').concepts.items():
        for _, codes in keywords.items():
            for _, (meaning, _) in codes.items():
                if TAXON.search(meaning):
                    continue
                own_words = scheme in ('DCM', 'IBSI', 'UCUM')
                yield ('technique' if own_words else 'anatomy' if scheme in ('SCT', 'FMA') else 'report'), meaning
    with open(os.path.join(site, 'highdicom/_standard/anatomic_regions.json')) as file:
        for entry in json.load(file).values():
            yield 'anatomy', entry[2].lower()
    with open(os.path.join(lists, 'do_rare_slim.obo')) as file:
        for line in file:
            if line.startswith('name: '):
                yield 'report', line[6:]
            elif line.startswith('def: "'):
                yield 'report', line[6:].split('" [')[0].split('"')[0].replace('_', ' ')


def main(site, lists, written):
    with open(written) as file:
        rows = [line.rstrip('\n').split('\t') for line in file if line.strip() and line[0] != '#']
    by_hand = {fold(word) for _, words in rows for word in words.split()}
    count, kinds = collections.Counter(), {}
    for kind, text in terms(site, lists):
        for word in {fold(w) for w in WORD.findall(text) if w[0].islower()}:
            count[word] += 1
            kinds.setdefault(word, kind)
    named = names(lists)
    print('# Words of the standards: attribute, UID and SR code meanings of DICOM (through pydicom 3 and highdicom, MIT), single words of')
    print('# SNOMED CT and FMA meanings used by DICOM, Human Disease Ontology (CC0). Written by scripts/make_dicom_vocabulary.py; columns:')
    print('# word, class.')
    for word in sorted(count):
        if word in by_hand or len(word) < 3 or len(word) > 30 or not re.fullmatch('[a-z]+', word) or word in TELLS:
            continue
        rare_source = kinds[word] == 'report' and count[word] < 2
        if rare_source or (word in named and count[word] < OFTEN):
            continue
        print(word + '\t' + ('ambiguous' if word in named else kinds[word]))


if __name__ == '__main__':
    main(*sys.argv[1:])
