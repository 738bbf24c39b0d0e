#include "viewmodels/marks/bookmarks.h"

#include "viewmodels/panels/words.h"

#include <algorithm>
#include <utility>

namespace sojourn {

namespace {

bool isBefore(const Bookmark& a, const Bookmark& b)
{
    return a.place() < b.place();
}

/// "12.35 s", or "12.35 s, event 2" where further events of the instant are to come.
QString placeText(const Bookmark& bookmark)
{
    const QString at = durationText(bookmark.ns);
    return bookmark.happened == Bookmark::allOfInstant
               ? at
               : Bookmarks::tr("%1, event %2").arg(at).arg(bookmark.happened);
}

} // namespace

Bookmarks::Bookmarks(QObject* parent)
    : QAbstractListModel(parent)
{
}

void Bookmarks::setDocument(RunDocument* document)
{
    if (document == m_document) return;
    if (m_document) m_document->disconnect(this);
    m_document = document;
    if (document != nullptr) {
        connect(document, &RunDocument::bookmarksChanged, this, &Bookmarks::reset);
        connect(document, &RunDocument::runChanged, this, &Bookmarks::replaceRun);
    }
    reset();
    Q_EMIT documentChanged();
}

/// What was removed from the run before is not put into this one.
void Bookmarks::replaceRun()
{
    m_removed.reset();
}

void Bookmarks::reset()
{
    beginResetModel();
    endResetModel();
    Q_EMIT changed();
}

int Bookmarks::count() const
{
    return m_document ? static_cast<int>(m_document->bookmarks().size()) : 0;
}

QString Bookmarks::removedText() const
{
    return m_document && m_removed ? placeText(*m_removed) : QString();
}

int Bookmarks::mark()
{
    if (!m_document || m_document->columns() == nullptr) return -1;
    const Bookmark here = m_document->place();
    std::vector<Bookmark> all = m_document->bookmarks();
    const auto place = std::ranges::lower_bound(all, here, isBefore);
    const int row = static_cast<int>(place - all.begin());
    if (place != all.end() && place->place() == here.place()) return row;
    all.insert(place, here);
    m_document->setBookmarks(std::move(all));
    return row;
}

void Bookmarks::remove(int row)
{
    if (!isThere(row)) return;
    std::vector<Bookmark> all = m_document->bookmarks();
    m_removed = std::move(all[static_cast<std::size_t>(row)]);
    all.erase(all.begin() + row);
    m_document->setBookmarks(std::move(all));
}

void Bookmarks::putBack()
{
    if (!m_document || !m_removed) return;
    std::vector<Bookmark> all = m_document->bookmarks();
    all.push_back(*std::exchange(m_removed, std::nullopt));
    m_document->setBookmarks(std::move(all));
}

QString Bookmarks::note(int row) const
{
    return isThere(row) ? QString::fromStdString(at(row).note) : QString();
}

void Bookmarks::setNote(int row, const QString& note)
{
    if (!isThere(row)) return;
    std::vector<Bookmark> all = m_document->bookmarks();
    all[static_cast<std::size_t>(row)].note = note.simplified().toStdString();
    m_document->setBookmarks(std::move(all));
}

double Bookmarks::atSeconds(int row) const
{
    return isThere(row) ? static_cast<double>(at(row).ns) / 1e9 : 0.0;
}

QString Bookmarks::atText(int row) const
{
    return isThere(row) ? placeText(at(row)) : QString();
}

void Bookmarks::go(int row)
{
    if (!isThere(row)) return;
    m_document->setPlayheadAt(at(row));
    Q_EMIT went(atSeconds(row));
}

void Bookmarks::next()
{
    if (count() == 0) return;
    const auto& all = m_document->bookmarks();
    const auto behind = std::ranges::upper_bound(all, m_document->place(), isBefore);
    go(behind == all.end() ? 0 : static_cast<int>(behind - all.begin()));
}

void Bookmarks::previous()
{
    if (count() == 0) return;
    const auto& all = m_document->bookmarks();
    const auto at = std::ranges::lower_bound(all, m_document->place(), isBefore);
    go(at == all.begin() ? count() - 1 : static_cast<int>(at - all.begin()) - 1);
}

int Bookmarks::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant Bookmarks::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    switch (role) {
    case AtTextRole:
    case Qt::DisplayRole:
        return atText(index.row());
    case AtSecondsRole:
        return atSeconds(index.row());
    case NoteRole:
        return note(index.row());
    default:
        return {};
    }
}

QHash<int, QByteArray> Bookmarks::roleNames() const
{
    return {{AtTextRole, "atText"}, {AtSecondsRole, "atTime"}, {NoteRole, "note"}};
}

} // namespace sojourn
