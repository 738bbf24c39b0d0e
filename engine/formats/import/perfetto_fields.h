// Field numbers of Perfetto's trace format, as its published .proto files have them.
#pragma once

#include <cstdint>

namespace sojourn::perfetto {

/// protos/perfetto/trace/trace.proto
enum TraceField : std::uint32_t { tracePacket = 1 };

/// protos/perfetto/trace/trace_packet.proto
enum PacketField : std::uint32_t {
    packetFtrace = 1,
    packetProcessTree = 2,
    packetTrustedUid = 3,
    packetClockSnapshot = 6,
    packetTimestamp = 8,
    packetSequence = 10,
    packetTrackEvent = 11,
    packetInterned = 12,
    packetSequenceFlags = 13,
    packetTraceStats = 35,
    packetStateCleared = 41, // deprecated: the flag says it
    packetPreviousDropped = 42,
    packetProcessDescriptor = 43, // deprecated: track descriptors say it
    packetThreadDescriptor = 44,  // deprecated, and what Chromium wrote before 2021
    packetCompressed = 50,        // more packets, deflated
    packetTimestampClock = 58,
    packetDefaults = 59,
    packetTrackDescriptor = 60,
    packetFirstOnSequence = 87,
    packetZstdCompressed = 133,
};
inline constexpr std::uint64_t incrementalStateCleared = 1; // of the flags
inline constexpr std::uint64_t needsIncrementalState = 2;

/// protos/perfetto/common/trace_stats.proto: of each buffer, and of what reached none
enum StatsField : std::uint32_t { statsBuffer = 1, statsChunksDiscarded = 8, statsInvalidPackets = 10 };
enum BufferStatsField : std::uint32_t {
    bufferChunksOverwritten = 3,
    bufferAbiViolations = 9,
    bufferChunksDiscarded = 18,
    bufferWriterPacketLoss = 19,
};

/// protos/perfetto/trace/interned_data/interned_data.proto; each entry is a number (1) and a text (2).
enum InternedField : std::uint32_t {
    internedCategories = 1,
    internedEventNames = 2,
    internedAnnotationNames = 3,
};
enum InternedEntryField : std::uint32_t { entryIid = 1, entryText = 2 };

/// protos/perfetto/trace/trace_packet_defaults.proto
enum DefaultsField : std::uint32_t { defaultsTrackEvent = 11, defaultsTimestampClock = 58 };

/// protos/perfetto/trace/track_event/track_event.proto, TrackEvent and TrackEventDefaults
enum EventField : std::uint32_t {
    eventTimeDelta = 1, // microseconds; deprecated as the next
    eventCategoryIid = 3,
    eventAnnotation = 4,
    eventLegacy = 6,
    eventType = 9,
    eventNameIid = 10,
    eventTrack = 11,
    eventExtraCounters = 12,
    eventTimeAbsolute = 16,
    eventCategory = 22,
    eventName = 23,
    eventCounter = 30,
    eventExtraCounterTracks = 31,
    eventFlowOld = 36,
    eventEndedFlowOld = 42,
    eventDoubleCounter = 44,
    eventExtraDoubleTracks = 45,
    eventExtraDoubles = 46,
    eventFlow = 47,
    eventEndedFlow = 48,
};
enum EventType : std::uint64_t {
    noType = 0,
    sliceBegin = 1,
    sliceEnd = 2,
    instantEvent = 3,
    counterEvent = 4
};

/// TrackEvent.LegacyEvent, there too
enum LegacyField : std::uint32_t {
    legacyNameIid = 1,
    legacyPhase = 2,
    legacyDuration = 3, // microseconds
    legacyUnscopedId = 6,
    legacyIdScope = 7,
    legacyBindId = 8,
    legacyLocalId = 10,
    legacyGlobalId = 11,
    legacyBindsToEnclosing = 12,
    legacyFlowDirection = 13,
    legacyInstantScope = 14,
    legacyProcess = 18,
    legacyThread = 19,
};
enum InstantScope : std::uint64_t { globalScope = 1, processScope = 2, threadScope = 3 };
enum FlowDirection : std::uint64_t { flowIn = 1, flowOut = 2, flowInOut = 3 };

/// protos/perfetto/trace/track_event/debug_annotation.proto
enum AnnotationField : std::uint32_t {
    annotationNameIid = 1,
    annotationUnsigned = 3,
    annotationSigned = 4,
    annotationDouble = 5,
    annotationText = 6,
    annotationName = 10,
};

/// protos/perfetto/trace/track_event/track_descriptor.proto
enum DescriptorField : std::uint32_t {
    descriptorUuid = 1,
    descriptorName = 2,
    descriptorProcess = 3,
    descriptorThread = 4,
    descriptorParent = 5,
    descriptorCounter = 8,
    descriptorStaticName = 10,
    descriptorRank = 12,
};
/// process_descriptor.proto and thread_descriptor.proto, there too
enum ProcessField : std::uint32_t {
    processPid = 1,
    processCommandLine = 2,
    processName = 6,
};
enum ThreadField : std::uint32_t {
    threadPid = 1,
    threadTid = 2,
    threadSortIndex = 3,
    threadName = 5,
    threadReferenceTime = 6, // microseconds
};
/// counter_descriptor.proto, there too
enum CounterField : std::uint32_t {
    counterType = 1,
    counterUnit = 3,
    counterMultiplier = 4,
    counterIncremental = 5,
    counterUnitName = 6,
};
enum BuiltinCounter : std::uint64_t { threadTimeCounter = 1, threadInstructionsCounter = 2 };
enum CounterUnit : std::uint64_t { unitNanoseconds = 1, unitCount = 2, unitBytes = 3 };

/// protos/perfetto/trace/clock_snapshot.proto
enum SnapshotField : std::uint32_t { snapshotClock = 1, snapshotTraceClock = 2 };
enum ClockField : std::uint32_t {
    clockId = 1,
    clockTimestamp = 2,
    clockIncremental = 3,
    clockMultiplier = 4,
};

} // namespace sojourn::perfetto
