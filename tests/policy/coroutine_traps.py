#!/usr/bin/env python3
"""Finds what GCC 12 compiles without a warning and then frees twice: a `co_await` expression that holds a braced
temporary or a lambda, or that stands in `?:`. Also capturing lambdas that are coroutines: their captures die with
the lambda, not with the coroutine.

Inside a `co_await` are only names, moves, literals and function calls: name the object, move it in, write if/else.
"""

import pathlib
import re
from typing import List, Tuple

import policy
from policy import Finding, SelfTest

OPEN, CLOSE = "([{", ")]}"


def closing(text: str, start: int) -> int:
    """The position of the bracket that closes the one at start."""
    depth = 0
    for position in range(start, len(text)):
        if text[position] in OPEN:
            depth += 1
        elif text[position] in CLOSE:
            depth -= 1
            if depth == 0:
                return position
    return len(text)


def awaited(text: str, start: int) -> str:
    """From behind a co_await to the end of its expression: a `;`, a `,` or a bracket that it did not open."""
    position = start
    while position < len(text):
        if text[position] in ";,?:" + CLOSE and text[position:position + 2] != "::":
            break
        if text[position:position + 2] == "::":
            position += 2
        elif text[position] in OPEN:
            position = closing(text, position) + 1
        else:
            position += 1
    return text[start:position]


def around(text: str, start: int) -> str:
    """The statement that a co_await stands in, as far as the brackets around it reach."""
    begin, depth = start, 0
    while begin > 0:
        character = text[begin - 1]
        if character in ")]":
            depth += 1
        elif character in "([" and depth > 0:
            depth -= 1
        elif depth == 0 and character in ";{}":
            break
        begin -= 1
    end, depth = start, 0
    while end < len(text):
        character = text[end]
        if depth == 0 and character in ";{":
            break
        if character in OPEN:
            depth += 1
        elif character in CLOSE:
            depth -= 1
            if depth < 0 and character == "}":
                break
            depth = max(depth, 0)
        end += 1
    return text[begin:end]


LAMBDA = re.compile(r"(?<![\w\])])\[(?P<captures>[^\[\]]*)\](?=\s*[({<]|\s*mutable\b|\s*->)")


def lambdas(text: str) -> List[Tuple[int, str, int, int]]:
    """Each lambda: its position, its captures, the begin and the end of its body."""
    found = []
    for match in LAMBDA.finditer(text):
        position = match.end()
        while position < len(text) and text[position] not in "{;":
            position = closing(text, position) + 1 if text[position] in "([" else position + 1
        if position < len(text) and text[position] == "{":
            found.append((match.start(), match.group("captures").strip(), position, closing(text, position)))
    return found


def check_text(path: str, text: str) -> List[Finding]:
    findings = []
    for match in re.finditer(r"\bco_await\b", text):
        before = text[:match.start()].rstrip()
        if before.endswith("operator"):
            continue
        line, expression = policy.line_of(text, match.start()), awaited(text, match.end())
        if LAMBDA.search(expression):
            findings.append(Finding(path, line, "a lambda inside co_await: name it, then await"))
        elif "{" in expression:
            findings.append(Finding(path, line, "a braced temporary inside co_await: name it, move it in"))
        if "?" in around(text, match.start()):
            findings.append(Finding(path, line, "co_await and ?: in one statement: write if/else"))
    every = lambdas(text)
    for start, captures, begin, end in every:
        body = list(text[begin:end])
        for _, _, inner_begin, inner_end in every:
            if begin < inner_begin and inner_end < end:
                body[inner_begin - begin:inner_end - begin] = " " * (inner_end - inner_begin)
        if captures and re.search(r"\bco_(await|return|yield)\b", "".join(body)):
            findings.append(Finding(path, policy.line_of(text, start), f"a lambda that captures ({captures}) is a coroutine: "
                                    "pass what it needs as parameters by value"))
    return findings


def check(root: pathlib.Path) -> List[Finding]:
    return [
        finding
        for path in policy.files(root, "engine", "app", "tests")
        for finding in check_text(policy.name(path, root), policy.code_only(policy.read(path)))
    ]


def trap(title: str, code: str, *expected: str) -> SelfTest:
    return SelfTest(title, {"engine/sync/x.cpp": code}, expected)


SELF_TESTS = [
    trap("plain awaits", """
        Task<int> f(Queue& q) {
            auto item = co_await q.get();
            co_await q.put(std::move(item));
            if (co_await q.tryGet(7)) { x = a ? b : c; }
            while (co_await next()) { g({1, 2}); }
            for (int i = 0; i < 3; ++i) { co_await sleep(std::chrono::seconds(1)); }
            int y = flag ? 1 : 2;
            co_return co_await q.get();
        }
        // co_await f({1, 2});
        const char* s = "co_await f({1}) ? a : b";
        auto operator co_await() { return Awaiter{this}; }
        """),
    trap("a braced argument", "void f() { co_await g({a, b}); }", ":1: a braced temporary"),
    trap("a designated one", "void f() {\n co_await\n g(Cfg{.x = 1});\n}", ":2: a braced temporary"),
    trap("a braced awaitable", "void f() { auto x = co_await Sleep{d}; }", "a braced temporary"),
    trap("a second argument", "void f() { h(co_await g(T{}), 1); }", "a braced temporary"),
    trap("braces after the await", "void f() { h(co_await g(), T{}); }"),
    trap("a capturing lambda", "void f() { co_await g([&] { return 1; }); }", "a lambda inside co_await"),
    trap("an operand of ?:", "void f() { x = a ? co_await g() : 0; }", "co_await and ?:"),
    trap("the condition of ?:", "void f() { x = co_await g() ? 1 : 0; }", "co_await and ?:"),
    trap("?: among the arguments", "void f() { co_await g(a ? b : c); }", "co_await and ?:"),
    trap("a range for", "Task<> f() { for (auto x : co_await g()) { h(x); } }"),
    trap("a capturing coroutine", "auto f = [&q]() -> Task<void> { co_await q.get(); };", "a lambda that captures (&q)"),
    trap("a coroutine that captures nothing", "auto f = [](Q q) -> Task<void> { co_await q.get(); };"),
    trap("a captured one around a coroutine", "auto f = [&] { run([](Q q) -> Task<void> { co_await q.get(); }); };"),
    trap("no lambdas", "int f() { a[i] = b[j]; co_await c[k](d[0]); x = m[{1, 2}]; }"),
]

if __name__ == "__main__":
    policy.main(check, SELF_TESTS)
