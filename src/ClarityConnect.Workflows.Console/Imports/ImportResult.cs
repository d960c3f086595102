using ClarityConnect.Workflows.Engine.Definitions;

namespace ClarityConnect.Workflows.Console.Imports;

/// <summary>What became of a file.</summary>
/// <param name="File">Its name.</param>
/// <param name="Imported">What was imported; null if it was not.</param>
/// <param name="Problem">Why it was not; null if it was, or was left out.</param>
public sealed record ImportResult(string File, ImportedDefinition? Imported, string? Problem)
{
    /// <summary>What happened, for people.</summary>
    public string Outcome => Imported?.Outcome switch
    {
        ImportOutcome.Imported => "Imported as a draft",
        ImportOutcome.NewVersion => $"Imported as version {Imported.Version.Version}, a draft",
        ImportOutcome.Unchanged => "There already with the same content; nothing was stored",
        _ => Problem is null ? "Left out" : "Not imported",
    };
}
