"""plain.py N SEED > plain.marked.jsonl: plain sentences of a case, with what identifies and without it.

People who write posts by hand for a purpose avoid the obvious; people in clinics write it. One template a post, slots from small lists of
invented words; nearly half of the cases are the same sentences with a band, no date and no place. plain.toml has the same in six other languages, and
what only looks like it: animals, mannequins, colleagues, the writer's own illness. Not one of the writers: only for training."""
import json
import random
import re
import sys
import tomllib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
import posts  # noqa: E402
from unmark import unmark  # noqa: E402

AGES = "3 7 11 16 19 23 28 31 36 42 45 47 52 55 58 61 66 67 70 73 78 81 86 91".split()
JOBS = """teacher|plumber|farmer|bus driver|taxi driver|retired nurse|chef|electrician|baker|builder|fisherman|lorry driver|librarian|postman|hairdresser|dancer
carpenter|shop assistant|police officer|retired miner|student nurse|gardener|roofer|footballer|accountant|cleaner|security guard|welder""".replace("\n", "|").split("|")
TOWNS = """Leeds Hull Cork Dundee Swansea Norwich Galway Derby Bradford Glasgow Pune Lagos Nairobi Kumasi Manila Lahore Durban Perth Hobart Toledo Boise
Memphis Halifax Regina Lyon Nantes Sevilla Porto Bari Graz Leipzig Utrecht Malmö Tampere Kraków Izmir Medan Cebu Mombasa Accra""".split()
NAMES = """Margaret Tommy Aisha John Rosa Kofi Priya Ivan Maria Tunde Fatima George Mei Lucas Anna Samuel Grace Omar Elena Peter Sunita Carlos Amina Hannah""".split()
SURNAMES = "Miller Adeyemi Okafor Patel Kowalski Rossi Sharma Nguyen Hughes Silva Novak Dubois Larsen Khan Mensah Becker O'Brien Tanaka".split()
PLACES = "St Agnes|Riverside|Northfield|Queen Elara|Harrow Park|Mercy Lane|Lakeview|St Brannoc|Kingsmead|Valley View".split("|")
HOSPITALS = "Hospital|General Hospital|Infirmary|Medical Center|Clinic|Maternity|Children's Hospital".split("|")
FINDINGS = """chest pain, LAD occluded|appendicitis|a ruptured aneurysm|a hip fracture|breast cancer|pneumonia|a polyp at 30 cm|an open book pelvis|a subdural|a Meckel's|gallstones
intussusception|a cleft palate|a torn ACL|retinal detachment|a kidney stone|melanoma on the back|a diabetic foot wound|hydatid disease|bowel obstruction|a scaphoid fracture|tonsillitis
a brain abscess|DVT|pulmonary embolism|caries in the lower left molar|acute angle closure|psoriasis|a thyroid nodule|an ectopic pregnancy|a burst appendix|a stab wound to the chest""".replace("\n", "|").split("|")
DONE = """operated|stented|fixed|repaired|seen in clinic|scanned|scoped|admitted|discharged|transferred to us|intubated|delivered|thrombolysed|drained|biopsied""".split("|")
DATES_REL = "yesterday|last night|this morning|today|on Friday|on Tuesday|last Tuesday|this weekend|an hour ago|two days ago|tonight|on Monday|just now".split("|")
DATES_ABS = "on {3 March 2024}|on {12/04/2025}|on {June 14}|on {2 Feb}|on {Christmas Eve}|in {May 2023}".split("|")
BANDS = "middle-aged|elderly|young adult|adult|older|teenage".split("|")
ACCOUNTS = [("Dr Ana Lowe", "ana_ortho", "Surgeon. Own views.", "UK"), ("Sam K", "samk_ed", "ED doc", ""), ("A", "b", "", ""), ("RadCases", "radcases", "Teaching cases", ""),
            ("Dr P", "drp_md", "Physician, runner", "India"), ("endo_notes", "endo_notes", "", ""), ("Nurse Jo", "jo_rn", "RN, coffee", "USA"), ("Scope & Slice", "scopeslice", "GI pictures", "Canada"),
            ("Dr T", "drt", "Consultant radiologist | tweets are mine", "Ireland"), ("Case of the day", "cotd_xr", "x-rays", ""), ("M. Osei", "mosei_surg", "General surgery", "Ghana")]
