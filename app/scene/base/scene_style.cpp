#include "scene/base/scene_style.h"

#include <QGuiApplication>

namespace sojourn {

namespace {

QFont font(const QString& family, int pixels, QFont::Weight weight)
{
    QFont f = family.isEmpty() ? QGuiApplication::font() : QFont(family);
    f.setPixelSize(pixels);
    f.setWeight(weight);
    f.setHintingPreference(QFont::PreferNoHinting);
    return f;
}

} // namespace

SceneFonts SceneFonts::of(const QString& family)
{
    return {font(family, 13, QFont::Normal), font(family, 13, QFont::DemiBold),
            font(family, 11, QFont::Normal), font(family, 11, QFont::DemiBold)};
}

SceneStyle SceneStyle::of(bool dark, const QString& family, double dpr)
{
    return {&paletteFor(dark), SceneFonts::of(family), dpr, dark};
}

QColor mixed(const QColor& under, const QColor& over, double share)
{
    const auto channel = [share](int a, int b) { return static_cast<int>(a + (b - a) * share + 0.5); };
    return QColor(channel(under.red(), over.red()), channel(under.green(), over.green()),
                  channel(under.blue(), over.blue()));
}

} // namespace sojourn
