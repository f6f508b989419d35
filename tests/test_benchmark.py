import re
import subprocess
import sys
from pathlib import Path

BENCHMARK = Path(__file__).parent.parent / "benchmarks" / "build.py"


def test_the_benchmark_prints_a_row_of_positive_numbers_for_each_size_and_clock() -> None:
    command = [sys.executable, str(BENCHMARK), "--sizes", "20", "30", "--runs", "1", "--starts", "1"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    starts, *lines = printed.splitlines()
    assert re.match(r"lalaflash --version: \d+ ms, python -c pass: \d+ ms", starts)
    tables = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    labels = ["20", "30", "30 in one file"]
    assert [row[0] for row in tables] == ["Seconds of wall", *labels, "Seconds of processor", *labels]
    for _, *cells in (row for row in tables if row[0] in labels):
        assert len(cells) == 6
        assert all(float(number) > 0 for cell in cells for number in re.findall(r"-?\d+\.?\d*", cell))
