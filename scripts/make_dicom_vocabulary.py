#!/usr/bin/env python3
"""Writes policy/dicom/vocabulary.tsv, the words that stay in descriptors and report texts. For maintainers, when a new edition appears.

    make_dicom_vocabulary.py SITE LISTS SCOWL WORDNET policy > policy/dicom/vocabulary.tsv

SITE holds pydicom 3, highdicom (MIT), zstandard and cellxgene-ontology-guide, whose data are Uberon (CC BY 3.0), MONDO and ChEBI (CC BY
4.0); LISTS holds do_rare_slim.obo (Human Disease Ontology, CC0) and the name lists of the US Census 1990 (public domain) and of
smashew/NameDatabases (Unlicense); SCOWL is /usr/share/dict/scowl of Debian's package scowl; WORDNET is /usr/share/wordnet of
wordnet-base, which only takes words out; policy is this project's, whose words/lists only take words out, too.

A clinical word is taken when the sources write it in lower case (names are not) or when it stands in the name of a DICOM attribute.
Those that are also names are left out, or marked ambiguous when the sources need them often. A word of common English is "general" and is
taken when nothing says that it could name, place or describe somebody. words.tsv, written by hand, overrides.
"""
import collections
import glob
import importlib
import json
import os
import re
import sys
import textwrap
import unicodedata

# Taxa and breeds are full of places and people ("Aberdeen Angus cattle breed").
TAXON = re.compile(r'breed|organism|cattle|\b(dog|horse|pig|sheep|cat|goat|donkey|chicken|fish|bird|mouse|rat|genus|family|species)\b',
                   re.I)
WORD = re.compile(r"[^\W\d_]+(?:'s)?")
US_SURNAMES = 12000  # of 88,799: below that the lists hold nearly every English word
CLINICAL = ('anatomy', 'technique', 'report')
OFTEN = 4  # a word that is also a name is needed when this many terms hold it
# Drugs by the stems of their international nonproprietary names (WHO), and no other substances.
SUBSTANCE = re.compile(
    r'[a-z]{2,14}(azole|cillin|mycin|micin|sartan|olol|alol|pril|prilat|statin|dipine|caine|coxib|triptan|gliptin|gliflozin|tidine|'
    r'setron|oxetine|azepam|azolam|barbital|profen|fenac|vir|virine|vudine|mab|nib|parin|parinux|xaban|gatran|platin|taxel|'
    r'rubicin|floxacin|cycline|thiazide|semide|lukast|terol|sone|olone|solide|fibrate|glitazone|formin|dronate|phylline|'
    r'apine|peridone|azine|triptyline|pramine|tropium|curium|dopa|dopamine|grel|relin|trexate|citabine|tecan|poside|'
    r'mustine|fungin|bactam|penem|zolid|oxacin|quine|nidazole|bendazole|stigmine|ergot|morphone|codone|fentanil|'
    r'tadine|rizine|giline|gabalin|racetam|zosin|lamide|tinib|ciclib|limus|prost|steride|trozole|oxifene|lutamide)|'
    r'cef[a-z]{3,12}|sulfa[a-z]{3,12}')
