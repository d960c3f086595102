using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClarityConnect.Workflows.Simulators.State;

/// <summary>
/// The append-only state file: one JSON object a line. Records keep the order in which they were appended, and an answer
/// waits until everything appended before it is on disk, so nothing that a caller has seen can be lost.
/// </summary>
internal sealed class StateJournal : IAsyncDisposable
{
    public const string Received = "received";
    public const string Day = "day";
    public const string IntacctCommit = "intacct.commit";
    public const string RetailRow = "retail.row";
    public const string BatchClosed = "portico.close";
    public const string ShopOrder = "shop.order";
    public const string ShopReport = "shop.report";
    public const string Mail = "mail";
    public const string OpayoTransaction = "opayo.transaction";
    public const string OpayoCard = "opayo.card";
    public const string OpayoBatch = "opayo.batch";
    public const string KashFlowRow = "kashflow.row";

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly FileStream? _file;
    private readonly FileStream? _lock;
    private readonly SemaphoreSlim _writer = new(1, 1);
    private readonly Lock _gate = new();
    private List<byte[]> _pending = [];

    private StateJournal(FileStream? file, FileStream? @lock) => (_file, _lock) = (file, @lock);

    /// <summary>Opens the file and reads what it holds. Without a path nothing is kept.</summary>
    /// <exception cref="IOException">Another process has the file.</exception>
    /// <exception cref="InvalidDataException">A line other than the last cannot be read.</exception>
    public static (StateJournal Journal, IReadOnlyList<StateRecord> Records) Open(string? path)
    {
        if (path is null)
            return (new StateJournal(null, null), []);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        // A file of its own for the lock: on Unix an exclusive lock on the state file would keep readers out as well.
        var @lock = new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        FileStream? file = null;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
            return (new StateJournal(file, @lock), Read(file, path));
        }
        catch
        {
            file?.Dispose();
            @lock.Dispose();
            throw;
        }
    }

    /// <summary>Queues a record. It is on disk when a later <see cref="FlushAsync"/> returns.</summary>
    public void Append(string kind, object record)
    {
        if (_file is null)
            return;
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(new { kind, record }, Json), (byte)'\n'];
        lock (_gate) _pending.Add(line);
    }

    /// <summary>Waits until everything appended so far is on disk. Callers that come together share one flush.</summary>
    public async Task FlushAsync()
    {
        if (_file is null)
            return;
        // A caller cannot leave half-way: it would answer for records that are not on disk.
        await _writer.WaitAsync(CancellationToken.None);
        try
        {
            List<byte[]> batch;
            lock (_gate) (batch, _pending) = (_pending, []);
            if (batch.Count == 0)
                return;
            foreach (var line in batch)
                _file.Write(line);
            _file.Flush(flushToDisk: true);
        }
        finally
        {
            _writer.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await FlushAsync();
        if (_file is not null)
            await _file.DisposeAsync();
        if (_lock is not null)
            await _lock.DisposeAsync();
        _writer.Dispose();
    }

    private static List<StateRecord> Read(FileStream file, string path)
    {
        var content = new byte[file.Length];
        file.ReadExactly(content);
        var records = new List<StateRecord>();
        var start = 0;
        while (content.AsSpan(start).IndexOf((byte)'\n') is >= 0 and var length)
        {
            try
            {
                records.Add(JsonSerializer.Deserialize<StateRecord>(content.AsSpan(start, length), Json)
                    ?? throw new JsonException("null is not a record"));
            }
            catch (JsonException e)
            {
                throw new InvalidDataException(
                    $"The simulators' state file {path} cannot be read at byte {start}: {e.Message} Delete the file to start afresh.", e);
            }
            start += length + 1;
        }
        // What follows the last line end was being written when the process died; no answer was sent for it.
        file.SetLength(start);
        file.Position = start;
        return records;
    }
}
