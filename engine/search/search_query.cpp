#include "search/search_query.h"

#include "search/search_tokens.h"

#include <QString>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>

namespace sojourn {

namespace {

constexpr std::array<std::pair<std::string_view, double>, 9> units{{
    {"ns", 1.0},
    {"us", 1e3},
    {"µs", 1e3}, // the micro sign
    {"μs", 1e3}, // the Greek letter
    {"ms", 1e6},
    {"s", 1e9},
    {"min", 60e9},
    {"h", 3600e9},
    {"d", 86400e9},
}};

std::string quoted(std::string_view text)
{
    return "“" + std::string(text) + "”";
}

/// "longer than", "above", …
std::string comparisonWords(Comparison comparison, bool isOfDepths)
{
    switch (comparison) {
    case Comparison::More:
        return isOfDepths ? "above" : "longer than";
    case Comparison::Less:
        return isOfDepths ? "below" : "shorter than";
    case Comparison::AtLeast:
        return "at least";
    case Comparison::Equal:
        return "of exactly";
    case Comparison::AtMost:
    case Comparison::None:
        break;
    }
    return "at most";
}

/// Narrows [least, most] to what the comparison allows.
void narrow(Comparison comparison, std::int64_t value, std::int64_t& least, std::int64_t& most)
{
    if (comparison == Comparison::More) least = std::max(least, value + 1);
    if (comparison == Comparison::AtLeast) least = std::max(least, value);
    if (comparison == Comparison::Less) most = std::min(most, value - 1);
    if (comparison == Comparison::AtMost) most = std::min(most, value);
    if (comparison == Comparison::Equal) {
        least = std::max(least, value);
        most = std::min(most, value);
    }
}

/// Depths are whole: above 2.5 is above 2, and below 2.5 is below 3.
std::int64_t wholeDepth(Comparison comparison, double value)
{
    const bool isLower = comparison == Comparison::More || comparison == Comparison::AtMost;
    return std::llround(std::min(isLower ? std::floor(value) : std::ceil(value), 4e18));
}

class Parser final
{
public:
    Parser(std::string_view text, const RunInfo& info)
        : m_info(info)
        , m_tokens(searchTokens(text))
    {
    }

    ParsedSearch parse()
    {
        while (m_at < m_tokens.size() && m_parsed.problem.empty()) {
            const SearchToken& token = m_tokens[m_at++];
            if (isComparison(token))
                condition(comparisonOf(token));
            else
                m_pending.push_back(&token);
        }
        if (m_parsed.problem.empty()) takeWords(m_pending.size());
        if (m_parsed.problem.empty()) checkWhole();
        return std::move(m_parsed);
    }

private:
    struct Figure
    {
        std::string text;
        double value = 0;
        std::string unit; // as it was typed; empty: none
    };

    // "above" and "below" compare only behind a depth: they may be names.
    Comparison comparisonOf(const SearchToken& token) const
    {
        if (!token.isWord()) return token.comparison;
        if (token.isPlain("=") && (depthAt() || comparesTime())) return Comparison::Equal;
        if (!depthAt()) return Comparison::None;
        if (token.isPlain("above")) return Comparison::More;
        return token.isPlain("below") ? Comparison::Less : Comparison::None;
    }
    /// Behind a state and before a figure a `=` is meant to compare, though no time is ever equal to another.
    bool comparesTime() const
    {
        if (m_at >= m_tokens.size() || m_tokens[m_at].isQuoted || m_pending.empty()) return false;
        const char first = m_tokens[m_at].text.front();
        const bool isFigure = (first >= '0' && first <= '9') || first == '.' || first == '-';
        return isFigure && statePhraseAtEnd(pendingWords()).words > 0;
    }
    bool isComparison(const SearchToken& token) const { return comparisonOf(token) != Comparison::None; }

    /// Where the pending words end in "depth of NAME", of whatever name, or in "depth".
    std::optional<std::size_t> depthAt() const
    {
        const std::size_t count = m_pending.size();
        for (std::size_t i = 0; i + 2 < count; ++i)
            if (m_pending[i]->isPlain("depth") && m_pending[i + 1]->isPlain("of")) return i;
        return count > 0 && m_pending.back()->isPlain("depth") ? std::optional(count - 1) : std::nullopt;
    }