COMMON_USE = 5  # a word of everyday English is clinical when this many terms of an ontology hold it
# Says who somebody is, wherever it stands.
TELLS = set('military religious ethnic race occupation country branch mac animal animals breed cattle german indian'.split())
# The same, in everyday English: kin, numbers, what makes somebody the only one, places, vehicles, what newspapers write about.
TELLS_GENERAL = set('''
    twin twins triplet triplets quadruplet quadruplets sibling siblings orphan orphans widow widows widower spouse spouses stepson in-laws
    family families kin relative relatives household households neighbour neighbours neighbor neighbors fiance fiancee
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty
    thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions billion dozen dozens
    twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth eleventh twelfth thirteenth fourteenth
    fifteenth sixteenth seventeenth eighteenth nineteenth teen teens teenage teenager teenagers toddler toddlers elderly octogenarian
    only sole unique uniquely first last youngest oldest eldest earliest youth unprecedented famous infamous celebrity celebrities fame
    famously notorious renowned well-known record records rarest nobody viral headline headlines newspaper newspapers magazine television
    birthday birthdays anniversary anniversaries century centuries decade decades christmas easter ramadan passover holiday holidays
    immigrant immigrants refugee refugees asylum native natives tribe tribes tribal aboriginal gypsy nationality nationalities citizen
    citizens church churches mosque temple synagogue chapel cathedral parish bible catholic jewish muslim faith faiths prayer prayers
    street streets road roads avenue lane boulevard square plaza court courts drive drives alley crescent terrace mews highway motorway
    junction suburb suburbs suburban town towns village villages city cities county province state states region island islands river rivers
    lake lakes mountain mountains valley valleys beach beaches bay forest forests manor villa villas mansion mansions palace castle castles
    farm farms ranch estate estates apartment apartments barracks embassy prison prisons jail jails monastery convent school schools college
    colleges university universities academy kindergarten airport airports harbor harbour port ports army navy regiment battalion squadron
    grandad granddad grandpa grandma granny mum mums mummy dad dads daddy mom moms mommy bride groom bridegroom newlyweds
    car cars truck trucks bus buses lorry van vans tractor tractors motorcycle motorcycles motorbike bicycle bicycles bike bikes scooter
    helicopter airplane aircraft train trains tram ambulance taxi cab vessel ship ships boat boats yacht ferry minibus automobile
    automobiles vehicle vehicles jeep wagon wagons
    north south east west northern southern eastern western northeast northwest southeast southwest
    tattoo tattoos pregnant rape raped murder murdered homicide suicide terrorist shooting shootings bomb bombing hostage arrest arrested
    club clubs team teams league champion champions championship olympic olympics tournament trophy election elections
    website websites internet online email emails username password passwords account accounts address addresses'''.split())
# English words that make names of places and houses ("Sunrise Villa") in any combination are no loss.
HOUSE = re.compile(r'(wood|field|ville|town|burg|bury|land|lands|shire|brook|dale|ford|gate|haven|wick|ham|stead|worth|hurst|house|way|'
                   r'ridge|hill|stone|bridge|water|falls|moor|man|men|woman|women|person|persons|people|folk|smith|wright|monger|maid|'
                   r'boy|boys|girl|girls|ist|ists|ician|icians|ster|sters|hood)$')


def fold(word):
    word = unicodedata.normalize('NFKD', word.lower().replace('ß', 'ss').replace('ø', 'o').replace('æ', 'ae'))
    return ''.join(c for c in word if not unicodedata.combining(c)).removesuffix("'s")


def lines(path, encoding='utf-8'):
    with open(path, encoding=encoding, errors='replace') as file:
        yield from (line.rstrip('\n') for line in file if line.strip() and line[0] != '#')


def names(lists, us_surnames):
    found = set()
    for name, limit in (('surnames_us1990.txt', us_surnames), ('first_female_us1990.txt', 99999), ('first_male_us1990.txt', 99999),
                        ('surnames_uk.txt', 99999), ('surnames_india.txt', 99999)):
        found |= {fold(line.split()[0]) for i, line in enumerate(lines(os.path.join(lists, name))) if i < limit}
    return found


def own_lists(policy):
    """Every word of the project's lists of people, places, occupations and institutions."""
    found = set()
    for path in glob.glob(os.path.join(policy, 'words/lists/*.txt')):
        for line in lines(path):
            found |= {fold(word) for word in re.findall(r"[^\W\d_]+", line.split('\t')[0])}
    return found


def towns(lists):
    """Towns of one word with a hospital in the USA (CMS Hospital Compare, public domain)."""
    rows = [line.split(',') for line in lines(os.path.join(lists, 'us_hospitals.csv'))]
    return {fold(row[1]) for row in rows if len(row) == 3 and row[1].isalpha()}


def proper_names(folder):
    return {fold(word) for kind in ('proper-names', 'upper') for word in scowl(folder, kind, (10, 20, 35, 40, 50, 60, 70, 80))}


