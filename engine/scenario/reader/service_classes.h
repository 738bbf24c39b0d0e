// Classes of services, and the settings that each service gives to its class.
#pragma once

#include "scenario/reader/reading.h"

#include <optional>
#include <string>
#include <vector>

namespace sojourn {

/// A setting of a class of services.
struct SettingSpec
{
    std::string name;
    ParameterValue::Kind kind = ParameterValue::Kind::Number;
    std::optional<Reading::Index> byDefault; ///< where its default stands; none: a service must give it
};

/// What the services of one class have in common. Places are those of the file as it is written.
struct ServiceClass
{
    std::string name;
    Reading::Index at = 0;
    std::vector<SettingSpec> settings; ///< in the order written
    Reading::Index start = 0;
    std::optional<Reading::Index> stop;
    bool isUsed = false;
};

/// A setting of one service, filled in.
struct Setting
{
    std::string name;
    ParameterValue value;
    Reading::Index at = 0;       ///< where its value stands: in the service, or in its class
    std::uint16_t parameter = 0; ///< as JsonNode::parameter has it
};

/// Reads the classes of a file as it is written, before values are put where "$name" stands.
class ServiceClasses final
{
public:
    /// What is wrong goes to `reading`. Both must outlive it.
    ServiceClasses(Reading& reading, const std::vector<Parameter>& parameters);

    /// The class of a service; null when there is none, which is refused.
    const ServiceClass* classOf(Reading::Index service);
    /// Every setting of the class as this service has it. Refused: one that is required and not given, one
    /// of the wrong kind, and one that the class does not know.
    std::vector<Setting> settingsOf(Reading::Index service, const ServiceClass& serviceClass);
    /// A class of no service is refused: nobody would look at its steps.
    void refuseUnused();

private:
    using Index = Reading::Index;

    void readClass(Index at);
    void readSpecs(ServiceClass& serviceClass, Index settings);
    SettingSpec spec(Index key);
    Setting valueAt(Index at);

    Reading& m_reading;
    const std::vector<Parameter>& m_parameters;
    NameTable m_names;
    std::vector<ServiceClass> m_classes;
};

/// The settings of a service whose values are filled in (substitute()): name and value, nothing else.
std::vector<Parameter> settingsIn(const JsonTree& tree, JsonTree::Index object);

} // namespace sojourn
