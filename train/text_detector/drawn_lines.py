"""Invented lines of writing, drawn over pictures, and where they stand. Names are from no record."""
import random
import string

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

FOLDER = "/usr/share/fonts/truetype/"
FONTS = [FOLDER + name for name in (
    "liberation/LiberationSans-Bold.ttf", "liberation/LiberationSans-Regular.ttf", "dejavu/DejaVuSansMono.ttf",
    "liberation/LiberationSerif-Regular.ttf", "dejavu/DejaVuSerif.ttf", "dejavu/DejaVuSans-Bold.ttf", "freefont/FreeSans.ttf",
    "freefont/FreeSerifItalic.ttf", "freefont/FreeMono.ttf", "dejavu/DejaVuSansCondensed.ttf", "liberation/LiberationMono-Regular.ttf",
    "dejavu/DejaVuSans.ttf", "noto/NotoSans-Regular.ttf", "noto/NotoSansMono-Regular.ttf", "noto/NotoSerif-Italic.ttf",
    "liberation/LiberationSansNarrow-Regular.ttf", "liberation/LiberationMono-Bold.ttf")]
STROKES = (cv2.FONT_HERSHEY_SIMPLEX, cv2.FONT_HERSHEY_PLAIN, cv2.FONT_HERSHEY_DUPLEX, cv2.FONT_HERSHEY_SCRIPT_SIMPLEX, cv2.FONT_HERSHEY_COMPLEX)
OTHER_SCRIPTS = (((0x4E00, 0x8FFF), FOLDER + "droid/DroidSansFallbackFull.ttf"), ((0x410, 0x44F), FOLDER + "dejavu/DejaVuSans.ttf"),
                 ((0x905, 0x939), FOLDER + "noto/NotoSansDevanagari-Regular.ttf"), ((0x627, 0x64A), FOLDER + "noto/NotoNaskhArabic-Regular.ttf"))
SURNAMES = "Smith Garcia Tanaka Okafor Mueller Hussain Patel Nguyen Kowalski Singh Yilmaz Evans Rossi Silva Johansson Abdi Cohen Kim Novak".split()
GIVEN = "John Maria Ali Grace Thomas Yuki Rahul Ivan Anna Peter Fatima Chen Lucia Omar".split()
MODES = ["light"] * 4 + ["auto"] * 3 + ["dark"] * 2 + ["inverted", "outline", "boxed"]
COLOURS = ((1, 1, 1), (0.2, 1, 1), (0.3, 1, 0.3), (1, 1, 0.3), (0.4, 0.7, 1), (1, 0.8, 0.6))

# What is fainter than this was not drawn to be seen; the network is neither praised nor blamed for it.
FAINTEST = 13


def digits(count):
    return "".join(random.choice(string.digits) for _ in range(count))


def line():
    name, given = random.choice(SURNAMES), random.choice(GIVEN)
    if random.random() < 0.5:
        name, given = name.upper(), given.upper()
    anything = string.ascii_letters + string.digits + " .-/:"
    return random.choice((
        f"{name}^{given}", f"{name}, {given}", f"Pt: {given} {name}", f"{given} {name}", f"DOB: {digits(2)}/{digits(2)}/19{digits(2)}",
        f"{random.randint(1, 31)} {random.choice(('JAN', 'FEB', 'MAR', 'SEP'))} {digits(4)}", f"20{digits(2)}-0{digits(1)}-{digits(2)}",
        f"{random.randint(0, 23):02}:{random.randint(0, 59):02}:{random.randint(0, 59):02}", f"MRN {digits(random.randint(5, 9))}",
        f"ID: {digits(8)}", f"Acc# {digits(9)}", f"Tel {digits(3)}-{digits(3)}-{digits(4)}", f"Dr. {name}",
        random.choice(("ST MARY HOSPITAL", "City General", "Apollo Imaging")), f"{random.randint(18, 95)}Y {random.choice('MF')}",
        f"W {digits(3)} L {digits(2)}", f"kVp {digits(3)}", random.choice(("R", "L", "A", "P", "AP ERECT", "PORTABLE", "LAT")),
        f"{digits(1)}.{digits(2)} cm", f"TE {digits(2)} TR {digits(4)}", f"Se: {digits(1)} Im: {digits(2)}/{digits(3)}",
        "".join(random.choice(anything) for _ in range(random.randint(3, 18))).strip() or "x", digits(random.randint(1, 12))))


def cropped(mask):
    rows, columns = np.where(mask > 20)
    return None if len(rows) == 0 else mask[rows.min():rows.max() + 1, columns.min():columns.max() + 1] / 255.0


def words():
    """What is written, and the font where only one has the letters."""
    if random.random() < 0.07:
        codes, font = random.choice(OTHER_SCRIPTS)
        return "".join(chr(random.randint(*codes)) if random.random() > 0.12 else " " for _ in range(random.randint(2, 10))).strip() or chr(codes[0]), font
    return line(), None


