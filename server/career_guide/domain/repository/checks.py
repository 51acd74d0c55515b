"""Signs that what comes from outside or from a model is checked before it is used."""

import re

from career_guide.domain.repository.identifiers import head, listed, plain, tail, words
from career_guide.domain.repository.live import Live, Seen, marked
from career_guide.domain.repository.searching import Spot
from career_guide.models.repository.code import Call, Function

PARSING = listed(
    "generateObject is_relative_to is_safe_path model_validate model_validate_json parse_obj "
    "parse_raw safeParse safeParseAsync secure_filename streamObject validate_json "
    "validate_python validate_strings validateOrReject validateSync validationResult "
    "with_structured_output withStructuredOutput zodOutputFormat zodResponseFormat zodTextFormat"
)
"""Calls that hold a value against a schema or an allowed place."""
OF_PATHS = listed("is_relative_to is_safe_path secure_filename")
"""Those of a place, which are shown last: they may also be of the product's own files."""
SCHEMA_LIBRARIES = listed(
    "ajv cerberus class-validator fastjsonschema github.com/go-playground/validator/v10 "
    "github.com/xeipuuv/gojsonschema joi jsonschema marshmallow schema superstruct trafaret "
    "valibot validator voluptuous yup"
)
VALIDATING = listed(
    "compile Draft202012Validator Draft7Validator is_valid load parse Struct Validate validate "
    "validateAsync Validator"
)
VERIFYING = listed(
    "APIKeyHeader APIKeyQuery compare_digest ConstantTimeCompare construct_event constructEvent "
    "ensureAuthenticated HMAC hmac.Equal HTTPBasic HTTPBearer jwt.decode jwt.verify jwtVerify "
    "OAuth2PasswordBearer requireAuth requiresAuth Security timingSafeEqual ValidationPipe "
    "verify_id_token verify_jwt verify_oauth2_token verifyIdToken"
)
"""Signatures, tokens and permissions."""
VALIDATORS = listed(
    "field_validator IsEmail IsEnum IsInt IsNotEmpty IsNumber IsString model_validator pre_load "
    "root_validator UsePipes validate_arguments validate_call ValidateNested validates "
    "validates_schema validator"
)
GUARDING = listed(
    "auth authenticate authenticated authorize authorized grant jwt login permission permissions "
    "role roles scopes"
)
"""Words of decorators that let only some callers in."""
BOUNDS = listed(
    "ge gt le lt max_items max_length max_size min_items min_length min_size multiple_of pattern "
    "regex"
)
BOUNDED = frozenset({"Field", "Query", "Path", "Body", "Form", "conint", "constr", "confloat"})
ZOD_BOUNDS = listed(
    "datetime email enum gt gte int length literal lt lte max min nativeEnum nonempty nonnegative "
    "positive refine regex startsWith strict superRefine url uuid"
)
REFUSED = frozenset({"ValidationError", "ZodError", "RequestValidationError", "SchemaError"})
REFUSING = listed(
    "BadParameter BadRequest BadRequestError BadRequestException HTTPBadRequest "
    "InvalidArgumentError InvalidInputError InvalidParamsError InvalidRequestError "
    "UnprocessableEntityException UsageError ValidationException ValueError"
)
"""Errors that refuse what came in."""
ANSWERING = listed("abort HTTPException HttpError json status")
LEAST_REFUSALS = 4
"""So many of them are a habit; one may be anything."""
_BAD_REQUEST = re.compile(r"\b(?:4(?:00|13|15|22)|HTTP_4(?:00|13|15|22)\w*|StatusBadRequest)\b")
OUTPUT_KEYS = frozenset({"outputtype", "resulttype", "outputpydantic"})
FORMAT_KEYS = frozenset({"responseformat", "textformat"})
"""Of a call that parses; elsewhere they only ask for JSON."""
LEADING = listed("sanitise sanitize validate verify")
GUARD_LEADING = listed("assert authenticate authorize check ensure guard require")
ELSEWHERE = listed(
    "api availability config configuration connection connectivity credentials database db "
    "dependencies dir directory env environment exists health index install installed key keys "
    "lock model mount platform ready settings setup support version"
)
"""What is checked of one's own house; it is no input."""
ALLOWING = frozenset({"valid", "allowed", "authorized", "authorised", "permitted"})
SETTINGS = frozenset({"BaseSettings"})


