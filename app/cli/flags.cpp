#include "cli/flags.h"

#include "cli/help.h"
#include "scenario/scenario_file.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

namespace sojourn::cli {

namespace {

constexpr std::array<std::pair<std::string_view, Command>, 7> commands{{{"run", Command::Run},
                                                                        {"sweep", Command::Sweep},
                                                                        {"list", Command::List},
                                                                        {"show", Command::Show},
                                                                        {"check", Command::Check},
                                                                        {"convert", Command::Convert},
                                                                        {"open", Command::Open}}};

/// A flag that only a sweep has.
struct SweepFlag
{
    const char* name;
    const char* valueName;
    const char* about;
    std::vector<std::string> SweepFlags::*list;            ///< where its values go,
    std::optional<std::string> SweepFlags::*one = nullptr; ///< or its value
};

// clang-format off
const std::array<SweepFlag, 9> sweepFlags{{
    {"--vary", "NAME=VALUES", "a parameter and its values: LOW:HIGH[:STEP], or a list with commas; repeatable, the last runs fastest",
     &SweepFlags::vary},
    {"--metric", "METRIC", "what to measure, as `--summary json` names it: wait_s.p99; repeatable", &SweepFlags::metrics},
    {"--goal", "METRIC<N", "name the cheapest setting that meets it; repeatable: all of them", &SweepFlags::goals},
    {"--replications", "N", "runs of each cell, each with its own seed (default 10)", nullptr, &SweepFlags::replications},
    {"--warm-up", "N", "items of each run that are made before its statistics begin (default 0), or auto: found by MSER-5", nullptr,
     &SweepFlags::warmUp},
    {"--out", "FILE", "where the table goes (default: standard output)", nullptr, &SweepFlags::out},
    {"--jobs", "N", "threads (default: all cores)", nullptr, &SweepFlags::jobs},
    {"--shard", "I/N", "compute only the I-th of N parts, for --merge", nullptr, &SweepFlags::shard},
    {"--merge", "FILE", "put tables of shards together instead of computing: all files that are named", &SweepFlags::merge},
}};
// clang-format on

std::optional<Command> commandNamed(std::string_view name)
{
    const auto found = std::ranges::find(commands, name, &std::pair<std::string_view, Command>::first);
    return found == commands.end() ? std::nullopt : std::optional(found->second);
}

/// One command as CLI11 reads it. Each command is an application of its own: a scenario may then be called as
/// a command is, and only what is asked for is built.
class Reader final
{
public:
    Reader(Command command, const FlagsContext& context)
        : m_command(command)
        , m_context(context)
    {
        m_app.name(command == Command::Window ? context.program
                                              : context.program + ' ' + std::string(wordOf(command)));
        m_app.description(helpHead(command));
        m_app.footer(helpFoot(command, context.formats));
        m_app.set_help_flag("-h,--help", "this help");
        m_app.allow_extras(); // so that we can say what is wrong with them
        addSubject();
        addOwnFlags();
        addSettings();
    }

    Or<Flags> read(std::vector<std::string> arguments)
    {
        std::ranges::reverse(arguments); // as CLI11 takes them
        try {
            m_app.parse(std::move(arguments));
        } catch (const CLI::CallForHelp&) {
            Flags help;
            help.command = m_command;
            help.toPrint = m_app.help();
            return help;
        } catch (const CLI::ArgumentMismatch& mismatch) {
            return missingValue(mismatch.what());
        } catch (const CLI::RequiredError&) {
            return UsageError{m_app.get_name() + " needs " + neededSubject() + seeHelp()};
        } catch (const CLI::ParseError& error) {
            return UsageError{std::string(error.what()) + seeHelp()};
        }
        if (auto error = unexpected()) return *error;
        return flags();
    }

private:
    static std::string_view wordOf(Command command)
    {
        return std::ranges::find(commands, command, &std::pair<std::string_view, Command>::second)->first;
    }

    std::string seeHelp() const { return "; `" + m_app.get_name() + " --help` lists the flags"; }

    const char* neededSubject() const
    {
        if (m_command == Command::Convert) return "a file to read and a file to write";
        return isOfFile() ? "a file" : "a scenario";
    }

    bool isOfFile() const { return m_command == Command::Check || m_command == Command::Open; }

