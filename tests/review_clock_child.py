"""The command line by a clock that is off: by as many seconds as stand in the file FOLDER/clock, whenever it is read.

Run as: python review_clock_child.py FOLDER ARGUMENT...
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from lalaflash.__main__ import main

_true_time = time.time_ns
_clock = Path(sys.argv.pop(1)) / "clock"

time.time_ns = lambda: _true_time() + int(_clock.read_text("utf-8")) * 10**9

if __name__ == "__main__":
    main()
