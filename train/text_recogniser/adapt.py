"""Goes on with the training of PP-OCRv4's recogniser on invented lines over clinical pictures. See README.md."""
import argparse
import random
from pathlib import Path

import cv2
import numpy as np
import onnx
import torch

import lines
from learning import learn  # of text_detector, as the next
from simplify import simplified
from recogniser import Recogniser

BATCH = 16
POOL = 8  # batches that are drawn together and sorted by width, so that little is padding
SHORTEST, STEP = 320, 160  # kShortest of text_recogniser.cpp; few widths, because PyTorch keeps memory for each
COLUMNS = 8  # pixels a step of the answer
AGAIN = 0.3  # of the lines are used once more, with other brightness: drawing one takes as long as learning from it


def alphabet(path):
    """Character to class; 0 is the blank of CTC, the last class is the space."""
    characters = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    return {c: i + 1 for i, c in enumerate(characters)} | {" ": len(characters) + 1}


def usable(line, text, classes):
    repeats = sum(a == b for a, b in zip(text, text[1:]))
    return all(c in classes for c in text) and len(text) + repeats < max(SHORTEST, line.shape[1]) // COLUMNS


def relit(line):
    line = 255 - line if random.random() < 0.5 else line
    return np.clip(line * random.uniform(0.7, 1.2) + random.uniform(-20, 30), 0, 255).astype(np.uint8)


def batches(pictures, classes):
    kept = []
    while True:
        pool = []
        while len(pool) < BATCH * POOL:
            if len(kept) > 200 and random.random() < AGAIN:
                line, text = random.choice(kept)
                pool.append((relit(line), text))
                continue
            drawn = lines.made(pictures)
            if drawn and usable(*drawn, classes):
                pool.append(drawn)
                kept.append(drawn)
                if len(kept) > 1500:
                    kept.pop(0)
        pool.sort(key=lambda one: one[0].shape[1])
        groups = [pool[i:i + BATCH] for i in range(0, len(pool), BATCH)]
        random.shuffle(groups)
        for group in groups:
            width = max(SHORTEST, -(-max(line.shape[1] for line, _ in group) // STEP) * STEP)
            given = np.zeros((len(group), 3, lines.HEIGHT, width), np.float32)
            for row, (line, _) in zip(given, group):
                row[:, :, :line.shape[1]] = line.transpose(2, 0, 1) / 127.5 - 1
            yield torch.from_numpy(given), [[classes[c] for c in text] for _, text in group]


def losses(network, pictures, classes):
    for given, texts in batches(pictures, classes):
        # Half precision takes PyTorch's fast convolutions.
        with torch.autocast("cpu", torch.bfloat16):
            logits = network(given.to(memory_format=torch.channels_last))
        chances = logits.float().log_softmax(-1).transpose(0, 1)
        yield torch.nn.functional.ctc_loss(chances, torch.tensor([c for text in texts for c in text]), torch.full((len(texts),), chances.shape[0]),
                                           torch.tensor([len(text) for text in texts]), zero_infinity=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", required=True)
    parser.add_argument("--go-on", action="store_true", help="the model is one that this program wrote")
    parser.add_argument("--alphabet", required=True, type=Path, help="ppocr_keys_v1.txt")
    parser.add_argument("--pictures", required=True, type=Path, help="a folder of PNG pictures without writing")
    parser.add_argument("--out", required=True)
    parser.add_argument("--steps", type=int, default=1200)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    random.seed(options.seed)
    np.random.seed(options.seed)
    torch.manual_seed(options.seed)
    pictures = [picture for path in sorted(options.pictures.glob("*.png")) if (picture := cv2.imread(str(path))) is not None]
    model = onnx.load(options.model)
    network = Recogniser(model if options.go_on else simplified(model, fold=False))
    for step, weights in learn(network, losses(network, pictures, alphabet(options.alphabet)), options.steps, options.rate, every=50):
        if step % 400 == 0 or step == options.steps:
            onnx.save(network.with_weights(weights), options.out)
