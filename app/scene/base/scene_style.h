// The colours and fonts that every painter draws with.
#pragma once

#include "theme/palette.h"

#include <QFont>
#include <QString>

namespace sojourn {

/// The four cuts of the one family that views use, in logical pixels.
struct SceneFonts
{
    QFont body;          ///< 13
    QFont bodyStrong;    ///< 13 semi-bold
    QFont caption;       ///< 11
    QFont captionStrong; ///< 11 semi-bold

    /// An empty family: the program's own.
    static SceneFonts of(const QString& family);
};

/// What a painter needs besides the run. Cheap to copy; the palette must outlive it.
struct SceneStyle
{
    const Palette* palette = &lightPalette();
    SceneFonts fonts;
    double dpr = 1.0; ///< device pixels a logical one
    bool dark = false;

    const Palette& colours() const { return *palette; }
    static SceneStyle of(bool dark, const QString& family, double dpr);
};

/// `over` seen through at `share` (0..1) on top of `under`; both opaque.
QColor mixed(const QColor& under, const QColor& over, double share);

} // namespace sojourn
