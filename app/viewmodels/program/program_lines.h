// The scenario's program line by line, with a mark a task where it stands.
#pragma once

#include "viewmodels/program/program_marks.h"
#include "viewmodels/session.h"

#include <QAbstractListModel>
#include <QPointer>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include <vector>

namespace sojourn {

/// The steps of each group as short code, or the same program in Python. Follows the session's run and its
/// playhead, some twenty times a second.
class ProgramLines : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(sojourn::Session* session READ session WRITE setSession NOTIFY sessionChanged)
    Q_PROPERTY(Language language MEMBER m_language NOTIFY languageChanged)
    /// Nothing is looked at while nobody does.
    Q_PROPERTY(bool active READ isActive WRITE setActive NOTIFY activeChanged)
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    /// The line of the selected task's step, or -1.
    Q_PROPERTY(int selectedLine READ selectedLine NOTIFY marksChanged)
    /// The first line that a task stands at, or -1.
    Q_PROPERTY(int firstMarkedLine READ firstMarkedLine NOTIFY marksChanged)
    /// What the selected task does: "worker-11 stands at put results, for 87 ms now". Empty without one.
    Q_PROPERTY(QString selectedText READ selectedText NOTIFY marksChanged)

public:
    enum Language { Steps, Python };
    Q_ENUM(Language)
    enum Role {
        WordRole = Qt::UserRole + 1, ///< string: the step's word, or the group's name
        RestRole,                    ///< string: what stands behind it
        IndentRole,                  ///< int
        NumberRole,  ///< int: of the step among those shown of its group, or of the line; 0: none
        HeadingRole, ///< bool: begins a group
        TextRole,    ///< string: who stands there; of a heading, what the group does
        LooksRole,   ///< list<int>: a mark each, by StatePattern look; at most mostMarks
        CurrentRole, ///< bool: the selected task stands there
    };
    static constexpr int mostMarks = 25;

    explicit ProgramLines(QObject* parent = nullptr);
    ~ProgramLines() override;

    Session* session() const { return m_session; }
    void setSession(Session* session);
    bool isActive() const { return m_active; }
    void setActive(bool active);
    int count() const { return static_cast<int>(m_lines.size()); }
    int selectedLine() const;
    int firstMarkedLine() const;
    QString selectedText() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
    /// Selects the first task that stands at this line; with several, the one behind the selected one.
    Q_INVOKABLE void selectAt(int line);

Q_SIGNALS:
    void sessionChanged();
    void languageChanged();
    void activeChanged();
    void countChanged();
    void marksChanged();

private:
    struct Line
    {
        QString word;
        QString rest;
        int indent = 0;
        int number = 0;
        bool heading = false;
        int group = -1; // of the step or the heading
        std::uint32_t step = 0;

        bool operator==(const Line&) const = default;
    };
    using Lines = std::vector<Line>;
    /// Within a group: steps by the number that events have for them, and those that have a line. They differ
    /// behind a step that the parameters leave out.
    struct StepCounts
    {
        std::uint32_t number = 0;
        int shown = 0;
    };

    void rebuild();
    static Lines stepLines(const Scenario& scenario);
    Lines pythonLinesOf(const Scenario& scenario) const;
    static void addSteps(Lines& lines, const Scenario& scenario, const std::vector<Step>& steps, int group,
                         int indent, StepCounts& counts);
    void markSoon();
    void mark();
    bool isCurrent(const Line& line) const;
    QList<int> looksOf(const Line& line) const;

    QPointer<Session> m_session;
    Language m_language = Steps;
    bool m_active = true;
    QTimer m_soon;
    Lines m_lines;
    ProgramMarks m_marks;
};

} // namespace sojourn
