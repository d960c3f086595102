using System.Text.Json;
using ClarityConnect.Workflows.Engine.Journal;

namespace ClarityConnect.Workflows.Console.Approvals;

/// <summary>The inputs of an execution as the journal recorded them: masked, and without those that a definition keeps out of it.</summary>
internal static class RecordedInputs
{
    /// <summary>Finds an input by its name.</summary>
    /// <param name="execution">The execution.</param>
    /// <param name="name">The input's name in Pascal case.</param>
    /// <returns>The value; null where it was not recorded.</returns>
    public static JsonElement? Find(ActivityExecutionRow execution, string name)
    {
        if (execution.Details is not { IsEmpty: false } details)
            return null;
        using var document = JsonDocument.Parse(details, new JsonDocumentOptions { MaxDepth = 1024 });
        return document.RootElement.TryGetProperty("state", out var state) && state.TryGetProperty(name, out var value) ? value.Clone() : null;
    }

    /// <summary>Finds an input that is text.</summary>
    /// <param name="execution">The execution.</param>
    /// <param name="name">The input's name in Pascal case.</param>
    public static string? Text(ActivityExecutionRow execution, string name) =>
        Find(execution, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
}
