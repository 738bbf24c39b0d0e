#include "net/reply.h"

#include <QByteArray>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <charconv>
#include <stdexcept>
#include <vector>

// In a static library nothing else pulls the resource in. The macro must stand outside of all namespaces.
static void initNamesResource()
{
    Q_INIT_RESOURCE(names);
}

namespace sojourn {

namespace {

const std::vector<std::string>& names()
{
    static const std::vector<std::string> all = [] {
        initNamesResource();
        QFile file(QStringLiteral(":/sojourn/names.txt"));
        if (!file.open(QIODevice::ReadOnly)) throw std::logic_error("no names to reply with");
        std::vector<std::string> read;
        for (const QByteArray& line : file.readAll().split('\n'))
            if (!line.isEmpty()) read.push_back(line.toStdString());
        return read;
    }();
    return all;
}

} // namespace

std::optional<std::uint32_t> numberInPath(std::string_view path)
{
    constexpr std::string_view collection = "/pokemon";
    path = path.substr(0, path.find_first_of("?#"));
    const std::size_t slash = path.rfind('/');
    if (slash == path.npos || !path.substr(0, slash).ends_with(collection)) return std::nullopt;
    const char* const end = path.data() + path.size();
    std::uint32_t number = 0;
    const auto read = std::from_chars(path.data() + slash + 1, end, number);
    if (read.ec != std::errc() || read.ptr != end || number == 0 || number > 1'000'000'000)
        return std::nullopt;
    return number;
}

const std::string& replyName(std::uint32_t number)
{
    return names()[(number - 1) % names().size()];
}

std::string replyBody(std::uint32_t number)
{
    return "{\"id\": " + std::to_string(number) + ", \"name\": \"" + replyName(number) + "\"}";
}

std::optional<std::string> fieldOfReply(std::string_view body, std::string_view field)
{
    const QJsonDocument document =
        QJsonDocument::fromJson(QByteArray::fromRawData(body.data(), static_cast<qsizetype>(body.size())));
    if (!document.isObject()) return std::nullopt;
    const QJsonValue value =
        document.object().value(QString::fromUtf8(field.data(), static_cast<qsizetype>(field.size())));
    switch (value.type()) {
    case QJsonValue::String:
        return value.toString().toStdString();
    case QJsonValue::Bool:
        return value.toBool() ? "true" : "false";
    case QJsonValue::Double:
        return QString::number(value.toDouble(), 'g', QLocale::FloatingPointShortest).toStdString();
    default:
        return std::nullopt;
    }
}

} // namespace sojourn
