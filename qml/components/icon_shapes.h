#pragma once

#include <QPainterPath>
#include <QString>
#include <QStringList>

#include <optional>

namespace sojourn {

// The side of the square that icons are drawn on.
inline constexpr double iconGrid = 16.0;

// What is drawn with a pen of 1.5 and what is filled.
struct IconShape
{
    QPainterPath strokes;
    QPainterPath fills;
};

// Nothing for a name that no icon has.
std::optional<IconShape> iconShape(const QString& name);

QStringList iconNames();

} // namespace sojourn