def glyphs(text, capital, font=None):
    """The words as 0..1, cut to their ink; nothing when they have none."""
    if font is None and random.random() < 0.2:
        face, thick = random.choice(STROKES), max(1, round(capital / random.choice((8, 10, 14)))) if capital > 12 else 1
        scale = capital / cv2.getTextSize("H", face, 1, 1)[0][1]
        (width, height), below = cv2.getTextSize(text, face, scale, thick)
        mask = np.zeros((height + below + 2 * thick + 8, width + 2 * thick + 8), np.uint8)
        smooth = cv2.LINE_AA if random.random() < 0.6 else cv2.LINE_8
        cv2.putText(mask, text, (thick + 4, height + thick + 2), face, scale, 255, thick, smooth)
        return cropped(mask)
    font = ImageFont.truetype(font or random.choice(FONTS), max(5, round(capital / 0.72)))
    left, top, right, bottom = font.getbbox(text)
    if right <= left or bottom <= top or right - left > 3000:
        return None
    picture = Image.new("L", (right - left + 4, bottom - top + 4))
    draw = ImageDraw.Draw(picture)
    if random.random() < 0.25:
        draw.fontmode = "1"
    draw.text((2 - left, 2 - top), text, fill=255, font=font)
    return cropped(np.asarray(picture))


def grown(quad, by):
    apart = quad - quad.mean(0)
    return quad.mean(0) + apart * (1 + by / np.maximum(np.linalg.norm(apart, axis=1, keepdims=True), 1))


def draw(picture, mask, centre, angle, contrast, mode, colour):
    """The quad of the line's ink, and where a change can be seen."""
    height, width = mask.shape
    pad, turn = 3, np.deg2rad(angle)
    c, s = np.cos(turn), np.sin(turn)
    x, y = centre
    move = np.array([[c, s, x - c * (width / 2 + pad) - s * (height / 2 + pad)], [-s, c, y + s * (width / 2 + pad) - c * (height / 2 + pad)]], np.float32)
    how = cv2.INTER_LINEAR if angle % 90 else cv2.INTER_NEAREST
    ink = cv2.warpAffine(np.pad(mask, pad).astype(np.float32), move, picture.shape[1::-1], flags=how)
    quad = np.array([[pad, pad], [pad + width, pad], [pad + width, pad + height], [pad, pad + height]], np.float32) @ move[:, :2].T + move[:, 2]
    strong = ink > 0.3
    if not strong.any():
        return quad, strong
    under = picture.astype(np.float32)
    if mode == "auto":
        mode = "light" if under[cv2.dilate(strong.astype(np.uint8), np.ones((5, 5))) > 0].mean() < 128 else "dark"
    bright = contrast * np.array(colour, np.float32)
    if mode == "boxed":
        ground = 0.0 if random.random() < 0.7 else 255.0
        box = np.zeros(picture.shape[:2], np.uint8)
        cv2.fillConvexPoly(box, np.round(grown(quad, 2 * random.randint(1, 4))).astype(np.int32), 1)
        under = np.where(box[..., None] > 0, ground, under)
        over = under + (bright if ground < 1 else -contrast)
    elif mode == "outline":
        rim = cv2.dilate(ink, np.ones((3, 3)))[..., None] * min(1, contrast / 120)
        ground = 0.0 if random.random() < 0.6 else 255.0
        under = under * (1 - rim) + ground * rim
        over = under + (bright if ground < 1 else -contrast)
    else:
        over = {"light": under + bright, "dark": under - contrast, "inverted": under + np.where(under < 128, contrast, -contrast)}[mode]
    drawn = under * (1 - ink[..., None]) + np.clip(over, 0, 255) * ink[..., None]
    seen = strong & (np.abs(drawn - under).mean(2) >= min(10, 0.8 * contrast))
    picture[:] = np.clip(drawn + 0.5, 0, 255).astype(np.uint8)
    return quad, seen


def visible_stretches(quad, seen, shape):
    """A line that vanishes over its own grey is as many lines as stretches of it can be seen."""
    height, width = shape
    rows, columns = np.where(seen)
    if len(rows) < 4:
        return []
    axis = (quad[1] - quad[0]) / max(width, 1e-3)
    along = np.sort((np.stack([columns, rows], 1) + 0.5 - quad[0]) @ axis)
    stretches, begin = [], 0
    for end in [*(np.where(np.diff(along) > 1.3 * height)[0] + 1), len(along)]:
        low, high = max(0, along[begin] - 0.7), min(width, along[end - 1] + 0.7)
        if high - low >= 0.3 * height and end - begin >= 0.06 * height * (high - low):
            stretches.append((np.array([quad[0] + axis * low, quad[0] + axis * high, quad[3] + axis * high, quad[3] + axis * low]), (height, high - low)))
        begin = end
    return stretches


def angle():
    kinds = (0, random.uniform(-6, 6), 90, 270, 180, random.choice((-1, 1)) * random.uniform(6, 50))
    return random.choices(kinds, (0.56, 0.14, 0.11, 0.08, 0.05, 0.06))[0]


def contrast():
    return random.uniform(*random.choices(((11, 40), (40, 120), (120, 255)), (0.4, 0.32, 0.28))[0])


def colour():
    return (1, 1, 1) if random.random() < 0.75 else random.choice(COLOURS)
