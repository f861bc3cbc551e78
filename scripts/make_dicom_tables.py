#!/usr/bin/env python3
"""Writes the tables of policy/dicom from the DICOM standard. For maintainers, when a new edition appears.

    pip download --no-deps pydicom==3.0.2 highdicom==0.28.2 && unzip them into PACKAGES
    make_dicom_tables.py STANDARD PACKAGES policy/dicom

STANDARD holds the tables of PS3.15 Annex E as JSON: E.1-1_2026c.json ({"source", "rows": [{"name", "tag", ...}]}) and
annexE_tables_2026c.json ({"E.3.4-1": {"rows": [header, row, ...]}, ...}). PACKAGES holds pydicom/_dicom_dict.py and _uid_dict.py
(PS3.6) and highdicom/_standard/*.json (PS3.3). What could not be taken over is printed. Standard library only.
"""
import json
import re
import sys
from collections import defaultdict
from pathlib import Path

# The kind of identifier is derived from the attribute's name; the first pattern that matches wins.
KINDS = [
    (r'^Private Attributes$', 'hidden_bytes'),
    (r'UID|Instance Identifier|Concatenation', 'other_unique_id'),
    (r"Patient ID|Patient's ID|Other Patient IDs|Issuer of Patient|Medical Record Locator", 'medical_record_number'),
    (r'Insurance|Payer', 'health_plan_number'),
    (r'Accession|Order Number|Identifier|ID$|IDs|Number$|Barcode|Account|Admission ID|Container ID|Key$|Digital Signature|MAC|Encrypted|Certificate', 'other_unique_id'),
    (r'Telephone|Telecom|Phone', 'telephone'),
    (r'E-?mail', 'email'),
    (r'Address|Location|Country|Region of Residence|Latitude|Longitude|Geographic|GPS|Timezone', 'geographic'),
    (r'Institution|Department|Organization|Facility|Station Name|AE Title|Hospital|Site', 'institution'),
    (r'Device|Serial|Gantry|Detector ID|Plate ID|Cassette|Manufacturer|Software|Source Name|Equipment|Lens|Camera|Film|Scanner|Unit', 'device_id'),
    (r"Mother's|Relative|Responsible Person|Responsible Organization|Next of Kin|Parent", 'relative'),
    (r"Physician|Operator|Performer|Performing|Referring|Reviewer|Author|Observer|Technolog|Staff|Radiologist|Verifying|Requesting|Scheduled Performing|Interpretation|Approver|Person Name|Persons|Actor|Transcriber|Recorder|Creator's Name|Content Creator", 'clinician'),
    (r"Patient's Name|Patient's Birth Name|Other Patient Names|Name to Use|Pronoun|Names of Intended|Clinical Trial.*Name|Distribution Name|Name", 'name'),
    (r"Patient's Age|Age", 'age'),
    (r"Patient's Sex|Gender|Sex|SPCU", 'sex'),
    (r'Ethnic|Religious|Preferred Language|Patient Species|Language', 'ethnicity'),
    (r'Occupation|Military|Branch of Service', 'occupation'),
    (r'Date|Time|Timezone', 'date'),
    (r'Comment|Description|History|Text|Reason|Note|Label|Protocol|Diagnosis|Complaint|Impression|Annotation|Findings|Instructions|Remarks|Summary|Message|Conditions|Needs|Alerts|Allergies|State|Title|Discussion|Risk|Result', 'free_text'),
    (r'Overlay|Icon|Graphic|Curve|Audio|Encapsulated|Image|Waveform|Pixel|Mask|Surface', 'hidden_picture'),
    (r'Size|Weight|Pregnancy|Smoking|Menstrual|Body', 'history_detail'),
]

# The columns of Table E.1-1 in the order of ProfileOption, by their headings there and in Table E.3.4-1.
OPTIONS = ['Rtn. Safe Priv. Opt.', 'Rtn. UIDs Opt.', 'Rtn. Dev. Id. Opt.', 'Rtn. Inst. Id. Opt.', 'Rtn. Pat. Chars. Opt.',
           'Rtn. Long. Full Dates Opt.', 'Rtn. Long. Modif. Dates Opt.', 'Clean Desc. Opt.', 'Clean Struct. Cont. Opt.', 'Clean Graph. Opt.']
OPTION_NAMES = 'retain safe private, UIDs, device, institution, patient characteristics, full dates, modified dates; clean descriptors, ' \
               'structured content, graphics'

# PS3.6 attributes newer than pydicom's dictionary whose VR does not follow from the name; read from dictionaries of editions since 2024b.
# With the greatest VM.
NEWER = {'(0010,0012)': ('LT', '1'), '(0010,0013)': ('UT', '1'), '(0010,0016)': ('UT', '1'), '(0010,0042)': ('UT', '1'), '(0010,0045)': ('UT', '1'),
         '(0010,0047)': ('UR', '0'), '(0010,2162)': ('UC', '0')}

