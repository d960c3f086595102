using System.Text.Json;

namespace ClarityConnect.Workflows.Conformance.Observations;

/// <summary>An instance with all that it did, as the API shows it.</summary>
internal sealed record Instance(JsonElement Summary, IReadOnlyList<Execution> Executions, IReadOnlyDictionary<string, JsonElement> Variables)
{
    private static readonly string[] Final = ["Finished", "Cancelled", "Faulted"];

    public string Id => Summary.GetProperty("id").GetString()!;

    public JsonElement State => Summary.GetProperty("workflowState");

    public string SubStatus => Text("subStatus")!;

    public string? ParentId => State.GetProperty("parentWorkflowInstanceId").GetString();

    public bool IsFinal => Final.Contains(SubStatus);

    public bool IsAtRest => IsFinal || SubStatus == "Suspended";

    public int IncidentCount => State.GetProperty("incidents").GetArrayLength();

    public IEnumerable<string> IncidentMessages => State.GetProperty("incidents").EnumerateArray().Select(incident => incident.GetProperty("message").GetString() ?? "");

    public IReadOnlyList<Waiting> Bookmarks => [.. State.GetProperty("bookmarks").EnumerateArray().Select(bookmark => new Waiting(
        bookmark.GetProperty("activityId").GetString()!,
        bookmark.GetProperty("name").GetString()!,
        bookmark.GetProperty("payload").GetProperty("key").GetString() ?? "",
        bookmark.GetProperty("payload").GetProperty("correlationId").GetString(),
        bookmark.GetProperty("payload").GetProperty("dueAt").ValueKind == JsonValueKind.String))];

    public string? Text(string member) => Summary.GetProperty(member).GetString();

    public JsonElement? Output(string name) => State.GetProperty("output").TryGetProperty(name, out var value) ? value : null;
}
