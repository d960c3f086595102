using ClarityConnect.Workflows.Sdk.Choices;

namespace ClarityConnect.Workflows.Connectors.Intacct.Setup;

/// <summary>Something to choose from, such as a journal, a location or a project.</summary>
/// <param name="Id">What journals and invoices name: the symbol of a journal, the number of an account, the id of anything else.</param>
/// <param name="Name">The name that people see.</param>
/// <param name="IsActive">Whether it is in use.</param>
public sealed record SetupEntry(string Id, string Name, bool IsActive)
{
    /// <summary>The entries that are in use, as a drop-down shows them.</summary>
    internal static IReadOnlyList<Choice> ToChoices(IEnumerable<SetupEntry> entries) =>
        [.. entries.Where(entry => entry.IsActive).Select(entry => new Choice(entry.Id, entry.Name.Length == 0 ? entry.Id : $"{entry.Id} – {entry.Name}"))];

    internal static bool IsInUse(IReadOnlyDictionary<string, string> row) =>
        !row.GetValueOrDefault("STATUS", "active").Equals("inactive", StringComparison.OrdinalIgnoreCase);
}
