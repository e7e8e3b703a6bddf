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
    bracket_of,
    merge,
)
from .outlook_rows import (
    MEASURE_FIGURES,
    POLICY_TERMS,
    IncidentRate,
    Measure,
    PaymentTiming,
    SamplePolicy,
    StandardText,
)
from .own_prices import OWN_GRADE, OWN_SOURCE, OwnPrice

__all__ = [
    "MEASURE_FIGURES",
    "OWN_GRADE",
    "OWN_SOURCE",
    "POLICY_TERMS",
    "TOPICS",
    "WHOLE_UNITS",
    "Benchmark",
    "BenchmarkValue",
    "Bracket",
    "CompanySize",
    "CostBook",
    "Evidence",
    "Figure",
    "IncidentRate",
    "IncidentType",
    "Industry",
    "Measure",
    "NoExchangeRate",
    "NotInEdition",
    "OwnPrice",
    "PaymentTiming",
    "SamplePolicy",
    "Scale",
    "Situation",
    "Source",
    "StandardText",
    "StatutoryAmount",
    "TypicalAnswer",
    "Weighted",
    "bracket_of",
    "merge",
]
