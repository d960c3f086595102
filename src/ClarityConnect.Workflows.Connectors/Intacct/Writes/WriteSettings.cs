namespace ClarityConnect.Workflows.Connectors.Intacct.Writes;

/// <summary>What applies to all lines of a write.</summary>
/// <param name="Defaults">The dimensions of lines that name none.</param>
/// <param name="Rate">How amounts in another currency are converted.</param>
/// <param name="CustomFields">Values of fields that the company defines itself, by their integration names.</param>
internal sealed record WriteSettings(DimensionTags Defaults, ExchangeRate Rate, IReadOnlyDictionary<string, string> CustomFields)
{
    public static readonly WriteSettings None = new(new DimensionTags(), ExchangeRate.None, new Dictionary<string, string>());
}
