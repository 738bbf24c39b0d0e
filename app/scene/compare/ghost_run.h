// The run that is kept to be compared with, ready to be drawn.
#pragma once

#include "scene/compare/ghost_scene.h"
#include "viewmodels/compare/kept_runs.h"

#include <QCoroTask>

#include <QObject>
#include <QPointer>
#include <QtQml/qqmlregistration.h>

#include <memory>

namespace sojourn {

/// A of the kept runs, with zoom indices of its own, while it is to be seen. One for all views. The indices
/// are made on a worker; the ghost that was there before stays until they are.
class GhostRun : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(sojourn::KeptRuns* kept READ kept WRITE setKept NOTIFY keptChanged)
    /// Also where the user wants no ghost to be seen.
    Q_PROPERTY(bool always READ isAlways WRITE setAlways NOTIFY keptChanged)
    Q_PROPERTY(bool shown READ isShown NOTIFY changed)
    Q_PROPERTY(QString name READ name NOTIFY changed)            ///< 3 consumers; empty without a ghost
    Q_PROPERTY(double endSeconds READ endSeconds NOTIFY changed) ///< where it ends; 0 without a ghost

public:
    explicit GhostRun(QObject* parent = nullptr);
    ~GhostRun() override;

    KeptRuns* kept() const { return m_kept; }
    void setKept(KeptRuns* kept);
    bool isAlways() const { return m_always; }
    void setAlways(bool always);
    bool isShown() const { return m_shown != nullptr; }
    QString name() const;
    double endSeconds() const;

    /// What painters draw behind a run with these names; null without a ghost. Valid until changed().
    const GhostScene* sceneFor(const std::shared_ptr<const RunInfo>& info);
    /// What sceneFor() is of; null without a ghost.
    std::shared_ptr<const Columns> columns() const;
    /// Shows a run whose indices are there; its columns are kept until there is another.
    void show(std::shared_ptr<const KeptRun> run, std::shared_ptr<const RunIndex> index);

Q_SIGNALS:
    void keptChanged();
    void changed();

private:
    struct Shown;

    void look();
    void tell();
    void matchGroups(const RunInfo& info);
    QCoro::Task<> make(std::shared_ptr<const KeptRun> run);

    QPointer<KeptRuns> m_kept;
    std::shared_ptr<Shown> m_shown;
    bool m_always = false;
    QString m_saidName;        // when changed() was emitted last
    std::uint64_t m_asked = 0; // counts the ghosts that were asked for; the latest wins
    std::shared_ptr<const Columns> m_wanted;
    std::shared_ptr<const RunInfo> m_matched; // that the scene's matches are of
};

} // namespace sojourn