    void condition(Comparison comparison)
    {
        const std::optional<std::size_t> depth = depthAt();
        const bool goesOn = m_pending.empty() && m_parsed.query.isOfDepths;
        if (depth || goesOn)
            depthCondition(comparison, depth);
        else
            lengthCondition(comparison);
        m_pending.clear();
    }

    /// `depth`: the pending word that says so; none where a second comparison follows the first.
    void depthCondition(Comparison comparison, std::optional<std::size_t> depth)
    {
        SearchQuery& query = m_parsed.query;
        std::string name;
        std::size_t from = m_tokens[m_at - 1].from;
        if (depth) {
            from = m_pending[*depth]->from;
            for (std::size_t i = *depth + 2; i < m_pending.size(); ++i)
                name += (name.empty() ? "" : " ") + m_pending[i]->text;
            takeWords(*depth);
        }
        if (!name.empty() && !findQueue(name)) return;
        const Figure figure = takeFigure();
        if (figure.text.empty()) return fail(noFigure("depth > 10"));
        if (!figure.unit.empty()) return fail("A depth is a number without a unit: depth > 10.");
        query.isOfDepths = true;
        if (comparison == Comparison::Equal && figure.value != std::floor(figure.value))
            return fail("A depth is a whole number: depth = 3, or depth > " + figure.text + ".");
        narrow(comparison, wholeDepth(comparison, figure.value), query.leastDepth, query.mostDepth);
        const std::string of = name.empty() ? "" : " of " + m_info.queues[query.queue].name;
        query.terms.push_back({SearchTerm::Kind::Depth,
                               "depth" + of + " " + comparisonWords(comparison, true) + " " + figure.text,
                               from, m_tokens[m_at - 1].to});
    }

    bool findQueue(const std::string& name)
    {
        const auto found = std::ranges::find_if(
            m_info.queues, [&](const QueueInfo& queue) { return folded(queue.name) == name; });
        if (found != m_info.queues.end()) {
            m_parsed.query.queue = static_cast<std::uint32_t>(found - m_info.queues.begin());
            return true;
        }
        std::string names;
        for (std::size_t q = 0; q < std::min<std::size_t>(m_info.queues.size(), 6); ++q)
            names += (q == 0 ? "" : ", ") + m_info.queues[q].name;
        fail("There is no queue " + quoted(name) + ". " +
             (names.empty() ? "This run has none." : "There is " + names + "."));
        return false;
    }

    void lengthCondition(Comparison comparison)
    {
        if (comparison == Comparison::Equal)
            return fail("No time is exactly as long as another: waiting > 1.5 s, or >=, <, <=.");
        SearchQuery& query = m_parsed.query;
        const std::size_t sign = m_at - 1;
        const std::size_t stateWords = takeState();
        takeWords(m_pending.size() - stateWords);
        const Figure figure = takeFigure();
        if (figure.text.empty()) return fail(noFigure("waiting > 1.5 s"));
        const auto unit = std::ranges::find(units, figure.unit, &std::pair<std::string_view, double>::first);
        if (unit == units.end() && !figure.unit.empty())
            return fail(quoted(figure.unit) +
                        " is no unit of time: there are d, h, min, s, ms, µs and ns, and " +
                        "a fraction is written with a point.");
        if (unit == units.end())
            return fail("A time has a unit: " + figure.text + " s, " + figure.text +
                        " ms, or d, h, min, µs, ns.");
        query.isOfSpans = true;
        const auto ns = std::llround(std::min(figure.value * unit->second, 4e18));
        narrow(comparison, ns, query.leastNs, query.mostNs);
        query.terms.push_back({SearchTerm::Kind::Length,
                               comparisonWords(comparison, false) + " " + figure.text + " " + figure.unit,
                               m_tokens[sign].from, m_tokens[m_at - 1].to});
    }

    std::vector<std::string> pendingWords() const
    {
        std::vector<std::string> words;
        for (const SearchToken* token : m_pending) {
            if (token->isQuoted) words.clear();
            std::string word = token->isQuoted ? "\"" : token->text;
            if (word.ends_with(',')) word.pop_back();
            words.push_back(std::move(word));
        }
        return words;
    }

