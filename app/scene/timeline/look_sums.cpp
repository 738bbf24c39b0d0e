#include "scene/timeline/look_sums.h"

#include "viewmodels/panels/words.h"

#include <algorithm>
#include <cmath>

namespace sojourn {

namespace {

/// The first closed span that ends behind ns.
std::size_t spanAt(const std::vector<Span>& spans, std::int64_t ns)
{
    const auto found = std::ranges::upper_bound(spans, ns, {}, &Span::endNs);
    return static_cast<std::size_t>(found - spans.begin());
}

bool isOpen(const Lane& lane)
{
    return lane.endedNs == notYet && lane.startedNs != notYet;
}

} // namespace

std::optional<StateLook> runningLook(const Span& span)
{
    if (span.state == TaskState::NotStarted || span.state == TaskState::Ended) return {};
    return lookOf(span);
}

/// Adds stretches of time to the columns of a window, each in a few additions.
class LookSums::Counter final
{
public:
    Counter(const TimeWindow& window, std::int64_t endNs)
        : m_window(window)
        , m_columns(static_cast<std::size_t>(std::max(0L, std::lround(window.width))))
    {
        const std::int64_t from = std::max<std::int64_t>(0, window.fromNs);
        const std::int64_t end = std::min(endNs, window.toNs);
        for (std::size_t x = 0; x <= m_columns; ++x) {
            const auto at =
                static_cast<std::int64_t>(static_cast<double>(window.spanNs()) * static_cast<double>(x) /
                                          static_cast<double>(m_columns));
            m_edges.push_back(std::clamp(window.fromNs + at, from, std::max(from, end)));
        }
        m_parts.resize(m_columns + 1);
        m_whole.resize(m_columns + 1);
    }

    std::int64_t fromNs() const { return m_edges.front(); }
    std::int64_t toNs() const { return m_edges.back(); }
    std::int64_t edge(std::size_t column) const { return m_edges[column]; }
    std::size_t size() const { return m_columns; }

    void add(StateLook look, std::int64_t fromNs, std::int64_t toNs)
    {
        const std::int64_t from = std::max(fromNs, this->fromNs()), to = std::min(toNs, this->toNs());
        if (to <= from) return;
        const auto l = static_cast<std::size_t>(look);
        const std::size_t first = columnOf(from), last = columnOf(to - 1);
        if (first == last) {
            m_parts[first][l] += static_cast<float>(to - from);
            return;
        }
        m_parts[first][l] += static_cast<float>(m_edges[first + 1] - from);
        m_parts[last][l] += static_cast<float>(to - m_edges[last]);
        m_whole[first + 1][l] += 1;
        m_whole[last][l] -= 1;
    }
    void addTo(std::size_t column, std::size_t look, double ns)
    {
        m_parts[column][look] += static_cast<float>(ns);
    }

    /// The mean of each column's time, up to the one that holds the end.
    void means(std::vector<LookCounts>& out) const
    {
        LookCounts filling{};
        for (std::size_t x = 0; x < m_columns && m_edges[x] < toNs(); ++x) {
            const auto wide = static_cast<float>(std::max<std::int64_t>(1, m_edges[x + 1] - m_edges[x]));
            LookCounts mean{};
            for (std::size_t l = 0; l < mean.size(); ++l) {
                filling[l] += m_whole[x][l];
                mean[l] = filling[l] + m_parts[x][l] / wide;
            }
            out.push_back(mean);
        }
        // Where a nanosecond has several columns all of its time is in the last of them.
        for (std::size_t x = out.size(); x-- > 1;)
            if (m_edges[x - 1] == m_edges[x]) out[x - 1] = out[x];
    }

private:
    std::size_t columnOf(std::int64_t ns) const
    {
        const double at = static_cast<double>(ns - m_window.fromNs) / static_cast<double>(m_window.spanNs()) *
                          static_cast<double>(m_columns);
        auto column = static_cast<std::size_t>(std::clamp(at, 0.0, static_cast<double>(m_columns - 1)));
        while (column > 0 && m_edges[column] > ns)
            --column;
        while (column + 1 < m_columns && m_edges[column + 1] <= ns)
            ++column;
        return column;
    }

