// Steps that ask a server: on the virtual clock by what is drawn, on the real one over sockets.
#include "scenario/interpreter.h"

#include "net/reply.h"
#include "scenario/request_state.h"

#include <algorithm>

namespace sojourn {

namespace {

constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

std::int64_t after(std::int64_t ns, std::int64_t more)
{
    return nanoseconds(saturatingAdd(instantFromNanoseconds(ns), Duration(more)));
}

ServiceWish::Failure failureOf(double u, const Server& server)
{
    using Failure = ServiceWish::Failure;
    if (u < server.timeouts) return Failure::Timeout;
    if (u < server.timeouts + server.errors) return Failure::Error;
    return u < server.timeouts + server.errors + server.resets ? Failure::Reset : Failure::None;
}

/// What a log says in place of a reply.
std::string missing(RequestFailure failure, int status)
{
    std::string words = requestFailureName(failure);
    if (failure == RequestFailure::Status) words += ' ' + std::to_string(status);
    return '(' + words + ')';
}

} // namespace

void Interpreter::useNetwork(LiveNetwork& network, RealTimeOf realTimeOf)
{
    m_network = &network;
    m_realTimeOf = std::move(realTimeOf);
    for (Connections& connections : m_connections)
        connections.limitTo(network.mostConnections());
}

Interpreter::Next Interpreter::request(Walker& w, const Instruction& i)
{
    if (!w.request) w.request = std::make_unique<RequestState>();
    RequestState& r = *w.request;
    r.info = i.step->request->number;
    r.number = std::int64_t{w.index} + 1 + std::int64_t{r.begun++} * m_scenario.groups[w.group].count;
    r.attempt = 0;
    r.askedNs = nowNs();
    return ask(w, i);
}

Interpreter::Next Interpreter::ask(Walker& w, const Instruction& i)
{
    RequestState& r = *w.request;
    const auto length = [&](std::uint32_t slot) {
        const auto drawn = durationFromSeconds(drawElsewhere(w, i.site + slot, w.hand));
        return nanoseconds(std::max(Duration::zero(), drawn.value_or(Duration::zero())));
    };
    ++r.attempt;
    r.connectNs = length(0);
    r.latencyNs = length(1);
    r.receiveNs = length(2);
    r.failure = failureOf(drawElsewhere(w, i.site + 3, w.hand), m_scenario.servers[i.object]);
    record(EventKind::Request, w, r.info, r.number, i.number);
    if (m_connections[i.object].tryTake()) return beginExchange(w, i);
    r.phase = RequestPhase::InLine;
    waitAt<Connections::Take>(w, m_connections[i.object]);
    return suspended(w);
}

// It has a connection.
Interpreter::Next Interpreter::beginExchange(Walker& w, const Instruction& i)
{
    RequestState& r = *w.request;
    const Server& server = m_scenario.servers[i.object];
    if (m_network != nullptr) {
        const ServiceWish wish{m_realTimeOf(Duration(r.latencyNs)), m_realTimeOf(Duration(r.receiveNs)),
                               r.failure};
        const std::chrono::nanoseconds timeout = m_realTimeOf(server.timeout);
        r.exchange = m_network->get(i.object, m_info.requests[r.info].pathOf(r.number), wish,
                                    timeout.count() > 0 ? timeout : server.timeout); // 0: at infinite speed
        ++m_exchanges;
        r.phase = r.exchange->reusedConnection() ? RequestPhase::Waiting : RequestPhase::Connecting;
        recordRequest(r.exchange->reusedConnection() ? EventKind::Connected : EventKind::Connecting, w);
        return followExchange(w, i);
    }
    r.deadlineNs = after(nowNs(), nanoseconds(server.timeout));
    r.phaseEndsNs = nowNs();
    if (m_connections[i.object].reuseOpen()) return sendRequest(w);
    recordRequest(EventKind::Connecting, w);
    r.phase = RequestPhase::Connecting;
    return awaitPhase(w, r.connectNs);
}

// Virtual clock: the phase that begins now, or began while others held the loop, lasts so long from when the
// one before it was over.
Interpreter::Next Interpreter::awaitPhase(Walker& w, std::int64_t lengthNs)
{
    RequestState& r = *w.request;
    r.phaseEndsNs = lengthNs == never ? never : after(r.phaseEndsNs, lengthNs);
    const std::int64_t at = std::min(r.phaseEndsNs, r.deadlineNs);
    if (at <= nowNs()) {
        w.task->suspendForOneTurn(w.frame);
    } else {
        w.task->suspendUntil(instantFromNanoseconds(at), w.frame);
    }
    return suspended(w);
}

Interpreter::Next Interpreter::sendRequest(Walker& w)
{
    RequestState& r = *w.request;
    recordRequest(EventKind::Connected, w);
    r.phase = RequestPhase::Waiting;
    return awaitPhase(w, r.failure == ServiceWish::Failure::Timeout ? never : r.latencyNs);
}

Interpreter::Next Interpreter::resumeRequest(Walker& w, const Instruction& i)
{
    RequestState& r = *w.request;
    if (r.phase == RequestPhase::InLine) return beginExchange(w, i);
    if (r.exchange) return followExchange(w, i);
    if (r.phaseEndsNs > r.deadlineNs)
        return requestFailed(w, i, RequestFailure::TimedOut, 0, "there was no reply in time");
    if (r.phase == RequestPhase::Connecting) return sendRequest(w);
    if (r.phase == RequestPhase::Waiting) {
        if (r.failure == ServiceWish::Failure::Reset)
            return requestFailed(w, i, RequestFailure::Reset, 0, "the server closed the connection");
        recordRequest(EventKind::FirstByte, w);
        r.phase = RequestPhase::Receiving;
        return awaitPhase(w, r.receiveNs);
    }
    const auto number = numberInPath(m_info.requests[r.info].pathOf(r.number));
    const int status = r.failure == ServiceWish::Failure::Error ? 500 : number ? 200 : 404;
    if (status != 200)
        return requestFailed(w, i, RequestFailure::Status, status,
                             "the reply has status " + std::to_string(status));
    return replied(w, i, status, replyBody(*number));
}

// Real clock: records how far the exchange has come, and waits for more.
Interpreter::Next Interpreter::followExchange(Walker& w, const Instruction& i)
{
    using Phase = HttpExchange::Phase;
    RequestState& r = *w.request;
    const HttpExchange& exchange = *r.exchange;
    if (r.phase == RequestPhase::Connecting && exchange.reached() >= Phase::Waiting) {
        recordRequest(EventKind::Connected, w);
        r.phase = RequestPhase::Waiting;
    }
    if (r.phase == RequestPhase::Waiting && exchange.reached() >= Phase::Receiving) {
        recordRequest(EventKind::FirstByte, w);
        r.phase = RequestPhase::Receiving;
    }
    if (exchange.phase() == Phase::Failed)
        return requestFailed(w, i, exchange.failure(), exchange.status(), exchange.problem());
    if (exchange.phase() == Phase::Done) return replied(w, i, exchange.status(), exchange.body());
    waitAt<ExchangeWait>(w, r.exchange, exchange.phase());
    return suspended(w);
}

Interpreter::Next Interpreter::replied(Walker& w, const Instruction& i, int status, const std::string& body)
{
    RequestState& r = *w.request;
    const std::string& field = i.step->request->field;
    std::optional<std::string> reply = std::string();
    if (!field.empty()) reply = fieldOfReply(body, field);
    if (!reply)
        return requestFailed(w, i, RequestFailure::BadReply, status, "the reply has no \"" + field + '"');
    record(EventKind::Response, w, r.info, responseValue(body.size(), status));
    r.reply = std::move(*reply);
    releaseConnection(w, true);
    w.waitedNs = nowNs() - r.askedNs;
    return passedElsewhere(w, i);
}

Interpreter::Next Interpreter::requestFailed(Walker& w, const Instruction& i, RequestFailure failure,
                                             int status, const std::string& problem)
{
    RequestState& r = *w.request;
    const RequestSpec& spec = *i.step->request;
    record(EventKind::RequestFailed, w, r.info, status, static_cast<std::uint8_t>(failure));
    r.reply = missing(failure, status);
    const std::string words = "GET " + m_info.requests[r.info].pathOf(r.number) + ": " + problem;
    releaseConnection(w, status != 0);
    w.waitedNs = nowNs() - r.askedNs;
    if (r.attempt < spec.attempts) return ask(w, i);
    if (spec.onFailure == RequestSpec::OnFailure::Skip) return passedElsewhere(w, i);
    return leave(w, Leaving::Failing, words);
}

void Interpreter::recordRequest(EventKind kind, const Walker& w)
{
    record(kind, w, w.request->info, w.request->number);
}

void Interpreter::dropRequest(Walker& w)
{
    if (!w.request || w.request->phase == RequestPhase::None) return;
    if (w.request->phase == RequestPhase::InLine) {
        w.request->phase = RequestPhase::None; // one that was handed a connection has handed it on
    } else {
        releaseConnection(w, false);
    }
}

void Interpreter::releaseConnection(Walker& w, bool open)
{
    RequestState& r = *w.request;
    const std::uint16_t server = m_info.requests[r.info].server;
    if (r.exchange) {
        m_network->abort(server, *r.exchange); // nothing when it has ended
        r.exchange.reset();
        --m_exchanges;
    }
    r.phase = RequestPhase::None;
    m_connections[server].giveBack(open);
}

} // namespace sojourn
