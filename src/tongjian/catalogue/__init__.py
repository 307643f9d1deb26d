"""The catalogue: items, stages, project types, materials, results, forms, in editions."""

from tongjian.catalogue.actions import CatalogueActions, Loaded
from tongjian.catalogue.domain.answers import AnswerValue, read_answers, validate_answers
from tongjian.catalogue.domain.applicability import (
    Applicability,
    applicability,
    applicable_items,
    open_questions,
    prerequisites_of,
)
from tongjian.catalogue.domain.catalogue import (
    Catalogue,
    Choice,
    Department,
    FactDeclaration,
    OutsideSystem,
    ProjectType,
    Registry,
    Stage,
)
from tongjian.catalogue.domain.check_points import CheckPoint
from tongjian.catalogue.domain.facts import read_facts
from tongjian.catalogue.domain.form_reading import read_form
from tongjian.catalogue.domain.forms import FieldChoice, FieldKind, Form, FormField, FormPage
from tongjian.catalogue.domain.guide import FoundItem, ItemGuide, guide_to
from tongjian.catalogue.domain.items import (
    ApplicantKind,
    Condition,
    ExchangeTerms,
    Handling,
    Item,
    ItemCode,
    KindOfAct,
    Limits,
    MaterialSpec,
    Provenance,
    ResultSpec,
    SpecialProcedure,
    StatedLimit,
    Validity,
    Verdict,
)
from tongjian.catalogue.domain.materials import MaterialNeed, union_of_materials
from tongjian.catalogue.domain.paths import (
    CriticalPath,
    LimitConflict,
    critical_path,
    find_limit_conflicts,
)
from tongjian.catalogue.domain.reading import read_catalogue
from tongjian.catalogue.domain.review_points import ReviewPoint
from tongjian.catalogue.errors import (
    MalformedCatalogue,
    MalformedForm,
    NoCatalogue,
    UnknownEdition,
    UnknownEntry,
    UnknownItem,
)
from tongjian.catalogue.ports import Edition, EditionStore
from tongjian.catalogue.reference import reference_texts

__all__ = [
    "AnswerValue",
    "Applicability",
    "ApplicantKind",
    "Catalogue",
    "CatalogueActions",
    "CheckPoint",
    "Choice",
    "Condition",
    "CriticalPath",
    "Department",
    "Edition",
    "EditionStore",
    "ExchangeTerms",
    "FactDeclaration",
    "FieldChoice",
    "FieldKind",
    "Form",
    "FormField",
    "FormPage",
    "FoundItem",
    "Handling",
    "Item",
    "ItemCode",
    "ItemGuide",
    "KindOfAct",
    "LimitConflict",
    "Limits",
    "Loaded",
    "MalformedCatalogue",
    "MalformedForm",
    "MaterialNeed",
    "MaterialSpec",
    "NoCatalogue",
    "OutsideSystem",
    "ProjectType",
    "Provenance",
    "Registry",
    "ResultSpec",
    "ReviewPoint",
    "SpecialProcedure",
    "Stage",
    "StatedLimit",
    "UnknownEdition",
    "UnknownEntry",
    "UnknownItem",
    "Validity",
    "Verdict",
    "applicability",
    "applicable_items",
    "critical_path",
    "find_limit_conflicts",
    "guide_to",
    "open_questions",
    "prerequisites_of",
    "read_answers",
    "read_catalogue",
    "read_facts",
    "read_form",
    "reference_texts",
    "union_of_materials",
    "validate_answers",
]
