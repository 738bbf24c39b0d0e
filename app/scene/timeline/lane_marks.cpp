#include "scene/timeline/lane_marks.h"

#include "scene/base/scene_text.h"
#include "scene/timeline/lane_pieces.h"
#include "scene/timeline/lane_words.h"
#include "scene/timeline/state_tiles.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace sojourn {

namespace {

constexpr double numberGap = 5;        // from a tick's left edge to its number
constexpr double groupMarkHeight = 11; // at the top of a folded group
constexpr double leastApart = 4;       // ticks closer than this on the average say nothing
constexpr std::uint32_t noItem = 0xFFFFFFFFu;

bool isPale(TaskState state)
{
    return lookOf(state) == StateLook::Sleeping || lookOf(state) == StateLook::Joining;
}

bool hasMarkLook(const Mark& mark)
{
    return mark.kind == MarkKind::Put || mark.kind == MarkKind::Get;
}

struct MarkRange
{
    std::size_t first, last;
};

/// The marks within the window, with one more at its left, whose number may reach into it.
MarkRange visibleMarks(const std::vector<Mark>& marks, const TimeWindow& window)
{
    const auto before = [](const Mark& mark, std::int64_t t) { return mark.atNs < t; };
    const auto first = std::lower_bound(marks.begin(), marks.end(), window.fromNs, before);
    const auto last = std::lower_bound(first, marks.end(), window.toNs, before);
    return {static_cast<std::size_t>(first - marks.begin()), static_cast<std::size_t>(last - marks.begin())};
}

/// Whether so many ticks on one lane would say nothing.
bool isCrowded(const MarkRange& range, const TimeWindow& window)
{
    return static_cast<double>(range.last - range.first) * leastApart > window.width;
}

/// The last instant that is seen: that on the window's edge lies behind it, but for the end of the run.
std::int64_t lastMarkNs(const TimelineScene& scene)
{
    return scene.window.toNs < scene.run.endNs ? scene.window.toNs - 1 : scene.run.endNs;
}

void paintCross(QPainter& painter, QPointF centre, double arm, const QColor& colour)
{
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(colour, 2.0, Qt::SolidLine, Qt::FlatCap));
    painter.drawLine(centre + QPointF(-arm, -arm), centre + QPointF(arm, arm));
    painter.drawLine(centre + QPointF(-arm, arm), centre + QPointF(arm, -arm));
    painter.setRenderHint(QPainter::Antialiasing, false);
}

/// A request that failed: a cross at the end of its bar, on a box of its own, since the bar may be as dark.
void paintFailure(QPainter& painter, double x, double top, double height, const SceneStyle& style)
{
    const double arm = std::min(3.5, height / 2.0 - 1.0);
    if (arm < 1.0) return;
    const double side = 2.0 * arm + 3.0;
    const QRectF box(x - side, top + (height - side) / 2.0, side, side);
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(Qt::NoPen);
    painter.setBrush(style.colours().surface);
    painter.drawRoundedRect(box, 2, 2);
    painter.setRenderHint(QPainter::Antialiasing, false);
    paintCross(painter, box.center(), arm, style.colours().failed);
}

void paintEnd(QPainter& painter, const TimelineScene& scene, const SceneStyle& style, const Lane& lane,
              const LaneRow& row)
{
    const double middle = scene.toItem(row.barTop()) + row.bar / 2.0;
    if (lane.endedNs == notYet || lane.endedHow == EndedHow::Finished || lane.endedNs > scene.run.endNs)
        return;
    if (lane.endedNs < scene.window.fromNs || lane.endedNs > scene.window.toNs) return;
    const double arm = std::min(4.0, row.bar / 2.0 - 1.0);
    const double x = std::min(scene.window.timeToX(lane.endedNs) + arm + 3.0, scene.window.right() - arm);
    const bool failed = lane.endedHow == EndedHow::Failed;
    paintCross(painter, {x, middle}, arm, failed ? style.colours().failed : style.colours().cancelled);
}

/// Of a group that is folded: a cross for every failure, those that would touch as one.
void paintGroupFailures(QPainter& painter, const TimelineScene& scene, const SceneStyle& style,
                        const LaneRow& row, const std::vector<std::int64_t>& failures)
{
    constexpr double apart = 12;
    double last = -apart;
    for (auto at = std::lower_bound(failures.begin(), failures.end(), scene.window.fromNs);
         at != failures.end() && *at <= lastMarkNs(scene);) {
        const double x = scene.window.timeToX(*at);
        if (x - last >= apart) {
            paintFailure(painter, x, scene.toItem(row.barTop()) + 1.0, groupMarkHeight, style);
            last = x;
        }
        // The next that may show: failures are many where a server is down.
        const auto behind = scene.window.xToTime(last + apart);
        at = std::max(std::next(at), std::lower_bound(at, failures.end(), behind));
    }
}

