"""A sample that can be shown to be fair: shared out over strata, drawn by a seed."""

import numpy as np


def shared_out(sizes: np.ndarray, number: int) -> np.ndarray:
    """How many to draw from each stratum: in proportion, at least one of each where enough.

    sizes: (k,) whole numbers, how many each stratum has. number: how many in all, of which no more
    are drawn than there are. (k,) whole numbers that add up to it. By largest remainders; of equal
    ones the larger stratum, then the earlier, is rounded up. Where every stratum can have one, one
    that would have none takes it from the stratum that has most above its proportion. In whole
    numbers throughout, so that no machine rounds otherwise.
    """
    sizes = np.asarray(sizes, np.int64)
    total = int(sizes.sum())
    number = min(number, total)
    if total == 0:
        return sizes.copy()
    counts, left = np.divmod(number * sizes, total)
    order = np.lexsort((-sizes, -left))
    counts[order[: number - counts.sum()]] += 1
    if number >= np.count_nonzero(sizes):
        for without in np.flatnonzero((counts == 0) & (sizes > 0)):
            above = np.where(counts > 1, counts * total - number * sizes, np.iinfo(np.int64).min)
            counts[np.argmax(above)] -= 1
            counts[without] += 1
    return counts


def stratified_sample(
    references: np.ndarray, strata: np.ndarray, number: int, seed: int
) -> np.ndarray:
    """Which to draw, in the order in which they are drawn; positions in `references`.

    references: (n,) text, each once. strata: (n,) text, the stratum of each; each gives as many as
    shared_out says, and within it each has the same chance. Sorted by reference, each gets one of
    PCG64's raw numbers, which are the same on every machine and in every version of numpy; the
    lowest of a stratum are drawn, the lowest of all first. So the same references, numbers and seed
    give the same sample, in whatever order the rows come.
    """
    if not len(references):
        return np.array([], np.int64)
    by_reference = np.argsort(np.asarray(references, dtype="U"), kind="stable")
    lots = np.empty(len(references), np.uint64)
    lots[by_reference] = np.random.PCG64(seed).random_raw(len(references))
    names, stratum, sizes = np.unique(
        np.asarray(strata, dtype="U"), return_inverse=True, return_counts=True
    )
    counts = shared_out(sizes, number)
    drawn = np.argsort(lots, kind="stable")
    before = np.zeros(len(references), np.int64)  # how many of its stratum have lower numbers
    for code in range(len(names)):
        members = drawn[stratum[drawn] == code]
        before[members] = np.arange(len(members))
    return drawn[before[drawn] < counts[stratum[drawn]]]