    void addSubject()
    {
        if (m_command == Command::List) return;
        if (m_command == Command::Convert) return addFiles();
        const bool isFile = isOfFile();
        m_subject = m_app.add_option(isFile ? "FILE" : "SCENARIO");
        m_subject
            ->description(isFile ? "a scenario file, or a recording"
                                 : "a built-in scenario's name, a scenario file or a run's session")
            ->type_name("");
        if (m_command == Command::Sweep) m_subject->allow_extra_args()->take_all();
        if (m_command == Command::Show || isFile)
            m_subject->required();
        else
            m_subject->description(
                "a built-in scenario's name, a scenario file or a run's session (default: asyncq)");
    }

    void addFiles()
    {
        m_subject = m_app.add_option("IN");
        m_subject->description("the recording to read; its content tells the format")
            ->type_name("")
            ->required();
        m_target = m_app.add_option("OUT");
        m_target->description("the file to write; its ending tells the format")->type_name("")->required();
    }

    void addOwnFlags()
    {
        const auto flag = [this](const char* name, const char* about) {
            return m_app.add_flag(name)->description(about);
        };
        if (m_command == Command::Window) m_version = flag("--version", "name and version on one line");
        if (m_command == Command::List) m_json = flag("--json", "as JSON, for programs");
        if (m_command == Command::Check) m_json = flag("--json", "say it as JSON, for programs");
        if (m_command == Command::Sweep)
            for (const SweepFlag& sweepFlag : sweepFlags)
                addSweepFlag(sweepFlag);
        if (m_command == Command::Show)
            m_as = m_app.add_option("--as")->expected(1)->take_all()->type_name("python")->description(
                "print it as an asyncio program, which needs nothing but CPython 3.11");
    }

    void addSweepFlag(const SweepFlag& sweepFlag)
    {
        CLI::Option* const option = m_app.add_option(sweepFlag.name);
        option->expected(1)->take_all()->type_name(sweepFlag.valueName)->description(sweepFlag.about);
        m_sweepOptions.push_back(option);
    }

    bool takes(const SettingInfo& info) const
    {
        if (m_command == Command::Run) return true;
        if (m_command == Command::Sweep) return isOfSweep(info);
        if (m_command == Command::Convert) return info.key == Key::ExportFormat || info.key == Key::Quiet;
        if (m_command == Command::Window || m_command == Command::Open) return info.isOfScenario;
        const bool isOfPace = info.key == Key::Clock || info.key == Key::Speed;
        return m_command == Command::Show && info.isOfScenario && !isOfPace;
    }

    /// A sweep is on the virtual clock, writes one table and logs nothing.
    static bool isOfSweep(const SettingInfo& info)
    {
        const bool isOfPace = info.key == Key::Clock || info.key == Key::Speed;
        return (info.isOfScenario && !isOfPace) || info.key == Key::Until || info.key == Key::Quiet ||
               info.key == Key::Config;
    }

    std::string aboutOf(const SettingInfo& info) const
    {
        const bool isOfConvert = m_command == Command::Convert;
        if (isOfConvert && info.key == Key::ExportFormat) return "the format of OUT, whatever its ending";
        if (isOfConvert && info.key == Key::Quiet) return "no progress, no word about what is left out";
        return info.about;
    }

    void addSettings()
    {
        for (const SettingInfo& info : settingInfos()) {
            if (!takes(info)) continue;
            std::string names = std::string("--") + info.name;
            if (info.letter != 0) names = std::string("-") + info.letter + ',' + names;
            std::string about = aboutOf(info);
            if (info.environment) about += std::string(" [") + info.environment + ']';
            CLI::Option* option =
                info.shape == Shape::Switch ? m_app.add_flag(names) : m_app.add_option(names);
            if (info.shape != Shape::Switch) option->expected(1)->type_name(info.valueName);
            option->take_all()->description(about);
            m_options.emplace_back(info.key, option);
        }
    }

    UsageError missingValue(const std::string& words) const
    {
        // CLI11 begins with the option's name.
        const std::string name = words.substr(0, words.find_first_of(": "));
        return {name + " needs a value" + seeHelp()};
    }

    /// The first argument that nobody took.
    std::optional<UsageError> unexpected() const
    {
        std::vector<std::string> rest = m_app.remaining();
        std::erase(rest, "--"); // which ends the flags, and which CLI11 keeps
        if (rest.empty()) return {};
        const auto flag =
            std::ranges::find_if(rest, [](const std::string& a) { return a.size() > 1 && a.front() == '-'; });
        if (flag == rest.end()) {
            if (m_command == Command::Window && commandNamed(rest.front()))
                return UsageError{"the command comes first: " + m_context.program + ' ' + rest.front() +
                                  " …"};
            return UsageError{inQuotes(rest.front()) + " is one argument too many" + seeHelp()};
        }
        const std::string name = flag->substr(0, flag->find('='));
        const std::string closest = closestName(name, flagNames());
        return UsageError{"there is no flag " + name +
                          (closest.empty() ? seeHelp() : "; did you mean " + closest + "?")};
    }

