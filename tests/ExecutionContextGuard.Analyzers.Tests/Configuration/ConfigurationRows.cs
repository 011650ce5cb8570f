using ExecutionContextGuard.Rules;

namespace ExecutionContextGuard.Configuration;

/// <summary>Rows about configuration, and the channels that an entry can come by.</summary>
public abstract class ConfigurationRows : RuleRows
{
    protected const string Catalogue = "ExecutionContextGuard.txt";

    protected const string BaselineFile = "ecguard.baseline";

    protected static string Key(string setting) => "execution_context_guard." + setting;
}
