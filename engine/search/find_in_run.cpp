#include "search/find_in_run.h"

#include "trace/lost_puts.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>
#include <tuple>

namespace sojourn {

namespace {

/// By word of the query: whether it is there.
using WordMask = std::uint32_t;
static_assert(SearchQuery::mostWords < 32);

/// Which of the words stand in the text, which is in small letters.
WordMask wordsIn(std::string_view text, const std::vector<std::string>& words)
{
    WordMask mask = 0;
    for (std::size_t w = 0; w < words.size(); ++w)
        if (text.find(words[w]) != std::string_view::npos) mask |= WordMask{1} << w;
    return mask;
}

/// "producer-0" is called Producer 0 as well.
std::string bothNames(const std::string& name)
{
    std::string small = folded(name);
    std::string spaced = small;
    std::ranges::replace(spaced, '-', ' ');
    return spaced == small ? small : small + '\n' + spaced;
}

/// The items' numbers among the words: "#12" is no word of a payload, "12" may be either.
std::vector<std::int64_t> numbersOf(const std::vector<std::string>& words)
{
    std::vector<std::int64_t> numbers;
    for (const std::string& word : words) {
        const std::string_view digits = std::string_view(word).substr(word.starts_with('#') ? 1 : 0);
        std::int64_t number = -1;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
        const bool isWhole = error == std::errc() && end == digits.data() + digits.size();
        numbers.push_back(isWhole ? number : -1);
    }
    return numbers;
}

class Finder final
{
public:
    Finder(const Columns& columns, std::int64_t endNs, const SearchQuery& query, SearchProgress& progress)
        : m_columns(columns)
        , m_info(columns.info())
        , m_endNs(endNs)
        , m_query(query)
        , m_progress(progress)
        , m_all(static_cast<WordMask>((std::uint64_t{1} << query.words.size()) - 1))
    {
        m_found.lanes.resize(columns.lanes().size());
    }

    SearchHits find()
    {
        if (m_query.isEmpty()) return {};
        if (m_query.isOfDepths) {
            depths();
        } else {
            if (!m_query.isOfSpans) {
                tasksAndQueues();
                items();
            }
            spans();
        }
        if (m_found.isTooMany()) m_found.hits = {};
        std::ranges::sort(m_found.hits, {}, [](const SearchHit& hit) {
            return std::tuple(hit.fromNs, hit.task, hit.toNs, hit.number);
        });
        std::int64_t reach = 0;
        for (const SearchHit& hit : m_found.hits)
            m_found.reachNs.push_back(reach = std::max(reach, hit.toNs));
        return std::move(m_found);
    }

private:
    bool isStopped() const { return m_progress.isStopped.load(std::memory_order_relaxed); }

    void add(const SearchHit& hit)
    {
        ++m_found.count;
        if (hit.task < m_found.lanes.size()) m_found.lanes[hit.task] = true;
        if (!m_found.isTooMany()) m_found.hits.push_back(hit);
        if (m_found.count % 1024 == 0) tell();
    }
    void tell() { m_progress.found.store(m_found.count, std::memory_order_relaxed); }

    WordMask inTask(std::uint32_t task) const
    {
        return m_all == 0 ? 0 : wordsIn(bothNames(m_info.taskName(task)), m_query.words);
    }

    void tasksAndQueues()
    {
        for (std::uint32_t t = 0; t < m_columns.lanes().size(); ++t) {
            if (inTask(t) != m_all) continue;
            const Lane& lane = m_columns.lanes()[t];
            const std::int64_t first = lane.spans.empty() ? lane.open.startNs : lane.spans.front().startNs;
            const std::int64_t last = lane.spans.empty() ? m_endNs : lane.spans.back().endNs;
            const bool goesOn = lane.openUntil(m_endNs).has_value();
            add({lane.startedNs == notYet ? first : lane.startedNs,
                 lane.endedNs != notYet ? lane.endedNs : (goesOn ? m_endNs : last), t, SearchHit::none,
                 SearchHit::Kind::Task});
        }
        for (std::uint32_t q = 0; q < m_info.queues.size(); ++q)
            if (wordsIn(bothNames(m_info.queues[q].name), m_query.words) == m_all)
                add({0, m_endNs, noTask, q, SearchHit::Kind::Queue});
    }

    /// An item has the words when one of its visits does.
    void items()
    {
        const std::vector<std::int64_t> numbers = numbersOf(m_query.words);
        const auto isLabel = [](const std::string& word) { return word.starts_with('#'); };
        const bool onlyNumbers = std::ranges::all_of(m_query.words, isLabel);
        WordMask called = 0; // "item 12": the word before a number says of what it is
        for (std::size_t w = 0; w < numbers.size(); ++w)
            if (m_query.words[w] == "item") called |= WordMask{1} << w;
        for (std::size_t i = 0; i < m_columns.items().size(); ++i) {
            if (i % 4096 == 0 && isStopped()) return;
            WordMask number = 0;
            for (std::size_t w = 0; w < numbers.size(); ++w)
                if (numbers[w] == static_cast<std::int64_t>(i)) number |= called | (WordMask{1} << w);
            if (number == m_all || (!onlyNumbers && hasPayload(m_columns.items()[i], number)))
                addItem(static_cast<std::uint32_t>(i));
        }
    }
    bool hasPayload(const Item& item, WordMask known) const
    {
        for (std::uint32_t v = item.firstVisit; v != noVisit; v = m_columns.visits()[v].nextVisit) {
            const Visit& visit = m_columns.visits()[v];
            if (visit.payload == PayloadKind::None) continue;
            const std::string text = folded(m_columns.payloadText(visit));
            if ((wordsIn(text, m_query.words) | known) == m_all) return true;
        }
        return false;
    }
    void addItem(std::uint32_t number)
    {
        const Item& item = m_columns.items()[number];
        if (item.firstVisit == noVisit) return;
        const Visit& first = m_columns.visits()[item.firstVisit];
        const Visit& last = m_columns.visits()[item.lastVisit];
        const std::int64_t from = visitBeginNs(m_columns, first), putEnd = putEndNs(m_columns, last);
        const std::int64_t to = last.doneNs != notYet                           ? last.doneNs
                                : last.dequeuedNs != notYet                     ? last.dequeuedNs
                                : last.enqueuedNs == notYet && putEnd != notYet ? putEnd
                                                                                : m_endNs;
        const std::int64_t begins = from != notYet ? from : std::max<std::int64_t>(0, item.createdNs);
        add({begins, std::max(begins, to), item.maker, number, SearchHit::Kind::Item});
    }

