// The program without its window, and the way to it: the one header that main.cpp needs.
#pragma once

#include "formats/export_format.h"
#include "scenario/scenario_file.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

namespace sojourn::cli {

/// The window is to open, with these settings to begin with; or on a recording.
struct WindowRequest
{
    std::string name;         ///< of a built-in scenario; empty for a file
    std::string path;         ///< of a scenario file or a recording; empty for a built-in
    bool isRecording = false; ///< the path is known to be that of a recording
    bool isPipe = false;      ///< the path is a pipe that the window reads: nobody knows yet what it holds
    bool isNamed = false;     ///< somebody asked for it; otherwise it is the one that opens by default
    std::optional<ScenarioFile> file;  ///< read and sound with these values; none of a recording
    ParameterValues values;            ///< what flags and environment set; the rest is the file's
    std::optional<std::uint64_t> seed; ///< where nothing, the scenario's
    std::optional<bool> virtualClock;  ///< where nothing, the window decides
    std::optional<double> speed;       ///< may be infinite
};

/// An exit status, or the wish for a window.
using CommandLineResult = std::variant<int, WindowRequest>;

/// Reads the command line and does what it says, unless it asks for the window. Needs no display; call it
/// before any Qt application object is made (it makes a QCoreApplication of its own where it needs one).
/// `moreFormats` are those that need Qt Gui: pictures.
CommandLineResult runCommandLine(int argc, char** argv, ExportFormats moreFormats = {});

} // namespace sojourn::cli
