"""The same process on SpiffWorkflow, in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

_REQUIREMENTS = Path(__file__).with_name("spiff.requirements.txt")


def measure_spiff(folder: Path) -> dict[str, dict[str, float]]:
    """Return SpiffWorkflow's commands per CPU second, in memory and with its state written each time."""
    packages = folder / "spiffworkflow"
    if not packages.exists():
        subprocess.run(  # noqa: S603
            [
                *(sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"),
                *("--no-deps", "--require-hashes", "--target", str(packages)),
                *("-r", str(_REQUIREMENTS)),
            ],
            check=True,
        )
    search = os.pathsep.join([str(packages), str(Path.cwd())])
    done = subprocess.run(
        [sys.executable, "-m", "bench.engine.spiff_walks"],
        env=os.environ | {"PYTHONPATH": search},
        check=True,
        capture_output=True,
        text=True,
    )
    return dict(json.loads(done.stdout))
