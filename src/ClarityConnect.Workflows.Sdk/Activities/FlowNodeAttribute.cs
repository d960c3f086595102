namespace ClarityConnect.Workflows.Sdk.Activities;

/// <summary>Declares the outcomes of an activity, drawn as outgoing ports. Without it there is one port, "Done".</summary>
/// <param name="outcomes">The outcome names in the order of drawing.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class FlowNodeAttribute(params string[] outcomes) : Attribute
{
    /// <summary>The outcome names in the order of drawing.</summary>
    public IReadOnlyList<string> Outcomes { get; } = outcomes;
}