    void spans()
    {
        std::vector<WordMask> named(m_info.spanNames.size());
        if (m_all != 0)
            for (std::size_t n = 0; n < named.size(); ++n)
                named[n] = wordsIn(folded(m_info.spanNames[n]), m_query.words);
        // Without conditions only a name of its own makes a span a hit.
        if (!m_query.isOfSpans && std::ranges::all_of(named, [](WordMask m) { return m == 0; })) return;
        for (std::uint32_t t = 0; t < m_columns.lanes().size() && !isStopped(); ++t) {
            const Lane& lane = m_columns.lanes()[t];
            const WordMask lanes = inTask(t);
            std::size_t looked = 0;
            for (const Span& span : lane.spans) {
                if (++looked % 65536 == 0 && isStopped()) return;
                look(span, t, lanes, named);
            }
            if (const auto open = lane.openUntil(m_endNs)) look(*open, t, lanes, named);
            if (lane.hasInstants() && !m_query.isOfSpans) instants(lane, t, lanes, named);
            tell();
        }
    }
    void look(const Span& span, std::uint32_t task, WordMask lane, const std::vector<WordMask>& named)
    {
        const std::int64_t length = span.endNs - span.startNs;
        if (length < m_query.leastNs || length > m_query.mostNs || !m_query.states.has(span)) return;
        if (span.state == TaskState::NotStarted || span.state == TaskState::Ended) return;
        const WordMask own = span.isNamed() ? named[span.item] : 0;
        if ((own | lane) != m_all || (own == 0 && !m_query.isOfSpans)) return;
        add({span.startNs, span.endNs, task, SearchHit::none, SearchHit::Kind::Span});
    }

    /// Conditions on spans are about how long they last: no instant meets one.
    void instants(const Lane& lane, std::uint32_t task, WordMask words, const std::vector<WordMask>& named)
    {
        std::size_t looked = 0;
        for (const Mark& mark : lane.marks) {
            if (++looked % 65536 == 0 && isStopped()) return;
            const WordMask own = named[mark.item];
            if (own == 0 || (own | words) != m_all) continue;
            add({mark.atNs, mark.atNs, task, SearchHit::none, SearchHit::Kind::Mark});
        }
    }

    void depths()
    {
        for (std::uint32_t q = 0; q < m_columns.depths().size() && !isStopped(); ++q)
            if (m_query.queue == SearchQuery::everyQueue || m_query.queue == q) depthsOf(q);
    }
    /// Stretches, as long as they go; a peak of no length is one too.
    void depthsOf(std::uint32_t queue)
    {
        const auto isWithin = [&](std::int64_t size) {
            return size >= m_query.leastDepth && size <= m_query.mostDepth;
        };
        const std::vector<DepthStep>& steps = m_columns.depths()[queue];
        const bool isEmptyAtFirst = steps.empty() || steps.front().atNs > 0;
        std::int64_t since = isEmptyAtFirst && isWithin(0) ? 0 : notYet;
        const auto close = [&](std::int64_t ns) {
            if (since != notYet) add({since, ns, noTask, queue, SearchHit::Kind::Depth});
            since = notYet;
        };
        for (const DepthStep& step : steps) {
            if (!isWithin(step.size))
                close(step.atNs);
            else if (since == notYet)
                since = step.atNs;
        }
        close(m_endNs);
    }

    const Columns& m_columns;
    const RunInfo& m_info;
    const std::int64_t m_endNs;
    const SearchQuery& m_query;
    SearchProgress& m_progress;
    const WordMask m_all; // every word of the query
    SearchHits m_found;
};

} // namespace

SearchHits::Range SearchHits::between(std::int64_t fromNs, std::int64_t toNs) const
{
    const auto first = std::ranges::lower_bound(reachNs, fromNs);
    const auto last = std::ranges::lower_bound(hits, toNs, {}, &SearchHit::fromNs);
    const Range range{static_cast<std::size_t>(first - reachNs.begin()),
                      static_cast<std::size_t>(last - hits.begin())};
    return {std::min(range.first, range.last), range.last};
}

SearchHits findInRun(const Columns& columns, std::int64_t endNs, const SearchQuery& query,
                     SearchProgress& progress)
{
    return Finder(columns, endNs, query, progress).find();
}

} // namespace sojourn
