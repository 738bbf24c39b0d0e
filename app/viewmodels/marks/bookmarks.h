// The places of the run that are marked, as a list.
#pragma once

#include "viewmodels/run_document.h"

#include <QAbstractListModel>
#include <QPointer>
#include <QtQml/qqmlregistration.h>

#include <optional>

namespace sojourn {

/// The document's bookmarks in order of time, each with its note. Going to one moves the playhead there.
class Bookmarks : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(sojourn::RunDocument* document READ document WRITE setDocument NOTIFY documentChanged)
    Q_PROPERTY(int count READ count NOTIFY changed)
    /// "12.35 s", or "12.35 s, event 2" of an instant, of the one that was removed last, and can be put back;
    /// empty: none can.
    Q_PROPERTY(QString removedText READ removedText NOTIFY changed)

public:
    enum Role {
        AtTextRole = Qt::UserRole + 1, ///< string: as removedText
        AtSecondsRole,                 ///< double
        NoteRole,                      ///< string
    };

    explicit Bookmarks(QObject* parent = nullptr);

    RunDocument* document() const { return m_document; }
    void setDocument(RunDocument* document);
    int count() const;
    QString removedText() const;

    /// Marks the place of the playhead, among the events of one instant too, unless it is marked already; the
    /// row of its bookmark. -1 without a run.
    Q_INVOKABLE int mark();
    Q_INVOKABLE void remove(int row);
    Q_INVOKABLE void putBack();
    Q_INVOKABLE QString note(int row) const;
    Q_INVOKABLE void setNote(int row, const QString& note);
    Q_INVOKABLE double atSeconds(int row) const;
    Q_INVOKABLE QString atText(int row) const;
    Q_INVOKABLE void go(int row);
    /// To the bookmark behind the playhead, or before it; round at the ends.
    Q_INVOKABLE void next();
    Q_INVOKABLE void previous();

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void documentChanged();
    void changed();
    void went(double atSeconds); ///< the playhead was moved there: whoever plays, stops

private:
    bool isThere(int row) const { return row >= 0 && row < count(); }
    const Bookmark& at(int row) const { return m_document->bookmarks()[static_cast<std::size_t>(row)]; }
    void replaceRun();
    void reset();

    QPointer<RunDocument> m_document;
    std::optional<Bookmark> m_removed;
};

} // namespace sojourn
