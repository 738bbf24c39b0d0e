// The recording that the window shows, for the panel at the left.
#pragma once

#include "viewmodels/recording/recording_digest.h"
#include "viewmodels/recording/recording_findings.h"

#include <QAbstractListModel>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

#include <memory>

namespace sojourn {

/// What a recording holds, in numbers, and what reading it came upon; as a list, its longest spans. Present
/// while the document shows one that was opened from a file.
class RecordingFacts : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The session has it")
    Q_PROPERTY(bool present READ isPresent NOTIFY changed)
    Q_PROPERTY(QString format READ format NOTIFY changed) ///< "Chrome trace"
    /// What is counted, "spans", and how many, "9,723,429": as long as each other.
    Q_PROPERTY(QStringList names READ names NOTIFY changed)
    Q_PROPERTY(QStringList figures READ figures NOTIFY changed)
    /// What was left out, mended, or is worth knowing.
    Q_PROPERTY(sojourn::RecordingFindings* findings READ findings CONSTANT)
    Q_PROPERTY(QString leftOut READ leftOut NOTIFY changed) ///< "12 things left out"; empty: nothing was
    /// Whether its lanes tell who waits for an item.
    Q_PROPERTY(bool tellsWaits READ tellsWaits NOTIFY changed)
    Q_PROPERTY(int count READ count NOTIFY changed)

public:
    enum Role {
        LookRole = Qt::UserRole + 1, ///< int: a StatePattern look
        TitleRole,                   ///< string: what it is called, or its lane
        LaneRole,                    ///< string: the lane
        LengthRole,                  ///< string: "14.4 s"
        AtRole,                      ///< string: when it began
        TaskRole,                    ///< int: the lane's number
        FromRole,                    ///< double: seconds
        ToRole,                      ///< double: seconds
    };

    using QAbstractListModel::QAbstractListModel;

    static constexpr std::size_t longestShown = 24;

    bool isPresent() const { return m_recording != nullptr; }
    std::shared_ptr<const Recording> shown() const { return m_recording; }
    QString format() const;
    QStringList names() const { return m_names; }
    QStringList figures() const { return m_figures; }
    RecordingFindings* findings() { return &m_findings; }
    QString leftOut() const;
    bool tellsWaits() const { return m_digest.hasGetWaits; }
    int count() const { return static_cast<int>(m_digest.longest.size()); }

    /// Null: none is shown any more.
    void show(std::shared_ptr<const Recording> recording, RecordingDigest digest);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void changed();

private:
    void count(const QString& name, const QString& figure);

    std::shared_ptr<const Recording> m_recording;
    RecordingDigest m_digest;
    QStringList m_names, m_figures;
    RecordingFindings m_findings;
};

} // namespace sojourn
