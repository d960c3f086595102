namespace ClarityConnect.Workflows.Connectors.SagePro.Database;

/// <summary>What was found at a company.</summary>
/// <param name="Company">The company number.</param>
/// <param name="Edition">The edition that the names follow.</param>
/// <param name="Dialect">The kind of database.</param>
/// <param name="Found">The tables that are there with all their columns, by our word.</param>
/// <param name="Missing">What the table map names and is not there, each in words.</param>
/// <param name="Unnamed">What the table map has no name for, by our word.</param>
/// <param name="Candidates">Tables whose names begin as those of a general ledger do.</param>
/// <param name="Batches">How many batches stand where, by state.</param>
public sealed record ProbeReport(
    string Company,
    SageProEdition Edition,
    SageProDialect Dialect,
    IReadOnlyList<string> Found,
    IReadOnlyList<string> Missing,
    IReadOnlyList<string> Unnamed,
    IReadOnlyList<string> Candidates,
    IReadOnlyDictionary<string, long> Batches)
{
    /// <summary>Whether everything that the table map names is there.</summary>
    public bool IsComplete => Missing.Count == 0;

    /// <summary>The report in a sentence or two.</summary>
    public string Describe()
    {
        var text = $"Company {Company} ({Edition} edition, {Dialect}): {(Found.Count == 0 ? "none of its tables" : string.Join(", ", Found))} found.";
        if (Missing.Count > 0)
            text += $" Missing: {string.Join("; ", Missing)}. Correct the table map, or give the database user the right to read.";
        if (Unnamed.Contains("accounts"))
        {
            text += $" Journals are refused until the table map names the chart of accounts{(Candidates.Count == 0 ? "" : $"; tables that may be it: {string.Join(", ", Candidates)}")}.";
        }

        return text;
    }
}
