#include "viewmodels/problem.h"

#include <algorithm>

namespace sojourn {

namespace {

constexpr int linesAround = 2;

/// `there is no queue "wrok"; did you mean "work"?` as the sentences of a heading.
QString heading(const std::string& message)
{
    QString text = QString::fromStdString(message);
    text.replace(QLatin1String("; did you mean"), QLatin1String(". Did you mean"));
    bool opens = true;
    for (QChar& c : text) {
        if (c != QLatin1Char('"')) continue;
        c = QChar(opens ? 0x201C : 0x201D);
        opens = !opens;
    }
    if (!text.isEmpty()) text[0] = text[0].toUpper();
    if (!text.endsWith(QLatin1Char('?')) && !text.endsWith(QLatin1Char('.'))) text += QLatin1Char('.');
    return text;
}

} // namespace

Problem Problem::of(const ScenarioProblem& found, const QString& fileName, const std::string& text)
{
    Problem problem;
    problem.present = true;
    problem.title = heading(found.message);
    problem.file = fileName;
    problem.place = QString::fromStdString(found.place);
    problem.line = found.line;
    problem.column = found.column;
    problem.length = found.length;
    problem.suggestion = QString::fromStdString(found.suggestion);
    problem.sentence = fileName + QStringLiteral(": ") + QString::fromStdString(found.sentence());
    if (found.line > 0) {
        const QStringList lines = QString::fromStdString(text).split(QLatin1Char('\n'));
        problem.firstLine = std::max(1, found.line - linesAround);
        for (int i = problem.firstLine; i <= found.line + linesAround && i <= lines.size(); ++i) {
            problem.excerpt.append(lines[i - 1].left(400));
        }
    }
    return problem;
}

Problem Problem::of(const QString& sentence, const QString& fileName)
{
    Problem problem;
    problem.present = true;
    problem.title = sentence;
    problem.file = fileName;
    problem.sentence = fileName + QStringLiteral(": ") + sentence;
    return problem;
}

} // namespace sojourn
