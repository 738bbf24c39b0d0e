#include "explore/draw_moments.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

namespace sojourn {

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

DrawMoments momentsOf(const std::vector<std::vector<double>>& rows)
{
    double count = 0, sum = 0, squares = 0;
    double least = infinite, most = -infinite;
    for (const auto& row : rows)
        for (const double value : row) {
            ++count;
            sum += value;
            least = std::min(least, value);
            most = std::max(most, value);
        }
    if (count == 0) return {};
    if (least == most) return {most, 0}; // a sum's rounding would leave a variance
    const double mean = sum / count;
    for (const auto& row : rows)
        for (const double value : row)
            squares += (value - mean) * (value - mean);
    return {mean, squares / count};
}

/// A normal variable whose negative values become 0.
DrawMoments momentsOfNormal(double mean, double deviation)
{
    if (deviation <= 0) return {std::max(mean, 0.0), 0};
    const double z = mean / deviation;
    const double density = std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi);
    const double above = std::erfc(-z / std::numbers::sqrt2) / 2; // P(it is above 0)
    const double first = mean * above + deviation * density;
    const double second = (mean * mean + deviation * deviation) * above + mean * deviation * density;
    return {first, std::max(0.0, second - first * first)};
}

DrawMoments momentsOfPareto(double shape, double minimum)
{
    if (shape <= 1) return {infinite, infinite, false};
    const double mean = shape * minimum / (shape - 1);
    if (shape <= 2) return {mean, infinite, false};
    return {mean, minimum * minimum * shape / ((shape - 1) * (shape - 1) * (shape - 2)), shape > 3};
}

} // namespace

DrawMoments momentsOf(const Draw& draw)
{
    const double width = draw.b - draw.a;
    switch (draw.kind) {
    case Draw::Kind::Constant:
        return {draw.a, 0};
    case Draw::Kind::Uniform:
        return {draw.a + width / 2, width * width / 12};
    case Draw::Kind::UniformInt:
        return {draw.a + width / 2, width * (width + 2) / 12};
    case Draw::Kind::Exponential:
        return {draw.a, draw.a * draw.a};
    case Draw::Kind::Normal:
        return momentsOfNormal(draw.a, draw.b);
    case Draw::Kind::Lognormal:
        return {draw.a, draw.a > 0 ? draw.b * draw.b : 0};
    case Draw::Kind::Erlang:
        return {draw.b, draw.b * draw.b / draw.a};
    case Draw::Kind::Pareto:
        return momentsOfPareto(draw.a, draw.b);
    case Draw::Kind::Empirical:
        return momentsOf(std::vector<std::vector<double>>{draw.values});
    case Draw::Kind::Sequence:
        return momentsOf(draw.rows);
    }
    return {};
}

const char* spreadOf(const Draw& draw)
{
    switch (draw.kind) {
    case Draw::Kind::Constant:
        return "constant";
    case Draw::Kind::Uniform:
    case Draw::Kind::UniformInt:
        return isConstant(draw) ? "constant" : "uniform";
    case Draw::Kind::Exponential:
        return "exponential";
    case Draw::Kind::Normal:
        return "normal";
    case Draw::Kind::Lognormal:
        return "lognormal";
    case Draw::Kind::Erlang:
        return draw.a == 1 ? "exponential" : "Erlang";
    case Draw::Kind::Pareto:
        return "Pareto";
    case Draw::Kind::Empirical:
        return "empirical";
    case Draw::Kind::Sequence:
        return isConstant(draw) ? "constant" : "a fixed sequence";
    }
    return "";
}

bool isConstant(const Draw& draw)
{
    return momentsOf(draw).variance == 0;
}

bool isInFixedOrder(const Draw& draw)
{
    return draw.kind == Draw::Kind::Sequence && !isConstant(draw);
}

bool isExponential(const Draw& draw)
{
    return (draw.kind == Draw::Kind::Exponential && draw.a > 0) ||
           (draw.kind == Draw::Kind::Erlang && draw.a == 1 && draw.b > 0);
}

} // namespace sojourn
