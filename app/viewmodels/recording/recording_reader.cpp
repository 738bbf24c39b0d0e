#include "viewmodels/recording/recording_reader.h"

#include "formats/import/read_recording.h"
#include "trace/lost_stretches.h"
#include "viewmodels/on_pool.h"
#include "viewmodels/panels/file_paths.h"
#include "viewmodels/recording/recording_facts.h"

#include <QCoroFuture>

#include <QFile>
#include <QLocale>
#include <QPointer>

#include <chrono>
#include <utility>

namespace sojourn {

namespace {

using namespace std::chrono_literals;

constexpr auto tick = 100ms;
constexpr auto tellsAfter = 1000ms; // how fast a disk is shows after a while

std::shared_ptr<OpenedRecording> openedFrom(const QString& path, ImportProgress& progress)
{
    auto opened = std::make_shared<OpenedRecording>();
    ReadRecording read = readRecording(QFile::encodeName(path).toStdString(), progress);
    if (!read.recording) {
        opened->problem = QString::fromStdString(read.problem);
        return opened;
    }
    opened->digest = digestOf(*read.recording, RecordingFacts::longestShown);
    if (const std::uint64_t events = read.recording->log->size(); events > 0) {
        SummaryFold fold(read.recording->info);
        fold.beginAt(firstKnownNs(read.recording->lost, *read.recording->log));
        for (std::uint64_t i = 0; i < events; ++i)
            fold.add((*read.recording->log)[i]);
        opened->summary = fold.summary(read.recording->end);
        opened->totals.follow(*read.recording->columns);
    }
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

std::shared_ptr<ImportProgress> RecordingReader::begin(const QString& path)
{
    cancel();
    m_progress = std::make_shared<ImportProgress>();
    m_file = openedName(path);
    m_since.start();
    m_ticks.start();
    Q_EMIT progressed();
    return m_progress;
}

/// Whether it came to its end, and none was begun since.
bool RecordingReader::isEnded(const std::shared_ptr<ImportProgress>& progress)
{
    if (progress != m_progress) return false;
    m_progress.reset();
    m_ticks.stop();
    Q_EMIT progressed();
    return true;
}

QCoro::Task<std::shared_ptr<OpenedRecording>> RecordingReader::read(QString path)
{
    const QPointer<RecordingReader> self(this);
    const std::shared_ptr<ImportProgress> progress = begin(path);
    QFuture<std::shared_ptr<OpenedRecording>> future =
        onPool([path, progress] { return openedFrom(path, *progress); });
    std::shared_ptr<OpenedRecording> opened = co_await future;
    if (!self || !isEnded(progress)) co_return std::shared_ptr<OpenedRecording>();
    co_return opened;
}

QCoro::Task<std::optional<SettledFile>> RecordingReader::settle(QString path)
{
    const QPointer<RecordingReader> self(this);
    const std::shared_ptr<ImportProgress> progress = begin(path);
    QFuture<SettledFile> future =
        onPool([path, progress] { return settledFile(QFile::encodeName(path).toStdString(), *progress); });
    SettledFile settled = co_await future;
    if (!self || !isEnded(progress)) co_return std::optional<SettledFile>();
    co_return std::optional<SettledFile>(std::move(settled));
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
    return m_progress ? m_progress->share().value_or(-1) : -1;
}

QString RecordingReader::amount() const
{
    if (!m_progress) return {};
    return QLocale(QLocale::English).formattedDataSize(static_cast<qint64>(m_progress->bytesRead.load()));
}

QString RecordingReader::remaining() const
{
    const std::chrono::milliseconds passed(m_since.elapsed());
    if (!m_progress || passed < tellsAfter) return {};
    const auto left = m_progress->timeLeft(passed);
    if (!left) return {};
    return *left < 1s ? tr("less than a second left")
                      : tr("about %1 left").arg(QString::fromStdString(roughly(*left)));
}

} // namespace sojourn
