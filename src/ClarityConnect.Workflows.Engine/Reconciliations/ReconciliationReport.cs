using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClarityConnect.Workflows.Engine.Reconciliations;

/// <summary>What the comparison of two lists for one day came to.</summary>
/// <param name="Summary">The head.</param>
/// <param name="Lines">The lines, as <see cref="Reconciler.Compare"/> orders them.</param>
public sealed record ReconciliationReport(ReconciliationSummary Summary, IReadOnlyList<ReconciliationLine> Lines)
{
    private static readonly JsonSerializerOptions Compact = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        IgnoreReadOnlyProperties = true,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Makes a report of lines.</summary>
    /// <param name="pair">The name of the pair.</param>
    /// <param name="day">The day.</param>
    /// <param name="leftName">What the left side is called.</param>
    /// <param name="rightName">What the right side is called.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="runAt">When they were compared.</param>
    public static ReconciliationReport Of(string pair, DateOnly day, string leftName, string rightName, IReadOnlyList<ReconciliationLine> lines, DateTimeOffset runAt)
    {
        var counts = lines.GroupBy(line => line.Kind).ToDictionary(group => group.Key, group => group.Count());
        return new ReconciliationReport(
            new ReconciliationSummary
            {
                Pair = pair,
                Day = day,
                LeftName = leftName,
                RightName = rightName,
                State = lines.Any(line => line.IsMismatch) ? ReconciliationState.Mismatches : ReconciliationState.Balanced,
                Matched = Count(ReconciliationKind.Matched),
                MissingOnLeft = Count(ReconciliationKind.MissingOnLeft),
                MissingOnRight = Count(ReconciliationKind.MissingOnRight),
                AmountDiffers = Count(ReconciliationKind.AmountDiffers),
                Duplicates = Count(ReconciliationKind.Duplicate),
                TimingDifferences = Count(ReconciliationKind.TimingDifference),
                Cleared = lines.Count(line => line is { Kind: ReconciliationKind.Matched, CarriedFrom: not null }),
                RunAt = runAt,
            },
            lines);

        int Count(ReconciliationKind kind) => counts.GetValueOrDefault(kind);
    }

    /// <summary>What both sides come to, by currency.</summary>
    public IReadOnlyList<ReconciliationTotal> Totals()
    {
        var left = Sums(line => line.Left);
        var right = Sums(line => line.Right);
        return [.. left.Keys.Union(right.Keys).Order(StringComparer.Ordinal).Select(currency =>
        {
            var (l, r) = (left.GetValueOrDefault(currency), right.GetValueOrDefault(currency));
            return new ReconciliationTotal(currency, l.Count, l.Amount, r.Count, r.Amount);
        })];
    }

    /// <summary>The entries of a side that are to be compared again the next day.</summary>
    /// <param name="side">The side.</param>
    public IReadOnlyList<ReconciliationEntry> CarriedOver(ReconciliationSide side) =>
    [
        .. Lines
            .Where(line => line.Kind == ReconciliationKind.TimingDifference && line.Side == side)
            .Select(line => line.Entry with { CarriedFrom = line.Entry.CarriedFrom ?? Summary.Day, TimesCarried = line.Entry.TimesCarried + 1 }),
    ];

    /// <summary>Writes the lines for storing.</summary>
    public ReadOnlyMemory<byte> Pack()
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            JsonSerializer.Serialize(brotli, Lines, Compact);
        return packed.ToArray();
    }

    /// <summary>Reads lines that were stored.</summary>
    /// <param name="summary">The head that they belong to.</param>
    /// <param name="lines">What <see cref="Pack"/> wrote.</param>
    public static ReconciliationReport Unpack(ReconciliationSummary summary, ReadOnlyMemory<byte> lines)
    {
        using var brotli = new BrotliStream(new MemoryStream(lines.ToArray()), CompressionMode.Decompress);
        return new ReconciliationReport(summary, JsonSerializer.Deserialize<List<ReconciliationLine>>(brotli, Compact) ?? []);
    }

    private Dictionary<string, (int Count, decimal Amount)> Sums(Func<ReconciliationLine, ReconciliationEntry?> side)
    {
        var sums = new Dictionary<string, (int Count, decimal Amount)>(StringComparer.Ordinal);
        foreach (var entry in Lines.Select(side).OfType<ReconciliationEntry>())
        {
            var sum = sums.GetValueOrDefault(entry.Currency);
            sums[entry.Currency] = (sum.Count + 1, sum.Amount + entry.Amount);
        }

        return sums;
    }
}
