// Reads a D, a duration or a number.
#pragma once

#include "scenario/reader/reading.h"

namespace sojourn {

/// Whether a drawn number is a length of time, which cannot be below 0.
enum class DrawUse { AnyNumber, LengthOfTime };

Draw readDraw(Reading& reading, Reading::Index at, DrawUse use);

} // namespace sojourn
