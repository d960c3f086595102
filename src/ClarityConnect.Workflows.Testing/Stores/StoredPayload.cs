namespace ClarityConnect.Workflows.Testing.Stores;

internal sealed class StoredPayload(ReadOnlyMemory<byte> content)
{
    public ReadOnlyMemory<byte> Content { get; } = content;

    public DateTimeOffset LastUsedAt { get; set; }

    /// <summary>The instances that brought it.</summary>
    public HashSet<string> UsedBy { get; } = new(StringComparer.Ordinal);
}
