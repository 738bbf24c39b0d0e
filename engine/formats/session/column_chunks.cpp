#include "formats/session/column_chunks.h"

#include "formats/session/packed_columns.h"
#include "formats/session/session_layout.h"

namespace sojourn::session {

namespace {

void writeHead(ColumnWriter& out, const RowsHead& head, std::size_t rows)
{
    out.whole(head.of);
    out.whole(head.rows);
    out.whole(head.first);
    out.whole(rows);
}

bool readHead(ColumnReader& in, RowsHead& head)
{
    const std::uint64_t of = in.whole();
    head.of = static_cast<std::uint32_t>(of);
    head.rows = in.whole();
    head.first = in.whole();
    return of <= 0xFFFFFFFFu && !in.isBroken();
}

/// Numbers of which the last one stands for none: that one becomes 0.
std::uint32_t shifted(std::uint32_t number)
{
    return number + 1;
}

/// A column of 32 bits that were shifted; false where one is wider.
template <class Rows, class Set> bool readShifted(ColumnReader& in, Rows& rows, Set set)
{
    bool isSound = true;
    for (auto& row : rows) {
        const std::uint64_t value = in.whole();
        isSound &= value <= 0xFFFFFFFFu;
        set(row, static_cast<std::uint32_t>(value) - 1);
    }
    return isSound;
}

template <class Rows, class Set> bool readShort(ColumnReader& in, Rows& rows, Set set)
{
    bool isSound = true;
    for (auto& row : rows) {
        const std::uint64_t value = in.whole();
        isSound &= value <= 0xFFFF;
        set(row, static_cast<std::uint16_t>(value));
    }
    return isSound;
}

} // namespace

bool readRowsHead(std::string_view bytes, RowsHead& head)
{
    ColumnReader in(bytes);
    return readHead(in, head);
}

std::string spanChunk(const RowsHead& head, std::span<const Span> spans)
{
    std::string bytes;
    bytes.reserve(spans.size() * 8 + 40);
    ColumnWriter out(bytes);
    writeHead(out, head, spans.size());
    std::int64_t ns = 0;
    for (const Span& span : spans) {
        out.difference(wrappedDifference(span.startNs, ns));
        ns = span.endNs;
    }
    for (const Span& span : spans)
        out.difference(wrappedDifference(span.endNs, span.startNs));
    for (const Span& span : spans)
        out.byte(static_cast<std::uint8_t>(span.state));
    for (const Span& span : spans)
        out.byte(span.detail);
    for (const Span& span : spans)
        out.whole(static_cast<std::uint16_t>(span.object + 1)); // namedSpan, the most frequent, is 0
    for (const Span& span : spans)
        out.whole(shifted(span.item));
    return bytes;
}

bool readSpanChunk(std::string_view bytes, RowsHead& head, std::vector<Span>& to)
{
    ColumnReader in(bytes);
    if (!readHead(in, head)) return false;
    const std::size_t before = to.size();
    to.resize(before + in.rows(mostRows));
    const std::span<Span> spans(to.begin() + static_cast<std::ptrdiff_t>(before), to.end());
    for (Span& span : spans)
        span.startNs = in.difference();
    std::int64_t ns = 0;
    for (Span& span : spans) {
        span.startNs = wrappedSum(ns, span.startNs);
        span.endNs = ns = wrappedSum(span.startNs, in.difference());
    }
    bool isSound = true;
    for (Span& span : spans) {
        const std::uint8_t state = in.byte();
        isSound &= state < shownStates;
        span.state = static_cast<TaskState>(state);
    }
    for (Span& span : spans)
        span.detail = in.byte();
    isSound &= readShort(in, spans, [](Span& span, std::uint16_t value) {
        span.object = static_cast<std::uint16_t>(value - 1);
    });
    isSound &= readShifted(in, spans, [](Span& span, std::uint32_t value) { span.item = value; });
    if (isSound && in.isWhole()) return true;
    to.resize(before);
    return false;
}

std::string instantChunk(const RowsHead& head, std::span<const Mark> marks)
{
    std::string bytes;
    bytes.reserve(marks.size() * 4 + 40);
    ColumnWriter out(bytes);
    writeHead(out, head, marks.size());
    std::int64_t ns = 0;
    for (const Mark& mark : marks) {
        out.difference(wrappedDifference(mark.atNs, ns));
        ns = mark.atNs;
    }
    for (const Mark& mark : marks)
        out.whole(mark.item);
    return bytes;
}

bool readInstantChunk(std::string_view bytes, RowsHead& head, std::vector<Mark>& to)
{
    ColumnReader in(bytes);
    if (!readHead(in, head)) return false;
    const std::size_t before = to.size();
    to.resize(before + in.rows(mostRows));
    const std::span<Mark> marks(to.begin() + static_cast<std::ptrdiff_t>(before), to.end());
    std::int64_t ns = 0;
    for (Mark& mark : marks)
        mark = Mark::named(ns = wrappedSum(ns, in.difference()), 0);
    bool isSound = true;
    for (Mark& mark : marks) {
        const std::uint64_t name = in.whole();
        isSound &= name <= 0xFFFFFFFFu;
        mark.item = static_cast<std::uint32_t>(name);
    }
    if (isSound && in.isWhole()) return true;
    to.resize(before);
    return false;
}

std::string depthChunk(const RowsHead& head, std::span<const DepthStep> steps)
{
    std::string bytes;
    ColumnWriter out(bytes);
    writeHead(out, head, steps.size());
    std::int64_t ns = 0, size = 0;
    for (const DepthStep& step : steps) {
        out.difference(wrappedDifference(step.atNs, ns));
        ns = step.atNs;
    }
    for (const DepthStep& step : steps) {
        out.difference(step.size - size);
        size = step.size;
    }
    return bytes;
}

bool readDepthChunk(std::string_view bytes, RowsHead& head, std::vector<DepthStep>& to)
{
    ColumnReader in(bytes);
    if (!readHead(in, head)) return false;
    const std::size_t before = to.size();
    to.resize(before + in.rows(mostRows));
    const std::span<DepthStep> steps(to.begin() + static_cast<std::ptrdiff_t>(before), to.end());
    std::int64_t ns = 0, size = 0;
    for (DepthStep& step : steps)
        step.atNs = ns = wrappedSum(ns, in.difference());
    for (DepthStep& step : steps) {
        size = wrappedSum(size, in.difference());
        step.size = static_cast<std::uint32_t>(size);
    }
    if (in.isWhole()) return true;
    to.resize(before);
    return false;
}

std::string visitChunk(const RowsHead& head, std::span<const Visit> visits)
{
    std::string bytes;
    bytes.reserve(visits.size() * 20 + 20);
    ColumnWriter out(bytes);
    writeHead(out, head, visits.size());
    std::int64_t before = 0;
    for (const Visit& v : visits) {
        out.difference(std::int64_t{v.item} - before);
        before = v.item;
    }
    for (const Visit& v : visits)
        out.whole(v.queue);
    for (const Visit& v : visits)
        out.byte(static_cast<std::uint8_t>((v.abandoned ? 1 : 0) | (v.dropped ? 2 : 0)));
    for (const Visit& v : visits)
        out.whole(shifted(v.producer));
    for (const Visit& v : visits)
        out.whole(shifted(v.consumer));
    // Instants follow one another; what has not happened is -1, whatever came before it.
    for (const Visit& v : visits)
        out.difference(v.putWaitNs);
    before = 0;
    for (const Visit& v : visits) {
        out.difference(wrappedDifference(v.enqueuedNs, before));
        before = v.enqueuedNs;
    }
    for (const Visit& v : visits)
        out.difference(wrappedDifference(v.dequeuedNs, v.enqueuedNs));
    for (const Visit& v : visits)
        out.difference(wrappedDifference(v.doneNs, v.dequeuedNs));
    for (const Visit& v : visits)
        out.byte(static_cast<std::uint8_t>(v.payload));
    for (const Visit& v : visits)
        out.whole(v.payloadBytes);
    for (const Visit& v : visits)
        out.difference(v.payloadBits);
    return bytes;
}

bool readVisitChunk(std::string_view bytes, RowsHead& head, std::vector<Visit>& to)
{
    ColumnReader in(bytes);
    if (!readHead(in, head)) return false;
    const std::size_t first = to.size();
    to.resize(first + in.rows(mostRows));
    const std::span<Visit> visits(to.begin() + static_cast<std::ptrdiff_t>(first), to.end());
    bool isSound = true;
    std::int64_t before = 0;
    for (Visit& v : visits) {
        before = wrappedSum(before, in.difference());
        isSound &= before >= 0 && before < 0xFFFFFFFF;
        v.item = static_cast<std::uint32_t>(before);
    }
    isSound &= readShort(in, visits, [](Visit& v, std::uint16_t value) { v.queue = value; });
    for (Visit& v : visits) {
        const std::uint8_t flags = in.byte();
        v.abandoned = (flags & 1) != 0;
        v.dropped = (flags & 2) != 0;
    }
    isSound &= readShifted(in, visits, [](Visit& v, std::uint32_t value) { v.producer = value; });
    isSound &= readShifted(in, visits, [](Visit& v, std::uint32_t value) { v.consumer = value; });
    for (Visit& v : visits)
        v.putWaitNs = in.difference();
    before = 0;
    for (Visit& v : visits)
        v.enqueuedNs = before = wrappedSum(before, in.difference());
    for (Visit& v : visits)
        v.dequeuedNs = wrappedSum(v.enqueuedNs, in.difference());
    for (Visit& v : visits)
        v.doneNs = wrappedSum(v.dequeuedNs, in.difference());
    for (Visit& v : visits) {
        const std::uint8_t kind = in.byte();
        isSound &= kind <= static_cast<std::uint8_t>(PayloadKind::Text);
        v.payload = static_cast<PayloadKind>(kind);
    }
    isSound &= readShort(in, visits, [](Visit& v, std::uint16_t value) { v.payloadBytes = value; });
    for (Visit& v : visits)
        v.payloadBits = in.difference();
    if (isSound && in.isWhole()) return true;
    to.resize(first);
    return false;
}

} // namespace sojourn::session
