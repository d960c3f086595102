namespace ClarityConnect.Workflows.Sdk.Activities;

/// <summary>Names an activity: its type is <c>Namespace.Name</c>, as stored in definitions.</summary>
/// <param name="ns">The first part of the type name, such as "Elsa" or "ClarityConnect.Intacct".</param>
/// <param name="category">The group in the designer's toolbox.</param>
/// <param name="description">What it does, for a business user.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ActivityAttribute(string ns, string category, string? description = null) : Attribute
{
    /// <summary>The first part of the type name.</summary>
    public string Namespace { get; } = ns;

    /// <summary>The group in the designer's toolbox.</summary>
    public string Category { get; } = category;

    /// <summary>What the activity does, for a business user.</summary>
    public string? Description { get; } = description;

    /// <summary>The last part of the type name; the class name by default.</summary>
    public string? Name { get; set; }

    /// <summary>The name shown in the toolbox; the class name in words by default.</summary>
    public string? DisplayName { get; set; }

    /// <summary>The activity's version; definitions keep the version that they were drawn with. Default 1.</summary>
    public int Version { get; set; } = 1;

    /// <summary>What kind of activity the designer shows. Default <see cref="ActivityKind.Action"/>; triggers are recognised by their class.</summary>
    public ActivityKind Kind { get; set; } = ActivityKind.Action;

    /// <summary>Whether the toolbox offers it. Default true.</summary>
    public bool IsBrowsable { get; set; } = true;

    /// <summary>Whether it ends its flowchart, so that the designer draws no outgoing port. Default false.</summary>
    public bool IsTerminal { get; set; }

    /// <summary>Whether it is an entry of a flowchart, so that the designer draws no incoming port. Default false.</summary>
    public bool IsStart { get; set; }
}
