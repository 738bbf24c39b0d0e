// What a command line comes to when it can't be carried out: a sentence.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace sojourn::cli {

/// One sentence without its end, naming what is wrong (a flag, a variable, a file) and, where that is not
/// plain, what to do.
struct UsageError
{
    std::string sentence;
};

/// A value, or why there is none.
template <typename T> class Or
{
public:
    Or(T value)
        : m_content(std::move(value))
    {
    }
    Or(UsageError error)
        : m_content(std::move(error))
    {
    }
    explicit operator bool() const { return m_content.index() == 0; }
    T& operator*() { return std::get<0>(m_content); }
    const T& operator*() const { return std::get<0>(m_content); }
    T* operator->() { return &std::get<0>(m_content); }
    const T* operator->() const { return &std::get<0>(m_content); }
    const UsageError& error() const { return std::get<1>(m_content); }

private:
    std::variant<T, UsageError> m_content;
};

/// The text in quotes, cut short when it is long: what a sentence quotes of somebody's input.
std::string inQuotes(std::string_view text);
/// The text on one line and harmless to a terminal: control characters are written as \n, \x1b and so on.
std::string onOneLine(std::string_view text);

} // namespace sojourn::cli
