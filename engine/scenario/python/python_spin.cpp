#include "scenario/python/python_spin.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace sojourn {

namespace {

constexpr double spinLimit = 1e7;
constexpr double unknown = std::numeric_limits<double>::infinity();

/// The most passes that a repeat may make.
double mostPasses(const Step& repeat)
{
    if (repeat.forever) return unknown;
    const Draw& draw = repeat.amount;
    switch (draw.kind) {
    case Draw::Kind::Constant:
        return std::max(0.0, draw.a);
    case Draw::Kind::Uniform:
    case Draw::Kind::UniformInt:
        return std::max(0.0, draw.b);
    default:
        return unknown;
    }
}

/// Whether whoever walks all of these steps suspends on the way.
bool suspends(const std::vector<Step>& steps)
{
    return std::any_of(steps.begin(), steps.end(), [](const Step& step) {
        switch (step.kind) {
        case Step::Kind::Sleep:
        case Step::Kind::Offload:
        case Step::Kind::Request:
            return true;
        case Step::Kind::Steps:
        case Step::Kind::Timeout:
            return suspends(step.steps) || suspends(step.finally);
        case Step::Kind::If: // the program has both ways: its parameters may be changed
            return suspends(step.steps) && suspends(step.otherwise);
        default:
            return false;
        }
    });
}

/// The most steps on the way through these without suspending.
double mostSteps(const std::vector<Step>& steps)
{
    double sum = 0;
    for (const Step& step : steps) {
        const double inner = mostSteps(step.steps);
        sum += 1 + mostSteps(step.finally) + mostSteps(step.otherwise);
        if (step.kind != Step::Kind::Repeat) {
            sum += inner;
        } else if (suspends(step.steps)) {
            sum += 2 * inner + 2; // the end of one pass and the beginning of the next
        } else {
            const double passes = mostPasses(step);
            if (passes > 0) sum += passes * (inner + 1);
        }
    }
    return sum;
}

} // namespace

bool maySpin(const std::vector<Step>& steps)
{
    return !(mostSteps(steps) < spinLimit);
}

} // namespace sojourn
