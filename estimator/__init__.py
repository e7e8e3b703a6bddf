"""損害ものさし: from the answers about an incident to its cost, line by line.

The modules read in the order in which the data flows; see the import contract in pyproject.toml.
"""

ENGINE_VERSION = "1.0.0"
