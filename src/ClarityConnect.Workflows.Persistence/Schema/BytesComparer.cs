using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace ClarityConnect.Workflows.Persistence.Schema;

/// <summary>Bytes are equal by content.</summary>
internal sealed class BytesComparer() : ValueComparer<ReadOnlyMemory<byte>>(
    (left, right) => AreEqual(left, right),
    value => value.Length,
    value => value)
{
    private static bool AreEqual(ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right) => left.Span.SequenceEqual(right.Span);
}
