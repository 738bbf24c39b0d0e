// Scenario files for tests: a sound frame around the part that a test is about. «…» marks what is expected to
// be wrong.
#pragma once

#include "scenario/scenario.h"

#include <string>
#include <string_view>

namespace sojourn::test {

inline ParameterValue number(double value)
{
    ParameterValue result;
    result.number = value;
    return result;
}

inline ParameterValue range(double low, double high)
{
    ParameterValue result;
    result.kind = ParameterValue::Kind::Range;
    result.number = low;
    result.high = high;
    return result;
}

inline std::string topText(std::string_view members)
{
    return "{\"format\": \"sojourn-scenario\", \"version\": 1,\n " + std::string(members) + "}\n";
}

/// With these members in the one parameter, x.
inline std::string parameterText(std::string_view members)
{
    return topText("\"parameters\": {\"x\": {\"label\": \"X\",\n  " + std::string(members) + "}}");
}

/// With these steps in the first of two groups.
inline std::string stepsText(std::string_view steps)
{
    return topText("\"parameters\": {\n"
                   "  \"n\": {\"label\": \"N\", \"value\": 2, \"min\": -10, \"max\": 10},\n"
                   "  \"span\": {\"label\": \"Span\", \"value\": [1, 3], \"min\": 0, \"max\": 10},\n"
                   "  \"quick\": {\"label\": \"Quick\", \"value\": true},\n"
                   "  \"where\": {\"label\": \"Where\", \"value\": \"work\"}},\n"
                   " \"queues\": [{\"name\": \"work\"}, {\"name\": \"done\"}],\n"
                   " \"events\": [\"ready\"], \"pools\": [{\"name\": \"pool\", \"threads\": 1}],\n"
                   " \"tasks\": [\n"
                   "  {\"name\": \"main\", \"steps\": [" +
                   std::string(steps) +
                   "]},\n"
                   "  {\"name\": \"worker\", \"count\": 2, \"steps\": []}]");
}

} // namespace sojourn::test
