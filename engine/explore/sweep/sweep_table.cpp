#include "explore/sweep/sweep_table.h"

#include "formats/csv.h"
#include "trace/payload.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <tuple>
#include <utility>

namespace sojourn {

namespace {

constexpr std::size_t columnsAMetric = 4;
constexpr std::string_view lineEnd = "\r\n";
constexpr std::string_view noLimit = ".no_limit";

/// The shortest decimal that reads back as the same double.
std::string numberCell(std::optional<double> number)
{
    return number ? numberText(*number) : std::string();
}

std::vector<std::string> headerOf(const SweepTable& table)
{
    std::vector<std::string> header{"cell"};
    header.insert(header.end(), table.parameters.begin(), table.parameters.end());
    header.insert(header.end(), {"replications", "unfinished"});
    for (const std::string& metric : table.metrics)
        header.insert(header.end(), {metric, metric + ".low", metric + ".high", metric + ".n"});
    header.insert(header.end(), {"cells", "sweep"});
    for (std::size_t i = 0; i < table.parameters.size(); ++i)
        if (table.isUnlimitedAtZero(i)) header.push_back(table.parameters[i] + std::string(noLimit));
    return header;
}

void writeRow(Sink& sink, const std::vector<std::string>& cells)
{
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) sink.write(',');
        sink.write(csvCell(cells[i]));
    }
    sink.write(lineEnd);
}

/// Reads one table; what is wrong is kept.
class TableReader final
{
public:
    explicit TableReader(std::string_view csv)
        : m_reader(csv)
    {
    }

    Checked<SweepTable> read()
    {
        std::vector<std::string> cells;
        if (!next(cells) || !readHeader(cells)) return problem("this is no table of a sweep");
        m_columns = cells.size();
        while (next(cells)) {
            if (!readRow(cells)) return problem("this row is none of a sweep's");
            for (std::size_t i = 0; i < m_table.metrics.size(); ++i)
                if (isOutside(m_table.rows.back().metrics[i]))
                    return problem(m_table.metrics[i] + " lies outside of its own interval");
        }
        if (!m_reader.problem().empty()) return problem(m_reader.problem());
        return std::move(m_table);
    }

private:
    /// Tables have the line ends of CSV already: a program that adds them leaves a carriage return too many.
    bool next(std::vector<std::string>& cells)
    {
        if (!m_reader.next(cells)) return false;
        while (cells.back().ends_with('\r'))
            cells.back().pop_back();
        return true;
    }

    /// An interval has two ends, and the value between them.
    static bool isOutside(const ReplicationEstimate& metric)
    {
        if (!metric.low && !metric.high) return false;
        return !metric.mean || !metric.low || !metric.high || *metric.low > *metric.mean ||
               *metric.high < *metric.mean;
    }

    ScenarioProblem problem(const std::string& message) const
    {
        ScenarioProblem found;
        found.message = message;
        found.line = static_cast<int>(std::max<std::size_t>(m_reader.line(), 1));
        return found;
    }

    /// From the end, since parameters may be called anything.
    bool readHeader(const std::vector<std::string>& header)
    {
        std::size_t end = header.size();
        for (; end > 0 && header[end - 1].ends_with(noLimit); --end)
            m_table.unlimitedAtZero.insert(
                m_table.unlimitedAtZero.begin(),
                header[end - 1].substr(0, header[end - 1].size() - noLimit.size()));
        if (end < 4 || header[end - 2] != "cells" || header[end - 1] != "sweep") return false;
        end -= 2;
        while (end > columnsAMetric && header[end - 1] == header[end - columnsAMetric] + ".n") {
            end -= columnsAMetric;
            m_table.metrics.insert(m_table.metrics.begin(), header[end]);
        }
        if (end < 3) return false;
        m_table.parameters.assign(header.begin() + 1, header.begin() + static_cast<std::ptrdiff_t>(end) - 2);
        return headerOf(m_table) == header;
    }

    template <typename Number> bool take(const std::string& text, Number& number)
    {
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        return error == std::errc() && end == text.data() + text.size();
    }
    bool take(const std::string& text, std::optional<double>& number)
    {
        return text.empty() || (take(text, number.emplace()) && std::isfinite(*number));
    }