    /// How many of the pending words, at their end, name a state.
    std::size_t takeState()
    {
        const StatePhrase phrase = statePhraseAtEnd(pendingWords());
        if (phrase.words == 0) return 0;
        SearchQuery& query = m_parsed.query;
        if (query.isOfSpans) {
            fail("One condition on spans at a time: a state, and how long.");
            return 0;
        }
        query.states = phrase.set;
        std::string says;
        const std::size_t first = m_pending.size() - phrase.words;
        for (std::size_t i = first; i < m_pending.size(); ++i)
            says += (says.empty() ? "" : " ") + m_pending[i]->text;
        query.terms.push_back(
            {SearchTerm::Kind::State, std::move(says), m_pending[first]->from, m_pending.back()->to});
        return phrase.words;
    }

    /// The first so many of the pending words are to be found.
    void takeWords(std::size_t count)
    {
        SearchQuery& query = m_parsed.query;
        for (std::size_t i = 0; i < count && i < m_pending.size(); ++i) {
            query.words.push_back(m_pending[i]->text);
            query.terms.push_back(
                {SearchTerm::Kind::Words, m_pending[i]->text, m_pending[i]->from, m_pending[i]->to});
        }
    }

    /// The number behind a comparison, with the unit that is written at it or behind it.
    Figure takeFigure()
    {
        Figure figure;
        if (m_at >= m_tokens.size() || !m_tokens[m_at].isWord()) return figure;
        const std::string& text = m_tokens[m_at].text;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), figure.value);
        if (error != std::errc() || !(figure.value >= 0)) return figure;
        figure.text.assign(text.data(), end);
        figure.unit.assign(end, text.data() + text.size());
        ++m_at;
        if (!figure.unit.empty() || m_at >= m_tokens.size()) return figure;
        const bool isUnit = std::ranges::find(units, m_tokens[m_at].text,
                                              &std::pair<std::string_view, double>::first) != units.end();
        if (isUnit) figure.unit = m_tokens[m_at++].text;
        return figure;
    }

    std::string noFigure(const std::string& example) const
    {
        if (m_at >= m_tokens.size())
            return "Behind " + quoted(m_tokens.back().text) + " comes a number: " + example + ".";
        const std::string& text = m_tokens[m_at].text;
        double value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error == std::errc() && value < 0)
            return std::string(example.starts_with("depth") ? "A depth" : "A time") +
                   " is never below 0: " + example + ".";
        return quoted(text) + " is no number: " + example + ".";
    }

    void checkWhole()
    {
        SearchQuery& query = m_parsed.query;
        if (query.words.size() > SearchQuery::mostWords) return fail("That is more than 16 words.");
        if (query.isOfSpans && query.isOfDepths)
            return fail("Look for spans or for depths, one after the other.");
        if (query.isOfDepths && !query.words.empty())
            return fail("What is " + quoted(query.words.front()) +
                        " beside a depth? For one queue: depth of NAME > 10.");
        if (query.leastNs > query.mostNs || query.leastDepth > query.mostDepth)
            return fail("Nothing can be both longer and shorter than that.");
        std::ranges::sort(query.terms, {}, &SearchTerm::from);
    }

    void fail(std::string problem)
    {
        if (m_parsed.problem.empty()) m_parsed.problem = std::move(problem);
    }

    const RunInfo& m_info;
    const std::vector<SearchToken> m_tokens;
    std::size_t m_at = 0;                      // the next token
    std::vector<const SearchToken*> m_pending; // words that belong to nothing yet
    ParsedSearch m_parsed;
};

} // namespace

std::string folded(std::string_view text)
{
    const auto isPlain = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    if (!std::ranges::all_of(text, isPlain)) {
        const auto size = static_cast<qsizetype>(text.size());
        const QString read = QString::fromUtf8(text.data(), size);
        // What is no UTF-8 is left as it is: replaced, it would be found by the wrong words.
        if (!read.contains(QChar::ReplacementCharacter)) return read.toCaseFolded().toStdString();
    }
    std::string small(text);
    for (char& c : small)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return small;
}

ParsedSearch parseSearch(std::string_view text, const RunInfo& info)
{
    return Parser(text, info).parse();
}

} // namespace sojourn
