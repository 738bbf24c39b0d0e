#include "viewmodels/compare/kept_run.h"

#include "explore/compare/figure_cells.h"
#include "viewmodels/compare/setting_words.h"
#include "viewmodels/panels/words.h"

#include <QCoreApplication>

namespace sojourn {

QString KeptRun::extentText() const
{
    const QString length = durationText(endNs);
    const std::uint64_t made = summary->items.made, done = summary->sojourn.count;
    if (made == 0) return length;
    if (done == made)
        return QCoreApplication::translate("KeptRun", "%1 items in %2").arg(countText(made), length);
    return QCoreApplication::translate("KeptRun", "%1 of %2 in %3")
        .arg(countText(done), countText(made), length);
}

QString KeptRun::nameAmongFiles() const
{
    if (isOfOther || !givenName.isEmpty()) return name(); // that is made so, or given
    return isAsOpened ? openedName : openedName + QStringLiteral(", ") + derivedName;
}

QString changeText(const KeptRun& a, const KeptRun& b)
{
    const bool isAlike = haveSameParameters(a.setting, b.setting);
    const bool isOfOneFile = a.openedName == b.openedName || !differences(a.setting, b.setting).empty();
    if (isAlike && isOfOneFile) return changeText(a.setting, b.setting);
    return QStringLiteral("%1 → %2").arg(a.nameAmongFiles(), b.nameAmongFiles());
}

QString KeptRun::briefExtentText() const
{
    const QString length = QString::fromStdString(briefTime(static_cast<double>(endNs) / 1e9));
    if (summary->items.made == 0) return length;
    return QCoreApplication::translate("KeptRun", "%1 in %2").arg(countText(summary->sojourn.count), length);
}

} // namespace sojourn
