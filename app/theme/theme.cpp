#include "theme/theme.h"

#include <QEvent>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QPalette>
#include <QRegularExpression>
#include <QSettings>

namespace sojourn {

namespace {

constexpr QLatin1String modeKey("appearance/mode");
constexpr QLatin1String reducedMotionKey("appearance/reducedMotion");

constexpr QLatin1String lightName("light");
constexpr QLatin1String darkName("dark");
constexpr QLatin1String systemName("system");

QLatin1String nameOf(Theme::Mode mode)
{
    switch (mode) {
    case Theme::Mode::Light:
        return lightName;
    case Theme::Mode::Dark:
        return darkName;
    case Theme::Mode::System:
        break;
    }
    return systemName;
}

// Anything unknown, as after a newer version wrote the settings, means: follow the system.
Theme::Mode modeNamed(const QString& name)
{
    if (name == lightName) return Theme::Mode::Light;
    if (name == darkName) return Theme::Mode::Dark;
    return Theme::Mode::System;
}

// Qt 6.4 has no hint for the system's colour scheme, but every platform gives a window colour.
bool systemIsDark()
{
    const QPalette palette = QGuiApplication::palette();
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

std::size_t hueOf(int maker)
{
    const int remainder = maker % itemHueCount;
    return static_cast<std::size_t>(remainder < 0 ? remainder + itemHueCount : remainder);
}

} // namespace

Theme::Theme(QObject* parent)
    : QObject(parent)
{
    const QSettings settings;
    m_mode = modeNamed(settings.value(modeKey).toString());
    m_reducedMotion = settings.value(reducedMotionKey, false).toBool();
    updateDark();
    if (qApp) qApp->installEventFilter(this);
}

void Theme::setMode(Mode mode)
{
    if (mode == m_mode) return;
    m_mode = mode;
    QSettings().setValue(modeKey, QString(nameOf(mode)));
    Q_EMIT modeChanged();
    updateDark();
}

void Theme::setReducedMotion(bool reduced)
{
    if (reduced == m_reducedMotion) return;
    m_reducedMotion = reduced;
    QSettings().setValue(reducedMotionKey, reduced);
    Q_EMIT reducedMotionChanged();
}

QString Theme::unbroken(QString text)
{
    static const QRegularExpression unit(QStringLiteral(
        "(?<=\\d) (?=(?:ns|µs|ms|s|min|h|days?|%|bytes|[kKMG]i?B|items|tasks|threads|requests)(?![\\w]))"));
    static const QRegularExpression slash(
        QStringLiteral("(?<=[A-Z\\d])/(?=[A-Z\\d])|(?<=items|requests)/(?=s\\b)"));
    static const QString noBreakSpace(QChar(0x00A0)), joinedSlash(QStringLiteral("/") + QChar(0x2060));
    return text.replace(unit, noBreakSpace).replace(slash, joinedSlash);
}

QString Theme::fontFamily() const
{
    return QGuiApplication::font().family();
}

QString Theme::codeFamily() const
{
    return QFontDatabase::systemFont(QFontDatabase::FixedFont).family();
}

QColor Theme::itemFill(int maker) const
{
    return palette().itemFill[hueOf(maker)];
}

QColor Theme::itemEdge(int maker) const
{
    return palette().itemEdge[hueOf(maker)];
}

QList<QColor> Theme::itemFills() const
{
    return QList<QColor>(palette().itemFill.begin(), palette().itemFill.end());
}

QList<QColor> Theme::itemEdges() const
{
    return QList<QColor>(palette().itemEdge.begin(), palette().itemEdge.end());
}

bool Theme::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::ApplicationPaletteChange)
        updateDark();
    else if (event->type() == QEvent::ApplicationFontChange)
        Q_EMIT fontsChanged();
    return QObject::eventFilter(watched, event);
}

void Theme::updateDark()
{
    const bool dark = m_mode == Mode::Dark || (m_mode == Mode::System && systemIsDark());
    if (dark == m_dark) return;
    m_dark = dark;
    Q_EMIT darkChanged();
}

} // namespace sojourn
