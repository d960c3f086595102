using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;

namespace ClarityConnect.Workflows.Engine.Scripting;

/// <summary>
/// One message to or from a runner: u32 length | u32 id | u8 type | u32 header length | JSON header | raw body, little-endian.
/// The body (arguments, results) stays raw bytes on both sides.
/// </summary>
internal readonly record struct RunnerFrame(uint Id, RunnerFrameType Type, JsonElement Header, ReadOnlyMemory<byte> Body)
{
    private const int FixedLength = 9;
    private const int OneWriteBytes = 32 * 1024;

    internal static void Write(Stream stream, uint id, RunnerFrameType type, ReadOnlySpan<byte> header, ReadOnlySpan<byte> body, int maxBytes)
    {
        var length = (long)FixedLength + header.Length + body.Length;
        if (length > maxBytes) throw new InvalidDataException($"The request has {length:N0} bytes; {maxBytes:N0} are allowed (MaxFrameBytes).");
        var whole = body.Length <= OneWriteBytes;
        var count = 4 + FixedLength + header.Length + (whole ? body.Length : 0);
        var buffer = ArrayPool<byte>.Shared.Rent(count);
        try
        {
            BinaryPrimitives.WriteUInt32LittleEndian(buffer, (uint)length);
            BinaryPrimitives.WriteUInt32LittleEndian(buffer.AsSpan(4), id);
            buffer[8] = (byte)type;
            BinaryPrimitives.WriteUInt32LittleEndian(buffer.AsSpan(9), (uint)header.Length);
            header.CopyTo(buffer.AsSpan(13));
            if (whole) body.CopyTo(buffer.AsSpan(13 + header.Length));
            stream.Write(buffer, 0, count);
            if (!whole) stream.Write(body);
            stream.Flush();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Reads one frame. The body is a part of the one array that was read.</summary>
    /// <exception cref="EndOfStreamException">The process has gone.</exception>
    internal static RunnerFrame Read(Stream stream, int maxBytes)
    {
        Span<byte> prefix = stackalloc byte[4];
        stream.ReadExactly(prefix);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(prefix);
        if (length < FixedLength || length > maxBytes) throw new InvalidDataException($"A runner sent a frame of {length} bytes.");
        var frame = new byte[length];
        stream.ReadExactly(frame);
        var headerLength = BinaryPrimitives.ReadUInt32LittleEndian(frame.AsSpan(5));
        if (headerLength > length - FixedLength) throw new InvalidDataException("A runner sent a frame with a wrong header length.");
        var header = JsonElement.Parse(frame.AsSpan(FixedLength, (int)headerLength));
        return new RunnerFrame(
            BinaryPrimitives.ReadUInt32LittleEndian(frame), (RunnerFrameType)frame[4], header, frame.AsMemory(FixedLength + (int)headerLength));
    }
}
