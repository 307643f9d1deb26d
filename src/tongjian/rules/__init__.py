"""Rules: conditions over declared facts. Pure; the whole of FEEL and DMN joins this room later."""

from tongjian.rules.predicate import (
    All,
    AnyOf,
    Compare,
    Fact,
    Facts,
    MalformedPredicate,
    Member,
    Not,
    Predicate,
    facts_of,
    holds,
    read_predicate,
)

__all__ = [
    "All",
    "AnyOf",
    "Compare",
    "Fact",
    "Facts",
    "MalformedPredicate",
    "Member",
    "Not",
    "Predicate",
    "facts_of",
    "holds",
    "read_predicate",
]
