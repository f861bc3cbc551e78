"""One training sample: a square of a picture, the middle of each line in it, and where neither answer counts."""
import random

import cv2
import numpy as np

import drawn_lines as lines

SHRINK = 0.64  # times area over perimeter: a long line loses 0.32 of its height on each side
ROOM = 0.12  # of the ink's height, added before
TRACES = 0.12  # of all samples


def vessels(picture):
    height, width = picture.shape[:2]
    for _ in range(random.randint(1, 5)):
        point, heading, points = np.array([random.uniform(0, width), random.uniform(0, height)]), random.uniform(0, 6.3), []
        for _ in range(random.randint(10, 60)):
            heading += random.gauss(0, 0.35)
            point = point + random.uniform(2, 6) * np.array([np.cos(heading), np.sin(heading)])
            points.append(point)
        over, share = picture.copy(), random.uniform(0.1, 0.8)
        cv2.polylines(over, [np.int32(points)], False, (random.randint(0, 255),) * 3, random.randint(1, 6), cv2.LINE_AA)
        picture[:] = cv2.addWeighted(over, share, picture, 1 - share, 0)


def ruler(picture):
    height, width = picture.shape[:2]
    x, y, step, grey = random.randrange(width), random.randrange(height), random.randint(3, 14), (random.randint(90, 255),) * 3
    flat, thick = random.random() < 0.5, random.choice((1, 1, 2))
    for i in range(random.randint(5, 30)):
        length = 8 if i % 5 else 14
        start = (x + i * step, y) if flat else (x, y + i * step)
        end = (start[0], y + length) if flat else (x + length, start[1])
        cv2.line(picture, start, end, grey, thick)


