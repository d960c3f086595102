using System.Text.Json;
using ClarityConnect.Workflows.Engine.Activities;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Journal;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Engine.Definitions;

/// <summary>An activity of a compiled definition.</summary>
internal sealed class CompiledActivity
{
    public required int Index { get; init; }

    /// <summary>The activity that holds it; -1 for the workflow itself.</summary>
    public required int Parent { get; init; }

    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string NodeId { get; init; }

    public required string Type { get; init; }

    public required int Version { get; init; }

    /// <summary>Null where the type is unknown.</summary>
    public required ActivityDescriptor? Descriptor { get; init; }

    public required Activity Activity { get; init; }

    public required JsonElement Json { get; init; }

    public required bool CanStartWorkflow { get; init; }

    /// <summary>Whether it belongs to a workflow that is used as an activity here; its triggers do not start this definition.</summary>
    public bool IsEmbedded { get; init; }

    public IReadOnlyList<CompiledInput> Inputs
    {
        get;
        set
        {
            field = value;
            TakesSecrets = value.Any(input => input.Kind == ExpressionKind.Secret);
        }
    } = [];

    /// <summary>Whether a secret is among its inputs.</summary>
    public bool TakesSecrets { get; private set; }

    public IReadOnlyList<CompiledOutput> Outputs { get; set; } = [];

    public IReadOnlyList<VariableDeclaration> Variables { get; set; } = [];

    /// <summary>Which of its inputs and outputs the journal keeps.</summary>
    public required LogPersistence Log { get; set; }

    /// <summary>How often and when it is tried again; null for the server's own rule.</summary>
    public RetryOptions? Retry { get; init; }

    /// <summary>Whether some script may read its outputs later.</summary>
    public bool KeepsOutputs { get; set; }

    /// <summary>The declared outputs that some script may read later, so that they are kept in the checkpoint.</summary>
    public IReadOnlySet<string> KeptOutputs { get; set; } = new HashSet<string>();

    /// <summary>Its name with its id, as people read it.</summary>
    public string Title => $"'{Name}' ({Id})";

    /// <summary>Whether some variable of its scope is never stored.</summary>
    public bool HasVariablesInMemory => Variables.Any(declared => declared.IsInMemory);

    /// <summary>Whether a variable of its scope is never stored.</summary>
    public bool IsInMemory(string variable) => Variables.Any(declared => declared.IsInMemory && declared.Name == variable);

    public string Where(string definition) => $"Workflow '{definition}', activity '{Name}' ({Id})";
}
