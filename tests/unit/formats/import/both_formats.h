// What is tried with both formats that keep most of a run.
#pragma once

#include "scenario/builtin.h"

#include <QTest>

namespace sojourn::test {

/// A row for each built-in scenario as .json and as .pftrace: `name`, `asPerfetto`.
inline void addBuiltinsInBothFormats()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("asPerfetto");
    for (const BuiltinScenario& scenario : builtinScenarios())
        for (const bool asPerfetto : {false, true})
            QTest::newRow((scenario.name + (asPerfetto ? " pftrace" : " json")).c_str())
                << QByteArray::fromStdString(scenario.name) << asPerfetto;
}

} // namespace sojourn::test
