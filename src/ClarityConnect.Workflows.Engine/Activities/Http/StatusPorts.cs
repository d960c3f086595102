using System.Globalization;
using System.Text.Json;
using ClarityConnect.Workflows.Engine.Activities.Flow;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Engine.Activities.Http;

/// <summary>The ports of a request in a flowchart, and which of them are connected.</summary>
internal sealed class StatusPorts
{
    public const string Done = "Done";

    public const string Unmatched = "Unmatched status code";

    public const string FailedToConnect = "Failed to connect";

    public const string Timeout = "Timeout";

    private readonly HashSet<string> connected = new(StringComparer.Ordinal);

    public StatusPorts(ActivityCompilation compilation)
    {
        var flowchart = compilation.Activities[compilation.Activity.Parent].Json;
        var id = JsonMembers.Text(compilation.Json, "id");
        foreach (var json in JsonMembers.List(flowchart, "connections").Where(json => json.ValueKind == JsonValueKind.Object))
        {
            if (FlowConnectionReader.End(json, "source", "sourcePort") is (var source, { } port) && source == id)
                connected.Add(port);
        }
    }

    /// <summary>Whether the workflow goes on by itself after a status code: it is expected, or what is not expected has a way.</summary>
    public bool HasWayFor(int statusCode, int[]? expected) => connected.Contains(Unmatched) || (expected ?? []).Contains(statusCode);

    /// <summary>Leaves by the status code's port and "Done".</summary>
    public static void Follow(ActivityExecutionContext context, int statusCode, int[]? expected)
    {
        if (expected is not { Length: > 0 })
            context.Complete(Done);
        else
            context.Complete(expected.Contains(statusCode) ? statusCode.ToString(CultureInfo.InvariantCulture) : Unmatched, Done);
    }

    /// <summary>Leaves by a port if it is connected.</summary>
    /// <returns>Whether it is.</returns>
    public bool Follow(ActivityExecutionContext context, string port)
    {
        if (!connected.Contains(port))
            return false;
        context.Complete(port);
        return true;
    }
}
