#include "formats/import/perfetto_packets.h"

namespace sojourn {

/// Numbers as in protos/perfetto/trace/trace_packet.proto.
std::string perfettoPacketKind(std::uint32_t field)
{
    switch (field) {
    case 1:
        return "the kernel's events (ftrace)";
    case 4:
        return "inodes";
    case 5:
        return "Chrome's events as JSON";
    case 7:
    case 9:
        return "statistics of the system and its processes";
    case 37:
    case 54:
    case 56:
    case 74:
    case 75:
        return "heap profiles";
    case 38:
    case 40:
        return "battery and power";
    case 39:
        return "Android's log";
    case 52:
    case 53:
    case 57:
    case 62:
    case 63:
    case 65:
    case 71:
    case 76:
        return "graphics";
    case 66:
        return "samples of the processor";
    case 68:
    case 73:
        return "memory maps";
    case 88:
    case 92:
        return "network packets";
    case 95:
        return "Windows' events (ETW)";
    case 99:
    case 100:
    case 101:
    case 102:
    case 103:
        return "V8's code";
    // The configuration, statistics, identifiers and machinery of tracing itself.
    case 33:
    case 34:
    case 35:
    case 36:
    case 45:
    case 46:
    case 47:
    case 48:
    case 49:
    case 51:
    case 61:
    case 64:
    case 67:
    case 69:
    case 70:
    case 72:
    case 78:
    case 82:
    case 86:
    case 89:
    case 90:
    case 107:
    case 109:
    case 113:
    case 124:
    case 125:
    case 126:
    case 138:
        return {};
    default:
        return "packets of field " + std::to_string(field);
    }
}

} // namespace sojourn
