"""Makes a program smaller while it still shows what is looked for."""

import copy
import time

from reference import substitute

NESTS = ("steps", "finally", "else")
OPTIONS = ("log", "log_level", "new", "if_full", "priority", "value", "sentinel", "field", "attempts", "on_failure")
NUMBERS = ("sleep", "work", "offload", "timeout", "repeat")


def lists_of_steps(scenario):
    """Every list of steps, as (its owner, its key), outer ones first."""
    todo = [(group, "steps") for group in scenario["tasks"]]
    todo += [(made, key) for made in scenario.get("service_classes", []) for key in ("start", "stop") if key in made]
    todo += [(scenario["entrypoint"], "steps")] if "steps" in scenario.get("entrypoint", {}) else []
    while todo:
        owner, key = todo.pop(0)
        yield owner, key
        todo += [(step, nest) for step in owner[key] for nest in NESTS if nest in step]


def sound(scenario):
    """Whether breaks stand in a repeat, and no list of steps is empty. (The edits below cannot break anything else.)"""
    def inside(steps, breakable):
        for step in steps:
            if ("break_if" in step or step.get("sentinel") == "break") and not breakable:
                return False
            if not all(step[nest] and inside(step[nest], breakable or "repeat" in step) for nest in NESTS if nest in step):
                return False
        return bool(steps)
    of_services = [made.get(key, []) for made in scenario.get("service_classes", []) for key in ("start", "stop")]
    of_services.append(scenario.get("entrypoint", {}).get("steps", []))
    return (bool(scenario["tasks"]) and all(inside(group["steps"], False) for group in scenario["tasks"])
            and all(not steps or inside(steps, False) for steps in of_services))


def without(scenario, kinds, name):
    """The scenario without the steps of these kinds that mean `name`."""
    scenario = copy.deepcopy(scenario)
    for owner, key in lists_of_steps(scenario):
        owner[key] = [step for step in owner[key] if not any(step.get(kind) == name for kind in kinds)]
    return scenario


def prune(scenario):
    """Takes away what has become empty."""
    changed = True
    while changed:
        changed = False
        for owner, key in list(lists_of_steps(scenario)):
            for step in list(owner[key]):
                if "finally" in step and not step["finally"]:
                    at = owner[key].index(step)
                    owner[key][at:at + 1] = step["steps"]
                    changed = True
                elif "else" in step and not step["else"]:
                    del step["else"]
                    changed = True
                elif "steps" in step and not step["steps"]:
                    at = owner[key].index(step)
                    owner[key][at:at + 1] = step.get("finally", step.get("else", []))
                    changed = True
            if changed:
                break
    scenario["tasks"] = [group for group in scenario["tasks"] if group["steps"]]
    return scenario


def names_gone(scenario, kept):
    """Whether a step means a group that is not there any more."""
    return any(step.get(kind) not in kept for owner, key in lists_of_steps(scenario) for step in owner[key]
               for kind in ("await", "cancel") if kind in step)


def plain(scenario):
    """The scenario with its parameters put in."""
    result = substitute({k: v for k, v in scenario.items() if k != "parameters"}, scenario.get("parameters", {}))
    return copy.deepcopy(result)


def smaller(scenario):
    """Smaller programs, the largest steps first."""
    if "parameters" in scenario:
        yield plain(scenario)
    for at, group in enumerate(scenario["tasks"]):
        candidate = without(scenario, ("await", "cancel"), group["name"])
        del candidate["tasks"][at]
        yield candidate
    for section, kinds in (("queues", ("put", "get", "task_done", "join")), ("events", ("set", "wait", "unless")), ("pools", ("pool",)),
                           ("servers", ("request",))):
        for at, thing in enumerate(scenario.get(section, [])):
            candidate = without(scenario, kinds, thing if section == "events" else thing["name"])
            del candidate[section][at]
            if not candidate[section]:
                del candidate[section]
            yield candidate
    yield from smaller_services(scenario)
    yield from smaller_steps(scenario)
    for at, group in enumerate(scenario["tasks"]):
        for count in range(1, group.get("count", 0)) if "count" in group else ():
            yield edited(scenario, at, lambda g, c=count: g.update(count=c))
        if "count" in group:
            yield edited(scenario, at, lambda g: g.pop("count"))
    for key in ("until", "seed"):
        if key in scenario:
            yield {k: v for k, v in scenario.items() if k != key}
    for at, queue in enumerate(scenario.get("queues", [])):
        for key in ("order", "capacity"):
            if key in queue:
                candidate = copy.deepcopy(scenario)
                del candidate["queues"][at][key]
                yield candidate
    yield from simpler_steps(scenario)