def ontologies(site):
    import zstandard
    for name, kind in (('UBERON', 'anatomy'), ('MONDO', 'report'), ('CHEBI', 'report')):
        path = sorted(glob.glob(os.path.join(site, f'cellxgene_ontology_guide/data/{name}*')))[-1]
        with open(path, 'rb') as file:
            terms_of = json.loads(zstandard.ZstdDecompressor().stream_reader(file).read())
        for entry in terms_of.values():
            label = entry['label'] or ''
            if name == 'CHEBI' and SUBSTANCE.fullmatch(label):
                yield kind, label, True
            elif name != 'CHEBI' and not entry.get('deprecated') and not TAXON.search(label):
                for text in (label, *(entry.get('synonyms') or [])[:4]):
                    yield kind, text, name == 'UBERON'


def terms(site, lists):
    """(class, text, whether once is enough)"""
    sys.path.insert(0, site)
    for _, (_, _, name, _, keyword) in importlib.import_module('pydicom._dicom_dict').DicomDictionary.items():
        yield 'technique', name.lower(), True
        yield 'technique', ' '.join(re.findall(r'[A-Z][a-z]+', keyword)).lower(), True
    for _, (name, *_rest) in importlib.import_module('pydicom._uid_dict').UID_dictionary.items():
        yield 'technique', name.lower(), True
    for scheme, keywords in importlib.import_module('pydicom.sr._concepts_dict').concepts.items():
        for _, codes in keywords.items():
            for _, (meaning, _) in codes.items():
                if TAXON.search(meaning):
                    continue
                own_words = scheme in ('DCM', 'IBSI', 'UCUM')
                medical = scheme in ('SCT', 'FMA')
                yield ('technique' if own_words else 'anatomy' if medical else 'report'), meaning, own_words or medical
    with open(os.path.join(site, 'highdicom/_standard/anatomic_regions.json')) as file:
        for entry in json.load(file).values():
            yield 'anatomy', entry[2].lower(), True
    for line in lines(os.path.join(lists, 'do_rare_slim.obo')):
        if line.startswith('name: '):
            yield 'report', line[6:], False
        elif line.startswith('def: "'):
            yield 'report', line[6:].split('" [')[0].split('"')[0].replace('_', ' '), False


def people_and_places(wordnet):
    """Nouns of which one of the first senses is a person or a place."""
    kinds = {}
    for line in lines(os.path.join(wordnet, 'data.noun')):
        if line[0] != ' ':
            offset, file_number = line.split()[:2]
            kinds[offset] = file_number
    found = set()
    for line in lines(os.path.join(wordnet, 'index.noun')):
        if line[0] == ' ':
            continue
        cells = line.split()
        senses = [cell for cell in cells[4:] if re.fullmatch(r'\d{8}', cell)]
        if any(kinds.get(sense) in ('18', '15') for sense in senses[:3]):
            found.add(cells[0])
    return found


def scowl(folder, kind, levels):
    for dialect in ('english', 'american', 'british'):
        for level in levels:
            path = os.path.join(folder, f'{dialect}-{kind}.{level}')
            if os.path.exists(path):
                yield from lines(path, 'latin-1')


def general(lists, folder, wordnet, policy):
    """Common words of English; those that are rare surnames only in lower case."""
    every = {line for line in scowl(folder, 'words', (10, 20, 35, 40))}
    common = set(scowl(folder, 'words', (10, 20)))
    rare, known = names(lists, 10 ** 6), names(lists, 20000)
    bad = proper_names(folder) | towns(lists) | own_lists(policy) | people_and_places(wordnet) | TELLS | TELLS_GENERAL
    for word in sorted({fold(word) for word in every if re.fullmatch(r"[a-z\xe0-\xff]{3,20}", word)}):
        stems = {word, re.sub('(es|s)$', '', word), re.sub('s$', '', word), re.sub('ies$', 'y', word)}
        agent = next((stem for stem in stems if re.search('[eo]r$', stem) and {stem[:-2], stem[:-1], stem[:-3]} & every
                      and stem[:-2] + 'est' not in every), None)
        # "The tallest", "the heaviest" is one of all.
        superlative = word.endswith('est') and {word[:-2] + 'r', word[:-3] + 'er', word[:-1] + 'r'} & every
        if stems & bad or stems & known or agent or superlative or HOUSE.search(word):
            continue
        if not stems & rare:
            yield word, 'general'
        elif word in common:
            yield word, 'lower'


