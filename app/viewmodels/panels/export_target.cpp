#include "viewmodels/panels/export_target.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

namespace sojourn {

QUrl ExportTarget::suggested(const QUrl& folder, const QString& scenarioName,
                             const QStringList& filters) const
{
    static const QRegularExpression glob(QStringLiteral("\\*(\\.[\\w.]+)"));
    const QString ending = glob.match(filters.value(0)).captured(1);
    const QString name =
        scenarioName.endsWith(QLatin1String(".json")) ? scenarioName.chopped(5) : scenarioName;
    const QDir place(folder.toLocalFile());
    QString path = place.filePath(name + ending);
    for (int i = 2; QFileInfo::exists(path); ++i)
        path = place.filePath(QStringLiteral("%1-%2%3").arg(name).arg(i).arg(ending));
    return QUrl::fromLocalFile(path);
}

bool ExportTarget::exists(const QUrl& file) const
{
    return QFileInfo::exists(file.toLocalFile());
}

QString ExportTarget::nameOf(const QUrl& file) const
{
    return QFileInfo(file.toLocalFile()).fileName();
}

} // namespace sojourn