/// The instants of a recording's lanes, gathered: diamonds where they stand apart, and where they would touch
/// a tick for every pixel that has any, however many. Both have the colour of spans with names of their own,
/// and a rim in that of the surface, since they lie on such spans as often as beside them.
class InstantMarks final
{
public:
    InstantMarks(const TimelineScene& scene, const SceneStyle& style, const std::vector<QRectF>& keepFree)
        : m_scene(scene)
        , m_style(style)
        , m_keepFree(keepFree)
    {
        m_diamonds.setFillRule(Qt::WindingFill);
        m_rims.setFillRule(Qt::WindingFill);
    }

    /// Of a lane, in a bar of that top and height; named where there is room.
    void add(const Lane& lane, double top, double height) { add(lane.marks, top, height, &lane); }

    /// Of several lanes together: without names. Cost: what is drawn, each with a search; never the instants.
    void add(const std::vector<Mark>& marks, double top, double height, const Lane* named = nullptr)
    {
        const std::int64_t toNs = lastMarkNs(m_scene);
        const double reach = std::clamp(height / 2.0 - 1.0, 1.5, 4.0), apart = 2.0 * reach + 3.0;
        double last = -1e9; // of the one before
        std::size_t at = firstFrom(marks, 0, m_scene.window.fromNs);
        if (at > 0) last = m_scene.window.timeToX(marks[at - 1].atNs);
        while (at < marks.size() && marks[at].atNs <= toNs) {
            const double x = m_scene.window.timeToX(marks[at].atNs);
            const bool isLast = at + 1 == marks.size();
            const double next = isLast ? 1e9 : m_scene.window.timeToX(marks[at + 1].atNs);
            if (x - last >= apart && next - x >= apart) {
                addDiamond({x, top + height / 2.0}, reach);
                if (named != nullptr && height >= 12) addName(*named, at, {x + reach + 3.0, top}, height);
                last = x;
                ++at;
                continue;
            }
            const double column = std::floor(x * m_style.dpr);
            addTick(column, top + height / 4.0, height / 2.0);
            const std::int64_t behind = m_scene.window.xToTime((column + 1.0) / m_style.dpr);
            at = firstFrom(marks, at + 1, behind);
            last = m_scene.window.timeToX(marks[at - 1].atNs);
        }
        endTicks();
    }

    void draw(QPainter& painter)
    {
        const Palette& p = m_style.colours();
        painter.setPen(Qt::NoPen);
        painter.setBrush(p.surface);
        painter.drawRects(m_tickRims);
        painter.setBrush(p.running);
        painter.drawRects(m_ticks);
        painter.setRenderHint(QPainter::Antialiasing, true);
        painter.fillPath(m_rims, p.surface);
        painter.fillPath(m_diamonds, p.running);
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(p.text);
        for (const auto& [box, name] : m_names)
            drawIn(painter, m_style.fonts.caption, box, Qt::AlignLeft, name);
    }

private:
    /// The first mark from index `from` on that is not before the instant. Gallops: most often it is near.
    static std::size_t firstFrom(const std::vector<Mark>& marks, std::size_t from, std::int64_t ns)
    {
        std::size_t step = 1, low = from;
        while (low + step < marks.size() && marks[low + step].atNs < ns) {
            low += step;
            step *= 2;
        }
        const auto begin = marks.begin() + static_cast<std::ptrdiff_t>(low);
        const auto end = marks.begin() + static_cast<std::ptrdiff_t>(std::min(low + step, marks.size()));
        return static_cast<std::size_t>(std::ranges::lower_bound(begin, end, ns, {}, &Mark::atNs) -
                                        marks.begin());
    }

    static void addDiamond(QPainterPath& path, QPointF centre, double reach)
    {
        path.moveTo(centre + QPointF(0, -reach));
        path.lineTo(centre + QPointF(reach, 0));
        path.lineTo(centre + QPointF(0, reach));
        path.lineTo(centre + QPointF(-reach, 0));
        path.closeSubpath();
    }
    void addDiamond(QPointF centre, double reach)
    {
        addDiamond(m_rims, centre, reach + 1.5);
        addDiamond(m_diamonds, centre, reach);
    }

