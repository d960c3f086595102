namespace ClarityConnect.Workflows.EndToEndTests.Serving;

/// <summary>Small definitions, as the designer would send them.</summary>
internal static class ServedWorkflows
{
    /// <summary>Writes a line and ends.</summary>
    public static string Greeting(string id) => Sequence(id, WriteLine);

    /// <summary>Started by POST /workflows/{id}; waits, then writes a line and ends.</summary>
    public static string WaitingHook(string id, TimeSpan wait) => Sequence(id, Hook(id), $$"""
        { "id": "Delay1", "name": "Delay1", "type": "Elsa.Delay", "version": 1,
          "timeSpan": { "typeName": "TimeSpan", "expression": { "type": "Literal", "value": "{{wait:c}}" } } }
        """, WriteLine);

    /// <summary>Started by POST /workflows/{id}; writes a line and ends.</summary>
    public static string SimpleHook(string id) => Sequence(id, Hook(id), WriteLine);

    private const string WriteLine = """
        { "id": "WriteLine1", "name": "WriteLine1", "type": "Elsa.WriteLine", "version": 1,
          "text": { "typeName": "String", "expression": { "type": "Literal", "value": "Hello" } } }
        """;

    private static string Hook(string path) => $$"""
        { "id": "Hook1", "name": "Hook1", "type": "Elsa.HttpEndpoint", "version": 1, "customProperties": { "canStartWorkflow": true },
          "path": { "typeName": "String", "expression": { "type": "Literal", "value": "{{path}}" } },
          "supportedMethods": { "typeName": "String[]", "expression": { "type": "Object", "value": "[\"POST\"]" } } }
        """;

    private static string Sequence(string id, params string[] activities) => $$"""
        { "definitionId": "{{id}}", "name": "{{id}}", "version": 1, "isLatest": true, "isPublished": false,
          "root": { "id": "Sequence1", "name": "Sequence1", "type": "Elsa.Sequence", "version": 1, "activities": [ {{string.Join(", ", activities)}} ] } }
        """;
}
