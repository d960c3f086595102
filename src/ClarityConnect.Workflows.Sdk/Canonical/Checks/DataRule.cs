namespace ClarityConnect.Workflows.Sdk.Canonical.Checks;

/// <summary>What a field of some data must be. A rule without a value to check passes unless the field is required.</summary>
public sealed record DataRule
{
    /// <summary>The field's path, such as "customer.email", "lines[0].sku", or "lines[].amount" for each line.</summary>
    public string Path { get; init; } = "";

    /// <summary>What people call the field; the path by default.</summary>
    public string? Name { get; init; }

    /// <summary>Whether the field must be there and not empty. Default false.</summary>
    public bool Required { get; init; }

    /// <summary>What it must hold. Default anything.</summary>
    public DataType Type { get; init; }

    /// <summary>A regular expression that the whole value must match; null for none.</summary>
    public string? Pattern { get; init; }

    /// <summary>The smallest number allowed; null for any.</summary>
    public decimal? Minimum { get; init; }

    /// <summary>The largest number allowed; null for any.</summary>
    public decimal? Maximum { get; init; }

    /// <summary>The fewest characters or entries; null for any.</summary>
    public int? MinLength { get; init; }

    /// <summary>The most characters or entries; null for any.</summary>
    public int? MaxLength { get; init; }

    /// <summary>The values allowed; null for any.</summary>
    public IReadOnlyList<string>? Allowed { get; init; }

    /// <summary>What to say instead of the usual text, such as "The till must send its vendorTxCode."; null for the usual one.</summary>
    public string? Message { get; init; }
}
