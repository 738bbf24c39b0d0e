// Journals that a program left behind which ended without a good end.
#pragma once

#include <QString>

#include <cstddef>
#include <vector>

namespace sojourn {

/// The folder of the journals: $XDG_STATE_HOME/sojourn, or ~/.local/state/sojourn.
QString journalFolder();

/// A journal that no living program held: this one holds it for as long as this lives, so that nobody else
/// takes it.
class LeftJournal final
{
public:
    /// isHeld() is false where somebody holds it, or where there is none.
    explicit LeftJournal(QString path);
    ~LeftJournal();
    LeftJournal(LeftJournal&& other) noexcept;
    LeftJournal& operator=(LeftJournal&& other) noexcept;

    bool isHeld() const { return m_descriptor >= 0; }
    const QString& path() const { return m_path; }
    /// Takes the file away.
    void remove();

private:
    QString m_path;
    int m_descriptor = -1;
};

/// No more of them are kept.
constexpr std::size_t mostLeftJournals = 5;

/// Those in the folder that nobody holds, the latest first.
std::vector<LeftJournal> leftJournals(const QString& folder);
/// Takes the oldest away until no more are left than are kept. The latest come first.
void removeOldest(std::vector<LeftJournal>& journals);

} // namespace sojourn
