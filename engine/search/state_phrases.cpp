#include "search/state_phrases.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace sojourn {

namespace {

constexpr std::uint16_t bit(TaskState state)
{
    return static_cast<std::uint16_t>(1u << static_cast<unsigned>(state));
}
constexpr std::uint8_t bit(RequestPhase phase)
{
    return static_cast<std::uint8_t>(1u << static_cast<unsigned>(phase));
}
constexpr std::uint16_t joining =
    bit(TaskState::JoinWait) | bit(TaskState::AwaitWait) | bit(TaskState::FlagWait);
constexpr std::uint16_t offloaded = bit(TaskState::Offloaded);
constexpr std::uint8_t inLine = bit(RequestPhase::InLine) | bit(RequestPhase::ForThread);
constexpr std::uint8_t every = StateSet::everyPhase;

struct Named
{
    std::string_view phrase;
    StateSet set;
};
constexpr std::array phrases{
    Named{"running", {bit(TaskState::Running), every}},
    Named{"ready", {bit(TaskState::Ready), every}},
    Named{"sleeping", {bit(TaskState::Sleeping), every}},
    Named{"working", {bit(TaskState::Working), every}},
    Named{"blocking", {bit(TaskState::Working), every}},
    Named{"blocking the loop", {bit(TaskState::Working), every}},
    Named{"waiting",
          {static_cast<std::uint16_t>(joining | bit(TaskState::PutWait) | bit(TaskState::GetWait)), every}},
    Named{"waiting to get", {bit(TaskState::GetWait), every}},
    Named{"get_wait", {bit(TaskState::GetWait), every}},
    Named{"waiting to put", {bit(TaskState::PutWait), every}},
    Named{"put_wait", {bit(TaskState::PutWait), every}},
    Named{"waiting for flag join or task", {joining, every}},
    Named{"waiting for a join", {bit(TaskState::JoinWait), every}},
    Named{"join_wait", {bit(TaskState::JoinWait), every}},
    Named{"waiting for a task", {bit(TaskState::AwaitWait), every}},
    Named{"await_wait", {bit(TaskState::AwaitWait), every}},
    Named{"waiting for a flag", {bit(TaskState::FlagWait), every}},
    Named{"flag_wait", {bit(TaskState::FlagWait), every}},
    Named{"off to a thread", {offloaded, bit(RequestPhase::None)}},
    Named{"offload", {offloaded, bit(RequestPhase::None)}},
    Named{"in line", {offloaded, inLine}},
    Named{"in_line", {offloaded, inLine}},
    Named{"in line for a connection", {offloaded, bit(RequestPhase::InLine)}},
    Named{"in line for a thread", {offloaded, bit(RequestPhase::ForThread)}},
    Named{"connecting", {offloaded, bit(RequestPhase::Connecting)}},
    Named{"waiting for the reply", {offloaded, bit(RequestPhase::Waiting)}},
    Named{"receiving the reply", {offloaded, bit(RequestPhase::Receiving)}},
    Named{"receiving", {offloaded, bit(RequestPhase::Receiving)}},
};

std::size_t wordsOf(std::string_view phrase)
{
    return 1 + static_cast<std::size_t>(std::count(phrase.begin(), phrase.end(), ' '));
}

/// The last `count` words as one text.
std::string joined(std::span<const std::string> words, std::size_t count)
{
    std::string text;
    for (const std::string& word : words.last(count))
        text += (text.empty() ? "" : " ") + word;
    return text;
}

} // namespace

StatePhrase statePhraseAtEnd(std::span<const std::string> words)
{
    StatePhrase best;
    for (const Named& named : phrases) {
        const std::size_t count = wordsOf(named.phrase);
        if (count <= best.words || count > words.size()) continue;
        if (joined(words, count) == named.phrase) best = {named.set, count};
    }
    return best;
}

} // namespace sojourn
