"""Does it work with material of a field: a real service, records, texts or rules?"""

from career_guide.domain.repository.material import Form, materials
from career_guide.domain.repository.searching import unsearched
from career_guide.models.repository.finding import Confidence, Finding
from career_guide.models.repository.snapshot import Snapshot

LEAST_SURE: frozenset[Form] = frozenset(("code",))
NOUNS: dict[Form, str] = {
    "service": "calls to a service",
    "records": "records",
    "texts": "texts",
    "rules": "rules that the code loads",
    "schema": "tables or graphs of the field",
    "code": "code in words of the field",
}


def run(repo: Snapshot) -> Finding:
    """Present for a service that is called, a corpus, rules that are loaded, or its own code."""
    found = materials(repo)
    if found:
        leading = {material.form: material.place for material in reversed(found)}
        forms = tuple(dict.fromkeys(material.form for material in found))
        places = [leading[form] for form in forms]
        places += [material.place for material in found if material.place not in places]
        why = f"Made for a field: {', '.join(NOUNS[form] for form in forms)}."
        confidence: Confidence = "low" if LEAST_SURE.issuperset(forms) else "medium"
        return Finding.present(why, *places, count=len(found), confidence=confidence)
    missing = unsearched(repo)
    if missing:
        return Finding.unknown(f"No service, records or rules of a field are seen. {missing}")
    return Finding.absent(
        "It calls no service of the world and holds no records or rules of a field."
    )