RISKY = """[AGE] [JOB] with [F], [DONE] [DATE].|Our [AGESEX] [JOB] came in [DATE] with [F].|[NAME], {AGE_EXACT:[N]}, [JOB] from [TOWN]. [F2] [DONE] [DATE].|[AGESEX], [F], [DONE] [DATE].
[N]-year-old [JOB], [TOWN], [F] after a fall [DATE].|This is [NAME], our [AGEYO] [JOB] from [TOWN], with [F].|My [AGESEX] patient came in [DATE] at [HOSP] in [TOWN] with [F].|[JOBCAP], {AGE_EXACT:[N]}, [F] near [TOWN] [DATE].
[AGESEX] from [TOWN], [DATE], [F]. [CLIN] did the case.|Wound healing well in our [AGE] man from [TOWN], week 3.|Mrs [SUR], {AGE_EXACT:[N]}, came back [DATE] for her check.|Patient [FULL], DOB {DATE_ABS:12/04/1961}, CT abdomen.
Hospital number {ID_NUMBER:4471820}, [AGESEX], colonoscopy with [F].|[AGESEX] [F], seen in clinic [DATE].|Little [NAME], {AGE_EXACT:6}, [F] [DATE]. Brave girl.|[AGE] woman transferred from [TOWN] with [F].
[F2] in a [AGE] [JOB]. [DONECAP] [DATE].|Lady from [TOWN] with [F], [DONE] [DATE].|Chest x-ray of a [JOB] from [TOWN]: [F].|[AGESEX]. [F2]. [HOSP].
Just [DONE]: [AGESEX] with [F].|[TOWN] [DATE]: man with [F], straight to theatre.|[NAME] did so well [DATE]. [F2] gone.|[AGE] lady, [F], [DONE] at [HOSP].
Our own {OCCUPATION:[JOB2]}'s [F3], [DONE] [DATE].|[NAME], {AGE_EXACT:[N]}, fell off the trampoline in [TOWN], elbow pinned.|[JOBCAP], {AGE_EXACT:[N]}, off a ladder, [F], [DONE] [DATE].
Grandad of {AGE_EXACT:[N]} from [TOWN], [F].|A boy of {AGE_EXACT:7}, swallowed magnets, out with the scope [DATE].|Bed 3, Mrs [SUR], [F], better since {DATE_REL:Saturday}.
[NAME] from the bakery, {AGE_EXACT:[N]}, [F], [DONE] [DATE].""".replace("\n", "|").split("|")
CLEAN = """[BAND] man with [F], [DONE].|Our [BAND] patient came in with [F].|[BAND] woman, [F], [DONE], home after two days.|Patient in their 50s with [F] after a fall.|Woman in her 60s, [F].
Wound healing well in our [BAND] patient, week 3.|[F2] in a [BAND] patient. [DONECAP].|CT abdomen: [F]. [DONECAP] without complication.|A toddler with [F], [DONE].|[BAND] man transferred with [F].
Colonoscopy with [F] in a patient over 70.|Chest x-ray: [F].|Just [DONE]: [BAND] patient with [F].|Man in his 30s, [F], straight to theatre.""".replace("\n", "|").split("|")


