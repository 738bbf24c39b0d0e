#include "viewmodels/problem.h"

#include <QFileInfo>

#include <algorithm>

namespace sojourn {

namespace {

constexpr int linesAround = 2;
// As much of a line is shown as finds room in the smallest window; of a longer one with the mistake in it
// what is around that, a bit less than half of it before it.
constexpr qsizetype shownOfLine = 76;
constexpr qsizetype shownBefore = 32;

/// What a message without a subject speaks of: of `queues[0].capacity` its last part. Empty where it has one.
QString subjectOf(const ScenarioProblem& found)
{
    if (found.place.empty() || found.message.rfind("must ", 0) != 0) return {};
    return QString::fromStdString(found.place.substr(found.place.rfind('.') + 1)) + QLatin1Char(' ');
}

/// `there is no queue "wrok"; did you mean "work"?` as the sentences of a heading.
QString heading(const std::string& message, bool isWhole = true)
{
    QString text = QString::fromStdString(message);
    text.replace(QLatin1String("; did you mean"), QLatin1String(". Did you mean"));
    bool opens = true;
    for (QChar& c : text) {
        if (c != QLatin1Char('"')) continue;
        c = QChar(opens ? 0x201C : 0x201D);
        opens = !opens;
    }
    if (isWhole && !text.isEmpty()) text[0] = text[0].toUpper();
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

/// Whether a cut there leaves both halves of a character that UTF-16 writes as two.
bool isWithinCharacter(const QString& line, qsizetype at)
{
    return at > 0 && at < line.size() && line[at].isLowSurrogate();
}

/// What is shown of a line, from `from` on, with an ellipsis where it is cut.
QString excerptOf(const QString& line, qsizetype from)
{
    qsizetype to = std::min(line.size(), from + shownOfLine);
    if (isWithinCharacter(line, to)) --to;
    QString shown = line.mid(from, to - from);
    if (from > 0) shown.prepend(QChar(0x2026));
    if (to < line.size()) shown.append(QChar(0x2026));
    return shown;
}

/// The lines around the mistake, and where in them it is marked.
void quote(Problem& problem, const QStringList& lines)
{
    problem.firstLine = std::max(1, problem.line - linesAround);
    for (int i = problem.firstLine; i <= problem.line + linesAround && i <= lines.size(); ++i) {
        const QString& line = lines[i - 1];
        qsizetype from = 0;
        if (i == problem.line) {
            const qsizetype wrongFrom = std::max(0, problem.column - 1);
            const qsizetype wrongTo = wrongFrom + problem.length;
            if (wrongTo > shownOfLine && line.size() > shownOfLine) {
                // No further than the end of the line asks for.
                from = std::clamp<qsizetype>(wrongFrom - shownBefore, 0, line.size() - shownOfLine);
                if (isWithinCharacter(line, from)) --from;
            }
            const qsizetype cutOff = from > 0 ? from - 1 : 0; // the ellipsis takes a column
            problem.excerptColumn = problem.column - static_cast<int>(cutOff);
            problem.excerptLength =
                static_cast<int>(std::clamp<qsizetype>(from + shownOfLine - wrongFrom, 0, problem.length));
        }
        problem.excerpt.append(excerptOf(line, from));
    }
}

} // namespace

Problem Problem::of(const ScenarioProblem& found, const QString& fileName, const std::string& text)
{
    Problem problem;
    problem.present = true;
    problem.title = subjectOf(found) + heading(found.message, subjectOf(found).isEmpty());
    problem.file = fileName;
    problem.place = QString::fromStdString(found.place);
    problem.line = found.line;
    problem.column = found.column;
    problem.length = found.length;
    problem.suggestion = QString::fromStdString(found.suggestion);
    problem.sentence = fileName + QStringLiteral(": ") + QString::fromStdString(found.sentence());
    if (found.line > 0) {
        const QStringList lines = QString::fromStdString(text).split(QLatin1Char('\n'));
        if (found.line <= lines.size() && found.column > 0) mark(problem, found, lines[found.line - 1]);
        quote(problem, lines);
    }
    return problem;
}

Problem Problem::of(const std::string& sentence, const QString& path)
{
    Problem problem;
    problem.present = true;
    problem.file = QFileInfo(path).fileName();
    const QString text = QString::fromStdString(sentence);
    // A file keeps its small letter.
    problem.title = heading(sentence, !text.startsWith(path) && !text.startsWith(problem.file));
    problem.sentence = QString::fromStdString(sentence);
    return problem;
}

} // namespace sojourn
