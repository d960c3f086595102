namespace ClarityConnect.Workflows.Connectors.Intacct.Setup;

/// <summary>An account of the general ledger.</summary>
public sealed record LedgerAccount
{
    /// <summary>The number that journals name.</summary>
    public required string AccountNo { get; init; }

    /// <summary>The title.</summary>
    public string Title { get; init; } = "";

    /// <summary>Intacct's word for its type, such as "balancesheet".</summary>
    public string? Type { get; init; }

    /// <summary>The side that it normally stands on, in Intacct's words.</summary>
    public string? NormalBalance { get; init; }

    /// <summary>Whether every line on it needs a location.</summary>
    public bool RequiresLocation { get; init; }

    /// <summary>Whether it is in use.</summary>
    public bool IsActive { get; init; }

    internal static LedgerAccount From(IReadOnlyDictionary<string, string> row) => new()
    {
        AccountNo = row.GetValueOrDefault("ACCOUNTNO", ""),
        Title = row.GetValueOrDefault("TITLE", ""),
        Type = row.GetValueOrDefault("ACCOUNTTYPE"),
        NormalBalance = row.GetValueOrDefault("NORMALBALANCE"),
        RequiresLocation = row.GetValueOrDefault("REQUIRELOC") is { } required && required.Equals("true", StringComparison.OrdinalIgnoreCase),
        IsActive = SetupEntry.IsInUse(row),
    };
}
