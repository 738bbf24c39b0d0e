#pragma once

#include "theme/palette.h"

#include <QList>
#include <QObject>
#include <QString>
#include <QtQml/qqmlregistration.h>

namespace sojourn {

// What everything in the window looks like: colours, sizes, type and motion, for QML as the singleton
// `Theme`. One lives in each QML engine, which owns it. C++ painters do not ask it: they get `Theme.dark`
// handed in as a property and take paletteFor(dark).
class Theme final : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON

    // What the user chose, and what follows from it. Both choices are kept in QSettings.
    Q_PROPERTY(Mode mode READ mode WRITE setMode NOTIFY modeChanged)
    Q_PROPERTY(bool dark READ isDark NOTIFY darkChanged)
    Q_PROPERTY(bool reducedMotion READ reducedMotion WRITE setReducedMotion NOTIFY reducedMotionChanged)

    // Milliseconds; all 0 with reduced motion.
    Q_PROPERTY(int hoverDuration READ hoverDuration NOTIFY reducedMotionChanged)
    Q_PROPERTY(int panelDuration READ panelDuration NOTIFY reducedMotionChanged)
    Q_PROPERTY(int travelDuration READ travelDuration NOTIFY reducedMotionChanged)

    // The system's interface font. QFont in Qt 6.4 cannot ask for tabular figures; the families usually
    // found (DejaVu Sans, Noto Sans, Cantarell) have them by default and Inter nearly, so numbers use
    // the same family, and columns of numbers are aligned right.
    Q_PROPERTY(QString fontFamily READ fontFamily NOTIFY fontsChanged)
    Q_PROPERTY(QString codeFamily READ codeFamily NOTIFY fontsChanged)

    // Sizes, in device-independent pixels.
    Q_PROPERTY(int titleSize READ titleSize CONSTANT)
    Q_PROPERTY(int titleLineHeight READ titleLineHeight CONSTANT)
    Q_PROPERTY(int bodySize READ bodySize CONSTANT)
    Q_PROPERTY(int bodyLineHeight READ bodyLineHeight CONSTANT)
    Q_PROPERTY(int captionSize READ captionSize CONSTANT)
    Q_PROPERTY(int captionLineHeight READ captionLineHeight CONSTANT)
    Q_PROPERTY(int codeSize READ codeSize CONSTANT)
    Q_PROPERTY(int codeLineHeight READ codeLineHeight CONSTANT)
    Q_PROPERTY(int space READ space CONSTANT)
    Q_PROPERTY(int spaceInside READ spaceInside CONSTANT)
    Q_PROPERTY(int pageMargin READ pageMargin CONSTANT)
    Q_PROPERTY(int fieldRadius READ fieldRadius CONSTANT)
    Q_PROPERTY(int buttonRadius READ buttonRadius CONSTANT)
    Q_PROPERTY(int cardRadius READ cardRadius CONSTANT)
    Q_PROPERTY(int chipRadius READ chipRadius CONSTANT)
    Q_PROPERTY(int controlHeight READ controlHeight CONSTANT)
    Q_PROPERTY(int fieldHeight READ fieldHeight CONSTANT)
    Q_PROPERTY(int chipHeight READ chipHeight CONSTANT)
    Q_PROPERTY(int handleSize READ handleSize CONSTANT)
    Q_PROPERTY(int trackThickness READ trackThickness CONSTANT)
    Q_PROPERTY(int focusRingWidth READ focusRingWidth CONSTANT)
    Q_PROPERTY(int focusRingGap READ focusRingGap CONSTANT)
    Q_PROPERTY(int toolbarHeight READ toolbarHeight CONSTANT)
    Q_PROPERTY(int panelHeadingHeight READ panelHeadingHeight CONSTANT)
    Q_PROPERTY(int statusBarHeight READ statusBarHeight CONSTANT)
    Q_PROPERTY(int leftPanelWidth READ leftPanelWidth CONSTANT)
    Q_PROPERTY(int leftPanelWidthSmall READ leftPanelWidthSmall CONSTANT)
    Q_PROPERTY(int inspectorWidth READ inspectorWidth CONSTANT)

