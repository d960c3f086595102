using System.Buffers;
using System.Text.Json;

namespace ClarityConnect.Workflows.Engine.Scripting;

/// <summary>Writes the header of an evaluation; one per worker, its buffer is used again.</summary>
internal sealed class RunnerRequest
{
    private readonly ArrayBufferWriter<byte> _buffer = new(512);

    /// <summary>Names the scripts, with their text where the runner does not know it yet, and counts them as known from now on.</summary>
    internal ReadOnlySpan<byte> Header(ScriptJob job, TimeSpan limit, HashSet<string> known)
    {
        _buffer.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(_buffer))
        {
            writer.WriteStartObject();
            writer.WriteNumber("limit"u8, limit.TotalMilliseconds);
            writer.WriteNumber("now"u8, job.Now);
            writer.WriteStartArray("scripts"u8);
            foreach (var script in job.Scripts)
            {
                writer.WriteStartObject();
                writer.WriteString("id"u8, script.Id);
                if (known.Add(script.Id)) writer.WriteString("source"u8, script.Source);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        return _buffer.WrittenSpan;
    }
}
