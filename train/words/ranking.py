"""How well a score tells two kinds of posts apart."""


def area(score, truth):
    """Under the curve: the chance that a post of the one kind (truth is not 0) scores higher than one of the other."""
    rank = score.argsort().argsort() + 1
    ones = (truth > 0).sum()
    return (rank[truth > 0].sum() - ones * (ones + 1) / 2) / (ones * (len(truth) - ones))
