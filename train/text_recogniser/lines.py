"""One training line: writing drawn over a picture, spoiled, and cut out as src/jail/text/text_recogniser.cpp cuts out what the detector found."""
import random
import sys
from pathlib import Path

import cv2
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "text_detector"))
import drawn_lines
import samples
import texts

HEIGHT = 48
READABLE = 2.5  # times the roughness of what is below the line
TRIM = 0.04  # kTrim there
SMALLEST, LARGEST = 6, 36  # capitals, in pixels
FAINTEST = 24  # grey levels; what cannot be read teaches guessing
NOTHING = 0.07  # of all lines: no writing at all, to be read as nothing


def straightened(picture, quad):
    """text_recogniser.cpp, straightened()."""
    down = np.linalg.norm(quad[3] - quad[0])
    inward = quad.copy()
    for i in range(4):
        for other in ((i + 1) % 4, (i + 3) % 4):
            side = np.linalg.norm(quad[i] - quad[other])
            if side >= 1:
                inward[i] += (quad[other] - quad[i]) / side * down * TRIM
    wide, tall = max(1, np.linalg.norm(inward[1] - inward[0])), max(1, np.linalg.norm(inward[3] - inward[0]))
    own = (int(np.ceil(wide)), int(np.ceil(tall)))
    move = cv2.getPerspectiveTransform(inward.astype(np.float32), np.float32([[0, 0], [own[0], 0], own, [0, own[1]]]))
    line = cv2.warpPerspective(picture, move, own, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    width = int(np.clip(round(wide / tall * HEIGHT), 8, 960))
    return cv2.resize(line, (width, HEIGHT), interpolation=cv2.INTER_AREA if own[1] > HEIGHT else cv2.INTER_CUBIC)


def boxed_by_detector(quad, height):
    """Its boxes stand some way off the ink, and never the same."""
    width = np.linalg.norm(quad[1] - quad[0])
    u, v = (quad[1] - quad[0]) / max(width, 1e-3), (quad[3] - quad[0]) / max(np.linalg.norm(quad[3] - quad[0]), 1e-3)
    left, right, above, below = (random.uniform(0.0, 0.3) * height + random.uniform(-0.5, 1) for _ in range(4))
    return np.array([quad[0] - left * u - above * v, quad[1] + right * u - above * v, quad[2] + right * u + below * v, quad[3] - left * u + below * v])


def neighbours(picture, centre, capital, level, mode, tint):
    """The line above or below, whose letters' feet may reach into the box."""
    for side in (-1, 1):
        if random.random() < 0.3:
            mask = drawn_lines.glyphs(texts.text() or "x", capital)
            if mask is not None:
                y = centre[1] + side * capital * random.uniform(1.7, 2.6)
                drawn_lines.draw(picture, mask, (centre[0] + random.uniform(-2, 2) * capital, y), 0, level, mode, tint)


def made(pictures):
    """(BGR line 48 pixels high, text), or nothing when the line cannot be seen."""
    font, text = None, texts.text()
    if random.random() < 0.06:
        text, font = drawn_lines.words()
        text = " ".join(text.split())
    capital = float(np.exp(random.uniform(np.log(SMALLEST), np.log(LARGEST))))
    mask = drawn_lines.glyphs(text, capital, font) if text else None
    if mask is None or mask.shape[1] > 19 * mask.shape[0]:
        return None
    height, width = mask.shape
    side = int(max(width, height) + 4 * capital + 16)
    picture = samples.part_of(random.choice(pictures), side)
    rows = int(max(height + 5 * capital, 24)) + 8
    top = random.randint(0, max(0, side - rows))
    picture = np.ascontiguousarray(picture[top:top + rows])
    if random.random() < 0.12:
        picture[:] = random.choice((0, 0, 20, 255, 128))
    level, mode, tint = max(FAINTEST, drawn_lines.contrast()), random.choice(drawn_lines.MODES), drawn_lines.colour()
    centre = (side / 2, picture.shape[0] / 2)
    nothing = random.random() < NOTHING
    quad = np.float32([[centre[0] - width / 2, centre[1] - height / 2], [centre[0] + width / 2, centre[1] - height / 2],
                       [centre[0] + width / 2, centre[1] + height / 2], [centre[0] - width / 2, centre[1] + height / 2]])
    rough = 0.0 if mode == "boxed" else samples.roughness(picture, quad)
    if nothing:
        text = ""
    else:
        quad, seen = drawn_lines.draw(picture, mask, centre, random.choice((0, 0, 0, random.uniform(-2, 2))), level, mode, tint)
        if seen.sum() < 0.85 * (mask > 0.3).sum():
            return None
    neighbours(picture, centre, capital, level, mode, tint)
    if random.random() < 0.25:
        smaller = random.uniform(0.6, 1.5) if height > 12 else random.uniform(1, 2)
        picture = cv2.resize(picture, None, fx=smaller, fy=smaller, interpolation=random.choice((cv2.INTER_LINEAR, cv2.INTER_AREA, cv2.INTER_CUBIC)))
        quad, height = quad * smaller, height * smaller
    picture, noise = samples.spoiled(picture)
    if not nothing and (height < 5.5 or level < READABLE * min(1.7, 16 / height) * np.hypot(rough, 0.9 * noise)):
        return None
    line = straightened(picture, boxed_by_detector(quad.astype(np.float32), height))
    if random.random() < 0.75:
        line = cv2.cvtColor(cv2.cvtColor(line, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR)
    return line, text