def inflected(rows):
    """Plurals and adverbs of the clinical words written by hand."""
    for kind, words in rows:
        for word in words.split() if kind in CLINICAL else ():
            if not re.fullmatch('[a-z]{5,}', word) or word.endswith('s') and not word.endswith('is'):
                continue
            if word.endswith('is'):
                yield word[:-2] + 'es', 'general'
            elif re.search('[^aeiou]y$', word):
                yield word[:-1] + 'ies', 'general'
            elif re.search('(al|or|ar|ous|ated|ent|ant)$', word):
                yield word + 'ly', 'general'
            elif word.endswith('ic'):
                yield word + 'ally', 'general'
            if not re.search('(is|y|ic|ous|ed|al|ly|ing)$', word):
                yield word + 's', 'general'


def main(site, lists, scowl_folder, wordnet, policy):
    rows = [line.split('\t') for line in lines(os.path.join(policy, 'dicom/words.tsv'))]
    by_hand = {fold(word) for _, words in rows for word in words.split()}
    count, standard, sure, kinds = collections.Counter(), collections.Counter(), set(), {}
    for kind, text, once, ontology in [(*one, False) for one in terms(site, lists)] + [(*one, True) for one in ontologies(site)]:
        for word in {fold(w) for w in WORD.findall(text) if w[0].islower()}:
            count[word] += 1
            standard[word] += not ontology
            kinds.setdefault(word, kind)
            if once:
                sure.add(word)
    named = names(lists, US_SURNAMES)
    suspect = names(lists, 10 ** 6) | own_lists(policy) | towns(lists) | proper_names(scowl_folder)
    everyday = set(fold(word) for word in scowl(scowl_folder, 'words', (10, 20, 35)))
    classes = {}
    for word in count:
        if word in by_hand or not 3 <= len(word) <= 30 or not re.fullmatch('[a-z]+', word) or word in TELLS:
            continue
        if (word not in sure and count[word] < 2) or (word in named and standard[word] < OFTEN):
            continue
        # Of the large ontologies: no rare surname, and everyday English is left to general().
        large_only = standard[word] == 0
        if large_only and (word in suspect or word in TELLS_GENERAL or (word in everyday and count[word] < COMMON_USE)):
            continue
        classes[word] = 'ambiguous' if word in named else kinds[word]
    unsuitable = suspect | TELLS | TELLS_GENERAL
    forms = [one for one in inflected(rows) if one[0] not in unsuitable]
    for word, kind in (*forms, *general(lists, scowl_folder, wordnet, policy)):
        if word not in by_hand:
            classes.setdefault(word, kind)
    print('''\
# Words that stay, of public sources. Clinical: attribute, UID and SR code meanings of DICOM (through pydicom 3 and highdicom, MIT), single
# words of SNOMED CT and FMA meanings used by DICOM, of Human Disease Ontology (CC0), Uberon (CC BY 3.0), MONDO and ChEBI (CC BY 4.0).
# General: SCOWL, Copyright 2000-2018 by Kevin Atkinson; permission to use, copy, modify, distribute and sell these word lists is granted
# without fee, provided that the copyright notice and this permission notice appear; provided "as is". All changed: selected, folded.
# Written by scripts/make_dicom_vocabulary.py. Columns: class, words (blank between). Classes are those of words.tsv, which goes before.''')
    for kind in ('anatomy', 'technique', 'report', 'ambiguous', 'lower', 'general'):
        words = sorted(word for word, one in classes.items() if one == kind)
        print(*(kind + '\t' + line for line in textwrap.wrap(' '.join(words), 3000, break_long_words=False)), sep='\n')


if __name__ == '__main__':
    main(*sys.argv[1:])
