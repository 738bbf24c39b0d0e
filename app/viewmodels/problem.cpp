#include "viewmodels/problem.h"

#include <algorithm>

namespace sojourn {

namespace {

constexpr int linesAround = 2;
// How much of a line is shown: always so much, and of a longer one what leads to the mistake.
constexpr int shortLine = 400;
constexpr int longLine = 4000;
constexpr int shownBehind = 100;

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

/// The place in UTF-16, as QML and QString count, of what comes behind so many characters of a line.
int behind(const QString& line, int characters)
{
    qsizetype at = 0;
    for (; characters > 0 && at < line.size(); --characters)
        at += line[at].isHighSurrogate() ? 2 : 1;
    return static_cast<int>(at);
}

/// Where on its line the mistake stands. A suggestion replaces a word, which its place may hold in quotation
/// marks; where the word is written otherwise (with escapes), nothing is suggested.
void mark(Problem& problem, const ScenarioProblem& found, const QString& line)
{
    int from = behind(line, found.column - 1);
    int to = behind(line, found.column - 1 + found.length);
    if (!problem.suggestion.isEmpty()) {
        const QString wrong = QString::fromStdString(found.wrong);
        const qsizetype at = line.mid(from, to - from).indexOf(wrong);
        if (at < 0 || wrong.isEmpty()) {
            problem.suggestion.clear();
        } else {
            from += static_cast<int>(at);
            to = from + static_cast<int>(wrong.size());
        }
    }
    problem.column = from + 1;
    problem.length = to - from;
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
            problem.excerpt.append(
                lines[i - 1].left(std::clamp(found.column + shownBehind, shortLine, longLine)));
        }
        if (found.line <= lines.size() && found.column > 0) mark(problem, found, lines[found.line - 1]);
    }
    return problem;
}

Problem Problem::of(const std::string& sentence, const QString& fileName)
{
    Problem problem;
    problem.present = true;
    problem.title = heading(sentence);
    if (QString::fromStdString(sentence).startsWith(fileName))
        problem.title.replace(0, fileName.size(), fileName); // a name keeps its small letter
    problem.file = fileName;
    problem.sentence = QString::fromStdString(sentence);
    return problem;
}

} // namespace sojourn
