"""What ties the children of linked pairs, a home or a family: of all pairs, of one group."""

import pandas as pd

from analytics.charts.words import counted


def ties_of_pairs(links: pd.DataFrame) -> str:
    """How many of the pairs share a home, how many are brothers or sisters; rows: group_links."""
    homes, siblings = _tied(links, "same_setting"), _tied(links, "siblings")
    pairs = len(links)
    if not homes and not siblings:
        who = "they are not" if pairs == 1 else "none of them is"
        return f"{who} known to share a home or to be brothers or sisters"
    if pairs == 1:
        ties = {"share a home": homes, "are brothers or sisters": siblings}
        return f"they {' and '.join(words for words, tied in ties.items() if tied)}"
    said = []
    if homes:
        said.append(f"{_of_them(homes, pairs, f'{homes} of them')} share a home")
    if siblings:
        many = _of_them(siblings, pairs, counted(siblings, "pair"))
        said.append(f"{many} are brothers or sisters")
    return ", ".join(said)


def _of_them(some: int, pairs: int, else_: str) -> str:
    if some == pairs:
        return "both of them" if pairs == 2 else "all of them"
    return "one pair" if some == 1 else else_


def group_tie(own: pd.DataFrame) -> str:
    """What ties the children of a group, in a few words; own: its rows of group_links."""
    homes, siblings = _tied(own, "same_setting"), _tied(own, "siblings")
    if siblings == len(own):
        return "brothers or sisters"
    if homes == len(own):
        return f"{_home_of_all(own)}, some siblings" if siblings else _home_of_all(own)
    if homes and siblings:
        return "some share home or family"
    if siblings:
        return "some brothers or sisters"
    return "some share a home" if homes else "no shared home known"


def _home_of_all(own: pd.DataFrame) -> str:
    """Where some are linked through others only, the homes of the links may be several."""
    children = len(set(own["child_a"]) | set(own["child_b"]))
    return "one home" if len(own) == children * (children - 1) / 2 else "share a home"


def ties_of_links(own: pd.DataFrame) -> str:
    """How many of a group's links are between children of one home, or of one family."""
    homes, siblings = _tied(own, "same_setting"), _tied(own, "siblings")
    said = []
    if homes:
        said.append(f"{_links(homes, len(own))} between children who lived in one home")
    if siblings:
        said.append(f"{_links(siblings, len(own))} between brothers or sisters")
    if not said:
        return "No link is known to be between children of one home, or brothers and sisters."
    sentence = "; ".join(said)
    return f"{sentence[0].upper()}{sentence[1:]}."


def _links(some: int, links: int) -> str:
    if links == 1:
        return "the link is"
    if some == links:
        return "both links are" if links == 2 else f"all {links} links are"
    return f"{some} of {links} links {'is' if some == 1 else 'are'}"


def _tied(links: pd.DataFrame, tie: str) -> int:
    return int(links[tie].fillna(False).astype(bool).sum())
