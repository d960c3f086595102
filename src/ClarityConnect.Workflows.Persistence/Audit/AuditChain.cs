using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ClarityConnect.Workflows.Persistence.Audit;

/// <summary>How the lines of the audit log hold together.</summary>
internal static class AuditChain
{
    private static readonly string _start = new('0', 64);

    /// <summary>Makes the line after another.</summary>
    public static AuditEntry Next(AuditEntry? last, DateTimeOffset now, string actor, string action, string subject, string? details)
    {
        var entry = new AuditEntry
        {
            Sequence = (last?.Sequence ?? 0) + 1,
            At = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero),
            Actor = actor,
            Action = action,
            Subject = subject,
            Details = details,
            PreviousHash = last?.Hash ?? _start,
            Hash = "",
        };
        return entry with { Hash = HashOf(entry) };
    }

    /// <summary>Whether a line follows another and is as it was written.</summary>
    public static bool IsNext(AuditEntry? last, AuditEntry entry) =>
        entry.Sequence == (last?.Sequence ?? 0) + 1 && entry.PreviousHash == (last?.Hash ?? _start) && entry.Hash == HashOf(entry);

    private static string HashOf(AuditEntry entry)
    {
        // Each part with its length, so that no two lines give the same text.
        var text = new StringBuilder();
        foreach (var part in (ReadOnlySpan<string?>)
            [
                entry.PreviousHash,
                entry.Sequence.ToString(CultureInfo.InvariantCulture),
                entry.At.UtcTicks.ToString(CultureInfo.InvariantCulture),
                entry.Actor,
                entry.Action,
                entry.Subject,
                entry.Details,
            ])
        {
            text.Append(CultureInfo.InvariantCulture, $"{part?.Length ?? -1}:{part};");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