def say(text):
    pick = random.choice
    n = pick(AGES)
    sex = pick("MF")
    date = f"{{DATE_REL:{pick(DATES_REL)}}}" if random.random() < 0.8 else pick(DATES_ABS).replace("{", "{DATE_ABS:")
    date = re.sub(r"\{DATE_REL:(on) ", r"\1 {DATE_REL:", date)
    finding = pick(FINDINGS)
    job = pick(JOBS)
    slots = {"AGESEX": f"{{AGE_EXACT:{n}{pick(['', 'yo', ' y/o '])}{sex}}}", "AGEYO": f"{{AGE_EXACT:{n}{pick(['yo', ' year old', '-year-old', 'y/o'])}}}",
             "AGE": f"{{AGE_EXACT:{n}{pick(['-year-old', ' year old', 'yo'])}}}", "N": n, "JOB": f"{{OCCUPATION:{job}}}", "JOBCAP": f"{{OCCUPATION:{job.capitalize()}}}",
             "TOWN": f"{{PLACE:{pick(TOWNS)}}}", "HOSP": f"{{INSTITUTION:{pick(PLACES)} {pick(HOSPITALS)}}}", "NAME": f"{{NAME_PATIENT:{pick(NAMES)}}}", "SUR": f"{{NAME_PATIENT:{pick(SURNAMES)}}}",
             "FULL": f"{{NAME_PATIENT:{pick(NAMES)} {pick(SURNAMES)}}}", "CLIN": f"{{NAME_CLINICIAN:Dr {pick(SURNAMES)}}}", "DATE": date, "F": finding,
             "JOB2": pick(JOBS), "F3": pick(["shoulder", "knee", "hip", "cataract", "gallbladder", "wrist", "hernia"]), "F2": finding.removeprefix("a ").removeprefix("an ").capitalize(), "DONE": pick(DONE), "DONECAP": pick(DONE).capitalize(), "BAND": pick(BANDS)}
    out = re.sub(r"\[([A-Z0-9]+)\]", lambda m: slots[m[1]], text)
    out = re.sub(r"^(\d+)-year-old", r"{AGE_EXACT:\1-year-old}", out)
    out = re.sub(r"\{([A-Z_]+):([^}]*)\}", r"[[\1|\2]]", out)
    out = out[0].upper() + out[1:] if out[0].islower() else out
    return out + random.choice(["", "", "", " #MedTwitter", " Thoughts?", " 🙏", " What would you do next?", "\n\n#radiology #surgery"])


def elsewhere(table, kind):
    """A template of plain.toml with its slots filled, and what follows the rest of the sentence."""
    text = re.sub(r"\[([A-Z]+)\]", lambda m: random.choice(table[m[1]]), random.choice(table[kind]))
    text = re.sub(r"\{([A-Z_]+):([^}]*)\}", r"[[\1|\2]]", text)
    start = text.index("|") + 1 if text.startswith("[[") else 0
    return text[:start] + text[start].upper() + text[start + 1:] + random.choice(["", "", " 🙏", "\n#medtwitter"])


def plain(i, tables):
    """(caption, about a patient): two of five posts of an English case tell nothing, one post in ten is none, three in ten are in another language."""
    if i % 10 == 3:
        return elsewhere(tables["not_a_patient"], "say"), False
    if i % 10 in (4, 8, 9):
        return elsewhere(tables[random.choice(sorted(set(tables) - {"not_a_patient"}))], random.choice(("risky", "risky", "clean"))), True
    return say(random.choice(RISKY if random.random() < 0.6 else CLEAN)), True


def main():
    count, seed = int(sys.argv[1]), int(sys.argv[2])
    random.seed(seed)
    tables = tomllib.loads((Path(__file__).parent / "plain.toml").read_text(encoding="utf-8"))
    for i in range(count):
        caption, about = plain(i, tables)
        name, handle, bio, location = random.choice(ACCOUNTS)
        labels = [s["label"] for s in unmark(caption, "caption")[1]]
        print(json.dumps({"id": f"plain-{seed}-{i}", "platform": "x", "account": {"name": name, "handle": handle, "bio": bio, "location": location, "visibility": "public"},
                          "caption": caption, "alt_text": "", "posted": "", "class": posts.class_of(labels), "about_patient": about, "why": "a plain sentence"}, ensure_ascii=False))


main()
