#include "theme/palette.h"

#include <algorithm>
#include <cmath>

namespace sojourn {

namespace {

// alphaPercent: 0 (nothing is seen) to 100 (opaque).
QColor rgb(unsigned value, int alphaPercent = 100)
{
    QColor colour = QColor::fromRgb(value);
    colour.setAlphaF(static_cast<float>(alphaPercent) / 100.0f);
    return colour;
}

} // namespace

QColor Palette::heatAt(double share) const
{
    const double place = std::clamp(share, 0.0, 1.0) * (heatStepCount - 1);
    const auto below = static_cast<std::size_t>(std::min(place, heatStepCount - 2.0));
    const double part = place - static_cast<double>(below);
    const auto mixed = [part](int from, int to) {
        return static_cast<int>(std::lround(from + part * (to - from)));
    };
    const QColor &from = heat[below], &to = heat[below + 1];
    return QColor(mixed(from.red(), to.red()), mixed(from.green(), to.green()),
                  mixed(from.blue(), to.blue()));
}

const Palette& lightPalette()
{
    static const Palette palette{
        .background = rgb(0xF4F5F7),
        .panel = rgb(0xFAFBFB),
        .surface = rgb(0xFFFFFF),
        .raised = rgb(0xFFFFFF),
        .hairline = rgb(0xDDE1E6),
        .border = rgb(0xC3CAD1),
        .controlBorder = rgb(0x84909C),
        .text = rgb(0x17202A),
        .textSecondary = rgb(0x53606D),
        .accent = rgb(0x5B3CC4),
        .accentHover = rgb(0x4C30AB),
        .accentSoft = rgb(0xEDE8FB),
        .textOnAccent = rgb(0xFFFFFF),
        .vermilionText = rgb(0xA84600),
        .theory = rgb(0x007A52),
        .errorSoft = rgb(0xFDEBE2),
        .hover = rgb(0xEBEEF1),
        .scrim = rgb(0x17202A, 32),
        .dim = rgb(0xF4F5F7, 40),

        .running = rgb(0x0072B2),
        .ready = rgb(0x56B4E9),
        .readyEdge = rgb(0x2A7CB0),
        .sleeping = rgb(0xE3E6EA),
        .sleepingLine = rgb(0xB8BEC6),
        .waitingGet = rgb(0xE69F00),
        .waitingGetHatch = rgb(0x7A4F00, 55),
        .waitingGetEdge = rgb(0x9A6400),
        .waitingPut = rgb(0xD55E00),
        .waitingPutHatch = rgb(0x6E2C00, 50),
        .waitingPutEdge = rgb(0xD55E00),
        .off = rgb(0x009E73),
        .offHatch = rgb(0x004D38, 80),
        .offEdge = rgb(0x009E73),
        .offPale = rgb(0xD3EFE5),
        .blocking = rgb(0xCC79A7),
        .blockingDots = rgb(0x5E2145, 90),
        .blockingEdge = rgb(0xCC79A7),
        .joining = rgb(0xFBF8D2),
        .joiningLine = rgb(0x8A7F00),
        .cancelled = rgb(0x53606D),
        .failed = rgb(0xD55E00),

        .ink = rgb(0x36434F),
        .inkSoft = rgb(0x36434F, 18),
        .mergedRunning = rgb(0x9CC6E3),
        .mergedGet = rgb(0xFAE3B4),
        .mergedPut = rgb(0xF2C4A3),
        .itemFill = {rgb(0xC7E9FD), rgb(0xC8EDDC), rgb(0xF5DFC3), rgb(0xF9D8EC), rgb(0xDFE8C7),
                     rgb(0xC1EDEF)},
        .itemEdge = {rgb(0x6BA7C9), rgb(0x6DAF92), rgb(0xBC9865), rgb(0xC18BAE), rgb(0x98A66D),
                     rgb(0x5CAEB2)},
        .heat = {rgb(0xF9F1CF), rgb(0xC9DDC5), rgb(0x9DC8BA), rgb(0x74B2AF), rgb(0x509AA3), rgb(0x328196),
                 rgb(0x1A6888), rgb(0x114D79), rgb(0x15326A)},
    };
    return palette;
}

const Palette& darkPalette()
{
    static const Palette palette{
        .background = rgb(0x12161A),
        .panel = rgb(0x161B20),
        .surface = rgb(0x1A2026),
        .raised = rgb(0x232A32),
        .hairline = rgb(0x2B333B),
        .border = rgb(0x46515C),
        .controlBorder = rgb(0x66737F),
        .text = rgb(0xE7ECF0),
        .textSecondary = rgb(0xA2AEBA),
        .accent = rgb(0xB9A5FF),
        .accentHover = rgb(0xCBBCFF),
        .accentSoft = rgb(0x2C2746),
        .textOnAccent = rgb(0x17122B),
        .vermilionText = rgb(0xF58A4B),
        .theory = rgb(0x2CC896),
        .errorSoft = rgb(0x3A2418),
        .hover = rgb(0x222930),
        .scrim = rgb(0x0B0E11, 60),
        .dim = rgb(0x12161A, 40),

        .running = rgb(0x2E93D9),
        .ready = rgb(0x56B4E9),
        .readyEdge = rgb(0x56B4E9),
        .sleeping = rgb(0x2A323A),
        .sleepingLine = rgb(0x5C6873),
        .waitingGet = rgb(0xE69F00),
        .waitingGetHatch = rgb(0x5F3E00, 55),
        .waitingGetEdge = rgb(0xE69F00),
        .waitingPut = rgb(0xE0691A),
        .waitingPutHatch = rgb(0x571F00, 50),
        .waitingPutEdge = rgb(0xE0691A),
        .off = rgb(0x14B587),
        .offHatch = rgb(0x004D38, 80),
        .offEdge = rgb(0x14B587),
        .offPale = rgb(0x173A31),
        .blocking = rgb(0xCC79A7),
        .blockingDots = rgb(0x5E2145),
        .blockingEdge = rgb(0xCC79A7),
        .joining = rgb(0x34351F),
        .joiningLine = rgb(0xCFC53C),
        .cancelled = rgb(0xA2AEBA),
        .failed = rgb(0xE0691A),

        .ink = rgb(0xC2CDD8),
        .inkSoft = rgb(0xC2CDD8, 20),
        .mergedRunning = rgb(0x24506F),
        .mergedGet = rgb(0x5C4517),
        .mergedPut = rgb(0x5E3218),
        .itemFill = {rgb(0x274C61), rgb(0x285140), rgb(0x594324), rgb(0x5C3C51), rgb(0x444C29),
                     rgb(0x1C5153)},
        .itemEdge = {rgb(0x4F819E), rgb(0x508870), rgb(0x93744A), rgb(0x976A87), rgb(0x758151),
                     rgb(0x42878B)},
        .heat = {rgb(0x12223F), rgb(0x113C53), rgb(0x195766), rgb(0x2E7176), rgb(0x4C8B84), rgb(0x71A490),
                 rgb(0x9BBC98), rgb(0xCAD29D), rgb(0xFFE79E)},
    };
    return palette;
}

} // namespace sojourn
