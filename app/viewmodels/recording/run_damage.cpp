#include "viewmodels/recording/run_damage.h"

#include <utility>

namespace sojourn {

void RunDamage::show(std::shared_ptr<const Recording> recording)
{
    const ImportFinding* const gravest = recording ? recording->report.gravest() : nullptr;
    if (gravest == nullptr && m_sentence.isEmpty()) return;
    m_sentence.clear();
    m_incomplete = gravest != nullptr && gravest->fault != ImportFault::DamagedPart;
    if (gravest != nullptr)
        m_sentence = (m_incomplete ? tr("This recording is incomplete: %1.")
                                   : tr("Its file is damaged, and nothing of it is lost: %1."))
                         .arg(QString::fromStdString(gravest->sentence));
    m_findings.show(gravest != nullptr ? std::move(recording) : nullptr);
    Q_EMIT changed();
}

} // namespace sojourn
