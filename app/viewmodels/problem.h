// What is wrong, as the window says it.
#pragma once

#include "scenario/scenario_file.h"

#include <QObject>
#include <QString>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

namespace sojourn {

/// A mistake in a scenario file (or a file that cannot be read): the sentence, the place, an excerpt, one
/// repair.
class Problem
{
    Q_GADGET
    QML_VALUE_TYPE(problem)
    Q_PROPERTY(bool present MEMBER present)
    Q_PROPERTY(QString title MEMBER title)         ///< There is no queue “wrok”. Did you mean “work”?
    Q_PROPERTY(QString file MEMBER file)           ///< my-crawler.json
    Q_PROPERTY(QString place MEMBER place)         ///< tasks[1].steps[0].put; may be empty
    Q_PROPERTY(int line MEMBER line)               ///< 1-based; 0 when there is none
    Q_PROPERTY(int column MEMBER column)           ///< 1-based, within the line, in UTF-16 as QML counts
    Q_PROPERTY(int length MEMBER length)           ///< how much of it is wrong, likewise
    Q_PROPERTY(int firstLine MEMBER firstLine)     ///< the number of the first line of the excerpt
    Q_PROPERTY(QStringList excerpt MEMBER excerpt) ///< some lines around the place; long ones are cut
    Q_PROPERTY(int excerptColumn MEMBER excerptColumn) ///< as column, in the excerpt's line
    Q_PROPERTY(int excerptLength MEMBER excerptLength) ///< as length, as far as it is shown
    Q_PROPERTY(QString suggestion MEMBER suggestion)   ///< the repair's new text; empty when there is none
    Q_PROPERTY(QString sentence MEMBER sentence)       ///< all of it on one line, to be copied

public:
    bool present = false;
    QString title, file, place;
    int line = 0, column = 0, length = 0, firstLine = 0;
    QStringList excerpt;
    int excerptColumn = 0, excerptLength = 0;
    QString suggestion, sentence;

    static Problem of(const ScenarioProblem& problem, const QString& fileName, const std::string& text);
    /// Of a file that was not read; the sentence names it, as it was given or by its last name.
    static Problem of(const std::string& sentence, const QString& path);
};

} // namespace sojourn
