namespace ClarityConnect.Workflows.Simulators.Intacct;

/// <summary>A line of a journal entry, as it was booked.</summary>
/// <param name="RecordNo">Record number of the line.</param>
/// <param name="LineNo">Position, from 1.</param>
/// <param name="AccountNo">Account.</param>
/// <param name="Type">1 debit, -1 credit.</param>
/// <param name="Amount">Positive, two decimals.</param>
/// <param name="Location">Location and entity.</param>
/// <param name="Department">Department; null for none.</param>
/// <param name="Document">Document number; null for none.</param>
/// <param name="Description">Memo; null for none.</param>
public sealed record PostedEntry(
    long RecordNo,
    int LineNo,
    string AccountNo,
    int Type,
    decimal Amount,
    string Location,
    string? Department,
    string? Document,
    string? Description)
{
    /// <summary>Currency of <see cref="Amount"/>.</summary>
    public string Currency { get; init; } = ChartOfAccounts.BaseCurrency;

    /// <summary>The amount in the base currency; null where it is the same.</summary>
    public decimal? BaseAmount { get; init; }

    /// <summary>Further dimensions by Intacct's names, such as PROJECTID.</summary>
    public IReadOnlyDictionary<string, string> Dimensions { get; init; } = new Dictionary<string, string>();

    /// <summary>Debits positive, credits negative, in the base currency.</summary>
    public decimal Signed => Type * (BaseAmount ?? Amount);
}
