using System.Reflection;
using ClarityConnect.Workflows.Engine.Plugins;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Engine.Activities;

/// <summary>What is known of an activity type: all that the designer shows and the compiler needs.</summary>
public sealed record ActivityDescriptor
{
    /// <summary>The type name as stored in definitions, such as "Elsa.WriteLine".</summary>
    public required string TypeName { get; init; }

    /// <summary>The first part of the type name.</summary>
    public required string Namespace { get; init; }

    /// <summary>The last part of the type name.</summary>
    public required string Name { get; init; }

    /// <summary>The version.</summary>
    public required int Version { get; init; }

    /// <summary>The group in the toolbox.</summary>
    public required string Category { get; init; }

    /// <summary>The name in the toolbox.</summary>
    public required string DisplayName { get; init; }

    /// <summary>What it does.</summary>
    public string? Description { get; init; }

    /// <summary>How the designer treats it.</summary>
    public required ActivityKind Kind { get; init; }

    /// <summary>The declared outcomes; empty for the single "Done".</summary>
    public required IReadOnlyList<string> Outcomes { get; init; }

    /// <summary>The names of the slots for child activities.</summary>
    public required IReadOnlyList<string> EmbeddedPorts { get; init; }

    /// <summary>The inputs in order.</summary>
    public required IReadOnlyList<InputDescriptor> Inputs { get; init; }

    /// <summary>The outputs in order.</summary>
    public required IReadOnlyList<OutputDescriptor> Outputs { get; init; }

    /// <summary>Whether the toolbox offers it.</summary>
    public required bool IsBrowsable { get; init; }

    /// <summary>Whether it ends its flowchart.</summary>
    public required bool IsTerminal { get; init; }

    /// <summary>Whether it is an entry of a flowchart.</summary>
    public required bool IsStart { get; init; }

    /// <summary>Whether it holds children.</summary>
    public required bool IsContainer { get; init; }

    /// <summary>The plugin that it comes from; null for the server's own.</summary>
    public PluginManifest? Plugin { get; init; }

    internal Type ClrType { get; init; } = typeof(Activity);

    internal IReadOnlyList<PropertyInfo> PortProperties { get; init; } = [];

    internal Activity Create() => (Activity)Activator.CreateInstance(ClrType)!;
}