def checks(code: Live) -> tuple[Spot, ...]:
    """Every place where input is really checked, the clearest first."""
    calls = [
        (tail(seen.fact.name) in OF_PATHS, seen.spot)
        for seen in code.calls
        if _is_check(seen.fact, code)
    ]
    refused = [
        seen.spot for seen in code.handlers
        if seen.fact.reaction != "ignored" and REFUSED & set(map(tail, seen.fact.exceptions))
    ]  # fmt: skip
    guarded = marked(code, _is_guard)
    settings = _settings(code)
    validators = [
        seen.spot for seen in code.functions
        if head(seen.fact.name) not in settings
        and any(tail(name) in VALIDATORS for name in seen.fact.decorators)
    ]  # fmt: skip
    own = [seen.spot for seen in _own(code)]
    refusals = [seen.spot for seen in code.raises if tail(seen.fact.name) in REFUSING]
    refusals += [seen.spot for seen in code.calls if _answers_refusal(code, seen)]
    enough = refusals if len(refusals) >= LEAST_REFUSALS else ()
    calls.sort(key=lambda entry: entry[0])
    checked = [spot for _, spot in calls]
    return (*checked, *guarded, *validators, *refused, *own, *enough)


def framework_schemas(code: Live) -> tuple[Spot, ...]:
    """Types that a framework checks arguments against by itself: `z.string()`, request models,
    typed parameters of a tool; those with bounds first."""
    bounded = [seen.spot for seen in code.calls if _is_bounded(seen.fact)]
    zod = [
        seen.spot for seen in code.calls
        if head(seen.fact.name) in ("z", "zod", "Type", "v") and "." in seen.fact.name
    ]  # fmt: skip
    models = [seen.spot for seen in code.classes if {"BaseModel"} & set(map(tail, seen.fact.bases))]
    has_routes = any(
        tail(name) in ("post", "put", "patch", "tool") and "." in name
        for seen in code.functions for name in seen.fact.decorators
    )  # fmt: skip
    typed = [
        seen.spot
        for seen in code.functions
        if seen.fact.is_typed
        and seen.fact.parameters
        and any(tail(name) == "tool" for name in seen.fact.decorators)
    ]
    return (*bounded, *zod, *(models if has_routes else ()), *typed)


def _is_check(call: Call, code: Live) -> bool:
    name = tail(call.name)
    if call.name in VERIFYING or name in VERIFYING:
        return True
    if call.name in code.own:
        return False
    if name in PARSING:
        return True
    if name in ("parse", "parseAsync") and "." in call.name:
        before = call.name.rpartition(".")[0]
        if "schema" in words(before) or head(call.name) == "z":
            return True
    if name in VALIDATING and any(_is_schema_library(module) for module in code.modules):
        return (
            "schema" in words(call.name)
            or head(call.name) in SCHEMA_LIBRARIES
            or (name in ("validate", "Validator", "Struct", "validateAsync"))
        )
    keys = set(map(plain, call.keywords))
    if "responsemodel" in keys and "instructor" in code.modules:
        return True
    return bool(OUTPUT_KEYS & keys) or (name == "parse" and bool(FORMAT_KEYS & keys))


def _answers_refusal(code: Live, seen: Seen[Call]) -> bool:
    """Whether a call answers that a request is bad: `HTTPException(422)`, `res.status(400)`."""
    if tail(seen.fact.name) not in ANSWERING:
        return False
    lines = code.lines[seen.file.path]
    line = lines[seen.fact.line - 1] if seen.fact.line <= len(lines) else ""
    return bool(_BAD_REQUEST.search(line[:200]))


def _is_schema_library(module: str) -> bool:
    return module in SCHEMA_LIBRARIES or head(module) in SCHEMA_LIBRARIES


def _is_guard(decorator: str) -> bool:
    if tail(decorator) in ("setter", "getter", "deleter"):
        return False
    return bool(GUARDING & set(words(decorator)))


def _is_bounded(call: Call) -> bool:
    name = tail(call.name)
    if name in BOUNDED:
        return bool(BOUNDS & set(call.keywords))
    return head(call.name) == "z" and name in ZOD_BOUNDS


def _settings(code: Live) -> frozenset[str]:
    return frozenset(
        seen.fact.name for seen in code.classes if SETTINGS & set(map(tail, seen.fact.bases))
    )


def _own(code: Live) -> list[Seen[Function]]:
    """Functions named for a check of input, that are called and that refuse or answer."""
    raising = {(seen.file.path, seen.fact.inside) for seen in code.raises if seen.fact.name}
    return [
        seen for seen in code.functions
        if tail(seen.fact.name) in code.names
        and _is_named_check(seen.fact, raises=(seen.file.path, seen.fact.name) in raising)
    ]  # fmt: skip


def _is_named_check(function: Function, *, raises: bool) -> bool:
    found = words(tail(function.name))
    owner = words(function.name.rpartition(".")[0])
    if not found or ELSEWHERE & {*found, *owner}:
        return False
    if found[0] in LEADING:
        return raises or bool(function.parameters)
    if found[0] in GUARD_LEADING:
        return raises
    return found[0] == "is" and bool(ALLOWING & set(found[1:2]))
