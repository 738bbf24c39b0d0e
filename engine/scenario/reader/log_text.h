// Reads the texts that programs log.
#pragma once

#include "scenario/scenario.h"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace sojourn {

/// What is wrong with a text to log.
struct LogTextFault
{
    std::string message;
    std::string wrong;      ///< the name of an unknown placeholder
    std::string suggestion; ///< a known one that is close to it
};

/// Cuts a text at its placeholders: {task} {index} {item} {value} {seconds} {waited} {held} {drawn} {size}
/// {elapsed} {uuid} {error} {reply} {path}, and {parameter} for every parameter, which is filled in here (a
/// placeholder goes before a parameter of the same name). A number may say how many decimals it has:
/// {waited:.5f}. {{ and }} are braces.
std::variant<LogText, LogTextFault> parseLogText(std::string_view text,
                                                 const std::vector<Parameter>& parameters);

} // namespace sojourn
