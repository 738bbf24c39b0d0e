// Samples of V8's processor profiles as spans.
#pragma once

#include "formats/import/import_progress.h"
#include "formats/import/trace_assembler.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sojourn {

/// One profile: the functions that were on the stack at each sample, as spans on a track. A function that is
/// on the stack in samples that follow one another, called from the same place, is one span from the first of
/// them to the sample in which it no longer is. Time in which V8 ran no script has no spans.
///
/// Texts are raw JSON as .cpuprofile files and the ProfileChunk events of traces have them: nodes know their
/// parents or their children, samples are numbers of nodes, deltas microseconds since the sample before. V8
/// tells samples out of order where it took one out of turn, so that spans are made at the end of all.
class CpuProfile final
{
public:
    /// Both outlive it; a cancel ends it.
    CpuProfile(TraceAssembler& told, const ImportProgress& progress, std::uint32_t track,
               std::int64_t startNs)
        : m_told(told)
        , m_progress(progress)
        , m_track(track)
        , m_startNs(startNs)
        , m_atNs(startNs)
    {
    }

    std::uint32_t track() const { return m_track; }
    /// More of it.
    struct Part
    {
        std::string_view nodes, samples, deltas;
        const char* file = nullptr; ///< the beginning of the file that the texts stand in, so that findings
                                    ///< say where; null: they stand where the assembler is
        bool isCut = false;         ///< the file ends in one of them, which is told elsewhere
    };
    /// What cannot be read of it is told.
    void add(const Part& part);
    /// The profile says when it ended.
    void endsAt(std::int64_t ns, FilePlace place);
    /// Makes the spans; what is on the stack ends at the latest sample, or where the profile does if that is
    /// behind it. Nothing comes behind.
    void finish();
    std::uint64_t samples() const { return m_samples.size(); }

private:
    struct Node
    {
        std::uint32_t parent = 0; // its number; 0: none
        std::uint32_t name = notDescribed;
        FilePlace place = {};
    };
    struct Sample
    {
        std::int64_t ns;
        std::uint32_t node; // 0: one that the profile does not have
    };
    struct Open
    {
        std::uint32_t node;
        std::int64_t startNs;
    };
    static constexpr std::uint32_t notDescribed = noTask - 1; // a name, of nodes that others only mention
    void addNodes(const Part& part);
    void addNode(std::string_view node);
    void addSample(std::string_view number, std::string_view step);
    void tellCallers();
    std::uint32_t callerOf(std::uint32_t node) const;
    std::vector<std::vector<std::uint32_t>> circles() const;
    void breakCircles();
    void sample(const Sample& sample);
    void pathOf(std::uint32_t node);
    void closeFrom(std::size_t depth);

    TraceAssembler& m_told;
    const ImportProgress& m_progress;
    std::uint32_t m_track;
    std::int64_t m_startNs;
    std::int64_t m_atNs; // of the sample at hand
    std::int64_t m_endNs = notYet;
    bool m_isInOrder = true;
    std::vector<Sample> m_samples;
    std::uint64_t m_spans = 0; // told
    std::unordered_map<std::uint32_t, Node> m_nodes;
    std::vector<std::uint32_t> m_path; // of the sample at hand, the outermost first
    std::vector<Open> m_open;
};

/// Whether a text begins as .cpuprofile files do, which V8 writes and Chrome's tools save.
bool isCpuProfile(std::string_view text);
/// Reads such a file, the whole of it, as one thread. False: it breaks off; what could be read was told.
bool readCpuProfile(std::string_view text, TraceAssembler& told, const ImportProgress& progress,
                    std::uint64_t& samples);

} // namespace sojourn
