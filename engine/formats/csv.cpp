#include "formats/csv.h"

#include <algorithm>

namespace sojourn {

std::string csvCell(std::string_view text)
{
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
    std::string cell = "\"";
    for (const char c : text) {
        if (c == '"') cell += '"';
        cell += c;
    }
    return cell + '"';
}

char csvSeparator(std::string_view text)
{
    bool isQuoted = false, hasSemicolon = false, hasTab = false;
    for (const char c : text) {
        if (c == '"') isQuoted = !isQuoted;
        if (isQuoted) continue;
        if (c == ',') return ',';
        if (c == '\n') break;
        hasSemicolon |= c == ';';
        hasTab |= c == '\t';
    }
    if (hasSemicolon) return ';';
    return hasTab ? '\t' : ',';
}

bool CsvReader::next(std::vector<std::string>& row)
{
    row.clear();
    if (m_at >= m_text.size() || !m_problem.empty()) return false;
    m_rowLine = m_line;
    do {
        if (!readCell(row.emplace_back())) return false;
        if (m_at >= m_text.size() || takeLineEnd()) return true;
    } while (m_text[m_at++] == m_separator);
    m_problem = "there is something behind a closing quote";
    return false;
}

bool CsvReader::readCell(std::string& cell)
{
    if (m_at < m_text.size() && m_text[m_at] == '"') return readQuoted(cell);
    const char ends[] = {m_separator, '\r', '\n'};
    for (std::size_t from = m_at;;) {
        const std::size_t end =
            std::min(m_text.find_first_of(std::string_view(ends, 3), m_at), m_text.size());
        // A carriage return ends a line only together with what follows it.
        const bool isLone = end < m_text.size() && m_text[end] == '\r' && m_text.substr(end, 2) != "\r\n";
        m_at = end + isLone;
        if (isLone) continue;
        cell = m_text.substr(from, end - from);
        return true;
    }
}

bool CsvReader::readQuoted(std::string& cell)
{
    for (++m_at; m_at < m_text.size(); ++m_at) {
        const char c = m_text[m_at];
        if (c == '\n') ++m_line;
        if (c == '"' && m_text.substr(m_at + 1, 1) != "\"") return ++m_at, true;
        if (c == '"') ++m_at;
        cell += c;
    }
    m_problem = "a quote is not closed";
    return false;
}

bool CsvReader::takeLineEnd()
{
    const std::size_t length = m_text.substr(m_at, 2) == "\r\n" ? 2 : m_text[m_at] == '\n' ? 1 : 0;
    m_at += length;
    m_line += length > 0;
    return length > 0;
}

} // namespace sojourn
