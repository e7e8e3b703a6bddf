"""The tables: editions of the cost tables, and the assessments of visitors.

In the flow: the cost tables are read through `costbook_store` and written in the admin; the
assessments through `assessment_store`. Nothing else touches a row.
"""

from .accounts import Adviser, SignInTries
from .actuals import Actual, ClosedLine
from .assessments import Assessment
from .benchmarks import Benchmark, BenchmarkValue
from .calls import CallCount
from .classes import CompanySize, Industry, IndustryFigure
from .editions import Edition, PublishedIsReadOnly
from .figures import ExchangeRate, Scale, ScaleBracket, StatutoryAmount, UnitCost
from .imports import TableImport
from .incidents import IncidentType, TypicalAnswer
from .logos import AdviserLogo, Logo
from .measures import Measure, MeasureFigure, StandardText
from .policies import PolicyTerm, SamplePolicy
from .portfolios import Portfolio, PortfolioChunk
from .price_lists import PriceList
from .rates import IncidentRate, PaymentShare, PaymentTiming
from .reports import Drawing, Report
from .sharing import HandOff, ShareLink
from .sources import Source
from .work import Job, Worker

__all__ = [
    "Actual",
    "Adviser",
    "AdviserLogo",
    "Assessment",
    "Benchmark",
    "BenchmarkValue",
    "CallCount",
    "ClosedLine",
    "CompanySize",
    "Drawing",
    "Edition",
    "ExchangeRate",
    "HandOff",
    "IncidentRate",
    "IncidentType",
    "Industry",
    "IndustryFigure",
    "Job",
    "Logo",
    "Measure",
    "MeasureFigure",
    "PaymentShare",
    "PaymentTiming",
    "PolicyTerm",
    "Portfolio",
    "PortfolioChunk",
    "PriceList",
    "PublishedIsReadOnly",
    "Report",
    "SamplePolicy",
    "Scale",
    "ScaleBracket",
    "ShareLink",
    "SignInTries",
    "Source",
    "StandardText",
    "StatutoryAmount",
    "TableImport",
    "TypicalAnswer",
    "UnitCost",
    "Worker",
]