# PS3.6 Table A-1 entries newer than pydicom's.
NEWER_CLASSES = {
    '1.2.840.10008.5.1.4.1.1.9.100.1': 'Waveform Presentation State Storage',
    '1.2.840.10008.5.1.4.1.1.9.100.2': 'Waveform Acquisition Presentation State Storage',
    '1.2.840.10008.5.1.4.1.1.66.7': 'Label Map Segmentation Storage',
    '1.2.840.10008.5.1.4.1.1.66.8': 'Height Map Segmentation Storage',
}

# SOP classes that vendors defined for themselves. Each stands in the lists of at least two independent toolkits.
VENDOR_CLASSES = {
    '1.2.392.200036.9116.7.8.1.1.1': 'Toshiba US Image Storage',
    '1.2.392.200036.9125.1.1.2': 'Fuji CR Image Storage',
    '1.2.840.113543.6.6.1.3.10002': 'Philips HP Live 3D 02 Storage',
    '1.2.840.113619.4.2': 'GE MR Image Storage',
    '1.2.840.113619.4.3': 'GE CT Image Storage',
    '1.2.840.113619.4.26': 'GE 3D Model Storage',
    '1.2.840.113619.4.27': 'GE Nuclear Medicine Storage',
    '1.2.840.113619.4.30': 'GE PET Raw Data Storage',
    '1.3.12.2.1107.5.9.1': 'Siemens CSA Non-Image Storage',
    '1.3.12.2.1107.5.99.3.10': 'Siemens CT MR Volume Storage',
    '1.3.12.2.1107.5.99.3.11': 'Siemens AX Frame Sets Storage',
    '1.3.46.670589.2.3.1.1': 'Philips Specialised XA Storage',
    '1.3.46.670589.2.4.1.1': 'Philips CX Image Storage',
    '1.3.46.670589.2.5.1.1': 'Philips 3D Presentation State Storage',
    '1.3.46.670589.5.0.1': 'Philips Volume Storage',
    '1.3.46.670589.5.0.1.1': 'Philips Volume 2 Storage',
    '1.3.46.670589.5.0.2': 'Philips 3D Object Storage',
    '1.3.46.670589.5.0.2.1': 'Philips 3D Object 2 Storage',
    '1.3.46.670589.5.0.3': 'Philips Surface Storage',
    '1.3.46.670589.5.0.3.1': 'Philips Surface 2 Storage',
    '1.3.46.670589.5.0.4': 'Philips Composite Object Storage',
    '1.3.46.670589.5.0.7': 'Philips MR Cardio Profile Storage',
    '1.3.46.670589.5.0.8': 'Philips MR Cardio Storage',
    '1.3.46.670589.5.0.9': 'Philips CT Synthetic Image Storage',
    '1.3.46.670589.5.0.10': 'Philips MR Synthetic Image Storage',
    '1.3.46.670589.5.0.11': 'Philips MR Cardio Analysis Storage',
    '1.3.46.670589.5.0.11.1': 'Philips MR Cardio Analysis 2 Storage',
    '1.3.46.670589.5.0.12': 'Philips CX Synthetic Image Storage',
    '1.3.46.670589.5.0.13': 'Philips Perfusion Storage',
    '1.3.46.670589.5.0.14': 'Philips Perfusion Image Storage',
    '1.3.46.670589.11.0.0.12.1': 'Philips MR Spectrum Storage',
    '1.3.46.670589.11.0.0.12.2': 'Philips MR Series Data Storage',
    '1.3.46.670589.11.0.0.12.3': 'Philips MR Color Image Storage',
    '1.3.46.670589.11.0.0.12.4': 'Philips MR Examcard Storage',
}

NEMA = 'DICOM PS3.15 2026c (c) NEMA'
PYDICOM = 'PS3.6 2024c (c) NEMA, by way of pydicom 3.0.2 (MIT)'
HIGHDICOM = 'PS3.3 (c) NEMA, by way of highdicom 0.28.2 (MIT)'
TYPES = ['1', '1C', '2', '2C', '3']  # strictest first, but see strictness()


def row_kind(row, at):
    # What Clean Descriptors cleans is a description, whatever its name ends in: "Protocol Name" names nobody.
    return 'free_text' if row[at['Clean Desc. Opt.']] else kind(plain(row[0]))


def kind(name):
    return next((value for pattern, value in KINDS if re.search(pattern, name)), 'free_text')


def write(path, comments, rows):
    lines = ['# ' + line for line in comments + ['Written by scripts/make_dicom_tables.py.']]
    lines += ['\t'.join(row) for row in rows]
    assert all(ord(c) < 128 for line in lines for c in line), path
    path.write_text('\n'.join(lines) + '\n', encoding='ascii')
    print(f'{path.name}: {len(rows)} rows, {path.stat().st_size} bytes')