    /// A device column; those beside each other become one box.
    void addTick(double column, double top, double height)
    {
        const double x = column / m_style.dpr, wide = 1.0 / m_style.dpr;
        if (m_tick.isEmpty() || x > m_tick.right() + wide / 2.0) {
            endTicks();
            m_tick = {x, std::round(top), wide, std::max(2.0, std::round(height))};
        } else {
            m_tick.setRight(x + wide);
        }
    }
    void endTicks()
    {
        if (m_tick.isEmpty()) return;
        m_ticks.append(m_tick);
        m_tickRims.append(m_tick.adjusted(-1, -1, 1, 1));
        m_tick = {};
    }

    /// Where there is room up to the next instant or span, and none around it.
    void addName(const Lane& lane, std::size_t index, QPointF at, double height)
    {
        const Mark& mark = lane.marks[index];
        double right = m_scene.knownRight();
        if (index + 1 < lane.marks.size())
            right = std::min(right, m_scene.window.timeToX(lane.marks[index + 1].atNs) - 8.0);
        const LaneSpans spans(lane, m_scene.run.endNs);
        if (const std::size_t i = spans.at(mark.atNs); i < spans.size())
            right = std::min(right, m_scene.window.timeToX(spans[i].startNs) - 2.0);
        const std::string& name = m_scene.run.info().spanNames[mark.item];
        // No letter is narrower than two pixels: what cannot fit is not measured.
        if (right - at.x() < 12 || static_cast<double>(name.size()) > (right - at.x()) * 2.0) return;
        const QString text = QString::fromStdString(name);
        const double width = textWidth(m_style.fonts.caption, text);
        if (width > right - at.x()) return;
        const QRectF box(at.x(), at.y(), width, height);
        if (std::ranges::any_of(m_keepFree, [&](const QRectF& kept) { return box.intersects(kept); })) return;
        m_names.emplace_back(box, text);
    }

    const TimelineScene& m_scene;
    const SceneStyle& m_style;
    const std::vector<QRectF>& m_keepFree;
    QPainterPath m_diamonds, m_rims;
    QRectF m_tick;
    QVector<QRectF> m_ticks, m_tickRims;
    std::vector<std::pair<QRectF, QString>> m_names;
};

} // namespace

NumberRun::NumberRun(const QFont& font)
    : m_font(QRawFont::fromFont(font))
{
    const QVector<quint32> glyphs = m_font.glyphIndexesForString(QStringLiteral("0123456789"));
    const QVector<QPointF> advances = m_font.advancesForGlyphIndexes(glyphs);
    for (std::size_t d = 0; d < 10; ++d) {
        m_glyphs[d] = glyphs[static_cast<qsizetype>(d)];
        m_advances[d] = advances[static_cast<qsizetype>(d)].x();
    }
}

double NumberRun::width(std::uint32_t number) const
{
    double width = 0;
    do {
        width += m_advances[number % 10];
        number /= 10;
    } while (number != 0);
    return width;
}

void NumberRun::add(QPointF baseline, std::uint32_t number)
{
    double right = baseline.x() + width(number);
    do {
        right -= m_advances[number % 10];
        m_indices.append(m_glyphs[number % 10]);
        m_positions.append({right, baseline.y()});
        number /= 10;
    } while (number != 0);
}

void NumberRun::draw(QPainter& painter, const QColor& colour)
{
    if (m_indices.isEmpty()) return;
    QGlyphRun run;
    run.setRawFont(m_font);
    run.setGlyphIndexes(m_indices);
    run.setPositions(m_positions);
    painter.setPen(colour);
    painter.drawGlyphRun({0, 0}, run);
}

double roomBehind(const TimelineScene& scene, std::uint32_t task, std::size_t index)
{
    const Lane& lane = scene.run.columns->lanes()[task];
    const Mark& mark = lane.marks[index];
    double right = scene.knownRight();
    if (index + 1 < lane.marks.size())
        right = std::min(right, scene.window.timeToX(lane.marks[index + 1].atNs) - 2.0);
    const LaneSpans spans(lane, scene.run.endNs);
    const double x = scene.window.timeToX(mark.atNs);
    for (std::size_t i = spans.at(mark.atNs); i < spans.size(); ++i) {
        const double begins = scene.window.timeToX(spans[i].startNs);
        if (begins >= right) break;
        if (begins - x > 64.0) break; // no number is wider
        const double wide =
            static_cast<double>(spans[i].endNs - spans[i].startNs) * scene.window.pixelsPerNs();
        if (isPale(spans[i].state) || wide < 1.5) continue; // on the real clock a turn takes microseconds
        right = std::min(right, begins - 2.0);
        break;
    }
    if (lane.endedNs != notYet && lane.endedHow != EndedHow::Finished && lane.endedNs >= mark.atNs)
        right = std::min(right, scene.window.timeToX(lane.endedNs));
    return right - x;
}

