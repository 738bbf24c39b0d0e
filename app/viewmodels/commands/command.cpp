#include "viewmodels/commands/command.h"

#include <array>
#include <utility>

namespace sojourn {

QStringList Command::keyTexts() const
{
    static const std::array<std::pair<QString, QString>, 6> printed{
        {{QStringLiteral("Left"), QStringLiteral("←")},
         {QStringLiteral("Right"), QStringLiteral("→")},
         {QStringLiteral("Up"), QStringLiteral("↑")},
         {QStringLiteral("Down"), QStringLiteral("↓")},
         {QStringLiteral("-"), QStringLiteral("−")},
         {QStringLiteral("Escape"), tr("Esc")}}};
    if (!keyNote.isEmpty()) return {keyNote};
    QStringList texts = keys;
    for (QString& text : texts) {
        const qsizetype behind = text.lastIndexOf(QLatin1Char('+'), -2) + 1; // "+" is a key as well
        for (const auto& [key, sign] : printed)
            if (text.mid(behind) == key) text = text.left(behind) + sign;
    }
    return texts;
}

} // namespace sojourn
