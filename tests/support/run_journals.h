// Journals of runs, for tests.
#pragma once

#include "scenario/builtin.h"
#include "support/sessions.h"

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QString>
#include <QStringList>

namespace sojourn::test {

inline FinishedRun exampleRun()
{
    const auto file = ScenarioFile::read(findBuiltinScenario("asyncq")->text);
    return finishedRun(*file, {}, {});
}

inline QStringList filesIn(const QString& folder)
{
    return QDir(folder).entryList(QDir::Files);
}

/// A journal as a program leaves it that is killed: nobody holds it. Whether it could be written.
inline bool leaveJournal(const QString& folder, const QString& name, const FinishedRun& run)
{
    const QByteArray whole = QByteArray::fromStdString(sessionOf(run));
    const QByteArray brokenOff = whole.left(whole.lastIndexOf("END ") + 10);
    QFile file(folder + QStringLiteral("/journal-") + name + QStringLiteral(".sojourn"));
    return file.open(QIODevice::WriteOnly) && file.write(brokenOff) == brokenOff.size();
}

} // namespace sojourn::test
