"""The loop that both networks of this folder and of ../text_recogniser are trained with."""
import math

import torch

WARM_UP = 60  # steps


def learn(network, losses, steps, rate, every):
    """Yields (step, weights) after each step, the weights a running mean. `losses`: each is worked out when it is asked for, with the weights of then."""
    smoothed = {name: weight.detach().clone() for name, weight in network.weights.items()}
    optimiser = torch.optim.AdamW(network.weights.values(), lr=rate, weight_decay=1e-4)
    for step, loss in zip(range(1, steps + 1), losses):
        for group in optimiser.param_groups:
            group["lr"] = rate * min(1, step / WARM_UP) * (0.5 + 0.5 * math.cos(math.pi * step / steps)) + 1e-6
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(list(network.weights.values()), 1.0)
        optimiser.step()
        with torch.no_grad():
            share = min(0.99, step / (step + 10))
            for name, weight in network.weights.items():
                smoothed[name].mul_(share).add_(weight, alpha=1 - share)
        if step % every == 0:
            print(step, f"{float(loss.detach()):.3f}", flush=True)
        yield step, smoothed
