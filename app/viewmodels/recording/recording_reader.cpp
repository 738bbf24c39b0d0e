#include "viewmodels/recording/recording_reader.h"

#include "formats/import/read_recording.h"
#include "viewmodels/on_pool.h"
#include "viewmodels/panels/words.h"
#include "viewmodels/recording/recording_facts.h"

#include <QCoroFuture>

#include <QFile>
#include <QFileInfo>
#include <QPointer>

#include <algorithm>
#include <chrono>
#include <utility>

namespace sojourn {

namespace {

using namespace std::chrono_literals;

constexpr auto tick = 100ms;
constexpr qint64 tellsAfterMs = 1000; // how fast a disk is shows after a while

std::shared_ptr<OpenedRecording> openedFrom(const QString& path, ImportProgress& progress)
{
    auto opened = std::make_shared<OpenedRecording>();
    ReadRecording read = readRecording(QFile::encodeName(path).toStdString(), progress);
    if (!read.recording) {
        opened->problem = QString::fromStdString(read.problem);
        return opened;
    }
    opened->digest = digestOf(*read.recording, RecordingFacts::longestShown);
    opened->recording = std::make_shared<const Recording>(std::move(*read.recording));
    return opened;
}

} // namespace

RecordingReader::RecordingReader(QObject* parent)
    : QObject(parent)
{
    m_ticks.setInterval(tick);
    connect(&m_ticks, &QTimer::timeout, this, &RecordingReader::progressed);
}

RecordingReader::~RecordingReader()
{
    cancel();
}

QCoro::Task<std::shared_ptr<OpenedRecording>> RecordingReader::read(QString path)
{
    cancel();
    const QPointer<RecordingReader> self(this);
    const auto progress = std::make_shared<ImportProgress>();
    m_progress = progress;
    m_file = QFileInfo(path).fileName();
    m_since.start();
    m_ticks.start();
    Q_EMIT progressed();
    QFuture<std::shared_ptr<OpenedRecording>> future =
        onPool([path, progress] { return openedFrom(path, *progress); });
    std::shared_ptr<OpenedRecording> opened = co_await future;
    if (!self || progress != m_progress) co_return std::shared_ptr<OpenedRecording>();
    m_progress.reset();
    m_ticks.stop();
    Q_EMIT progressed();
    co_return opened;
}

void RecordingReader::cancel()
{
    if (!m_progress) return;
    m_progress->isCancelled = true;
    m_progress.reset();
    m_ticks.stop();
    Q_EMIT progressed();
}

double RecordingReader::share() const
{
    if (!m_progress) return -1;
    const std::uint64_t total = m_progress->bytesTotal;
    if (total == 0) return -1;
    return std::min(1.0, static_cast<double>(m_progress->bytesRead) / static_cast<double>(total));
}

QString RecordingReader::remaining() const
{
    const double done = share();
    if (done <= 0.01 || done >= 1 || m_since.elapsed() < tellsAfterMs) return {};
    const double seconds = static_cast<double>(m_since.elapsed()) / 1e3 * (1 - done) / done;
    return seconds < 1
               ? tr("less than a second left")
               : tr("about %1 left").arg(durationText(static_cast<qint64>(seconds + 0.5) * 1'000'000'000));
}

} // namespace sojourn
