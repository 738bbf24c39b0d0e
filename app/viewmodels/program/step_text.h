// A step as a line of short code.
#pragma once

#include "scenario/scenario.h"

#include <QString>

namespace sojourn {

/// The step's word, and what stands behind it: "sleep" and "0 … 2 s", "put" and "results".
struct StepText
{
    QString word;
    QString rest;
};

StepText stepText(const Scenario& scenario, const Step& step);
/// A number that is drawn: "0.3 … 0.7", "about 1 (exponential)".
QString drawText(const Draw& draw);

} // namespace sojourn
