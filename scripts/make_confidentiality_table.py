#!/usr/bin/env python3
"""Writes policy/dicom/confidentiality.tsv from DICOM PS3.15 Table E.1-1. For maintainers, when a new edition appears.

    make_confidentiality_table.py E.1-1_2026c.json > policy/dicom/confidentiality.tsv

The input is the table as JSON: {"source": ..., "rows": [{"name", "tag", "basicProfile"}, ...]}. The kind of identifier
is derived from the attribute's name by the patterns below; the first that matches wins. Standard library only.
"""
import json
import re
import sys

KINDS = [
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


def kind(name):
    for pattern, value in KINDS:
        if re.search(pattern, name):
            return value
    return 'free_text'


def main():
    table = json.load(open(sys.argv[1]))
    print('# Basic Application Level Confidentiality Profile, Table E.1-1. Source: ' + table['source'] + '.')
    print('# Written by scripts/make_confidentiality_table.py. Columns: tag, name, basic profile action, kind of identifier.')
    for row in sorted(table['rows'], key=lambda r: r['tag']):
        if re.fullmatch(r'\([0-9A-Fx]{4},[0-9A-Fx]{4}\)', row['tag']):
            name = ' '.join(row['name'].split())
            print(row['tag'], name, row['basicProfile'], kind(name), sep='\t')


if __name__ == '__main__':
    main()