    bool readRow(const std::vector<std::string>& cells)
    {
        if (cells.size() != m_columns) return false;
        SweepRow row;
        auto at = cells.begin();
        bool isGood = take(*at++, row.cell);
        for (std::size_t i = 0; i < m_table.parameters.size(); ++i)
            row.values.push_back(*at++);
        isGood = isGood && take(*at++, row.replications) && take(*at++, row.unfinished);
        for (std::size_t i = 0; isGood && i < m_table.metrics.size(); ++i) {
            ReplicationEstimate& metric = row.metrics.emplace_back();
            isGood = take(*at, metric.mean) && take(*(at + 1), metric.low) && take(*(at + 2), metric.high) &&
                     take(*(at + 3), metric.count);
            at += columnsAMetric;
        }
        std::uint64_t all = 0;
        if (!isGood || !take(*at, all) || row.cell >= all) return false;
        if (m_table.rows.empty()) std::tie(m_table.cells, m_table.fingerprint) = std::pair(all, *(at + 1));
        if (all != m_table.cells || *(at + 1) != m_table.fingerprint) return false;
        m_table.rows.push_back(std::move(row));
        return true;
    }

    CsvReader m_reader;
    SweepTable m_table;
    std::size_t m_columns = 0;
};

bool isSame(const SweepRow& a, const SweepRow& b)
{
    return a.replications == b.replications && a.unfinished == b.unfinished && a.metrics == b.metrics;
}

} // namespace

void SweepTable::sort()
{
    std::ranges::sort(rows, {}, &SweepRow::cell);
}

bool SweepTable::isUnlimitedAtZero(std::size_t parameter) const
{
    return std::ranges::find(unlimitedAtZero, parameters[parameter]) != unlimitedAtZero.end();
}

SweepTable sweepTableOf(const SweepPlan& plan)
{
    SweepTable table;
    for (const SweepAxis& axis : plan.axes)
        table.parameters.push_back(axis.parameter);
    for (const NamedMetric& metric : plan.metrics)
        table.metrics.push_back(metric.name);
    table.cells = plan.cellCount();
    table.fingerprint = plan.fingerprint();
    table.unlimitedAtZero = plan.unlimitedAtZero();
    return table;
}

SweepRow sweepRowOf(const SweepCell& cell, const SweepPlan& plan)
{
    SweepRow row;
    row.cell = cell.index;
    for (const ParameterValue& value : plan.valuesOf(cell.index))
        row.values.push_back(value.toText());
    row.replications = cell.replications;
    row.unfinished = cell.unfinished;
    row.metrics = cell.metrics;
    return row;
}

void writeSweepTable(const SweepTable& table, Sink& sink)
{
    writeRow(sink, headerOf(table));
    std::vector<std::string> cells;
    for (const SweepRow& row : table.rows) {
        cells.assign(1, std::to_string(row.cell));
        cells.insert(cells.end(), row.values.begin(), row.values.end());
        cells.push_back(std::to_string(row.replications));
        cells.push_back(std::to_string(row.unfinished));
        for (const ReplicationEstimate& metric : row.metrics)
            cells.insert(cells.end(), {numberCell(metric.mean), numberCell(metric.low),
                                       numberCell(metric.high), std::to_string(metric.count)});
        cells.push_back(std::to_string(table.cells));
        cells.push_back(table.fingerprint);
        for (std::size_t i = 0; i < table.parameters.size(); ++i)
            if (table.isUnlimitedAtZero(i)) cells.emplace_back(row.values[i] == "0" ? "1" : "0");
        writeRow(sink, cells);
    }
}

Checked<SweepTable> readSweepTable(std::string_view csv)
{
    return TableReader(csv).read();
}

std::optional<std::string> mergeInto(SweepTable& table, SweepTable shard)
{
    const bool isFirst = table.metrics.empty();
    if (!isFirst && (shard.metrics != table.metrics || shard.parameters != table.parameters))
        return "has other columns than the files before it";
    if (!isFirst && shard.rows.empty()) return {}; // one that was interrupted at once
    if (isFirst || table.rows.empty()) {
        table = std::move(shard);
        table.sort();
        return {};
    }
    if (shard.fingerprint != table.fingerprint || shard.cells != table.cells)
        return "is of another sweep: scenario, parameters, seed, replications or program version differ";
    std::vector<SweepRow> added;
    for (SweepRow& row : shard.rows) {
        const auto known = std::ranges::lower_bound(table.rows, row.cell, {}, &SweepRow::cell);
        if (known == table.rows.end() || known->cell != row.cell)
            added.push_back(std::move(row));
        else if (!isSame(*known, row))
            return "has other numbers for cell " + std::to_string(row.cell) + " than a file before it";
    }
    std::ranges::move(added, std::back_inserter(table.rows));
    table.sort();
    return {};
}

} // namespace sojourn