    // Colours: the fields of Palette.
    Q_PROPERTY(QColor background READ background NOTIFY darkChanged)
    Q_PROPERTY(QColor panel READ panel NOTIFY darkChanged)
    Q_PROPERTY(QColor surface READ surface NOTIFY darkChanged)
    Q_PROPERTY(QColor raised READ raised NOTIFY darkChanged)
    Q_PROPERTY(QColor hairline READ hairline NOTIFY darkChanged)
    Q_PROPERTY(QColor border READ border NOTIFY darkChanged)
    Q_PROPERTY(QColor controlBorder READ controlBorder NOTIFY darkChanged)
    Q_PROPERTY(QColor text READ text NOTIFY darkChanged)
    Q_PROPERTY(QColor textSecondary READ textSecondary NOTIFY darkChanged)
    Q_PROPERTY(QColor accent READ accent NOTIFY darkChanged)
    Q_PROPERTY(QColor accentHover READ accentHover NOTIFY darkChanged)
    Q_PROPERTY(QColor accentSoft READ accentSoft NOTIFY darkChanged)
    Q_PROPERTY(QColor textOnAccent READ textOnAccent NOTIFY darkChanged)
    Q_PROPERTY(QColor vermilionText READ vermilionText NOTIFY darkChanged)
    Q_PROPERTY(QColor theory READ theory NOTIFY darkChanged)
    Q_PROPERTY(QColor errorSoft READ errorSoft NOTIFY darkChanged)
    Q_PROPERTY(QColor hover READ hover NOTIFY darkChanged)
    Q_PROPERTY(QColor scrim READ scrim NOTIFY darkChanged)
    Q_PROPERTY(QColor dim READ dim NOTIFY darkChanged)
    Q_PROPERTY(QColor running READ running NOTIFY darkChanged)
    Q_PROPERTY(QColor ready READ ready NOTIFY darkChanged)
    Q_PROPERTY(QColor readyEdge READ readyEdge NOTIFY darkChanged)
    Q_PROPERTY(QColor sleeping READ sleeping NOTIFY darkChanged)
    Q_PROPERTY(QColor sleepingLine READ sleepingLine NOTIFY darkChanged)
    Q_PROPERTY(QColor waitingGet READ waitingGet NOTIFY darkChanged)
    Q_PROPERTY(QColor waitingGetHatch READ waitingGetHatch NOTIFY darkChanged)
    Q_PROPERTY(QColor waitingGetEdge READ waitingGetEdge NOTIFY darkChanged)
    Q_PROPERTY(QColor waitingPut READ waitingPut NOTIFY darkChanged)
    Q_PROPERTY(QColor waitingPutHatch READ waitingPutHatch NOTIFY darkChanged)
    Q_PROPERTY(QColor waitingPutEdge READ waitingPutEdge NOTIFY darkChanged)
    Q_PROPERTY(QColor off READ off NOTIFY darkChanged)
    Q_PROPERTY(QColor offHatch READ offHatch NOTIFY darkChanged)
    Q_PROPERTY(QColor offEdge READ offEdge NOTIFY darkChanged)
    Q_PROPERTY(QColor blocking READ blocking NOTIFY darkChanged)
    Q_PROPERTY(QColor blockingDots READ blockingDots NOTIFY darkChanged)
    Q_PROPERTY(QColor blockingEdge READ blockingEdge NOTIFY darkChanged)
    Q_PROPERTY(QColor joining READ joining NOTIFY darkChanged)
    Q_PROPERTY(QColor joiningLine READ joiningLine NOTIFY darkChanged)
    Q_PROPERTY(QColor cancelled READ cancelled NOTIFY darkChanged)
    Q_PROPERTY(QColor failed READ failed NOTIFY darkChanged)
    Q_PROPERTY(QColor ink READ ink NOTIFY darkChanged)
    Q_PROPERTY(QColor inkSoft READ inkSoft NOTIFY darkChanged)
    Q_PROPERTY(QColor mergedRunning READ mergedRunning NOTIFY darkChanged)
    Q_PROPERTY(QColor mergedGet READ mergedGet NOTIFY darkChanged)
    Q_PROPERTY(QColor mergedPut READ mergedPut NOTIFY darkChanged)
    Q_PROPERTY(QList<QColor> itemFills READ itemFills NOTIFY darkChanged)
    Q_PROPERTY(QList<QColor> itemEdges READ itemEdges NOTIFY darkChanged)

public:
    enum class Mode { System, Light, Dark };
    Q_ENUM(Mode)

    explicit Theme(QObject* parent = nullptr);

    /// The text for a place that breaks lines: no number stands apart from its unit, and a queue's name in
    /// Kendall's notation stays whole.
    Q_INVOKABLE static QString unbroken(QString text);

    const Palette& palette() const { return paletteFor(m_dark); }

    Mode mode() const { return m_mode; }
    void setMode(Mode mode);
    bool isDark() const { return m_dark; }
    bool reducedMotion() const { return m_reducedMotion; }
    void setReducedMotion(bool reduced);