def smaller_services(scenario):
    """Without all services, without one, without what it needs or sets, without the entry point, with simpler servers."""
    parts = ("services", "service_classes", "entrypoint")
    services = scenario.get("services", [])
    if any(part in scenario for part in parts):
        candidate = scenario
        for service in services:
            candidate = without(candidate, ("wait",), f"{service['name']}.ready")
        candidate = without(candidate, ("pool",), "default")
        yield {key: value for key, value in candidate.items() if key not in parts}
    for at, service in enumerate(services):
        candidate = without(scenario, ("wait",), f"{service['name']}.ready")
        del candidate["services"][at]
        for other in candidate["services"]:
            other["needs"] = [name for name in other.get("needs", []) if name != service["name"]]
        used = {other["class"] for other in candidate["services"]}
        candidate["service_classes"] = [made for made in candidate["service_classes"] if made["name"] in used]
        yield candidate
        for key in ("needs", "settings"):
            if key in service:
                candidate = copy.deepcopy(scenario)
                del candidate["services"][at][key]
                yield candidate
    if "entrypoint" in scenario:
        candidate = without(scenario, ("pool",), "default")
        del candidate["entrypoint"]
        yield candidate
    for at, server in enumerate(scenario.get("servers", [])):
        for key in server.keys() - {"name"}:
            candidate = copy.deepcopy(scenario)
            del candidate["servers"][at][key]
            yield candidate


def edited(scenario, at, edit):
    candidate = copy.deepcopy(scenario)
    edit(candidate["tasks"][at])
    return candidate


def places(scenario):
    """Every step, as (number of its list, place in it)."""
    return [(n, i) for n, (owner, key) in enumerate(lists_of_steps(scenario)) for i in range(len(owner[key]))]


def with_step(scenario, place, replace):
    """The scenario with replace(step), a list of steps, in the place of a step."""
    candidate = copy.deepcopy(scenario)
    owner, key = list(lists_of_steps(candidate))[place[0]]
    step = owner[key][place[1]]
    owner[key][place[1]:place[1] + 1] = replace(step)
    return candidate


def smaller_steps(scenario):
    steps = [(place, list(lists_of_steps(scenario))[place[0]]) for place in places(scenario)]
    for place, _ in steps:
        yield with_step(scenario, place, lambda step: [])
    for place, (owner, key) in steps:
        for nest in NESTS:
            if nest in owner[key][place[1]]:
                yield with_step(scenario, place, lambda step, n=nest: step[n])


def simpler_steps(scenario):
    for place in places(scenario):
        owner, key = list(lists_of_steps(scenario))[place[0]]
        step = owner[key][place[1]]
        for option in OPTIONS:
            if option in step and len(step) > 1:
                yield with_step(scenario, place, lambda s, o=option: [{k: v for k, v in s.items() if k != o}])
        if "offload" in step or "work" in step:
            yield with_step(scenario, place, lambda s: [{"sleep": s.get("offload", s.get("work"))}])
        for number in NUMBERS:
            if number in step:
                for value in (0, 1, 2):
                    if isinstance(step[number], (dict, str)) or value < step[number]:
                        yield with_step(scenario, place, lambda s, n=number, v=value: [{**s, n: v}])


def shrink(scenario, shows, seconds=60):
    """The smallest program found within the time for which shows(program) still holds."""
    deadline = time.monotonic() + seconds
    found = True
    while found:
        found = False
        for candidate in smaller(scenario):
            if time.monotonic() > deadline:
                return scenario
            candidate = prune(copy.deepcopy(candidate))
            if names_gone(candidate, {group["name"] for group in candidate["tasks"]}) or not sound(candidate):
                continue
            if shows(candidate):
                scenario, found = candidate, True
                break
    return scenario
