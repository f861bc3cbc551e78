"""Other ways the same post could have been written: labels move with the text. All chances are per post."""
import copy
import random
import re

from posts import LABELLED_FIELDS, class_of, set_text, text_of

FIRST = """Aarav Abena Abdullah Adaeze Aiko Aleksandr Amara Amina Ana Andrzej Anjali Arjun Aylin Babatunde Beatriz Bilal Bogdan Bukola Camila
Carlos Chen Chiara Chidi Chloe Declan Deepa Diego Dimitri Eilidh Ekaterina Elif Emeka Emma Esperanza Fatima Fiona Florian Francesca Giulia Gurpreet Hamza
Hannah Haruto Hassan Hiroshi Ibrahim Imran Ines Ingrid Isabella Ivan Jamal Jasmine Jorge José Juan Kamala Karthik Katarzyna Kwame Lakshmi Lars Layla Li
Lucas Luis Maria Mariana Marta Mehmet Mei Miguel Mohammed Nadia Naveen Neha Nguyen Niamh Nkechi Noor Olga Oluwaseun Omar Pablo Patel Pedro Piotr Priya
Rahul Rajesh Ravi Rohan Rosa Ruth Sadia Sanjay Santiago Sara Sean Seo-yeon Sibusiso Sofia Sunita Svetlana Tadeusz Tariq Thabo Thomas Uchenna Valentina
Vikram Wanjiru Wei Xin Yasmin Yusuf Zainab Zanele Mary James Patricia Robert Linda Michael Susan David Karen Joan Doris Frank Betty George Kevin Tracy
Brandon Tyler Ashley Brittany Doreen Mavis Stan Len Walt Earl Hank Peggy Dot""".split()
LAST = """Abadi Acheampong Adeyemi Ahmed Ali Alvarez Banda Banerjee Bauer Begum Bianchi Brown Campbell Castillo Chan Chaudhary Chukwu Cohen Costa
Cruz Dang Das Davies Deshmukh Diallo Dlamini Dubois Edwards Eze Fernandes Fernandez Fischer Garcia Ghosh Gonzalez Green Gupta Haddad Hall Hansen Hernandez
Hill Hoang Hussain Iyer Jackson Jansen Jensen Johnson Jones Joshi Kamau Kaur Khan Kim Kowalski Kumar Lee Lewis Lim Lopez Mahlangu Martin Martinez Mbeki
McCarthy Mehta Mensah Meyer Mishra Moreau Müller Murphy Mwangi Nair Nakamura Ncube Nguyen Novak O'Brien Odhiambo Okafor Okonkwo Olsen Osei Ozturk Pandey
Park Patel Pereira Perez Petrov Pham Phiri Pillai Popescu Rahman Ramirez Rao Reddy Rivera Robinson Rodriguez Rossi Sato Schmidt Sharma Silva Singh Smith
Suzuki Tanaka Taylor Thapa Thompson Torres Tran Usman Verma Walker Wang White Williams Wilson Wong Wright Yadav Yamamoto Yilmaz Zhang""".split()
TOWNS = """Leeds Hull Swansea Dundee Cork Galway Geelong Dunedin Hamilton Halifax Regina Tucson Boise Omaha Fresno Akron Mobile Lagos Kano
Kumasi Nairobi Mombasa Durban Pune Nagpur Indore Kochi Mysuru Lucknow Guwahati Karachi Multan Lahore Dhaka Sylhet Kandy Cebu Davao Penang Hanoi Busan
Osaka Sendai Wuhan Chengdu Lyon Nantes Bilbao Sevilla Porto Braga Torino Bari Köln Leipzig Graz Basel Gent Utrecht Aarhus Bergen Turku Gdańsk Brno Split
Cluj Izmir Bursa Amman Jeddah Muscat Oran Sousse Lima Cusco Cali Rosario Córdoba Recife Natal Monterrey Puebla Quito""".split()


def replace(post, field, start, end, text):
    """text[start:end] of the field becomes `text`; spans behind move, spans around stretch. Nothing may straddle the ends."""
    old = text_of(post, field)
    set_text(post, field, old[:start] + text + old[end:])
    moved = len(text) - (end - start)
    for s in post["spans"]:
        if s["field"] == field:
            if s["start"] >= end:
                s["start"] += moved
            if s["end"] >= end:
                s["end"] += moved


def relabel(post):
    labels = [s["label"] for s in post["spans"]]
    known = post["class"]
    new = class_of(labels)
    # Where the spans stayed as they were the writer's own word counts (whose a handle is, stands in no label).
    post["class"] = known if sorted(labels) == sorted(post["labels_given"]) else new


def other_names(post, rng):
    for s in list(post["spans"]):
        if s["label"] not in ("NAME_PATIENT", "NAME_RELATIVE", "NAME_CLINICIAN", "PLACE") or rng.random() > 0.6:
            continue
        text = text_of(post, s["field"])[s["start"]:s["end"]]
        if any(o is not s and o["field"] == s["field"] and s["start"] < o["end"] and o["start"] < s["end"] and
               not (o["start"] <= s["start"] and s["end"] <= o["end"]) for o in post["spans"]):
            continue
        if s["field"] == "handle" or not re.fullmatch(r"[^\W\d_][\w'-]+( [^\W\d_][\w'-]+)?", text):
            continue
        if s["label"] == "PLACE":
            new = rng.choice(TOWNS)
        else:
            new = rng.choice(FIRST) + (" " + rng.choice(LAST) if " " in text else "")
        replace(post, s["field"], s["start"], s["end"], new.lower() if text.islower() else new.upper() if text.isupper() else new)


