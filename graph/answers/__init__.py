"""What the questions answer, field by field: the stable JSON of the terminal and what the pages show.

Every answer is already in the reader's language; `msgspec.to_builtins(answer)` is its JSON. Schemas in docs/json come from here.
Amounts are NOK without VAT unless a currency stands beside them; dates are ISO dates; scores have no unit.
"""

from graph.answers.base import Answer, SourceRef
from graph.answers.evaluate import Baseline, Ceiling, EvaluateAnswer, FailedLine, Measured, Row
from graph.answers.find import (
    BoroughRef,
    CategoryRef,
    DutyRef,
    Evidence,
    FindAnswer,
    Group,
    Holder,
    PostRef,
    Quote,
    Result,
    RouteRef,
)
from graph.answers.keep import (
    ChangesRef,
    CopiedSource,
    CopyAnswer,
    EmbedAnswer,
    ExportAnswer,
    FactRef,
    FreshnessRef,
    LoadAnswer,
    PreviewAnswer,
    Said,
    SourceChoice,
    SourcesAnswer,
    SourceState,
    StatusAnswer,
    UnloadAnswer,
    WouldAdd,
)
from graph.answers.own import ConnectionsAnswer, ContactsAnswer, ListedRef, MergedAnswer, ShortlistAnswer, TallyRef
from graph.answers.paths import NodeRef, Path, PathsAnswer, Step
from graph.answers.plan import Ally, Next, PlanAnswer
from graph.answers.search import SearchAnswer, SearchResult
from graph.answers.unit import AgreementRef, Bought, DutyOf, NoticeRef, Property, UnitAnswer, UnitRef

__all__ = [
    "AgreementRef",
    "Ally",
    "Answer",
    "Baseline",
    "BoroughRef",
    "Bought",
    "CategoryRef",
    "Ceiling",
    "ChangesRef",
    "ConnectionsAnswer",
    "ContactsAnswer",
    "CopiedSource",
    "CopyAnswer",
    "DutyOf",
    "DutyRef",
    "EmbedAnswer",
    "EvaluateAnswer",
    "Evidence",
    "ExportAnswer",
    "FactRef",
    "FailedLine",
    "FindAnswer",
    "FreshnessRef",
    "Group",
    "Holder",
    "ListedRef",
    "LoadAnswer",
    "Measured",
    "MergedAnswer",
    "Next",
    "NodeRef",
    "NoticeRef",
    "Path",
    "PathsAnswer",
    "PlanAnswer",
    "PostRef",
    "PreviewAnswer",
    "Property",
    "Quote",
    "Result",
    "RouteRef",
    "Row",
    "Said",
    "SearchAnswer",
    "SearchResult",
    "ShortlistAnswer",
    "SourceChoice",
    "SourceRef",
    "SourceState",
    "SourcesAnswer",
    "StatusAnswer",
    "Step",
    "TallyRef",
    "UnitAnswer",
    "UnitRef",
    "UnloadAnswer",
    "WouldAdd",
]
