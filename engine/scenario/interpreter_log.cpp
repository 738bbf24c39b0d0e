// What a step logs: the text of its file, filled in.
#include "scenario/interpreter.h"
#include "scenario/request_state.h"
#include "trace/payload.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstdio>

namespace sojourn {

namespace {

/// A number as short as it reads back, or with that many decimals.
std::string numberWith(double value, int decimals)
{
    std::array<char, 400> buffer;
    if (decimals >= 0) {
        const int n = std::snprintf(buffer.data(), buffer.size(), "%.*f", decimals, value);
        return std::string(buffer.data(), static_cast<std::size_t>(n));
    }
    return numberText(value);
}

std::string secondsText(std::int64_t ns, int decimals)
{
    if (decimals < 0) return exactSeconds(ns);
    return numberWith(static_cast<double>(ns) / 1e9, decimals);
}

} // namespace

void Interpreter::writeLog(Walker& w, const Instruction& i)
{
    writeText(w, w, *i.step->log, i);
}

void Interpreter::writeEach(Walker& w, const Instruction& i)
{
    const GroupInfo& group = m_info.groups[i.object];
    for (std::uint32_t n = 0; n < group.taskCount; ++n)
        writeText(w, m_walkers[group.firstTask + n], *i.step->each, i);
}

// A line of w's that speaks of another task, or of itself.
void Interpreter::writeText(Walker& w, Walker& of, const LogText& text, const Instruction& i)
{
    if (text.level < m_options.logLevel || !takesLines() || over()) return;
    say(w, text.level, fillIn(of, text, i, i.op == Op::Put || i.op == Op::Get ? m_logItem : of.hand));
}

void Interpreter::say(const Walker& w, LogLevel level, std::string message)
{
    LogLine line;
    line.level = level;
    line.task = m_info.taskName(w.number);
    line.atNs = nowNs();
    line.message = std::move(message);
    ++m_logLines;
    m_options.log(line);
}

// In the words of asyncio's debug mode.
void Interpreter::reportSlowTurn(const Walker& w, Duration took)
{
    if (LogLevel::Warning < m_options.logLevel || !takesLines() || over()) return;
    say(w, LogLevel::Warning,
        "Executing <Task name='" + m_info.taskName(w.number) + "'> took " + numberWith(toSeconds(took), 3) +
            " seconds");
}

std::string Interpreter::valueText(ItemSlot slot, int decimals) const
{
    const ItemRecord& item = m_items[slot];
    if (item.payload == PayloadKind::Text) return m_items.text(slot);
    if (item.payload == PayloadKind::Number && decimals >= 0)
        return numberWith(std::bit_cast<double>(item.payloadBits), decimals);
    return payloadText(item.payload, item.payloadBytes, item.payloadBits);
}

std::string Interpreter::fillIn(const Walker& w, const LogText& text, const Instruction& i, ItemSlot slot)
{
    std::string message;
    for (const LogText::Piece& piece : text.pieces) {
        switch (piece.field) {
        case LogText::Field::Text:
            message += piece.text;
            break;
        case LogText::Field::Task:
            message += m_info.taskName(w.number);
            break;
        case LogText::Field::Index:
            message += std::to_string(w.index);
            break;
        case LogText::Field::Item:
            message += slot == endMarkSlot ? "sentinel"
                       : slot == noSlot    ? "none"
                                           : std::to_string(itemNumber(slot));
            break;
        case LogText::Field::Value:
            if (slot != noSlot && slot != endMarkSlot) message += valueText(slot, piece.decimals);
            break;
        case LogText::Field::Seconds:
            message += secondsText(w.plannedNs, piece.decimals);
            break;
        case LogText::Field::Waited:
            message += secondsText(w.waitedNs, piece.decimals < 0 ? 5 : piece.decimals);
            break;
        case LogText::Field::Held:
            if (slot != noSlot && slot != endMarkSlot)
                message += secondsText(m_items[slot].heldNs, piece.decimals < 0 ? 5 : piece.decimals);
            break;
        case LogText::Field::Drawn:
            message += numberWith(w.drawn, piece.decimals);
            break;
        case LogText::Field::Size:
            if (i.op == Op::Put || i.op == Op::Get || i.op == Op::TaskDone || i.op == Op::Join) {
                message += std::to_string(m_queues[i.object]->size());
            }
            break;
        case LogText::Field::Reply:
            if (w.request) message += w.request->reply;
            break;
        case LogText::Field::Path:
            if (w.request) message += m_info.requests[w.request->info].pathOf(w.request->number);
            break;
        case LogText::Field::Elapsed:
            message += secondsText(nowNs(), piece.decimals < 0 ? 5 : piece.decimals);
            break;
        case LogText::Field::Uuid:
            message += uuidText(m_options.seed);
            break;
        case LogText::Field::Error:
            message += m_stopError.value_or("none");
            break;
        }
    }
    return message;
}

} // namespace sojourn
