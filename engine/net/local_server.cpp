#include "net/local_server.h"

#include "net/deadlines.h"
#include "net/reply.h"

#include <QByteArray>
#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>

#include <algorithm>
#include <future>
#include <limits>
#include <sys/socket.h>

namespace sojourn {

namespace {

constexpr int backlog = 4096; // all requests of a run may come at once; the system allows perhaps fewer
constexpr qsizetype largestHead = 16 << 10;
constexpr qint64 longestNs = 86'400'000'000'000; // a day

/// How one request wants to be served, and what it gets.
struct Reply
{
    Deadlines::Clock::duration latency{};
    Deadlines::Clock::duration receive{};
    QByteArray failure;
    bool closes = false; // the connection, behind it
    int status = 200;
    QByteArray body;
};

const char* reasonOf(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 400:
        return "Bad Request";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    default:
        return "Internal Server Error";
    }
}

QByteArray headOf(const Reply& reply)
{
    return "HTTP/1.1 " + QByteArray::number(reply.status) + ' ' + reasonOf(reply.status) +
           "\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(reply.body.size()) +
           (reply.closes ? "\r\nConnection: close" : "") + "\r\n\r\n";
}

Deadlines::Clock::duration durationOf(const QByteArray& value)
{
    return std::chrono::nanoseconds(std::clamp<qint64>(value.toLongLong(), 0, longestNs));
}

/// Reads a request's head, without the empty line at its end.
Reply replyTo(const QByteArray& head)
{
    Reply reply;
    const QList<QByteArray> lines = head.split('\n');
    const QList<QByteArray> words = lines.first().trimmed().split(' ');
    for (const QByteArray& line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        const QByteArray name = line.left(colon).toLower();
        const QByteArray value = line.mid(colon + 1).trimmed();
        if (name == "sojourn-latency") reply.latency = durationOf(value);
        if (name == "sojourn-receive") reply.receive = durationOf(value);
        if (name == "sojourn-failure") reply.failure = value;
        if (name == "connection" && value.toLower() == "close") reply.closes = true;
    }
    if (words.last() == "HTTP/1.0") reply.closes = true;
    if (words.size() != 3 || !words[2].startsWith("HTTP/1.")) {
        reply.status = 400;
        reply.closes = true;
    } else if (words[0] != "GET") {
        reply.status = 405;
    } else if (reply.failure == "error") {
        reply.status = 500;
    } else if (const auto number =
                   numberInPath({words[1].constData(), static_cast<std::size_t>(words[1].size())})) {
        reply.body = QByteArray::fromStdString(replyBody(*number));
        return reply;
    } else {
        reply.status = 404;
    }
    reply.body = QByteArray("{\"error\": \"") + reasonOf(reply.status) + "\"}";
    return reply;
}

/// One connection: answers one request after another.
class Peer final : public QObject
{
public:
    Peer(QTcpSocket* socket, Deadlines& deadlines)
        : QObject(socket)
        , m_socket(*socket)
        , m_deadlines(deadlines)
    {
        m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
        connect(socket, &QTcpSocket::readyRead, this, [this] { read(); });
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    }
    ~Peer() override
    {
        if (m_answering) m_deadlines.cancel(m_next);
    }

private:
    void read()
    {
        m_buffer += m_socket.readAll();
        if (m_buffer.size() > 2 * largestHead) return m_socket.abort();
        if (!m_answering) next();
    }
    void next()
    {
        const qsizetype end = m_buffer.indexOf("\r\n\r\n");
        if (std::max(end, m_buffer.size() - 4) > largestHead) return m_socket.abort();
        if (end < 0) return;
        Reply reply = replyTo(m_buffer.left(end));
        m_buffer.remove(0, end + 4);
        m_answering = true;
        if (reply.failure == "timeout") reply.latency = std::chrono::nanoseconds(longestNs);
        after(reply.latency, [this, reply] { answer(reply); });
    }
    void answer(const Reply& reply)
    {
        if (reply.failure == "reset") return reset();
        const QByteArray whole = headOf(reply) + reply.body;
        if (reply.receive <= reply.receive.zero()) {
            m_socket.write(whole);
            return answered(!reply.closes);
        }
        const qsizetype half = whole.size() - reply.body.size() / 2;
        m_socket.write(whole.left(half));
        after(reply.receive, [this, rest = whole.mid(half), keep = !reply.closes] {
            m_socket.write(rest);
            answered(keep);
        });
    }
    void answered(bool keep)
    {
        m_answering = false;
        if (!keep) return m_socket.disconnectFromHost();
        if (!m_buffer.isEmpty()) next();
    }
    // Closes so that the peer is told of a reset, not of an end.
    void reset()
    {
        const linger now{1, 0};
        ::setsockopt(static_cast<int>(m_socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &now, sizeof now);
        m_answering = false;
        m_socket.abort();
    }
    void after(Deadlines::Clock::duration d, std::function<void()> call)
    {
        if (d <= d.zero()) return call();
        m_next = m_deadlines.set(Deadlines::Clock::now() + d, std::move(call));
    }

    QTcpSocket& m_socket; // its parent
    Deadlines& m_deadlines;
    Deadlines::Key m_next{};
    QByteArray m_buffer;
    bool m_answering = false;
};

/// Everything that lives in the server's thread.
class Listener final : public QTcpServer
{
public:
    Listener()
    {
        setListenBacklogSize(backlog);
        setMaxPendingConnections(std::numeric_limits<int>::max());
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket* const socket = nextPendingConnection())
                new Peer(socket, m_deadlines); // a child of its socket, which is a child of this
        });
        connect(this, &QTcpServer::acceptError, this, [this] { // out of descriptors: later, perhaps
            m_deadlines.set(Deadlines::Clock::now() + std::chrono::milliseconds(20),
                            [this] { resumeAccepting(); });
        });
    }
    ~Listener() override { qDeleteAll(findChildren<QTcpSocket*>()); }

private:
    Deadlines m_deadlines{true};
};

} // namespace

class LocalServer::Thread final : public QThread
{
public:
    Thread()
    {
        setObjectName(QStringLiteral("server"));
        start();
        m_port = m_listens.get_future().get();
    }
    ~Thread() override
    {
        quit();
        wait();
        m_ended.get_future().wait(); // wait() says the same, but not so that ThreadSanitizer could see it
    }
    std::uint16_t port() const { return m_port; }

private:
    void run() override
    {
        {
            Listener listener;
            m_listens.set_value(listener.listen(QHostAddress::LocalHost) ? listener.serverPort() : 0);
            exec();
        }
        m_ended.set_value();
    }

    std::promise<std::uint16_t> m_listens; // at this port
    std::promise<void> m_ended;
    std::uint16_t m_port = 0;
};

LocalServer::LocalServer()
    : m_thread(std::make_unique<Thread>())
{
}

LocalServer::~LocalServer() = default;

std::uint16_t LocalServer::port() const
{
    return m_thread->port();
}

} // namespace sojourn
