#include "cli/sample_file.h"

#include "cli/values.h"
#include "explore/figure_text.h"
#include "formats/csv.h"
#include "formats/text_file.h"
#include "scenario/scenario_file.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace sojourn::cli {

namespace {

constexpr std::size_t maxSampleBytes = std::size_t{64} << 20;

/// @FILE:COLUMN without the @; what stands behind the last colon is the column.
std::pair<std::string, std::string> parts(std::string_view source)
{
    source.remove_prefix(1);
    const std::size_t colon = source.rfind(':');
    if (colon == std::string_view::npos) return {std::string(source), {}};
    return {std::string(source.substr(0, colon)), std::string(source.substr(colon + 1))};
}

class SampleReader final
{
public:
    SampleReader(std::string path, std::string column, std::string_view text)
        : m_path(std::move(path))
        , m_column(std::move(column))
        , m_csv(text, csvSeparator(text))
    {
    }

    Or<std::vector<double>> read()
    {
        std::vector<std::string> row;
        if (!m_csv.next(row)) return UsageError{m_path + ": there is nothing in it"};
        m_width = row.size();
        if (auto error = findColumn(row)) return *error;
        const bool isHeader = m_isNamed || (m_at < row.size() && !finiteNumber(row[m_at]));
        bool isThere = !isHeader || m_csv.next(row);
        for (; isThere; isThere = m_csv.next(row))
            if (auto error = take(row)) return *error;
        if (!m_csv.problem().empty()) return UsageError{place() + m_csv.problem()};
        if (m_values.empty()) return noNumbers();
        return std::move(m_values);
    }

private:
    std::string place() const { return m_path + ", line " + std::to_string(m_csv.line()) + ": "; }
    UsageError noNumbers() const { return {m_path + ": there is no number in column " + columnName()}; }
    std::string columnName() const { return m_isNamed ? inQuotes(m_column) : std::to_string(m_at + 1); }

    std::optional<UsageError> findColumn(const std::vector<std::string>& first)
    {
        if (m_column.empty()) {
            if (first.size() == 1) return {};
            return UsageError{m_path + " has " + std::to_string(first.size()) +
                              " columns; say which, by name or number: @" + m_path + ":1"};
        }
        // A line of numbers alone has values, and no names that somebody could mean.
        const bool hasNames = !std::ranges::all_of(
            first, [](const std::string& cell) { return cell.empty() || finiteNumber(cell); });
        const auto named = std::ranges::find(first, m_column);
        if (hasNames && std::ranges::count(first, m_column) > 1)
            return UsageError{m_path + ": " + std::to_string(std::ranges::count(first, m_column)) +
                              " columns are called " + inQuotes(m_column) + "; say which by number: @" +
                              m_path + ":" + std::to_string(named - first.begin() + 1)};
        if (hasNames && named != first.end()) {
            m_isNamed = true;
            m_at = static_cast<std::size_t>(named - first.begin());
            return {};
        }
        const auto number = wholeNumber(m_column);
        if (number && *number >= 1 && *number <= first.size()) {
            m_at = static_cast<std::size_t>(*number - 1);
            return {};
        }
        if (!hasNames && !number)
            return UsageError{m_path + ": there is no column " + inQuotes(m_column) +
                              ": the first line has numbers and no names; say which by number: @" + m_path +
                              ":1"};
        const std::string closest = hasNames ? closestName(m_column, first) : std::string();
        return UsageError{m_path + ": there is no column " + inQuotes(m_column) +
                          (closest.empty() ? "; the file has " + countedText(first.size(), "column")
                                           : "; did you mean " + inQuotes(closest) + "?")};
    }

    /// A row of more cells than the first line has may have a number in two, as 1,000 is.
    std::optional<UsageError> take(const std::vector<std::string>& row)
    {
        const auto isBlank = [](const std::string& cell) {
            return cell.find_first_not_of(" \t") == std::string::npos;
        };
        if (row.size() > m_width &&
            !std::all_of(row.begin() + static_cast<std::ptrdiff_t>(m_width), row.end(), isBlank))
            return UsageError{place() + countedText(row.size(), "cell") + ", and the first line has " +
                              std::to_string(m_width) + ": numbers are written without separators"};
        if (m_at >= row.size() || isBlank(row[m_at])) return {};
        const auto number = finiteNumber(row[m_at]);
        const std::string what = place() + inQuotes(row[m_at]) + " in column " + columnName();
        if (!number) return UsageError{what + " is not a number"};
        if (*number < 0) return UsageError{what + " is below 0"};
        if (*number > longestTime) return UsageError{what + " is above 9.2e9 (292 years in seconds)"};
        m_values.push_back(*number);
        return {};
    }

    std::string m_path;
    std::string m_column;
    CsvReader m_csv;
    std::size_t m_at = 0;
    std::size_t m_width = 0; // cells of the first line
    bool m_isNamed = false;
    std::vector<double> m_values;
};

} // namespace

std::string sampleFile(std::string_view source)
{
    return parts(source).first;
}

Or<std::shared_ptr<const Sample>> readSample(std::string_view source)
{
    const auto [path, column] = parts(source);
    const TextFile read = readTextFile(path, maxSampleBytes, "a CSV file");
    if (!read.text) return UsageError{read.problem};
    Or<std::vector<double>> values = SampleReader(path, column, *read.text).read();
    if (!values) return values.error();
    return std::make_shared<const Sample>(Sample{std::string(source), std::move(*values)});
}

} // namespace sojourn::cli