def plain(text):
    """One line, and only ASCII: the tables quote typographic apostrophes and micro signs in names."""
    text = ' '.join(text.replace('\u2019', "'").replace('\u00b5', 'u').replace('\u200b', '').split())
    return text.encode('ascii', 'replace').decode()


def confidentiality(standard):
    table = json.loads((standard / 'annexE_tables_2026c.json').read_text())['E.1-1']['rows']
    at = {heading: column for column, heading in enumerate(table[0])}
    rows = [[row[at['Tag']], plain(row[0]), row[at['Basic Prof.']], row_kind(row, at)] + [row[at[o]] for o in OPTIONS]
            for row in sorted(table[1:], key=lambda r: r[at['Tag']])]
    names = {row['tag'] for row in json.loads((standard / 'E.1-1_2026c.json').read_text())['rows']}
    assert names == {row[0] for row in rows}, 'the two readings of Table E.1-1 differ'
    return rows


def safe_private(standard):
    rows = []
    for tag, creator, vr, vm, _ in json.loads((standard / 'annexE_tables_2026c.json').read_text())['E.3.10-1']['rows'][1:]:
        group, element = re.fullmatch(r'\(([0-9A-Fa-f]{4}),xx([0-9A-Fa-f]{2})\)', tag).groups()
        rows.append([plain(creator), group.upper(), element.upper(), vr, vm])
    return sorted(rows)


def concepts(standard):
    table = json.loads((standard / 'annexE_tables_2026c.json').read_text())['E.3.4-1']['rows']
    at = {heading: column for column, heading in enumerate(table[0])}
    rows = [[row[at['Coding Scheme Designator']], row[at['Code Value']], row[at['Value Type']], plain(row[at['Code Meaning']]),
             row[at['Basic Prof.']], kind(plain(row[at['Code Meaning']]))] + [row[at[o]] if o in at else '' for o in OPTIONS]
            for row in table[1:]]
    return sorted(rows)


def max_values(vm):
    """'1' 1, '2-4' 4, '1-n' and '2-2n' any number (0)."""
    last = vm.split('-')[-1]
    return '0' if last.endswith('n') else last


def dotted(number):
    text = number if isinstance(number, str) else f'{number:08X}'
    return f'({text[:4]},{text[4:]})'


def dictionary(pydicom, named):
    rows = {}
    for source in (pydicom['DicomDictionary'], pydicom['RepeatersDictionary']):
        for number, (vr, vm, name, _, keyword) in source.items():
            if vr == 'NONE':  # items and delimiters are structure, not attributes
                continue
            if not keyword:  # "retired - blank": PS3.6 does not say what such an attribute holds, so nobody may keep it
                print(f'dictionary: {dotted(number)} is retired without a name; left out')
                continue
            rows[dotted(number)] = [dotted(number), vr.replace(' or ', '/'), max_values(vm), keyword]
    for tag, name, *_ in named:
        if tag in rows or not re.fullmatch(r'\([0-9A-F]{4},[0-9A-F]{4}\)', tag):
            continue
        vr, vm = NEWER.get(tag) or next(((v, '1') for end, v in NAMED_VRS if name.endswith(end)), (None, None))
        if not vr:
            print(f'dictionary: {tag} {name} is newer than pydicom and its VR is not known; left out')
            continue
        words = [word[0].upper() + word[1:] for word in re.sub("[^A-Za-z0-9 ]", '', name).split()]
        rows[tag] = [tag, vr, vm, ''.join(words)]
    return sorted(rows.values())


# In all of PS3.6 2024c these endings have no other VR, but for five CS named "... Sequence" of MR pulses and compression.
NAMED_VRS = [(' Sequence', 'SQ'), (' DateTime', 'DT'), (' URI', 'UR')]


def uids(pydicom):
    rows = {uid: [uid, kind_, plain(name)] for uid, (name, kind_, *_) in pydicom['UID_dictionary'].items()}
    rows.update({uid: [uid, 'SOP Class', name] for uid, name in NEWER_CLASSES.items() if uid not in rows})
    rows.update({uid: [uid, 'Private SOP Class', name] for uid, name in VENDOR_CLASSES.items()})
    return sorted(rows.values())


def strictness(type_):
    """Order of AttributeType: 3 < 2C < 2 < 1C < 1."""
    return ['3', '2C', '2', '1C', '1'].index(type_)


def by_type(attributes):
    return [' '.join(sorted(tag for tag, type_ in attributes.items() if type_ == wanted)) for wanted in TYPES]


