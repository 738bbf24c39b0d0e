#!/usr/bin/env python3
"""The built-in scenarios and the fuzzer's sound ones conform to the published JSON Schema, which thereby stays true.

Knows just the keywords that the schema uses, and refuses a schema that uses others."""

import json
import pathlib
import re
from typing import Any, Dict, List, Optional

import policy
from policy import Finding, SelfTest

SCHEMA = "resources/scenario.schema.json"
SCENARIOS = ("resources/scenarios", "tests/fuzz/corpus/scenario")
BROKEN = {"unfinished.json", "circle.json"}  # of the corpus, on purpose
NOTES = {"$schema", "$defs", "title", "description", "default"}
TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "number": (int, float), "integer": (int, float)}


def is_type(value: Any, name: str) -> bool:
    if isinstance(value, bool):
        return name == "boolean"
    return isinstance(value, TYPES[name]) and (name != "integer" or value == int(value))


class Validator:
    def __init__(self, schema: Dict[str, Any]) -> None:
        self.definitions = schema.get("$defs", {})

    def fault(self, value: Any, schema: Any, place: str) -> Optional[str]:
        """What is wrong with the value, or None."""
        if isinstance(schema, bool):
            return None if schema else f"{place}: is too much"
        for keyword, argument in schema.items():
            if keyword in NOTES or keyword == "then":
                continue
            rule = getattr(self, "rule_" + keyword.lstrip("$"), None)
            if rule is None:
                raise SystemExit(f"{SCHEMA}: tests/policy/schema.py does not know the keyword {keyword}")
            found = rule(value, argument, place, schema)
            if found:
                return found if isinstance(found, str) else f"{place}: breaks {keyword} {json.dumps(argument)[:60]}"
        return None

    def rule_ref(self, value, argument, place, schema):
        return self.fault(value, self.definitions[argument.rsplit("/", 1)[1]], place)

    def rule_type(self, value, argument, place, schema):
        return not any(is_type(value, name) for name in ([argument] if isinstance(argument, str) else argument))

    def rule_const(self, value, argument, place, schema):
        return isinstance(value, bool) != isinstance(argument, bool) or value != argument

    def rule_enum(self, value, argument, place, schema):
        return value not in argument

    def rule_anyOf(self, value, argument, place, schema):
        return all(self.fault(value, way, place) for way in argument)

    def rule_if(self, value, argument, place, schema):
        return self.fault(value, schema["then"], place) if not self.fault(value, argument, place) else None

    def rule_required(self, value, argument, place, schema):
        return isinstance(value, dict) and any(key not in value for key in argument)

    def rule_properties(self, value, argument, place, schema):
        keys = [key for key in argument if isinstance(value, dict) and key in value]
        return next(filter(None, (self.fault(value[key], argument[key], f"{place}.{key}") for key in keys)), None)

    def rule_additionalProperties(self, value, argument, place, schema):
        keys = [key for key in value if key not in schema.get("properties", {})] if isinstance(value, dict) else []
        return next(filter(None, (self.fault(value[key], argument, f"{place}.{key}") for key in keys)), None)

    def rule_propertyNames(self, value, argument, place, schema):
        return isinstance(value, dict) and any(self.fault(key, argument, place) for key in value)

    def rule_dependentRequired(self, value, argument, place, schema):
        return isinstance(value, dict) and any(key in value and not set(needed) <= set(value) for key, needed in argument.items())

    def rule_items(self, value, argument, place, schema):
        rest = list(enumerate(value))[len(schema.get("prefixItems", [])):] if isinstance(value, list) else []
        return next(filter(None, (self.fault(element, argument, f"{place}[{i}]") for i, element in rest)), None)

    def rule_prefixItems(self, value, argument, place, schema):
        pairs = enumerate(zip(value, argument)) if isinstance(value, list) else []
        return next(filter(None, (self.fault(element, way, f"{place}[{i}]") for i, (element, way) in pairs)), None)

    def rule_uniqueItems(self, value, argument, place, schema):
        return isinstance(value, list) and len(value) != len(set(map(json.dumps, value)))

    def rule_pattern(self, value, argument, place, schema):
        return isinstance(value, str) and not re.search(argument, value)


def bound(kind, measure, holds):
    def rule(self, value, argument, place, schema):
        return isinstance(value, kind) and not isinstance(value, bool) and not holds(measure(value), argument)
    return rule


for _name, _kind in (("Items", list), ("Length", str), ("Properties", dict)):
    setattr(Validator, "rule_min" + _name, bound(_kind, len, lambda a, b: a >= b))
    setattr(Validator, "rule_max" + _name, bound(_kind, len, lambda a, b: a <= b))
Validator.rule_minimum = bound((int, float), lambda v: v, lambda a, b: a >= b)
Validator.rule_maximum = bound((int, float), lambda v: v, lambda a, b: a <= b)
Validator.rule_exclusiveMinimum = bound((int, float), lambda v: v, lambda a, b: a > b)


def check(root: pathlib.Path) -> List[Finding]:
    schema = json.loads(policy.read(root / SCHEMA))
    findings = []
    for path in policy.files(root, *SCENARIOS, endings=(".json",)):
        if path.name in BROKEN:
            continue
        fault = Validator(schema).fault(json.loads(path.read_text(encoding="utf-8-sig")), schema, "$")
        if fault:
            findings.append(Finding(policy.name(path, root), 0, f"does not conform to {SCHEMA}: {fault}"))
    return findings


_SCHEMA = json.dumps({
    "type": "object", "required": ["name"], "additionalProperties": False,
    "properties": {"name": {"$ref": "#/$defs/name"}, "seed": {"anyOf": [{"type": "integer", "minimum": 0}, {"const": "any"}]}},
    "$defs": {"name": {"type": "string", "minLength": 1}}})
SELF_TESTS = [
    SelfTest("sound", {SCHEMA: _SCHEMA, "resources/scenarios/a.json": '{"name": "a", "seed": 1}',
                       "tests/fuzz/corpus/scenario/b.json": '\ufeff{"name": "b", "seed": "any"}'}),
    SelfTest("a key too many", {SCHEMA: _SCHEMA, "resources/scenarios/a.json": '{"name": "a", "sed": 1}'}, ("$.sed",)),
    SelfTest("below the least", {SCHEMA: _SCHEMA, "resources/scenarios/a.json": '{"name": "a", "seed": -1}'}, ("$.seed: breaks anyOf",)),
    SelfTest("without a name", {SCHEMA: _SCHEMA, "resources/scenarios/a.json": "{}"}, ("breaks required",)),
    SelfTest("an empty name", {SCHEMA: _SCHEMA, "resources/scenarios/a.json": '{"name": ""}'}, ("$.name: breaks minLength",)),
]

if __name__ == "__main__":
    policy.main(check, SELF_TESTS)
