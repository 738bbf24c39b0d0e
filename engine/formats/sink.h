// Where the bytes of an export go.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>

namespace sojourn {

/// A buffer in front of a file, a pipe or a text. Writing never fails on the spot: the first failure is kept,
/// what comes after it is dropped, and whoever owns the sink asks in the end.
class Sink
{
public:
    Sink();
    virtual ~Sink();
    Sink(const Sink&) = delete;
    Sink& operator=(const Sink&) = delete;

    void write(std::string_view text)
    {
        if (text.size() > m_size - m_used) return writeLong(text);
        std::memcpy(m_buffer.get() + m_used, text.data(), text.size());
        m_used += text.size();
    }
    void write(char c) { *room(1) = c, ++m_used; }
    /// Room for `count` characters to write to directly; then wrote() says where they end.
    char* room(std::size_t count)
    {
        if (m_size - m_used < count) makeRoom(count);
        return m_buffer.get() + m_used;
    }
    void wrote(const char* end) { m_used = static_cast<std::size_t>(end - m_buffer.get()); }

    /// Hands on what is in the buffer.
    void flush();
    /// False once something could not be written.
    bool isGood() const { return m_isGood; }

protected:
    /// Takes all of `bytes`; false when that failed.
    virtual bool take(std::string_view bytes) = 0;

private:
    void makeRoom(std::size_t count);
    void writeLong(std::string_view text);

    std::unique_ptr<char[]> m_buffer;
    std::size_t m_size;
    std::size_t m_used = 0;
    bool m_isGood = true;
};

/// Keeps what is written as a text.
class TextSink final : public Sink
{
public:
    ~TextSink() override;
    /// Everything written so far.
    const std::string& text();

protected:
    bool take(std::string_view bytes) override;

private:
    std::string m_text;
};

} // namespace sojourn
