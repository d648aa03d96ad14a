"""Run a module as `python` would, and print at the end how much memory it took at most, in megabytes."""

import resource
import runpy
import sys


def main() -> None:
    """`peak.py -m MODULE WORDS…`."""
    sys.argv = sys.argv[2:]
    try:
        runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
    except SystemExit as ended:
        if ended.code:
            raise
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    main()
