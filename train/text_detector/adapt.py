"""Goes on with the training of PP-OCRv4's detector on drawn lines over clinical pictures. See README.md."""
import argparse
import random
from pathlib import Path

import cv2
import numpy as np
import onnx
import torch

from learning import learn
from network import Network
from samples import sample
from simplify import simplified

MEAN = np.array([0.485, 0.456, 0.406], np.float32) * 255
DEVIATION = np.array([0.229, 0.224, 0.225], np.float32) * 255
KEPT, AGAIN = 600, 0.4  # samples that are used again, with other brightness, because drawing one takes as long as learning from it


def batches(pictures, side, size):
    kept = []
    while True:
        batch = []
        for _ in range(size):
            if len(kept) > 100 and random.random() < AGAIN:
                picture, middle, undecided = random.choice(kept)
                picture = 255 - picture if random.random() < 0.5 else picture
                picture = np.clip(picture * random.uniform(0.6, 1.3) + random.uniform(-25, 40), 0, 255).astype(np.uint8)
                batch.append((picture, middle, undecided))
            else:
                batch.append(sample(pictures, side))
                kept.append(batch[-1])
                if len(kept) > KEPT:
                    kept.pop(random.randrange(KEPT // 2))
        yield tuple(np.stack(part) for part in zip(*batch))


def loss_of(logits, middle, counts):
    """Cross entropy with the hardest three negatives a positive, and the overlap (differentiable binarisation's two terms)."""
    entropy = torch.nn.functional.binary_cross_entropy_with_logits(logits, middle, reduction="none") * counts
    positives = (middle * counts).sum()
    hardest = int(min(max(3 * float(positives), 4000), float(((1 - middle) * counts).sum())))
    negative = torch.topk((entropy * (1 - middle)).flatten(), hardest).values.sum()
    guess = torch.sigmoid(logits) * counts
    overlap = 2 * (guess * middle).sum((1, 2, 3)) + 30
    dice = 1 - overlap / ((guess * guess).sum((1, 2, 3)) + (middle * counts).sum((1, 2, 3)) + 30)
    return 3 * ((entropy * middle).sum() + negative) / (positives + hardest) + dice.mean()


def losses(network, pictures, side=320, size=6):
    for picture, middle, undecided in batches(pictures, side, size):
        given = torch.from_numpy(((picture.astype(np.float32) - MEAN) / DEVIATION).transpose(0, 3, 1, 2).copy())
        # Half precision takes PyTorch's fast convolutions on one thread; the others would take four times as long.
        with torch.autocast("cpu", torch.bfloat16):
            logits = network(given.to(memory_format=torch.channels_last))
        yield loss_of(logits.float(), torch.from_numpy(middle.astype(np.float32))[:, None], 1 - torch.from_numpy(undecided.astype(np.float32))[:, None])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", required=True)
    parser.add_argument("--go-on", action="store_true", help="the model is one that this program wrote")
    parser.add_argument("--pictures", required=True, type=Path, help="a folder of PNG pictures without writing")
    parser.add_argument("--out", required=True)
    parser.add_argument("--steps", type=int, default=1400)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--seed", type=int, default=12)
    options = parser.parse_args()
    random.seed(options.seed)
    np.random.seed(options.seed)
    torch.set_num_threads(1)
    net = Network(onnx.load(options.model) if options.go_on else simplified(onnx.load(options.model), 8))
    known = [cv2.imread(str(path)) for path in sorted(options.pictures.glob("*.png"))]
    for _, weights in learn(net, losses(net, known), options.steps, options.rate, every=20):
        pass
    onnx.save(net.with_weights(weights), options.out)
