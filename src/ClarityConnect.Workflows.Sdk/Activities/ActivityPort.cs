namespace ClarityConnect.Workflows.Sdk.Activities;

/// <summary>
/// A slot that holds one child activity, such as the body of a loop. A nullable property of this type becomes an embedded port in the
/// designer; it is null where the definition leaves the slot empty. Schedule it with
/// <see cref="ActivityExecutionContext.Schedule(ActivityPort, string?, IReadOnlyDictionary{string, object?}?)"/>.
/// </summary>
public sealed class ActivityPort
{
    internal ActivityPort(int node, string activityId)
    {
        Node = node;
        ActivityId = activityId;
    }

    /// <summary>The id of the child activity in the definition.</summary>
    public string ActivityId { get; }

    internal int Node { get; }
}
