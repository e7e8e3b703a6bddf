"""Say which dependency of pyproject.toml is missing from the lock or out of its bounds."""

import re
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent


def locked(file: str) -> dict[str, str]:
    """Return the version of each package in a lock file."""
    pins = re.findall(r"^([a-z0-9.-]+)==([^\s;]+)", (ROOT / file).read_text(), flags=re.MULTILINE)
    return {canonicalize_name(name): version for name, version in pins}


def problems(wanted: list[str], file: str) -> list[str]:
    """Return one line for each dependency that the lock file does not satisfy."""
    versions = locked(file)
    requirements = [Requirement(line) for line in wanted]
    return [
        f"{file}: {requirement} is locked at {versions.get(canonicalize_name(requirement.name))}"
        for requirement in requirements
        if not requirement.specifier.contains(
            versions.get(canonicalize_name(requirement.name), "0"), prereleases=False
        )
        or canonicalize_name(requirement.name) not in versions
    ]


def main() -> int:
    """Check each lock file."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    runtime = project["dependencies"]
    found = problems(runtime, "requirements.txt")
    for extra, wanted in project["optional-dependencies"].items():
        found += problems(runtime + wanted, f"requirements-{extra}.txt")
    print("\n".join(found), file=sys.stderr, end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
