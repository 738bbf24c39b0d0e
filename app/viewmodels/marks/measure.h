// The stretch of the run between two marks.
#pragma once

#include "viewmodels/run_document.h"

#include <QAbstractListModel>
#include <QPointer>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include <vector>

namespace sojourn {

/// How long the stretch is, and how much of it a damaged recording lost; as a list, what is known to have
/// happened in it: items taken and done, spans begun, and how the selected task spent what is known of it.
/// While only one mark is set, the stretch reaches to the playhead.
class Measure : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(sojourn::RunDocument* document READ document WRITE setDocument NOTIFY documentChanged)
    Q_PROPERTY(bool present READ isPresent NOTIFY changed)
    /// The second mark is not set yet.
    Q_PROPERTY(bool open READ isOpen NOTIFY changed)
    Q_PROPERTY(double fromSeconds READ fromSeconds NOTIFY changed)
    Q_PROPERTY(double toSeconds READ toSeconds NOTIFY changed)
    Q_PROPERTY(QString lengthText READ lengthText NOTIFY changed) ///< "2.35 s"
    Q_PROPERTY(QString placeText READ placeText NOTIFY changed)   ///< "from 1.20 s to 3.55 s"
    /// "of it 1.20 s are not known"; empty: nothing of it is lost.
    Q_PROPERTY(QString lostText READ lostText NOTIFY changed)

public:
    enum Role {
        LookRole = Qt::UserRole + 1, ///< int: a StatePattern look; -1: none
        ValueRole,                   ///< string
        WordsRole,                   ///< string
    };

    explicit Measure(QObject* parent = nullptr);

    RunDocument* document() const { return m_document; }
    void setDocument(RunDocument* document);
    bool isPresent() const { return m_present; }
    bool isOpen() const { return m_present && m_open; }
    qint64 fromNs() const { return m_fromNs; }
    qint64 toNs() const { return m_toNs; }
    double fromSeconds() const { return static_cast<double>(m_fromNs) / 1e9; }
    double toSeconds() const { return static_cast<double>(m_toNs) / 1e9; }
    QString lengthText() const;
    QString placeText() const;
    QString lostText() const { return m_lostText; }

    /// Measures between these instants, whichever comes first, held within the run.
    void setStretchNs(qint64 oneNs, qint64 otherNs);
    /// Sets the first mark at the playhead; or the second, which ends the stretch; then a first one again.
    Q_INVOKABLE void mark();
    Q_INVOKABLE void clear();

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void documentChanged();
    void changed();

private:
    struct Line
    {
        int look;
        QString value, words;
    };

    void followPlayhead();
    void lookSoon();
    void look();
    void show(std::vector<Line> lines);
    std::vector<Line> lines() const;
    QString findLost() const;

    QPointer<RunDocument> m_document;
    QTimer m_soon;
    std::vector<Line> m_lines;
    QString m_lostText;
    bool m_present = false;
    bool m_open = false;
    qint64 m_anchorNs = 0; // the first mark
    qint64 m_fromNs = 0;
    qint64 m_toNs = 0;
};

} // namespace sojourn
