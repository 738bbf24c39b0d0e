// The recording: an append-only log of events, written by one thread, read by any while it grows.
#pragma once

#include "trace/event.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sojourn {

/// Events in chunks that never move. One writer appends and publishes; readers see what was published.
/// Readers never block the writer, and an index once readable stays readable and unchanged for the log's
/// life. Shared between the run and its readers through a shared_ptr.
class EventLog final
{
public:
    static constexpr std::size_t chunkEvents = std::size_t{1} << 16; ///< 1.5 MiB a chunk
    static constexpr std::size_t maxChunks = std::size_t{1} << 16;   ///< 4.3 thousand million events in all

    EventLog();
    ~EventLog();
    EventLog(const EventLog&) = delete;
    EventLog& operator=(const EventLog&) = delete;

    /// Writer only. Readers see the event after the next publish().
    void append(const Event& e)
    {
        if (m_next == m_end) grow();
        *m_next++ = e;
    }
    /// Writer only: everything appended so far becomes readable.
    void publish() { m_published.store(appended(), std::memory_order_release); }
    /// Writer only: how many events were appended.
    std::uint64_t appended() const
    {
        return m_chunks * chunkEvents - static_cast<std::uint64_t>(m_end - m_next);
    }

    /// How many events can be read now. Never shrinks.
    std::uint64_t size() const { return m_published.load(std::memory_order_acquire); }
    /// Event i of the published ones; i < size().
    const Event& operator[](std::uint64_t i) const
    {
        return m_table[i / chunkEvents].load(std::memory_order_relaxed)[i % chunkEvents];
    }
    /// Texts that events refer to: of failures, and what items carry. addText is the writer's, before the
    /// event is appended; the same text has the same index.
    std::int64_t addText(std::string_view text);
    std::string text(std::int64_t index) const;

private:
    struct TextHash : std::hash<std::string_view>
    {
        using is_transparent = void;
    };
    void grow();

    Event* m_next = nullptr;
    Event* m_end = nullptr;
    std::uint64_t m_chunks = 0;
    std::unique_ptr<std::atomic<Event*>[]> m_table; // maxChunks long, never reallocated
    std::atomic<std::uint64_t> m_published{0};
    std::unordered_map<std::string, std::int64_t, TextHash, std::equal_to<>> m_numbers; // the writer's own
    mutable std::mutex m_textsMutex;         // new texts are rare; the events' path takes no lock
    std::vector<const std::string*> m_texts; // the keys of m_numbers, which do not move
};

} // namespace sojourn
