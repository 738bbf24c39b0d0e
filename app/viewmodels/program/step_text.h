// A step as a line of short code.
#pragma once

#include "scenario/scenario.h"

#include <QList>
#include <QString>

namespace sojourn {

/// The step's word, and what stands behind it: "sleep" and "0 … 2 s", "put" and "results".
struct StepText
{
    QString word;
    QString rest;
};

/// Of an If there is none: the parameters decide it before the run, and what is taken stands in its place.
StepText stepText(const Scenario& scenario, const Step& step);
/// What the step logs beside what it does, a line each: "log" and “done with sleep for {seconds:.2f}”. None
/// of a step that does nothing else.
QList<StepText> logTexts(const Step& step);
/// A number that is drawn: "0.3 … 0.7", "about 1 (exponential)".
QString drawText(const Draw& draw);

} // namespace sojourn
