// The comparison as a file.
#include "formats/output_file.h"
#include "viewmodels/compare/comparison.h"
#include "viewmodels/on_pool.h"

#include <QCoroFuture>

#include <QFileInfo>

namespace sojourn {

namespace {

ComparedRun comparedRun(const KeptRun& run, const Columns& columns, const RunFigures& figures)
{
    return {run.name().toStdString(), run.setting.parameters, &columns, figures, run.end.outcome};
}

} // namespace

void Comparison::exportTo(const QUrl& file)
{
    if (m_session) write(file.isLocalFile() ? file.toLocalFile() : file.toString());
}

QCoro::Task<> Comparison::write(QString path)
{
    const QString name = QFileInfo(path).fileName();
    if (!m_shown) {
        m_session->say(tr("There is no comparison to export yet."), true);
        co_return;
    }
    const bool asTable = path.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive);
    if (!asTable && !path.endsWith(QLatin1String(".json"), Qt::CaseInsensitive)) {
        m_session->say(tr("%1 was not exported: the name ends in neither .csv nor .json.").arg(name), true);
        co_return;
    }
    const QPointer<Comparison> self(this);
    const ReplicationEstimate paired = m_told == seeds ? m_estimate : ReplicationEstimate();
    QFuture<QString> future = onPool([path, asTable, paired, shown = m_shown, figure = m_pairedFigure,
                                      a = comparedRun(*m_shown->a, *m_shown->aColumns, m_shown->aFigures),
                                      b = comparedRun(*m_shown->b, *m_shown->bColumns, m_shown->bFigures),
                                      said = sentence().toStdString()]() -> QString {
        OutputFile output(path.toStdString());
        if (output.open()) {
            const ComparisonFile file{a, b, shown->comparison, said, figure, paired};
            (asTable ? writeComparisonCsv : writeComparisonJson)(file, output);
            if (output.commit()) return {};
        }
        return QString::fromStdString(output.problem());
    });
    const QString problem = co_await future;
    if (!self || !m_session) co_return;
    if (problem.isEmpty())
        m_session->say(tr("Exported %1").arg(name), false);
    else
        m_session->say(tr("%1 was not exported: %2").arg(name, problem), true);
}

} // namespace sojourn
