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
        Secret(),
    ];

    public static IReadOnlyList<object> Variables { get; } =
    [
        Type("Object", "Anything", "Simple", "A value of any kind."),
        Type("String", "Text", "Simple", "Text of any length."),
        Type("Boolean", "Yes or no", "Simple", "True or false."),
        Type("Int32", "Whole number", "Simple", "A whole number up to about two billion."),
        Type("Int64", "Large whole number", "Simple", "A whole number of up to eighteen digits."),
        Type("Decimal", "Amount", "Simple", "A decimal number that is exact, for money and quantities."),
        Type("Double", "Measured number", "Simple", "A number that may be rounded, for measurements. Not for money."),
        Type("Single", "Measured number, short", "Simple", "A number with about seven digits that may be rounded."),
        Type("DateTimeOffset", "Moment", "Simple", "A date and time with its offset."),
        Type("DateTime", "Date and time", "Simple", "A date and time."),
        Type("TimeSpan", "Length of time", "Simple", "Such as 1.12:00:00 for a day and a half."),
        Type("Guid", "Unique id", "Simple", "An id such as 3f2504e0-4f89-41d3-9a0c-0305e82c3301."),
        Type("JsonObject", "Record", "Structured", "Named values, such as an order with its lines."),
        Type("JsonElement", "JSON", "Structured", "Any JSON."),
        Type("JsonNode", "JSON to change", "Structured", "Any JSON; kept for workflows that come from other servers."),
        Type("ExpandoObject", "Open record", "Structured", "Named values; kept for workflows that come from other servers."),
        Type("ObjectDictionary", "Values by name", "Structured", "Values of any kind, each under a name."),
        Type("StringDictionary", "Texts by name", "Structured", "Texts, each under a name."),
        Type("ByteArray", "Bytes", "Files", "The content of a file."),
        Type("Stream", "Stream", "Files", "The content of a file; kept for workflows that come from other servers."),
    ];

    public static IReadOnlyList<object> StorageDrivers { get; } =
    [
        new { typeName = "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core", displayName = "Kept with the run", priority = 5, deprecated = false },
        new { typeName = "Elsa.Workflows.MemoryStorageDriver, Elsa.Workflows.Core", displayName = "Forgotten when the run waits", priority = 0, deprecated = false },
    ];

    public static IReadOnlyList<object> ActivationStrategies { get; } =
    [
        Activation("AllowAlways", "Always", "Every start makes a run."),
        Activation("Singleton", "One at a time", "A start is refused while a run of this workflow goes on."),
        Activation("CorrelatedSingleton", "One at a time for each correlation id", "A start is refused while a run of this workflow with the same correlation id goes on."),
        Activation("Correlation", "One at a time for each correlation id, of all workflows", "A start is refused while a run of any workflow with the same correlation id goes on."),
    ];

    public static IReadOnlyList<object> IncidentStrategies { get; } =
    [
        Strategy("Elsa.Workflows.IncidentStrategies.FaultStrategy, Elsa.Workflows.Core", "Stop", "The run stops until somebody decides."),
        Strategy(
            "Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy, Elsa.Workflows.Core",
            "Go on with the rest",
            "Branches that do not depend on the failed activity go on."),
    ];

    public static IReadOnlyList<object> LogStrategies { get; } =
    [
        Log("Inherit", "As around it", "As the activity or workflow around it says."),
        Log("Include", "Keep", "The journal keeps the values."),
        Log("Exclude", "Leave out", "The journal leaves the values out."),
        Log("Configuration", "As the server says", "As the server is set up."),
    ];

    private static object Expression(string type, string name, bool isBrowsable, string language) => new
    {
        type,
        displayName = name,
        isSerializable = true,
        isBrowsable,
        properties = language.Length == 0 ? new Dictionary<string, string>() : new() { ["MonacoLanguage"] = language },
    };

    private static object Secret() => new
    {
        type = "Secret",
        displayName = "Secret",
        isSerializable = true,
        isBrowsable = true,
        properties = new Dictionary<string, string> { ["UIHint"] = "secret-picker", ["PickerEndpoint"] = "/secrets/picker" },
    };

    private static object Type(string typeName, string displayName, string category, string description) => new { typeName, displayName, category, description };

    private static object Activation(string name, string displayName, string description) =>
        Strategy($"Elsa.Workflows.ActivationValidators.{name}Strategy, Elsa.Workflows.Core", displayName, description);

    private static object Log(string name, string displayName, string description) =>
        Strategy($"Elsa.Workflows.LogPersistence.Strategies.{name}, Elsa.Workflows.Core", displayName, description);

    private static object Strategy(string typeName, string name, string description) => new { typeName, displayName = name, description };
}
