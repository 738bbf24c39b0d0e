// The settings that were tried, to go back to.
#pragma once

#include "viewmodels/session.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QtQml/qqmlregistration.h>

#include <vector>

namespace sojourn {

/// Each change of the parameters or the seed is a step that can be taken back and forth. What follows within
/// `together` on one and the same parameter (a drag of a slider) is one step. Another scenario begins anew.
class SettingHistory : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(sojourn::Session* session READ session WRITE setSession NOTIFY sessionChanged)
    Q_PROPERTY(bool canUndo READ canUndo NOTIFY stepsChanged)
    Q_PROPERTY(bool canRedo READ canRedo NOTIFY stepsChanged)
    Q_PROPERTY(QString undoText READ undoText NOTIFY stepsChanged) ///< Consumers 5 → 3; empty without a step
    Q_PROPERTY(QString redoText READ redoText NOTIFY stepsChanged)

public:
    static constexpr qint64 togetherMs = 800;
    static constexpr std::size_t mostSteps = 200; ///< then the oldest are forgotten

    explicit SettingHistory(QObject* parent = nullptr);

    Session* session() const { return m_session; }
    void setSession(Session* session);
    bool canUndo() const { return m_at > 0; }
    bool canRedo() const { return m_at + 1 < m_settings.size(); }
    QString undoText() const;
    QString redoText() const;

    Q_INVOKABLE void undo();
    Q_INVOKABLE void redo();

Q_SIGNALS:
    void sessionChanged();
    void stepsChanged();

private:
    struct Setting
    {
        std::vector<Parameter> parameters;
        QString seed;
    };
    Setting present() const;
    static std::vector<std::size_t> changes(const Setting& from, const Setting& to);
    static QString stepText(const Setting& from, const Setting& to);
    void begin();
    void note();
    void go(std::size_t at);

    QPointer<Session> m_session;
    std::vector<Setting> m_settings;
    std::size_t m_at = 0;
    QElapsedTimer m_sinceNoted;
    std::vector<std::size_t> m_latestChange; // what the latest step changed
    bool m_going = false;
};

} // namespace sojourn