def other_digits(post, rng):
    for s in post["spans"]:
        if s["label"] not in ("AGE_EXACT", "ID_NUMBER", "DATE_ABS", "CONTACT") or rng.random() > 0.5:
            continue
        text = text_of(post, s["field"])
        new = "".join(rng.choice("123456789" if s["label"] == "AGE_EXACT" else "0123456789") if "0" <= c <= "9" else c
                      for c in text[s["start"]:s["end"]])
        if s["label"] == "DATE_ABS" and re.search(r"(19|20)\d\d", text[s["start"]:s["end"]]):
            continue
        set_text(post, s["field"], text[: s["start"]] + new + text[s["end"]:])


SENTENCE = re.compile(r"[^.!?\n]+[.!?\n]*\s*")


def shorter(post, rng):
    """One sentence less; spans in it are gone and the class follows. A span that straddles sentences keeps them."""
    parts = [m.span() for m in SENTENCE.finditer(post["caption"])]
    if len(parts) < 2:
        return
    a, b = rng.choice(parts)
    inside = [s for s in post["spans"] if s["field"] == "caption" and s["start"] < b and s["end"] > a]
    if any(s["start"] < a or s["end"] > b for s in inside):
        return
    # What makes a post one about a patient may have been said in that sentence: spans elsewhere in the words must remain.
    if post["about_patient"] and b - a > 0.6 * len(post["caption"]):
        return
    post["spans"] = [s for s in post["spans"] if s not in inside]
    replace(post, "caption", a, b, "")


def cleaned(post, rng):
    """Nothing identifying is left: sentences with spans go, and so does the account. Still about a patient, unless too little remains."""
    parts = [m.span() for m in SENTENCE.finditer(post["caption"])]
    spans = [s for s in post["spans"] if s["field"] == "caption"]
    kept = [(a, b) for a, b in parts if not any(s["start"] < b and s["end"] > a for s in spans)]
    caption = "".join(post["caption"][a:b] for a, b in kept).strip()
    if len(caption) < 40 or len(caption) < 0.4 * len(post["caption"]):
        return
    post["caption"] = caption
    if any(s["field"] == "alt_text" for s in post["spans"]):
        post["alt_text"] = ""
    if any(s["field"] not in ("caption", "alt_text") for s in post["spans"]):
        post["account"] = dict(post["account"], handle="", location="", bio=rng.choice(["", "Surgeon", "ED doctor", "radiographer", "IR", "MD"]))
    post["spans"] = []


def other_account(post, rng, pool):
    """The account of another post that is (or is not) about a patient too, with what is labelled in it."""
    if rng.random() < 0.35:  # nobody in particular
        post["account"] = {"name": "", "handle": "", "bio": "", "location": ""}
        spans = []
    else:
        other = rng.choice(pool)
        post["account"] = dict(other["account"])
        spans = [dict(s) for s in other["spans"] if s["field"] not in ("caption", "alt_text")] if post["about_patient"] else []
        if post["about_patient"] and not other["about_patient"]:
            return False  # its places were not labelled
    post["spans"] = [s for s in post["spans"] if s["field"] in ("caption", "alt_text")] + spans
    return True


def typing(post, rng):
    """Slips of the finger in the caption, one letter in thirty, never in digits."""
    text = list(post["caption"])
    out, place = [], []
    for i, c in enumerate(text):
        place.append(len(out))
        if c.isalpha() and rng.random() < 1 / 30:
            kind = rng.random()
            out += [] if kind < 0.3 else [c, c] if kind < 0.6 else [rng.choice("aeiorstnl")]
        else:
            out.append(c)
    place.append(len(out))
    post["caption"] = "".join(out)
    for s in post["spans"]:
        if s["field"] == "caption":
            s["start"], s["end"] = place[s["start"]], place[s["end"]]


def casing(post, rng):
    how = rng.random()
    for field in ("caption", "alt_text", "bio", "location"):
        text = text_of(post, field)
        new = text.lower() if how < 0.75 else text.upper()
        if len(new) == len(text):
            set_text(post, field, new)


def emoji(post, rng):
    a = rng.choice([m.end() for m in re.finditer(r"[.!?]\s|$", post["caption"])])
    if any(s["field"] == "caption" and s["start"] < a < s["end"] for s in post["spans"]):
        return
    replace(post, "caption", a, a, rng.choice([" 😷", " 🩻 ", " 🙏", " 😂😂", " ❤️", " 🤯 ", " 👇", " #FOAMed", " #MedTwitter", " 🧵", " 1/4"]))


def augmented(post, rng, patients, others):
    post = copy.deepcopy(post)
    post["labels_given"] = [s["label"] for s in post["spans"]]
    if rng.random() < 0.35:
        before = copy.deepcopy(post)
        if not other_account(post, rng, patients if post["about_patient"] else others):
            post = before
    if post["about_patient"] and post["spans"] and rng.random() < 0.15:
        cleaned(post, rng)
    elif rng.random() < 0.2:
        shorter(post, rng)
    if rng.random() < 0.5:
        other_names(post, rng)
    if rng.random() < 0.5:
        other_digits(post, rng)
    if rng.random() < 0.1:
        typing(post, rng)
    if rng.random() < 0.12:
        casing(post, rng)
    if rng.random() < 0.1:
        emoji(post, rng)
    post["spans"] = [s for s in post["spans"] if s["end"] > s["start"]]
    assert all(s["field"] in LABELLED_FIELDS for s in post["spans"])
    relabel(post)
    return post