    int hoverDuration() const { return m_reducedMotion ? 0 : 80; }
    int panelDuration() const { return m_reducedMotion ? 0 : 160; }
    int travelDuration() const { return m_reducedMotion ? 0 : 240; }

    QString fontFamily() const;
    QString codeFamily() const;

    // The hue of an item, by the number of its maker (any int; hues repeat after six).
    Q_INVOKABLE QColor itemFill(int maker) const;
    Q_INVOKABLE QColor itemEdge(int maker) const;

    QList<QColor> itemFills() const;
    QList<QColor> itemEdges() const;

    int titleSize() const { return 20; }
    int titleLineHeight() const { return 24; }
    int bodySize() const { return 13; }
    int bodyLineHeight() const { return 16; }
    int captionSize() const { return 11; }
    int captionLineHeight() const { return 14; }
    int codeSize() const { return 13; }
    int codeLineHeight() const { return 24; }
    int space() const { return 8; }
    int spaceInside() const { return 4; }
    int pageMargin() const { return 16; }
    int fieldRadius() const { return 4; }
    int buttonRadius() const { return 6; }
    int cardRadius() const { return 8; }
    int chipRadius() const { return 12; }
    int controlHeight() const { return 32; }
    int fieldHeight() const { return 24; }
    int chipHeight() const { return 24; }
    int handleSize() const { return 14; }
    int trackThickness() const { return 2; }
    int focusRingWidth() const { return 2; }
    int focusRingGap() const { return 2; }
    int toolbarHeight() const { return 48; }
    int panelHeadingHeight() const { return 32; }
    int statusBarHeight() const { return 28; }
    int leftPanelWidth() const { return 264; }
    int leftPanelWidthSmall() const { return 224; }
    int inspectorWidth() const { return 288; }

    QColor background() const { return palette().background; }
    QColor panel() const { return palette().panel; }
    QColor surface() const { return palette().surface; }
    QColor raised() const { return palette().raised; }
    QColor hairline() const { return palette().hairline; }
    QColor border() const { return palette().border; }
    QColor controlBorder() const { return palette().controlBorder; }
    QColor text() const { return palette().text; }
    QColor textSecondary() const { return palette().textSecondary; }
    QColor accent() const { return palette().accent; }
    QColor accentHover() const { return palette().accentHover; }
    QColor accentSoft() const { return palette().accentSoft; }
    QColor textOnAccent() const { return palette().textOnAccent; }
    QColor vermilionText() const { return palette().vermilionText; }
    QColor theory() const { return palette().theory; }
    QColor errorSoft() const { return palette().errorSoft; }
    QColor hover() const { return palette().hover; }
    QColor scrim() const { return palette().scrim; }
    QColor dim() const { return palette().dim; }
    QColor running() const { return palette().running; }
    QColor ready() const { return palette().ready; }
    QColor readyEdge() const { return palette().readyEdge; }
    QColor sleeping() const { return palette().sleeping; }
    QColor sleepingLine() const { return palette().sleepingLine; }
    QColor waitingGet() const { return palette().waitingGet; }
    QColor waitingGetHatch() const { return palette().waitingGetHatch; }
    QColor waitingGetEdge() const { return palette().waitingGetEdge; }
    QColor waitingPut() const { return palette().waitingPut; }
    QColor waitingPutHatch() const { return palette().waitingPutHatch; }
    QColor waitingPutEdge() const { return palette().waitingPutEdge; }
    QColor off() const { return palette().off; }
    QColor offHatch() const { return palette().offHatch; }
    QColor offEdge() const { return palette().offEdge; }
    QColor blocking() const { return palette().blocking; }
    QColor blockingDots() const { return palette().blockingDots; }
    QColor blockingEdge() const { return palette().blockingEdge; }
    QColor joining() const { return palette().joining; }
    QColor joiningLine() const { return palette().joiningLine; }
    QColor cancelled() const { return palette().cancelled; }
    QColor failed() const { return palette().failed; }
    QColor ink() const { return palette().ink; }
    QColor inkSoft() const { return palette().inkSoft; }
    QColor mergedRunning() const { return palette().mergedRunning; }
    QColor mergedGet() const { return palette().mergedGet; }
    QColor mergedPut() const { return palette().mergedPut; }

    // Hears the system change its palette or its font.
    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    void modeChanged();
    void darkChanged();
    void reducedMotionChanged();
    void fontsChanged();

private:
    void updateDark();

    Mode m_mode = Mode::System;
    bool m_dark = false;
    bool m_reducedMotion = false;
};

} // namespace sojourn
