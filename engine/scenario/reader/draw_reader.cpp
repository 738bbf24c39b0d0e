#include "scenario/reader/draw_reader.h"

#include "scenario/reader/words.h"

#include <algorithm>
#include <array>
#include <limits>
#include <string>

namespace sojourn {

namespace {

using Index = Reading::Index;
using Kind = Draw::Kind;

constexpr double lowest = std::numeric_limits<double>::lowest();
constexpr std::int64_t largestWhole = std::int64_t(1) << 53; // beyond it a double skips whole numbers
constexpr std::int64_t mostErlangPhases = 10'000;            // each costs a logarithm a draw

constexpr std::array<std::string_view, 9> words = {"uniform", "uniform_int", "exponential",
                                                   "normal",  "lognormal",   "erlang",
                                                   "pareto",  "empirical",   "sequence"};
constexpr std::array<Kind, 9> kinds = {Kind::Uniform, Kind::UniformInt, Kind::Exponential,
                                       Kind::Normal,  Kind::Lognormal,  Kind::Erlang,
                                       Kind::Pareto,  Kind::Empirical,  Kind::Sequence};

class DrawReader final
{
public:
    DrawReader(Reading& reading, DrawUse use)
        : m_reading(reading)
        , m_least(use == DrawUse::LengthOfTime ? 0 : lowest)
        , m_most(use == DrawUse::LengthOfTime ? longestTime : -lowest)
    {
    }

    Draw read(Index at)
    {
        if (m_reading.tree().isNumber(at)) {
            m_draw.a = m_reading.number(at, m_least, m_most);
        } else if (m_reading.tree().type(at) == JsonType::Object) {
            distribution(at);
        } else if (m_reading.tree().type(at) == JsonType::Array) {
            m_reading.refuse(at, "must be a number or a distribution, not a list; between two ends it is "
                                 "{\"uniform\": [low, high]}");
        } else {
            m_reading.refuseType(at, "a number or a distribution");
        }
        return std::move(m_draw);
    }

private:
    void distribution(Index at)
    {
        const JsonTree& tree = m_reading.tree();
        if (tree.node(at).count != 1)
            return m_reading.refuse(at, "a distribution has one key, such as {\"exponential\": 1}");
        const Index key = tree.first(at);
        const auto word = std::find(words.begin(), words.end(), tree.text(key));
        if (word == words.end())
            return m_reading.refuseUnknown(key, "distribution", tree.text(key), {words.begin(), words.end()});
        m_draw.kind = kinds[static_cast<std::size_t>(word - words.begin())];
        const Index argument = key + 1;
        switch (m_draw.kind) {
        case Kind::Constant:
            break;
        case Kind::Uniform:
            return ends(argument);
        case Kind::UniformInt:
            return wholeEnds(argument);
        case Kind::Exponential:
            m_draw.a = m_reading.number(argument, 0);
            return;
        case Kind::Normal:
            return numbers(argument, lowest, 0);
        case Kind::Lognormal:
            return positiveAnd(argument, "mean", 0);
        case Kind::Erlang:
            return erlang(argument);
        case Kind::Pareto:
            return positiveAnd(argument, "shape", 0);
        case Kind::Empirical:
            m_draw.values = list(argument);
            return;
        case Kind::Sequence:
            return sequence(argument);
        }
    }

    // The two elements of a list of two.
    std::optional<std::array<Index, 2>> pair(Index at)
    {
        const std::vector<Index> elements = m_reading.elements(at);
        if (elements.size() == 2) return std::array{elements[0], elements[1]};
        m_reading.refuse(at, "must be a list of two numbers");
        return std::nullopt;
    }

    void numbers(Index at, double leastA, double leastB, double most = -lowest)
    {
        const auto both = pair(at);
        if (!both) return;
        m_draw.a = m_reading.number((*both)[0], leastA, most);
        m_draw.b = m_reading.number((*both)[1], leastB, most);
    }

    void ends(Index at)
    {
        numbers(at, m_least, m_least, m_most);
        if (m_draw.a > m_draw.b)
            m_reading.refuse(at, "the low end, " + numberText(m_draw.a) + ", is above the high end, " +
                                     numberText(m_draw.b));
    }

    void wholeEnds(Index at)
    {
        if (const auto both = pair(at))
            for (const Index end : *both)
                m_reading.whole(end, m_least == 0 ? 0 : -largestWhole, largestWhole);
        if (!m_reading.failed()) ends(at);
    }

    void positiveAnd(Index at, const std::string& what, double leastB)
    {
        numbers(at, lowest, leastB);
        if (m_draw.a > 0) return;
        const auto elements = m_reading.elements(at);
        if (!elements.empty())
            m_reading.refuse(elements[0], "the " + what + " must be above 0, but is " + numberText(m_draw.a));
    }

    void erlang(Index at)
    {
        const auto both = pair(at);
        if (!both) return;
        m_draw.a = static_cast<double>(m_reading.whole((*both)[0], 1, mostErlangPhases));
        m_draw.b = m_reading.number((*both)[1], 0);
    }

    std::vector<double> list(Index at)
    {
        std::vector<double> result;
        if (!m_reading.array(at)) return result;
        const JsonTree& tree = m_reading.tree();
        result.reserve(tree.node(at).count);
        for (Index element = tree.first(at); element < tree.behind(at); element = tree.after(element))
            result.push_back(m_reading.number(element, m_least, m_most));
        if (result.empty()) m_reading.refuse(at, "must hold a number at least");
        return result;
    }

    void sequence(Index at)
    {
        const JsonTree& tree = m_reading.tree();
        const bool inRows = tree.type(at) == JsonType::Array && tree.node(at).count > 0 &&
                            tree.type(tree.first(at)) == JsonType::Array;
        if (!inRows) {
            m_draw.rows.push_back(list(at));
            return;
        }
        for (Index row = tree.first(at); row < tree.behind(at); row = tree.after(row))
            m_draw.rows.push_back(list(row));
    }

    Reading& m_reading;
    double m_least;
    double m_most; // of what is drawn as it stands; other draws are held at the end of time
    Draw m_draw;
};

} // namespace

Draw readDraw(Reading& reading, Reading::Index at, DrawUse use)
{
    return DrawReader(reading, use).read(at);
}

} // namespace sojourn
