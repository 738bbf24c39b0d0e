#include "viewmodels/theory/theory_lines.h"

#include "explore/figure_text.h"
#include "explore/theory_words.h"

#include <QObject>

#include <algorithm>
#include <cmath>

namespace sojourn {

namespace {

using Line = TheoryLine;
QString of(const std::string& text)
{
    return QString::fromStdString(text);
}

QString marginText(const TheoryRow& row)
{
    const Estimate& e = *row.measured;
    const double below = e.value - e.low;
    const double above = e.high - e.value;
    if (std::abs(below - above) <= 0.2 * std::max(below, above))
        return QStringLiteral("± ") + of(rowWidth(row, (below + above) / 2));
    // "−5.6 +3.2 %": a unit that both have is said once.
    QString less = of(rowWidth(row, below));
    const QString more = of(rowWidth(row, above));
    for (const QChar before : {QLatin1Char(' '), QLatin1Char('/')})
        if (const auto at = less.lastIndexOf(before); at > 0 && more.endsWith(less.mid(at)))
            less.truncate(at);
    return QStringLiteral("−%1 +%2").arg(less, more);
}

/// The widest distance from theory that the rows of a queue have, as a share of theory's value: half of the
/// axis that all of them are shown on.
double halfWidth(const std::vector<TheoryRow>& rows)
{
    double widest = 0.01;
    for (const TheoryRow& row : rows) {
        if (!row.theory || !row.measured || !(*row.theory > 0)) continue;
        for (const double value : {row.measured->low, row.measured->high})
            widest = std::max(widest, std::abs(value / *row.theory - 1));
    }
    return std::min(widest, 1.0);
}

Line figureLine(const TheoryRow& row, QueueTheory::Kind kind, double half)
{
    Line line;
    line.kind = Line::Kind::Figure;
    line.title = of(row.label);
    if (row.theory) line.theory = of(rowFigure(row, *row.theory));
    if (!row.measured) return line;
    line.measured = of(rowFigure(row, row.measured->value));
    line.value = row.measured->value;
    line.unit = row.unit;
    line.margin = marginText(row);
    switch (row.verdict()) {
    case TheoryRow::Verdict::Agrees:
        line.verdict = Line::Verdict::Agrees;
        line.verdictText = QObject::tr("theory’s value lies within the 95 % interval");
        break;
    case TheoryRow::Verdict::Disagrees:
        line.verdict = Line::Verdict::Differs;
        if (const std::string off = offByPercent(row, kind); !off.empty())
            line.verdictText = QObject::tr("an approximation, off by %1 %").arg(of(off));
        else
            line.verdictText = QObject::tr("theory’s value lies outside of the 95 % interval");
        break;
    case TheoryRow::Verdict::Open:
        break;
    }
    const QString weighted =
        row.weighting == Weighting::PerItem ? QObject::tr("per item") : QObject::tr("weighted by time");
    line.verdictText =
        line.verdictText.isEmpty() ? weighted : weighted + QStringLiteral("; ") + line.verdictText;
    if (row.theory && *row.theory > 0) {
        const auto place = [&](double value) {
            return std::clamp(0.5 + (value / *row.theory - 1) / half / 2, 0.0, 1.0);
        };
        line.low = place(row.measured->low);
        line.high = place(row.measured->high);
        line.at = place(row.measured->value);
        line.exact = 0.5;
    }
    return line;
}

Line littleLine(const LittlesLaw& little)
{
    Line line;
    line.kind = Line::Kind::Little;
    // What is measured above it begins behind the warm-up, and may differ.
    line.title = QObject::tr("Little’s law, whole run");
    line.text = of(littleWords(little));
    line.verdict = little.holds() ? Line::Verdict::Agrees : Line::Verdict::Differs;
    if (little.stillWaiting > 0)
        line.verdictText =
            QObject::tr("%1 still waited at the end").arg(of(countedText(little.stillWaiting, "item")));
    return line;
}

void addTexts(QList<Line>& lines, Line::Kind kind, const std::vector<std::string>& texts)
{
    for (const std::string& text : texts) {
        Line line;
        line.kind = kind;
        line.text = of(text);
        lines += line;
    }
}

void addLeaningOn(QList<Line>& lines, const QueueTheory& theory)
{
    Line line;
    if (!theory.assumptions.empty() || !theory.deviations.empty()) {
        line.kind = Line::Kind::Section;
        line.title = QObject::tr("What the picture leans on");
        lines += line;
    }
    for (const QueueTheory::Assumption& assumption : theory.assumptions) {
        line = {};
        line.kind = Line::Kind::Holds;
        line.text = of(assumption.text);
        line.theory = of(assumption.from);
        lines += line;
    }
    addTexts(lines, Line::Kind::Doubt, theory.deviations);
    if (theory.neighbour.empty()) return;
    line = {};
    line.kind = Line::Kind::Hint;
    line.title = theory.neighbour.starts_with("Without") ? QObject::tr("Would not hold without the limit.")
                                                         : QObject::tr("Would not hold with a limit.");
    line.text = of(theory.neighbour);
    lines += line;
}

void addQueue(QList<Line>& lines, const QueueCheck& check, const RunInfo& info)
{
    const QueueTheory& theory = check.theory;
    Line head;
    head.kind = Line::Kind::Queue;
    head.title = of(info.queues[theory.queue].name);
    head.text = of(theory.name);
    if (theory.kind == QueueTheory::Kind::Approximate) head.text += QObject::tr(", an approximation");
    if (!theory.inputs.empty())
        head.text += (head.text.isEmpty() ? QString() : QStringLiteral(": ")) + of(theory.inputs);
    lines += head;
    if (!theory.sentence.empty()) addTexts(lines, Line::Kind::Note, {theory.sentence});
    const double half = halfWidth(check.rows);
    for (const TheoryRow& row : check.rows)
        if (row.measured || row.theory) lines += figureLine(row, theory.kind, half);
    addTexts(lines, Line::Kind::Note, warmUpWords(check.rows));
    for (const ShortageWords& words : shortageWords(check.rows)) {
        Line line;
        line.kind = Line::Kind::Short;
        line.title = of(words.labels);
        line.text = of(words.sentence);
        lines += line;
    }
    if (check.little) lines += littleLine(*check.little);
    if (!theory.formula.empty()) {
        Line formula;
        formula.kind = Line::Kind::Formula;
        formula.title = of(theory.formula);
        formula.text = of(theory.source);
        lines += formula;
    }
    addLeaningOn(lines, theory);
    addTexts(lines, Line::Kind::Note, theory.notes);
}

} // namespace

QList<TheoryLine> theoryLines(const TheoryCheck& check, const RunInfo& info)
{
    QList<TheoryLine> lines;
    for (const PipelineTheory& pipeline : check.pipelines)
        addTexts(lines, Line::Kind::Note, {pipeline.sentence});
    for (const QueueCheck& queue : check.queues) {
        const auto first = lines.size();
        addQueue(lines, queue, info);
        for (auto i = first; i < lines.size(); ++i)
            lines[i].queue = queue.theory.queue;
    }
    return lines;
}

} // namespace sojourn
