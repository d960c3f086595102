namespace ClarityConnect.Workflows.Engine.Execution;

/// <summary>
/// Makes ids that grow with time, so that indexes stay compact and lists page by id: UUIDs of version 7 (RFC 9562) whose twelve bits after the time
/// count, so that ids of one millisecond keep their order too.
/// </summary>
/// <param name="time">The clock.</param>
public sealed class IdGenerator(TimeProvider time)
{
    private const int CounterBits = 12;

    private long last;

    /// <summary>A new id: 32 hexadecimal digits, the first 12 of them the time. It is greater than any that was made here before, also where the clock stands still or is set back.</summary>
    public string Next()
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds() << CounterBits;
        long seen, next;
        do
        {
            seen = Volatile.Read(ref last);
            next = Math.Max(now, seen + 1);
        }
        while (Interlocked.CompareExchange(ref last, next, seen) != seen);

        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7(DateTimeOffset.FromUnixTimeMilliseconds(next >> CounterBits)).TryWriteBytes(bytes, bigEndian: true, out _);
        bytes[6] = (byte)(0x70 | ((next >> 8) & 0x0F));
        bytes[7] = (byte)next;
        return Convert.ToHexStringLower(bytes);
    }
}