def close_document_relationships(top, nested):
    """PS3.3 C.17.3.1: the Document Relationship Macro contains itself, so an item of Content Sequence may hold whatever the document's
    root may. highdicom stops after the first level."""
    root = top.get('sr-document-content', {})
    items = nested['sr-document-content']['0040A730']
    for tag, type_ in root.items():
        items.setdefault(tag, type_)
    assert items['0040A730'] == '1C'


def module_tables(modules, used, tag_of):
    """Per module: the attributes at the top level, and those of the items of each sequence at whatever depth."""
    top, nested = defaultdict(dict), defaultdict(lambda: defaultdict(dict))
    for name in used:
        for attribute in modules[name]:
            place = nested[name][tag_of[attribute['path'][-1]]] if attribute['path'] else top[name]
            tag = tag_of[attribute['keyword']]
            if tag not in place or strictness(attribute['type']) > strictness(place[tag]):
                place[tag] = attribute['type']
    close_document_relationships(top, nested)
    return top, nested


def iod_types(standard, pydicom):
    modules, iods, classes = (json.loads((standard / f'{name}.json').read_text())
                              for name in ('module_attribute_map', 'iod_module_map', 'sop_class_iod_map'))
    # A repeating group stands for all of its groups: 60xx is written 6000.
    tag_of = {keyword: f'{number:08X}' for number, (*_, keyword) in pydicom['DicomDictionary'].items() if keyword}
    tag_of.update({keyword: number.replace('x', '0') for number, (*_, keyword) in pydicom['RepeatersDictionary'].items()})
    missing = {iod: [m['key'] for m in iods[iod] if m['key'] not in modules] for iod in set(classes.values())}
    for iod in sorted(iod for iod, names in missing.items() if names):
        print(f'iod_types: {iod} lacks {missing[iod]}; its SOP classes are left out, as unknown ones')
    classes = {uid: iod for uid, iod in classes.items() if not missing[iod]}
    used = sorted({m['key'] for iod in classes.values() for m in iods[iod]})
    top, nested = module_tables(modules, used, tag_of)
    sets, rows = {}, []
    for name in used:
        references = []
        for parent, attributes in sorted(nested[name].items()):
            number = sets.setdefault(tuple(by_type(attributes)), len(sets))
            references.append(f'{parent}:{number}')
        rows.append(['module', name, *by_type(top[name]), ' '.join(references)])
    items = [['items', str(number), *columns] for columns, number in sets.items()]
    rows = items + rows
    rows += [['iod', iod, ' '.join(sorted({m['key'] for m in iods[iod]}))] for iod in sorted(set(classes.values()))]
    return rows + [['class', uid, iod] for uid, iod in sorted(classes.items())]


def main():
    standard, packages, out = map(Path, sys.argv[1:])
    pydicom = {}
    for name in ('_dicom_dict.py', '_uid_dict.py'):
        exec((packages / 'pydicom' / name).read_text(), pydicom)  # two modules of literals
    named = confidentiality(standard)
    write(out / 'confidentiality.tsv',
          [f'Application Level Confidentiality Profile, Table E.1-1. Source: {NEMA}.',
           'Columns: tag, name, basic profile action, kind of identifier, then the options ' + OPTION_NAMES + '.'], named)
    write(out / 'safe_private.tsv',
          [f'Safe private attributes, Table E.3.10-1. Source: {NEMA}.',
           'Columns: private creator, group, low byte of the element, VR (empty where the table gives none), VM.'], safe_private(standard))
    write(out / 'sr_concepts.tsv',
          [f'Content items of structured reports by concept name, Table E.3.4-1. Source: {NEMA}.',
           'Columns: coding scheme, code, value type, meaning, basic profile action, kind of identifier, then the options', OPTION_NAMES + '.'],
          concepts(standard))
    write(out / 'dictionary.tsv',
          [f'Data dictionary. Source: {PYDICOM}; attributes newer than that that Table E.1-1 names from {NEMA}.',
           'Columns: tag (x: any digit), VRs, greatest VM (0: any number), keyword. Retired attributes included.'], dictionary(pydicom, named))
    write(out / 'iod_types.tsv',
          [f'Types of attributes by SOP class. Source: {HIGHDICOM}.',
           'items NUMBER, then the tags of Type 1, 1C, 2, 2C, 3: what an item of a sequence may hold.',
           'module NAME, then the tags of Type 1, 1C, 2, 2C, 3 at the top level, then SEQUENCE:NUMBER of its items, at whatever depth.',
           'iod NAME MODULES. class UID IOD. Tags of repeating groups stand as 6000.'],
          iod_types(packages / 'highdicom' / '_standard', pydicom))
    write(out / 'uids.tsv',
          [f'Registered UIDs. Source: {PYDICOM}.', 'Columns: UID, type, name. Private SOP Class: a vendor\'s own, of public toolkit lists.'],
          uids(pydicom))


if __name__ == '__main__':
    main()
