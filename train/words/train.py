"""train.py --start model.safetensors --vocabulary vocab.txt --out reader.pt [--held WRITER_FILE...] POSTS...

Fine-tunes MiniLM on posts by writers; the held-back ones are only scored. Weights are averaged over the second half."""
import argparse
import json
import os
import random
import subprocess
import time

import numpy as np
import torch
import torch.nn.functional as F

import posts
from augment import augmented
from encode import batches, padded, post_target, sequence, targets
from network import Reader
from posts import LABELS
from wordpiece import WordPieces

BATCH = 24
RATE, HEAD_RATE = 7e-5, 6e-4
AVERAGE = 0.998  # of the weights, a step
HIDDEN = 1 / 6


def mark(rows, command, rng=None):
    """Shows the rules' findings to the network; in training one in six is hidden, so that it does not lean on them."""
    lines = "".join(json.dumps({k: p[k] for k in ("id", "account", "caption", "alt_text")}) + "\n" for p in rows)
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=True)
    for post, line in zip(rows, done.stdout.splitlines(), strict=True):
        post["marks"] = [r for r in json.loads(line)["rules"] if rng is None or rng.random() > HIDDEN]


def loss_of(model, rows, pieces, half):
    seqs = [sequence(p, pieces) for p in rows]
    width = max(len(s[0]) for s in seqs)
    inputs = [torch.from_numpy(padded([s[k] for s in seqs], width)) for k in range(3)]
    want = np.zeros((len(rows), width, 2 * len(LABELS)), np.float32)
    for n, (p, s) in enumerate(zip(rows, seqs)):
        want[n, : len(s[0])] = targets(p, s[3])
    about, cls = zip(*(post_target(p) for p in rows))
    with torch.autocast("cpu", torch.bfloat16, enabled=half):
        token_logits, post_logits = model(*inputs)
    here = (inputs[0] != 0).float()[..., None]
    want = torch.from_numpy(want)
    token_loss = F.binary_cross_entropy_with_logits(token_logits.float(), want, pos_weight=torch.tensor(2.0), reduction="none")
    token_loss = (token_loss * here).sum() / here.sum()
    post_logits = post_logits.float()
    about_loss = F.binary_cross_entropy_with_logits(post_logits[:, 0], torch.tensor(about))
    class_loss = F.cross_entropy(post_logits[:, 1:], torch.tensor(cls), label_smoothing=0.05)
    return 0.5 * token_loss + 0.5 * about_loss + 0.7 * class_loss, (token_loss.item(), about_loss.item(), class_loss.item())


def predict(model, rows, pieces, half=False):
    """[(places, token logits, post logits)] in order."""
    seqs = [sequence(p, pieces) for p in rows]
    out = [None] * len(rows)
    model.eval()
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16, enabled=half):
        for group in batches(seqs, 32):
            width = max(len(seqs[i][0]) for i in group)
            inputs = [torch.from_numpy(padded([seqs[i][k] for i in group], width)) for k in range(3)]
            tokens, post = model(*inputs)
            for n, i in enumerate(group):
                out[i] = (seqs[i][3], tokens[n, : len(seqs[i][0])].float().numpy(), post[n].float().numpy())
    model.train()
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("posts", nargs="+")
    parser.add_argument("--start", required=True)
    parser.add_argument("--vocabulary", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--held", nargs="*", default=[])
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--half", action="store_true", help="bfloat16 where it is safe")
    parser.add_argument("--rules", nargs=2, metavar=("WORDS_EVIDENCE", "POLICY"), required=True, help="the program that prints what rules find")
    parser.add_argument("--go-on", help="weights to go on from, in place of --start")
    parser.add_argument("--rate", type=float, default=RATE)
    options = parser.parse_args()
    random.seed(options.seed), np.random.seed(options.seed), torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    pieces = WordPieces(options.vocabulary)
    held = {os.path.realpath(h) for h in options.held}
    train = [p for f in options.posts if os.path.realpath(f) not in held for p in posts.read(f)]
    patients, others = [p for p in train if p["about_patient"]], [p for p in train if not p["about_patient"]]
    model = Reader()
    model.load_minilm(options.start)
    if options.go_on:
        model.load_state_dict(torch.load(options.go_on, weights_only=True))
    head = [p for n, p in model.named_parameters() if "head" in n or "post_inner" in n or "segments" in n or "marks" in n]
    body = [p for n, p in model.named_parameters() if not ("head" in n or "post_inner" in n or "segments" in n or "marks" in n)]
    optimiser = torch.optim.AdamW([{"params": body, "lr": options.rate}, {"params": head, "lr": HEAD_RATE * options.rate / RATE}], weight_decay=0.01)
    steps = options.epochs * (len(train) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda n: min(1, (n + 1) / (0.08 * steps)) * max(0.02, 1 - n / steps))
    average = {k: v.clone() for k, v in model.state_dict().items()}
    print(f"{len(train)} posts, {steps} steps", flush=True)
    began, step = time.time(), 0
    for epoch in range(options.epochs):
        rows = [augmented(p, rng, patients, others) for p in train]
        mark(rows, options.rules, rng)
        seqs = [len(p["caption"]) for p in rows]
        order = sorted(range(len(rows)), key=lambda i: seqs[i] + rng.random() * 60)
        groups = [order[i:i + BATCH] for i in range(0, len(order) - BATCH + 1, BATCH)]
        rng.shuffle(groups)
        total = np.zeros(3)
        for group in groups:
            if step >= steps:
                break
            loss, parts = loss_of(model, [rows[i] for i in group], pieces, options.half)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            total += parts
            keep = min(AVERAGE, (step + 1) / (step + 10))
            for k, v in model.state_dict().items():
                average[k].mul_(keep).add_(v, alpha=1 - keep)
        print(f"epoch {epoch + 1}: token {total[0] / len(groups):.4f} about {total[1] / len(groups):.3f} "
              f"class {total[2] / len(groups):.3f}, {time.time() - began:.0f} s", flush=True)
        torch.save(average, options.out)
    model.load_state_dict(average)
    for f in options.held:
        rows = posts.read(f)
        mark(rows, options.rules)
        got = predict(model, rows, pieces)
        np.savez_compressed(f"{options.out}.{os.path.basename(f)}.npz", post=np.stack([g[2] for g in got]),
                            tokens=np.concatenate([g[1] for g in got]), lengths=np.array([len(g[0]) for g in got]))
        print(json.dumps({"held": os.path.basename(f), "posts": len(rows)}))


if __name__ == "__main__":
    main()
