using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ClarityConnect.Workflows.Connectors.KashFlow.Rest;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Changes;

/// <summary>Finds which records of a list are new or look different from the last poll.</summary>
internal static class ChangeDetector
{
    /// <summary>How many changes one poll reports; the rest comes with the next one. Each of them costs a call for the record's details.</summary>
    public const int MostChanges = 100;

    /// <summary>Compares.</summary>
    /// <param name="rows">The records by number or code, in the order in which they are reported.</param>
    /// <param name="cursor">What was seen before; null at the first poll.</param>
    /// <param name="reportsExisting">Whether the first poll reports what is there.</param>
    /// <returns>The changed records with their event ids, and what was seen now.</returns>
    public static (IReadOnlyList<(string Key, string EventId)> Changed, Dictionary<string, SeenRecord> Seen) Compare(
        IEnumerable<(string Key, string Fingerprint)> rows, ChangeCursor? cursor, bool reportsExisting)
    {
        var changed = new List<(string, string)>();
        var seen = new Dictionary<string, SeenRecord>(StringComparer.Ordinal);
        foreach (var (key, fingerprint) in rows)
        {
            var known = cursor?.Seen.GetValueOrDefault(key);
            if (known?.Fingerprint == fingerprint || (cursor is null && !reportsExisting))
            {
                seen[key] = known ?? new SeenRecord(fingerprint, 0);
            }
            else if (changed.Count < MostChanges)
            {
                var revision = (known?.Revision ?? 0) + 1;
                seen[key] = new SeenRecord(fingerprint, revision);
                changed.Add((key, string.Create(CultureInfo.InvariantCulture, $"{key}:{revision}:{fingerprint}")));
            }
            else if (known is not null)
            {
                // Left for the next poll, which finds it different still.
                seen[key] = known;
            }
        }

        return (changed, seen);
    }

    /// <summary>A hash of the members that count; a member that is missing counts as empty.</summary>
    public static string Fingerprint(JsonElement row, IReadOnlyList<string> members)
    {
        var text = new StringBuilder();
        foreach (var member in members)
            text.Append(KashFlowJson.Find(row, member) is { } value ? value.GetRawText() : "").Append('\n');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }

    /// <summary>What started the instance.</summary>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.Misconfigured"/>: the trigger stands in the middle of a workflow.</exception>
    public static JsonElement Payload(ActivityExecutionContext context, string trigger) => context.TriggerPayload ?? throw new ActivityException(
        FailureKind.Misconfigured, $"'{trigger}' can only start a workflow. Put it at the begin, and let it start the workflow in its settings.");
}
