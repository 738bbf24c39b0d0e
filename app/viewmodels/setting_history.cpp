#include "viewmodels/setting_history.h"

#include <utility>

namespace sojourn {

SettingHistory::SettingHistory(QObject* parent)
    : QObject(parent)
{
}

void SettingHistory::setSession(Session* session)
{
    if (session == m_session) return;
    if (m_session) {
        m_session->disconnect(this);
        m_session->parameters()->disconnect(this);
    }
    m_session = session;
    if (session != nullptr) {
        connect(session, &Session::scenarioChanged, this, &SettingHistory::begin);
        connect(session, &Session::seedChanged, this, &SettingHistory::note);
        connect(session->parameters(), &ParameterModel::edited, this, &SettingHistory::note);
    }
    begin();
    Q_EMIT sessionChanged();
}

SettingHistory::Setting SettingHistory::present() const
{
    return {m_session->parameters()->parameters(), m_session->seed()};
}

/// The places of the parameters that differ; that behind the last one stands for the seed.
std::vector<std::size_t> SettingHistory::changes(const Setting& from, const Setting& to)
{
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < from.parameters.size() && i < to.parameters.size(); ++i)
        if (!(from.parameters[i].value == to.parameters[i].value)) places.push_back(i);
    if (from.seed != to.seed) places.push_back(from.parameters.size());
    return places;
}

QString SettingHistory::stepText(const Setting& from, const Setting& to)
{
    const std::vector<std::size_t> places = changes(from, to);
    if (places.empty()) return {};
    if (places.size() > 1) return tr("%n setting(s)", nullptr, static_cast<int>(places.size()));
    const std::size_t at = places.front();
    if (at == from.parameters.size()) return tr("Seed %1 → %2").arg(from.seed, to.seed);
    const Parameter& p = from.parameters[at];
    return tr("%1 %2 → %3")
        .arg(QString::fromStdString(p.label.empty() ? p.name : p.label),
             QString::fromStdString(p.value.toText()),
             QString::fromStdString(to.parameters[at].value.toText()));
}

void SettingHistory::begin()
{
    m_settings.clear();
    if (m_session) m_settings.push_back(present());
    m_at = 0;
    m_latestChange.clear();
    Q_EMIT stepsChanged();
}

void SettingHistory::note()
{
    if (m_going || m_settings.empty()) return;
    Setting now = present();
    const std::vector<std::size_t> changed = changes(m_settings[m_at], now);
    if (changed.empty()) return;
    const bool goesOn = m_at > 0 && m_at + 1 == m_settings.size() && changed == m_latestChange &&
                        m_sinceNoted.isValid() && m_sinceNoted.elapsed() < togetherMs;
    m_sinceNoted.start();
    if (goesOn) {
        m_settings[m_at] = std::move(now);
    } else {
        m_settings.resize(m_at + 1); // what was taken back is forgotten
        m_settings.push_back(std::move(now));
        if (m_settings.size() > mostSteps) m_settings.erase(m_settings.begin());
        m_at = m_settings.size() - 1;
        m_latestChange = changed;
    }
    Q_EMIT stepsChanged();
}

QString SettingHistory::undoText() const
{
    return canUndo() ? stepText(m_settings[m_at], m_settings[m_at - 1]) : QString();
}

QString SettingHistory::redoText() const
{
    return canRedo() ? stepText(m_settings[m_at], m_settings[m_at + 1]) : QString();
}

void SettingHistory::undo()
{
    if (canUndo()) go(m_at - 1);
}

void SettingHistory::redo()
{
    if (canRedo()) go(m_at + 1);
}

void SettingHistory::go(std::size_t at)
{
    const Setting setting = m_settings[at];
    m_at = at;
    m_latestChange.clear();
    m_going = true;
    m_session->parameters()->setAll(setting.parameters);
    if (m_session->seed() != setting.seed) m_session->setSeed(setting.seed);
    m_going = false;
    Q_EMIT stepsChanged();
}

} // namespace sojourn
