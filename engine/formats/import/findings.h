// Counts what reading came upon.
#pragma once

#include "formats/import/text_numbers.h"
#include "trace/recording.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sojourn {

/// Where in a file something stands.
struct FilePlace
{
    /// A byte is a place in itself.
    FilePlace(std::int64_t at = -1, std::int64_t inside = -1)
        : byte(at)
        , unpacked(inside)
    {
    }
    std::int64_t byte;     ///< -1: it has no one place
    std::int64_t unpacked; ///< in the packed part there, the byte of what that unpacks to; -1: in none
};

/// What a reader says in words of its own, counted and placed beside what is said of every fault. Of static
/// duration: it is told apart by where it stands.
struct OwnFinding
{
    ImportFault fault;
    ImportEffect effect;
    const char* one;
    const char* many;       ///< behind the number
    const char* oneBecame;  ///< what became of it
    const char* manyBecame; ///< of them
};

/// The findings of one reading, while it goes on: counted by kind, the first place of each is kept.
class ImportFindings final
{
public:
    /// One more. The first that comes tells where.
    void add(ImportFault fault, ImportEffect effect, FilePlace place = {}, std::int64_t ns = notYet,
             std::uint32_t task = noTask, std::uint64_t count = 1);
    void add(const OwnFinding& own, FilePlace place = {}, std::int64_t ns = notYet,
             std::uint32_t task = noTask, std::uint64_t count = 1);
    /// The same, of a kind that people should read: the kinds are named in the sentence, with how many there
    /// are of each. Empty: it has no name.
    void addKind(ImportFault fault, ImportEffect effect, std::string_view kind, FilePlace place = {},
                 std::int64_t ns = notYet, std::uint32_t task = noTask, std::uint64_t count = 1);
    void addKind(const OwnFinding& own, std::string_view kind, FilePlace place = {}, std::uint64_t count = 1,
                 std::int64_t ns = notYet, std::uint32_t task = noTask);
    /// The kinds of what was left out for a fault, as its sentence has them: "tick 3, tock 1"; empty: there
    /// are none.
    std::string kinds(ImportFault fault, ImportEffect effect = ImportEffect::LeftOut) const;
    bool has(ImportFault fault) const;
    /// A name that is met for the first time: where it cannot be shown as it is that is told.
    void noteText(std::string_view name, FilePlace place);
    /// More to say about one kind: put into its sentence in brackets. What was said last stands.
    void explain(ImportFault fault, std::string words);
    void explain(const OwnFinding& own, std::string words);
    /// Likewise, behind what was said.
    void explainFurther(ImportFault fault, std::string_view words);
    /// All of them with their sentences. Instants are moved by -originNs; tasks are given as tracks and
    /// turned into tasks through `taskOfTrack` (noTask: there is none).
    std::vector<ImportFinding> made(std::int64_t originNs, const std::vector<std::uint32_t>& taskOfTrack);

private:
    static constexpr std::size_t faults = static_cast<std::size_t>(lastImportFault) + 1;
    static constexpr std::size_t effects = 3;
    std::array<std::array<ImportFinding, effects>, faults> m_findings{};
    struct Kinds
    {
        void add(std::string_view kind, std::uint64_t count);
        std::string words() const;

        TextNumbers names;
        std::vector<std::uint64_t> counts; // by name
        std::uint64_t further = 0;         // of names beyond those
    };
    struct Own
    {
        const OwnFinding* own;
        ImportFinding finding;
        Kinds kinds;
        std::string words;
    };
    Own& entryOf(const OwnFinding& own);
    std::map<std::pair<ImportFault, ImportEffect>, Kinds> m_kinds;
    std::array<std::string, faults> m_words;
    std::vector<Own> m_own;
};

} // namespace sojourn