    std::vector<std::string> flagNames() const
    {
        std::vector<std::string> names;
        for (const CLI::Option* option : m_app.get_options())
            for (const std::string& name : option->get_lnames())
                names.push_back("--" + name);
        return names;
    }

    /// CLI11 takes whatever follows as a value, a flag too. Null when all is well.
    const std::string* valueThatIsFlag(const CLI::Option& option) const
    {
        const std::vector<std::string> names = flagNames();
        const auto& values = option.results();
        const auto found = std::ranges::find_if(
            values, [&](const std::string& value) { return std::ranges::find(names, value) != names.end(); });
        return found == values.end() ? nullptr : &*found;
    }

    Or<Flags> flags() const
    {
        Flags flags;
        flags.command = m_command;
        if (m_version && m_version->count() > 0) {
            flags.toPrint = m_context.program + " " SOJOURN_VERSION "\n";
            return flags;
        }
        flags.asJson = m_json && m_json->count() > 0;
        if (m_as && m_as->count() > 0) flags.as = m_as->results().back();
        for (const auto& [key, option] : m_options) {
            const SettingInfo& info = settingInfo(key);
            const std::string name = std::string("--") + info.name;
            if (info.shape == Shape::Target && option->count() > 1)
                return UsageError{name + " is given twice; it takes one file"};
            if (const std::string* flag = valueThatIsFlag(*option))
                return UsageError{name + " needs a value; what follows it is " + *flag};
            for (const std::string& text : option->results())
                flags.values.add(key, {text, Source::Flag, name});
        }
        if (auto error = takeSweepFlags(flags.sweep)) return *error;
        if (auto error = takeSubjects(flags)) return *error;
        return flags;
    }

    std::optional<UsageError> takeSweepFlags(SweepFlags& flags) const
    {
        for (std::size_t i = 0; i < m_sweepOptions.size(); ++i) {
            const SweepFlag& sweepFlag = sweepFlags[i];
            const CLI::Option& option = *m_sweepOptions[i];
            if (const std::string* flag = valueThatIsFlag(option))
                return UsageError{std::string(sweepFlag.name) + " needs a value; what follows it is " +
                                  *flag};
            if (sweepFlag.list)
                flags.*sweepFlag.list = option.results();
            else if (option.count() > 1)
                return UsageError{std::string(sweepFlag.name) + " is given twice; it takes one value"};
            else if (option.count() == 1)
                flags.*sweepFlag.one = option.results().front();
        }
        return {};
    }

    /// Of a sweep: the scenario, or what stands behind --merge as a shell writes out *.csv.
    std::optional<UsageError> takeSubjects(Flags& flags) const
    {
        const std::vector<std::string> subjects =
            m_subject ? m_subject->results() : std::vector<std::string>();
        if (!flags.sweep.merge.empty())
            flags.sweep.merge.insert(flags.sweep.merge.end(), subjects.begin(), subjects.end());
        else if (subjects.size() > 1)
            return UsageError{inQuotes(subjects[1]) + " is one argument too many" + seeHelp()};
        else if (!subjects.empty())
            flags.subject = subjects.front();
        if (m_target && m_target->count() > 0) flags.target = m_target->results().front();
        return {};
    }

    Command m_command;
    const FlagsContext& m_context;
    CLI::App m_app;
    CLI::Option* m_subject = nullptr; // the options belong to m_app
    CLI::Option* m_target = nullptr;
    CLI::Option* m_version = nullptr;
    CLI::Option* m_json = nullptr;
    CLI::Option* m_as = nullptr;
    std::vector<CLI::Option*> m_sweepOptions; // as sweepFlags
    std::vector<std::pair<Key, CLI::Option*>> m_options;
};

} // namespace

Or<Flags> readFlags(const std::vector<std::string>& arguments, const FlagsContext& context)
{
    const auto command = arguments.empty() ? std::nullopt : commandNamed(arguments.front());
    const auto rest = arguments.begin() + (command ? 1 : 0);
    return Reader(command.value_or(Command::Window), context).read({rest, arguments.end()});
}

} // namespace sojourn::cli
