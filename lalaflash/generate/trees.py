"""What the heads of words alone tell of a tree: children, edges, and the way up."""

from __future__ import annotations


def children_of(head: list[int]) -> list[list[int]]:
    """The words that depend on each word, in reading order."""
    children: list[list[int]] = [[] for _ in head]
    for i, parent in enumerate(head):
        if parent != i:
            children[parent].append(i)
    return children


def edges_of(head: list[int]) -> tuple[list[int], list[int]]:
    """The first and last token of each subtree, from the heads alone, in time that grows with the text only."""
    left, right = list(range(len(head))), list(range(len(head)))
    # The first token to reach a head is the outermost one, so that each head is set once on either side.
    for i in range(len(head)):
        parent = head[i]
        while left[parent] > i:
            left[parent] = i
            parent = head[parent]
    for i in reversed(range(len(head))):
        parent = head[i]
        while right[parent] < i:
            right[parent] = i
            parent = head[parent]
    return left, right


def way_up(i: int, head: list[int]) -> list[int]:
    """A word and all that it depends on, up to the root of its sentence."""
    way = [i]
    while head[way[-1]] != way[-1]:
        way.append(head[way[-1]])
    return way
