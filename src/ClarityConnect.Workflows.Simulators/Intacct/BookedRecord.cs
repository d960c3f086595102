namespace ClarityConnect.Workflows.Simulators.Intacct;

/// <summary>A record other than a journal entry: a customer, project, invoice, credit memo, payment or document of order entry.</summary>
public sealed record BookedRecord
{
    /// <summary>Intacct's name of the object, e.g. "ARINVOICE".</summary>
    public required string Object { get; init; }

    /// <summary>Record number, unique in the company.</summary>
    public required long RecordNo { get; init; }

    /// <summary>The business id: CUSTOMERID, PROJECTID, number of an invoice, document number of a payment.</summary>
    public required string Key { get; init; }

    /// <summary>The fields by Intacct's names.</summary>
    public required IReadOnlyDictionary<string, string> Fields { get; init; }

    /// <summary>The lines by Intacct's names; none for customers and projects.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Lines { get; init; } = [];

    /// <summary>Control id of the function that created it, or the idempotency key; null where it was set up.</summary>
    public string? ControlId { get; init; }

    /// <summary>When it was created, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was changed last, UTC.</summary>
    public required DateTimeOffset ModifiedAt { get; init; }

    /// <summary>Record number of the user who changed it last: "1" is a person, "7" the Web Services user.</summary>
    public required string ModifiedBy { get; init; }

    /// <summary>A field; empty where it has no value.</summary>
    /// <param name="name">Intacct's name.</param>
    public string this[string name] => Fields.GetValueOrDefault(name, "");

    /// <summary>A field as an amount; zero where it has none.</summary>
    /// <param name="name">Intacct's name.</param>
    public decimal Amount(string name) =>
        decimal.TryParse(this[name], System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var amount) ? amount : 0;

    internal BookedRecord With(DateTimeOffset now, string by, params (string Name, string Value)[] changes)
    {
        var fields = Fields.ToDictionary(StringComparer.Ordinal);
        foreach (var (name, value) in changes)
            fields[name] = value;
        return this with { Fields = fields, ModifiedAt = now, ModifiedBy = by };
    }
}
