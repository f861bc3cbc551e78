"""What stands on clinical pictures, invented: names, numbers and dates as often as side, view and technique, and what differs from these by a letter.
Every text is learnt as it is written, so that "RAD" is not read as "RAO" because the latter is frequent."""
import random
import string

SYLLABLES = ("an ber cha dou el fer gar hus il jo kov lee mar nov ok pat qui ros sin tan ul vas wil xu yil za mc o' de van der al kh nd rr ts "
             "shi mei ngu yen ra ja ko wal ski es ez ian iou opo los").split()
SIDES = "L R LEFT RIGHT Left right LT RT Lt Rt".split()
VIEWS = ("AP PA LAT AXIAL OBL LAO RAO ERECT UPRIGHT SUPINE PRONE PORTABLE MOBILE LATERAL CC MLO LMLO RCC A P H F S I SEMI-ERECT DECUBITUS "
         "STANDING SITTING SAG COR TRA SAGITTAL CORONAL TRANS LONG SUBCOSTAL PLAX PSAX A4C Inspiration Expiration").split()
ORGANS = ("LIVER KIDNEY SPLEEN PANCREAS GB IVC CBD AORTA UTERUS OVARY THYROID BLADDER HEAD CHEST ABDOMEN PELVIS HAND FOOT KNEE SPINE L-SPINE "
          "C-SPINE Colon Caecum Ileum Antrum Duodenum PROSTATE BREAST LOBE VEIN ARTERY Portal Carotid MCA UA FHR BPD HC AC FL").split()
TECHNIQUE = ("kVp {3} kV {3} {3} kVp {2} mAs mA {3} mAs {2}.{1} {3}kV|{2} mAs TR {4} TE {2} TR{4} TE{2} TI {4} FA {2} FLAIR STIR DWI ADC T1 T2 "
             "T2 TSE PD FS W {3} L {2} WW:{4} WL:{3} WL: -{3} W{3} L{2} C {2} W {4} FOV {2}cm {2}.{1} cm {1}.{2} cm {2} mm {1}.{1} mm {3} HU Dist {1}.{2} cm "
             "D1 {2}.{1} mm Depth {2}cm D {2}.{1}cm MI {1}.{1} TIS {1}.{1} TIs{1}.{1} Gn {2} Gain {2}% DR {2} {1}.{1}MHz {2}Hz {2} fps FR {2} Hz "
             "C{1}-{1} L{2}-{1} Im: {2}/{3} Se: {1} Im {2} Se {1} SL {1}.{1} Z: {3}% Zoom {1}.{1} {3}% {2}° HR {2} bpm DAP {1}.{2} EI {4} NBI WLI EH:A{1} "
             "PRF {1}.{1}kHz PSV {2}.{1} cm/s RI 0.{2} EF {2}% BIS {2} SpO2 {2}")
LABELS = ("Name: Pt: Patient: ID: MRN MRN: Acc# ACC: DOB: D.O.B. geb. Age: Sex: Op: Tech: Ref: DR Dr. Prof. Mr Mrs. Ms Date: Time: Study: Exam: "
          "S/N: Station: Room: Tel Ph. Fax NHS No: PID").split(" ")
MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
PLACES = "HOSPITAL CLINIC General Imaging Medical Center Klinikum CHU NHS Trust Radiology Infirmary University HEALTH Ultrasound Dept.".split()
SIGNS = ".,:;/-+#()[]^*%°=_'&<>"


def digits(count):
    return "".join(random.choice(string.digits) for _ in range(count))


def name():
    word = "".join(random.choice(SYLLABLES) for _ in range(random.randint(1, 4))).capitalize()
    return random.choice((word, word.upper(), word.upper()))


def number():
    return random.choice((digits(random.randint(1, 12)), f"{digits(random.randint(1, 3))}.{digits(random.randint(1, 2))}", "-" + digits(random.randint(1, 3)),
                          f"{random.choice(string.ascii_uppercase)}{digits(random.randint(4, 8))}", f"{digits(3)} {digits(3)} {digits(4)}", f"{digits(2)}-{digits(2)}-{digits(6)}"))


def moment():
    day, month, year = f"{random.randint(1, 31):02}", f"{random.randint(1, 12):02}", random.choice(("19", "20")) + digits(2)
    clock = f"{random.randint(0, 23):02}:{random.randint(0, 59):02}" + random.choice(("", f":{random.randint(0, 59):02}", " AM", " PM"))
    sign = random.choice("./-")
    return random.choice((f"{day}{sign}{month}{sign}{year}", f"{year}{sign}{month}{sign}{day}", f"{day}{sign}{month}{sign}{year[2:]}", year + month + day, clock,
                          f"{day}-{random.choice(MONTHS)}-{year}", f"{random.choice(MONTHS)} {day} {year}", f"{day}.{month}.{year} {clock}"))


def technique():
    words = TECHNIQUE.split(" ")
    start = random.randrange(len(words))
    text = " ".join(words[start:start + random.choice((1, 2, 2, 3, 4))]).replace("|", " ")
    for count in "1234":
        while "{" + count + "}" in text:
            text = text.replace("{" + count + "}", digits(int(count)), 1)
    return text


def person():
    given = random.choice((name(), random.choice(string.ascii_uppercase) + random.choice(("", "."))))
    return random.choice((f"{name()}, {given}", f"{name()}^{given}", f"{given} {name()}", f"{name()} {given}", name(), f"{name()}/{given[:2].upper()}",
                          f"{name()} {given} [{random.choice('MFU')}]", f"{random.randint(1, 99)}{random.choice(('Y', ' Y ', 'y', ' years', 'Y/'))}{random.choice(('', 'M', 'F'))}"))


def marker():
    parts = random.choice(((SIDES,), (SIDES,), (VIEWS,), (VIEWS,), (ORGANS,), (SIDES, VIEWS), (VIEWS, SIDES), (SIDES, ORGANS), (VIEWS, VIEWS), (ORGANS, VIEWS)))
    return random.choice((" ", " ", " ", "-", "")).join(random.choice(part) for part in parts)


def changed(text):
    """The same but for one character: what must not be read as the frequent word."""
    at = random.randrange(len(text))
    letter = random.choice(string.ascii_uppercase + string.digits + string.ascii_lowercase)
    return random.choice((text[:at] + letter + text[at + 1:], text[:at] + text[at + 1:], text[:at] + letter + text[at:])).strip() or letter


def anything():
    alphabet = random.choice((string.ascii_uppercase, string.ascii_letters + string.digits, string.ascii_letters + string.digits + SIGNS + " ", string.digits + SIGNS))
    return "".join(random.choice(alphabet) for _ in range(random.choice((1, 1, 2, 2, 3, 4, 5, 6, 8, 12, 16))))


def text():
    kind = random.choices(("marker", "technique", "person", "moment", "number", "label", "place", "anything", "changed"), (17, 20, 14, 11, 8, 9, 4, 9, 8))[0]
    if kind == "label":
        made = random.choice(LABELS) + random.choice((" ", " ", "")) + random.choice((person, number, moment))()
    elif kind == "place":
        made = " ".join(random.choice(((name(), random.choice(PLACES)), ("ST", name(), random.choice(PLACES)), (random.choice(PLACES), name()))))
    elif kind == "changed":
        made = changed(random.choice((marker, technique))())
    else:
        made = {"marker": marker, "technique": technique, "person": person, "moment": moment, "number": number, "anything": anything}[kind]()
    if random.random() < 0.06:
        made = made + " " + random.choice((marker, number, moment, person))()
    return " ".join(made.split())[:40].strip()