    const TimeWindow m_window;
    const std::size_t m_columns;
    std::vector<std::int64_t> m_edges;
    std::vector<LookCounts> m_parts; // by column: of stretches that begin or end in it, in nanoseconds
    std::vector<LookCounts> m_whole; // by column: how many more fill it than the one before it
};

LookSums::LookSums(std::size_t members)
    : m_seen(members)
{
    m_times.fill(TimeBuckets(buckets));
}

void LookSums::update(const Columns& columns, const GroupMembers& members)
{
    std::array<bool, runningLooks> isChanged{};
    for (std::size_t member = 0; member < m_seen.size(); ++member) {
        const std::vector<Span>& spans = members.spans(columns, member);
        for (std::size_t& s = m_seen[member]; s < spans.size(); ++s) {
            const std::optional<StateLook> look = runningLook(spans[s]);
            if (!look) continue;
            m_times[static_cast<std::size_t>(*look)].add(spans[s].startNs, spans[s].endNs);
            isChanged[static_cast<std::size_t>(*look)] = true;
        }
    }
    for (std::size_t l = 0; l < runningLooks; ++l)
        if (isChanged[l]) m_summed[l] = m_times[l].summed();
}

LookCounts LookSums::at(const Columns& columns, const GroupMembers& members, std::int64_t ns) const
{
    LookCounts counts{};
    for (std::size_t member = 0; member < members.size(); ++member) {
        const Lane& lane = members.lane(columns, member);
        const std::vector<Span>& spans = members.spans(columns, member);
        const std::size_t i = spanAt(spans, ns);
        const Span* span = i < spans.size() ? &spans[i] : isOpen(lane) ? &lane.open : nullptr;
        if (span == nullptr || span->startNs > ns) continue;
        if (const auto look = runningLook(*span)) ++counts[static_cast<std::size_t>(*look)];
    }
    return counts;
}

void LookSums::columns(const Columns& columns, const GroupMembers& members, const TimeWindow& window,
                       std::int64_t endNs, std::vector<LookCounts>& out) const
{
    out.clear();
    Counter counter(window, endNs);
    if (counter.size() == 0 || counter.toNs() <= counter.fromNs()) return;
    std::size_t count = 0;
    for (std::size_t member = 0; member < members.size() && count <= countedSpans; ++member) {
        const std::vector<Span>& spans = members.spans(columns, member);
        count += spanAt(spans, counter.toNs()) - spanAt(spans, counter.fromNs());
    }
    if (count <= countedSpans) {
        addCounted(columns, members, counter);
    } else {
        for (std::size_t l = 0; l < runningLooks; ++l) {
            if (m_summed[l].upToEdges.empty()) continue;
            double before = m_summed[l].upTo(counter.fromNs(), endNs);
            for (std::size_t x = 0; x < counter.size(); ++x) {
                const double now = m_summed[l].upTo(counter.edge(x + 1), endNs);
                counter.addTo(x, l, now - before);
                before = now;
            }
        }
    }
    addOpen(columns, members, endNs, counter);
    counter.means(out);
}

void LookSums::addCounted(const Columns& columns, const GroupMembers& members, Counter& to)
{
    for (std::size_t member = 0; member < members.size(); ++member) {
        const std::vector<Span>& spans = members.spans(columns, member);
        for (std::size_t i = spanAt(spans, to.fromNs()); i < spans.size() && spans[i].startNs < to.toNs();
             ++i)
            if (const auto look = runningLook(spans[i])) to.add(*look, spans[i].startNs, spans[i].endNs);
    }
}

void LookSums::addOpen(const Columns& columns, const GroupMembers& members, std::int64_t endNs, Counter& to)
{
    for (std::size_t member = 0; member < members.size(); ++member) {
        const Lane& lane = members.lane(columns, member);
        if (!isOpen(lane)) continue;
        if (const auto look = runningLook(lane.open)) to.add(*look, lane.open.startNs, endNs);
    }
}

} // namespace sojourn