namespace {

/// By group, whether one of its lanes in the band is crowded: then none has ticks, or lanes of the same
/// states would look unlike.
std::vector<bool> crowdedGroups(const TimelineScene& scene, const LaneBand& band)
{
    const RunInfo& info = scene.run.info();
    std::vector<bool> crowded(info.groups.size(), false);
    for (const LaneRow& row : band.rows) {
        if (row.kind != LaneRow::Kind::Task) continue;
        const Lane& lane = scene.run.columns->lanes()[row.index];
        if (!lane.hasInstants() && isCrowded(visibleMarks(lane.marks, scene.window), scene.window))
            crowded[info.groupOfTask[row.index]] = true;
    }
    return crowded;
}

} // namespace

void paintLaneMarks(QPainter& painter, const TimelineScene& scene, const LaneBand& band,
                    const SceneStyle& style, const std::vector<QRectF>& keepFree)
{
    const std::vector<bool> crowded = crowdedGroups(scene, band);
    NumberRun numbers(style.fonts.caption);
    const double capHeight = QFontMetricsF(style.fonts.caption).capHeight();
    InstantMarks instants(scene, style, keepFree);
    QVector<QRectF> ticks, borders;
    for (const LaneRow& row : band.rows) {
        if (row.kind == LaneRow::Kind::Group && row.folded && scene.groups != nullptr) {
            const GroupIndex& group = (*scene.groups)[row.index];
            paintGroupFailures(painter, scene, style, row, group.failures());
            instants.add(group.instants(), scene.toItem(row.barTop()) + 1.0, groupMarkHeight);
        }
        if (row.kind != LaneRow::Kind::Task) continue;
        const bool numbered = row.bar >= 12;
        const Lane& lane = scene.run.columns->lanes()[row.index];
        const double top = scene.toItem(row.barTop());
        const double middle = top + row.bar / 2.0;
        if (numbered) paintLaneWords(painter, scene, style, row);
        paintEnd(painter, scene, style, lane, row);
        if (lane.hasInstants()) {
            instants.add(lane, top, row.bar);
            continue;
        }
        const MarkRange range = visibleMarks(lane.marks, scene.window);
        if (isCrowded(range, scene.window)) continue;
        const bool isTicked = !crowded[scene.run.info().groupOfTask[row.index]];
        for (std::size_t m = range.first; m < range.last; ++m) {
            const Mark& mark = lane.marks[m];
            if (mark.kind == MarkKind::RequestFailed)
                paintFailure(painter, scene.window.timeToX(mark.atNs), top, row.bar, style);
            if (!isTicked || !hasMarkLook(mark)) continue;
            const double x = std::round((scene.window.timeToX(mark.atNs) - 1.0) * style.dpr) / style.dpr;
            if (numbered)
                ticks.append({x, top - 1.0, 2.0, row.bar + 2.0});
            else
                borders.append({x, top, 1.0, row.bar});
            if (!numbered || mark.item == noItem) continue;
            const double width = numbers.width(mark.item);
            const double room = roomBehind(scene, row.index, m);
            if (numberGap + width + 2.0 > room) continue;
            const QRectF box(x + numberGap + 1.0, top, width, row.bar);
            if (std::ranges::any_of(keepFree, [&](const QRectF& kept) { return box.intersects(kept); }))
                continue;
            numbers.add({box.left(), std::round(middle + capHeight / 2.0)}, mark.item);
        }
    }
    painter.setPen(Qt::NoPen);
    QColor ink = style.colours().ink;
    painter.setBrush(ink);
    painter.drawRects(ticks);
    ink.setAlphaF(0.6f); // thin lanes: no more than a border between spans
    painter.setBrush(ink);
    painter.drawRects(borders);
    numbers.draw(painter, style.colours().text);
    instants.draw(painter);
}

} // namespace sojourn