def rings(picture):
    height, width = picture.shape[:2]
    radius, thick, grey = random.randint(4, 22), random.choice((-1, 1, 2, 3)), random.randint(40, 255)
    step, x, y = int(radius * random.uniform(2.2, 3.5)), random.randint(0, width // 2), random.randint(0, height // 2)
    for j in range(random.randint(1, 5)):
        for i in range(random.randint(2, 9)):
            centre = (x + i * step, y + j * step)
            cv2.ellipse(picture, centre, (radius, int(radius * random.uniform(0.75, 1.1))), 0, 0, 360, (grey,) * 3, thick, cv2.LINE_AA)
            if thick == -1 and random.random() < 0.6:
                cv2.circle(picture, centre, max(1, radius // 2), (random.randint(0, 200),) * 3, -1, cv2.LINE_AA)


def marks(picture):
    height, width = picture.shape[:2]
    x, y, grey, kind = random.randrange(width), random.randrange(height), (random.randint(60, 255),) * 3, random.randrange(4)
    if kind == 0:
        cv2.rectangle(picture, (x, y), (x + random.randint(10, 200), y + random.randint(10, 100)), grey, 1)
    elif kind == 1:
        cv2.arrowedLine(picture, (x, y), (x + random.randint(-60, 60), y + random.randint(-60, 60)), grey, random.choice((1, 2, 3)))
    elif kind == 2:
        cv2.drawMarker(picture, (x, y), grey, random.choice((0, 1, 2)), random.randint(6, 20), 1)
    else:
        length = random.randint(40, 200)
        for i in range(min(length, height - y)):
            picture[y + i, x:x + 12] = int(255 * i / length)


def beat(kind):
    """One period of a wave, heights over 40 steps: heart beat, pulse, breath or brain."""
    t = np.arange(40)
    bump = lambda at, wide, high: high * np.exp(-((t - at) / wide) ** 2)
    if kind == 0:
        return (bump(8, 2.2, random.uniform(0.05, 0.2)) - bump(13.5, 0.8, random.uniform(0, 0.2)) + bump(15, 0.9, random.uniform(0.4, 1))
                - bump(16.7, 0.9, random.uniform(0, 0.6)) + bump(25, 3.2, random.uniform(-0.2, 0.35)))
    if kind == 1:
        return bump(12, 5, 0.8) + bump(22, 4, 0.35)
    return np.where((t > 8) & (t < 26), 0.7, 0.0) if kind == 2 else np.random.normal(0, 0.25, 40)


def traces(picture):
    """Rows of an electrocardiogram, a monitor or an electroencephalogram, on their paper or over what is there."""
    height, width = picture.shape[:2]
    paper, dark = random.random() < 0.7, random.random() < 0.3
    if paper:
        picture[:] = np.random.randint(0, 25, 3) if dark else np.random.randint(225, 256, 3)
        step, ink = random.randint(4, 14), np.array((200, 190, 245) if random.random() < 0.6 else (210, 215, 210)) * (0.25 if dark else 1)
        for x in range(random.randrange(step), width, step):
            cv2.line(picture, (x, 0), (x, height), (ink * (0.88 if x % 5 == 0 else 1)).tolist(), 1)
        for y in range(random.randrange(step), height, step):
            cv2.line(picture, (0, y), (width, y), (ink * (0.88 if y % 5 == 0 else 1)).tolist(), 1)
    high, period, kind = random.uniform(10, 90), random.uniform(25, 160), random.choice((0, 0, 0, 1, 2, 3))
    grey = random.randint(0, 110) if paper and not dark else random.randint(130, 255)
    colour = (grey,) * 3 if random.random() < 0.6 else tuple(int(c) for c in np.random.randint(0, 256, 3))
    for row in np.arange(random.uniform(0, high), height + high, high * random.uniform(0.9, 2.2)):
        wave = np.concatenate([beat(kind) * random.uniform(0.8, 1.1) for _ in range(int(width / period) + 2)])
        x = np.arange(len(wave)) * period / 40 - random.uniform(0, period)
        y = row - wave * high * random.choice((1, 1, 1, -1)) + np.random.normal(0, random.choice((0.1, 0.6)), len(wave))
        cv2.polylines(picture, [np.int32(np.c_[x, y] * 8)], False, colour, random.choice((1, 1, 2, 3)), cv2.LINE_AA, 3)


def part_of(picture, side):
    """A square, mirrored, turned, inverted or with another gamma now and then."""
    height, width = picture.shape[:2]
    wanted = random.choice((0.7, 1, 1, 1.3, 2)) if random.random() < 0.5 else 0
    scale = max(wanted, side / height, side / width) * 1.001
    if wanted or scale > 1.05:
        how = cv2.INTER_AREA if scale < 1 else random.choice((cv2.INTER_CUBIC, cv2.INTER_LINEAR))
        picture = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=how)
    height, width = picture.shape[:2]
    y, x = random.randint(0, max(0, height - side)), random.randint(0, max(0, width - side))
    part = picture[y:y + side, x:x + side]
    part = cv2.copyMakeBorder(part, 0, side - part.shape[0], 0, side - part.shape[1], cv2.BORDER_REPLICATE)
    if random.random() < 0.5:
        part = part[:, ::-1].copy()
    if random.random() < 0.25:
        part = cv2.rotate(part, random.choice((0, 1, 2)))
    if random.random() < 0.12:
        part = 255 - part
    if random.random() < 0.3:
        part = (255 * (part / 255.0) ** random.uniform(0.6, 1.6)).astype(np.uint8)
    return part


def free(taken, quad, gap):
    mask = np.zeros_like(taken)
    cv2.fillConvexPoly(mask, np.round(lines.grown(quad, gap)).astype(np.int32), 1)
    if (taken & mask).any():
        return False
    taken |= mask
    return True


def roughness(picture, quad):
    """What a line has to stand out from."""
    low, high = np.maximum(quad.min(0).astype(int) - 4, 0), np.maximum(quad.max(0).astype(int) + 4, 1)
    patch = picture[low[1]:high[1], low[0]:high[0]]
    if min(patch.shape[:2]) < 7:
        return 0.0
    grey = patch.mean(2).astype(np.float32)
    return float(np.std(grey - cv2.GaussianBlur(grey, (0, 0), 1.5)))


def written(picture, scale):
    """Lines drawn into the picture: quad, contrast, shape and the roughness below."""
    side, found = picture.shape[0], []
    tallest = 70 if random.random() < 0.35 else 30
    capital = max(4.6, np.exp(random.uniform(np.log(8), np.log(tallest))) / scale)
    turn, block, level, mode, tint = lines.angle(), random.random() < 0.35, lines.contrast(), random.choice(lines.MODES), lines.colour()
    x, y, taken = random.uniform(-side / 3, side / 2), random.uniform(-capital / 2, side / 2), np.zeros(picture.shape[:2], np.uint8)
    for _ in range(random.randint(1, 9)):
        text, font = lines.words()
        mask = lines.glyphs(text, capital if block or random.random() < 0.6 else capital * random.uniform(0.7, 1.6), font)
        if mask is None:
            continue
        height, width = mask.shape
        if block:
            this, centre = (0 if turn % 90 else turn), (x + width / 2, y + height / 2)
            y += capital * random.choice((1.5, 1.7, 2.0, 2.5))
            centre = centre[::-1] if this in (90, 270) else centre
        else:
            this = turn if random.random() < 0.6 else lines.angle()
            centre = (random.uniform(-width * 0.1, side + 0.1 * width), random.uniform(0, side))
            level, mode, tint = lines.contrast(), random.choice(lines.MODES), lines.colour()
        c, s = np.cos(np.deg2rad(this)), np.sin(np.deg2rad(this))
        outline = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * (width / 2, height / 2) @ np.array([[c, -s], [s, c]]) + centre
        if not free(taken, outline, 2 if block else 5):
            continue
        rough = 0.0 if mode == "boxed" else roughness(picture, outline)
        quad, seen = lines.draw(picture, mask, centre, this, level, mode, tint)
        found += [(part, level, shape, rough) for part, shape in lines.visible_stretches(quad, seen, mask.shape)]
    return found


def spoiled(picture):
    """Blur, noise and JPEG, and how strong the noise is."""
    noise = random.uniform(2, 12) if random.random() < 0.35 else 0
    if random.random() < 0.3:
        picture = cv2.GaussianBlur(picture, (0, 0), random.uniform(0.4, 1))
    if noise:
        field = np.random.normal(0, noise, picture.shape[:2])
        if random.random() < 0.5:
            field = cv2.GaussianBlur(field, (0, 0), random.uniform(0.4, 0.9)) * 1.6
        picture = np.clip(picture + field[..., None], 0, 255).astype(np.uint8)
    if random.random() < 0.5:
        quality = random.choice((55, 60, 70, 75, 80, 85, 90, 95))
        picture = cv2.imdecode(cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], cv2.IMREAD_COLOR)
    return picture, noise


def sample(pictures, side):
    scale = random.choice((1, 1, 1.5, 2, 2, 2, 2.5, 3))
    own = int(np.ceil(side / scale))
    flat = random.random() < 0.06
    picture = np.full((own, own, 3), random.choice((0, 0, 0, 255, 128)), np.uint8) if flat else part_of(random.choice(pictures), own)
    if random.random() < TRACES:
        traces(picture)
    for _ in range(random.choices((0, 1, 2, 3), (0.5, 0.3, 0.15, 0.05))[0]):
        random.choices((ruler, rings, vessels, marks), (0.25, 0.2, 0.3, 0.25))[0](picture)
    found = written(picture, scale) if random.random() < 0.78 else []
    picture, noise = spoiled(picture)
    if own != side:
        picture = cv2.resize(picture, (side, side), interpolation=cv2.INTER_CUBIC)
    if random.random() < 0.75:
        picture = cv2.cvtColor(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR)
    middle, undecided = np.zeros((side, side), np.uint8), np.zeros((side, side), np.uint8)
    for quad, level, (height, width), rough in found:
        hidden = min(1.7, 16 / height) * np.hypot(rough, 0.9 * noise)
        quad, height, width = quad * side / own, height * side / own, width * side / own
        tall, wide = height * (1 + 2 * ROOM), width + 2 * ROOM * height
        faint = level < max(lines.FAINTEST, hidden)
        by = ROOM * height - (0 if faint else SHRINK * tall * wide / (2 * (tall + wide)))
        u, v = (quad[1] - quad[0]) / max(width, 1e-3), (quad[3] - quad[0]) / max(height, 1e-3)
        corners = np.array([quad[0] - by * (u + v), quad[1] + by * (u - v), quad[2] + by * (u + v), quad[3] + by * (v - u)])
        cv2.fillConvexPoly(undecided if faint else middle, np.round(corners * 8).astype(np.int32), 1, cv2.LINE_8, 3)
    return picture, middle, undecided
