#include "viewmodels/program/step_text.h"

#include <QStringList>

#include <algorithm>
#include <cmath>

namespace sojourn {

namespace {

QString number(double value)
{
    const bool isWhole = value == std::floor(value) && std::abs(value) < 1e15;
    return isWhole ? QString::number(value, 'f', 0) : QString::number(value, 'g', 4);
}

template <typename Named> QString nameOf(const std::vector<Named>& things, std::uint16_t index)
{
    return index < things.size() ? QString::fromStdString(things[index].name) : QString();
}

QString payloadText(const PayloadSpec& payload)
{
    switch (payload.kind) {
    case PayloadSpec::Kind::Number:
        return QStringLiteral("value ") + drawText(payload.number);
    case PayloadSpec::Kind::Drawn:
        return QStringLiteral("value drawn");
    case PayloadSpec::Kind::Square:
        return QStringLiteral("squared");
    case PayloadSpec::Kind::Text:
        return QStringLiteral("“%1”").arg(QString::fromStdString(templateOf(payload.text)));
    default:
        return {};
    }
}

QString flagName(const Scenario& scenario, std::uint16_t flag)
{
    return flag < scenario.flags.size() ? QString::fromStdString(scenario.flags[flag]) : QString();
}

QString requestText(const Scenario& scenario, const Step& step)
{
    const std::string& path = scenario.requests[step.request->number].path;
    return nameOf(scenario.servers, step.object) + QLatin1Char(' ') + QString::fromStdString(path);
}

QString putText(const Scenario& scenario, const Step& step)
{
    QStringList words{nameOf(scenario.queues, step.object)};
    if (step.sentinel) words += QStringLiteral("end mark");
    if (step.makesNew) words += QStringLiteral("new");
    const QString payload = payloadText(step.payload);
    if (!payload.isEmpty()) words += payload;
    if (step.priority) words += QStringLiteral("priority ") + drawText(*step.priority);
    if (step.dropIfFull) words += QStringLiteral("or drop");
    return words.join(QStringLiteral(", "));
}

QString quoted(const LogText& text)
{
    return QStringLiteral("“%1”").arg(QString::fromStdString(templateOf(text)));
}

/// In the unit of the scenario file, but where that takes powers of ten.
QString seconds(Draw draw)
{
    const bool isShapeFirst = draw.kind == Draw::Kind::Erlang || draw.kind == Draw::Kind::Pareto;
    const double largest = std::max(isShapeFirst ? 0 : std::abs(draw.a), std::abs(draw.b));
    if (largest == 0 || largest >= 1e-4) return drawText(draw) + QStringLiteral(" s");
    const bool isNano = largest < 1e-6;
    const double scale = isNano ? 1e9 : 1e6;
    if (!isShapeFirst) draw.a *= scale;
    draw.b *= scale;
    return drawText(draw) + (isNano ? QStringLiteral(" ns") : QStringLiteral(" µs"));
}

} // namespace

QString drawText(const Draw& draw)
{
    switch (draw.kind) {
    case Draw::Kind::Constant:
        return number(draw.a);
    case Draw::Kind::Uniform:
    case Draw::Kind::UniformInt:
        if (draw.a == draw.b) return number(draw.a);
        return QStringLiteral("%1 … %2").arg(number(draw.a), number(draw.b));
    case Draw::Kind::Exponential:
        return QStringLiteral("exponential, mean %1").arg(number(draw.a));
    case Draw::Kind::Normal:
        return QStringLiteral("normal, %1 ± %2").arg(number(draw.a), number(draw.b));
    case Draw::Kind::Lognormal:
        return QStringLiteral("lognormal, %1 ± %2").arg(number(draw.a), number(draw.b));
    case Draw::Kind::Erlang:
        return QStringLiteral("Erlang %1, mean %2").arg(number(draw.a), number(draw.b));
    case Draw::Kind::Pareto:
        return QStringLiteral("Pareto %1, from %2").arg(number(draw.a), number(draw.b));
    case Draw::Kind::Empirical:
        return QStringLiteral("one of %1 values").arg(draw.values.size());
    case Draw::Kind::Sequence:
        if (draw.rows.size() == 1) return QStringLiteral("next of %1 values").arg(draw.rows.front().size());
        return QStringLiteral("next of the task's values");
    }
    return {};
}

StepText stepText(const Scenario& scenario, const Step& step)
{
    switch (step.kind) {
    case Step::Kind::Sleep:
        return {QStringLiteral("sleep"), seconds(step.amount)};
    case Step::Kind::Work:
        return {QStringLiteral("work"), seconds(step.amount)};
    case Step::Kind::Offload:
        return {
            QStringLiteral("offload"),
            step.pool == noPool
                ? QStringLiteral("%1 to a thread").arg(seconds(step.amount))
                : QStringLiteral("%1 to %2").arg(seconds(step.amount), nameOf(scenario.pools, step.pool))};
    case Step::Kind::Put:
        return {QStringLiteral("put"), putText(scenario, step)};
    case Step::Kind::Get:
        return {QStringLiteral("get"),
                nameOf(scenario.queues, step.object) +
                    (step.breakAtSentinel ? QStringLiteral(", end mark breaks") : QString())};
    case Step::Kind::TaskDone:
        return {QStringLiteral("task_done"), nameOf(scenario.queues, step.object)};
    case Step::Kind::Repeat:
        return {QStringLiteral("repeat"), step.forever ? QStringLiteral("forever") : drawText(step.amount)};
    case Step::Kind::BreakIf:
        return {QStringLiteral("break if"),
                QStringLiteral("%1 is %2").arg(drawText(step.amount), number(step.equals))};
    case Step::Kind::Join:
        return {QStringLiteral("join"), nameOf(scenario.queues, step.object)};
    case Step::Kind::Await:
        return {QStringLiteral("await"), nameOf(scenario.groups, step.object)};
    case Step::Kind::Cancel:
        return {QStringLiteral("cancel"),
                nameOf(scenario.groups, step.object) +
                    (step.unless == noFlag ? QString()
                                           : QStringLiteral(", unless ") + flagName(scenario, step.unless))};
    case Step::Kind::Set:
    case Step::Kind::Wait:
        return {QLatin1String(step.kind == Step::Kind::Set ? "set" : "wait"),
                flagName(scenario, step.object)};
    case Step::Kind::Request:
        return {QStringLiteral("request"), requestText(scenario, step)};
    case Step::Kind::If:
        return {}; // decided before the run
    case Step::Kind::Steps:
        return {QLatin1String(step.hasFinally ? "try" : "steps"), {}};
    case Step::Kind::Timeout:
        return {QStringLiteral("timeout"), seconds(step.amount)};
    case Step::Kind::Fail:
        return {QStringLiteral("fail"), QStringLiteral("“%1”").arg(QString::fromStdString(step.message))};
    case Step::Kind::Log:
        return {QStringLiteral("log"), step.log ? quoted(*step.log) : QString()};
    }
    return {};
}

QList<StepText> logTexts(const Step& step)
{
    QList<StepText> texts;
    if (step.kind == Step::Kind::Log) return texts;
    if (step.each) texts.append({QStringLiteral("log each"), quoted(*step.each)});
    if (step.log) texts.append({QStringLiteral("log"), quoted(*step.log)});
    return texts;
}

} // namespace sojourn
