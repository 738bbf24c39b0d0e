// What the process holds, counted where the system shows it.
#pragma once

#include <QDir>
#include <QString>

namespace sojourn::test {

/// The entries of a folder such as /proc/self/fd (open descriptors, the one that reads it among them) or
/// /proc/self/task (threads).
inline qsizetype countOf(const char* folder)
{
    return QDir(QString::fromLatin1(folder))
        .entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot)
        .size();
}

} // namespace sojourn::test
