namespace ClarityConnect.Workflows.Studio.Descriptors;

/// <summary>Descriptor lists that do not depend on what is installed. The designer breaks on 404, and takes the first strategy of a list as the default.</summary>
internal static class FixedDescriptors
{
    public static IReadOnlyList<object> Expressions { get; } =
    [
        Expression("Literal", "Literal", false, ""),
        Expression("Object", "Object", false, "json"),
        Expression("Json", "JSON", false, "json"),
        Expression("Variable", "Variable", true, ""),
        Expression("Input", "Input", true, ""),
        Expression("JavaScript", "JavaScript", true, "javascript"),
    ];

    public static IReadOnlyList<object> Variables { get; } =
    [
        .. Types("Primitives", "Object", "String", "Boolean", "Int32", "Int64", "Single", "Double", "Decimal", "Guid", "DateTime", "DateTimeOffset", "TimeSpan"),
        .. Types("Lookups", "StringDictionary", "ObjectDictionary"),
        .. Types("Dynamic", "ExpandoObject", "JsonElement", "JsonNode", "JsonObject"),
        .. Types("Data", "ByteArray", "Stream"),
    ];

    public static IReadOnlyList<object> StorageDrivers { get; } =
    [
        new { typeName = "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core", displayName = "Workflow instance", priority = 5, deprecated = false },
    ];

    public static IReadOnlyList<object> ActivationStrategies { get; } =
    [
        Strategy("Elsa.Workflows.ActivationValidators.AllowAlwaysStrategy, Elsa.Workflows.Core", "Always", "Every start makes an instance."),
    ];

    public static IReadOnlyList<object> IncidentStrategies { get; } =
    [
        Strategy("Elsa.Workflows.IncidentStrategies.FaultStrategy, Elsa.Workflows.Core", "Fault", "The instance stops until somebody decides."),
        Strategy(
            "Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy, Elsa.Workflows.Core", "Continue with incidents", "Other branches go on."),
    ];

    public static IReadOnlyList<object> LogStrategies { get; } =
    [
        Strategy("Elsa.Workflows.LogPersistence.Strategies.Include, Elsa.Workflows.Core", "Include", "Inputs and outputs are kept in the journal."),
    ];

    private static object Expression(string type, string name, bool isBrowsable, string language) => new
    {
        type,
        displayName = name,
        isSerializable = true,
        isBrowsable,
        properties = language.Length == 0 ? new Dictionary<string, string>() : new() { ["MonacoLanguage"] = language },
    };

    private static IEnumerable<object> Types(string category, params string[] names) =>
        names.Select(name => (object)new { typeName = name, displayName = name, category, description = (string?)null });

    private static object Strategy(string typeName, string name, string description) => new { typeName, displayName = name, description };
}
