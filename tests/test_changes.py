"""What a build says about changes."""

import pytest

from lalaflash.changes import Change, Changes
from lalaflash.model import Source

ONE = (Change("guid", "text", Source("cards/a.yaml", 1, 1)),)


@pytest.mark.parametrize(
    ("changes", "summary"),
    [
        (Changes(), "nothing changed"),
        (Changes(unchanged=ONE * 9), "nothing changed"),
        (Changes(new=ONE * 12, changed=ONE * 3, gone=ONE), "12 new, 3 changed (history kept), 1 gone"),
        (Changes(back=ONE), "1 back (history kept)"),
        (Changes(unchanged=ONE, gone=ONE * 2), "2 gone"),
    ],
)
def test_the_summary_counts_what_differs_and_is_silent_about_the_rest(changes: Changes, summary: str) -> None:
    assert changes.summary() == summary
