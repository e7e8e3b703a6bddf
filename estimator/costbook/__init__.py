"""The cost book (単価表の一版): every figure the engine may use, each with its evidence.

In the flow: `costbook_store` fills it from the rows of one edition; the engine and the
questionnaire look figures up. A look-up that finds nothing raises: never a guess.
"""

from .book import CostBook, NoExchangeRate, NotInEdition
from .classes import (
    TOPICS,
    CompanySize,
    IncidentType,
    Industry,
    Situation,
    TypicalAnswer,
    Weighted,
)
from .figures import (
    WHOLE_UNITS,
    Benchmark,
    BenchmarkValue,
    Bracket,
    Evidence,
    Figure,
    Scale,
    Source,
    StatutoryAmount,
    merge,
)
from .own_prices import OWN_GRADE, OWN_SOURCE, OwnPrice

__all__ = [
    "OWN_GRADE",
    "OWN_SOURCE",
    "TOPICS",
    "WHOLE_UNITS",
    "Benchmark",
    "BenchmarkValue",
    "Bracket",
    "CompanySize",
    "CostBook",
    "Evidence",
    "Figure",
    "IncidentType",
    "Industry",
    "NoExchangeRate",
    "NotInEdition",
    "OwnPrice",
    "Scale",
    "Situation",
    "Source",
    "StatutoryAmount",
    "TypicalAnswer",
    "Weighted",
    "merge",
]
