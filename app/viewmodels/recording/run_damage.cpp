#include "viewmodels/recording/run_damage.h"

#include <utility>

namespace sojourn {

namespace {

QString sentenceOf(const ImportFinding& finding)
{
    const QString what = QString::fromStdString(finding.sentence);
    switch (finding.fault) {
    case ImportFault::DamagedPart:
        return RunDamage::tr("Its file is damaged, and nothing of it is lost: %1.").arg(what);
    case ImportFault::Contradiction:
        return RunDamage::tr("This recording contradicts itself: %1.").arg(what);
    default:
        return RunDamage::tr("This recording is incomplete: %1.").arg(what);
    }
}

} // namespace

void RunDamage::show(std::shared_ptr<const Recording> recording)
{
    const ImportFinding* const gravest = recording ? recording->report.gravest() : nullptr;
    if (gravest == nullptr && m_sentence.isEmpty()) return;
    m_sentence.clear();
    m_incomplete = gravest != nullptr && gravest->fault != ImportFault::DamagedPart;
    if (gravest != nullptr) m_sentence = sentenceOf(*gravest);
    m_findings.show(gravest != nullptr ? std::move(recording) : nullptr);
    Q_EMIT changed();
}

} // namespace sojourn
