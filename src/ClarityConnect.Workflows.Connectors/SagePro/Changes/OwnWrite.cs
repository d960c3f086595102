using System.Text.Json;

namespace ClarityConnect.Workflows.Connectors.SagePro.Changes;

/// <summary>Something that was delivered from here and not yet seen in Sage Pro's tables.</summary>
/// <param name="Reference">The batch's reference.</param>
/// <param name="IsPosted">Whether Sage Pro's side says that it is in the tables.</param>
/// <param name="Key">The key of the row that it makes or changes; null while nobody knows it.</param>
/// <param name="Fits">Whether a row says just what was written.</param>
internal sealed record OwnWrite(string Reference, bool IsPosted, string? Key, Func<JsonElement, bool> Fits)
{
    /// <summary>Where it is noted which of them were seen, and in which change.</summary>
    public static string KindOf(string kind) => $"{kind}.own";
}
