// In which order the cells of a grid are computed when somebody watches.
#pragma once

#include "explore/sweep/sweep.h"
#include "explore/sweep/sweep_answer.h"

#include <cstdint>
#include <mutex>
#include <optional>
#include <vector>

namespace sojourn {

/// Deals out the cells of a grid so that a part of them tells the most: first a coarse grid with the ends of
/// every axis; then, where goals are met on one side and missed on the other, what lies nearest to the middle
/// between the two, so that frontiers get sharp first; then ever finer grids. Frontiers are looked for in
/// grids of one and two axes. Every function may be called from any thread.
class SweepOrder final
{
public:
    explicit SweepOrder(const SweepPlan& plan, std::vector<SweepGoal> goals = {});

    /// The next cell; nothing once all were dealt out.
    std::optional<std::uint64_t> next();
    /// A cell is done.
    void note(const SweepCell& cell);
    /// Other goals: what is left is dealt out for them.
    void setGoals(std::vector<SweepGoal> goals);

private:
    struct Known
    {
        SweepRow row;        ///< without the values
        unsigned missed = 0; ///< a bit a goal
    };
    struct Point
    {
        double across, up;
    };
    unsigned missedBy(const SweepRow& row) const;
    unsigned levelOf(std::uint64_t cell) const;
    void addFrontier(std::vector<Point>& points, std::size_t first, std::size_t stride,
                     std::size_t count) const;
    void arrange();

    mutable std::mutex m_mutex;       // of all that follows
    std::vector<std::size_t> m_sizes; // of the axes
    std::vector<SweepGoal> m_goals;
    std::vector<std::optional<Known>> m_known; // by cell; only while there are one or two axes
    std::vector<std::uint64_t> m_left;         // the next one last
    std::size_t m_coarse = 0;                  // how many are left when the coarse grid has been dealt out
    std::size_t m_news = 0;                    // cells done since arrange()
};

} // namespace sojourn
