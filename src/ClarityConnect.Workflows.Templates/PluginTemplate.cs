namespace ClarityConnect.Workflows.Templates;

/// <summary>What a new plugin begins with.</summary>
public enum PluginTemplate
{
    /// <summary>One activity, and its tests: what <c>dotnet new clarity-activity</c> writes.</summary>
    Activity,

    /// <summary>A connection to another system with an activity, a drop-down, a webhook and tests over a twin of the system: what <c>dotnet new clarity-connector</c> writes.</summary>
    Connector,
}
