using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Failures;

namespace ClarityConnect.Workflows.Engine.Inbox;

/// <summary>Stores outside events, many in one transaction. When a call returns, the event is safe and may be acknowledged.</summary>
public sealed class InboxWriter : IAsyncDisposable
{
    private readonly GroupBatcher<Ingestion, IngestOutcome> batcher;

    /// <summary>Creates the writer.</summary>
    /// <param name="store">Where events are stored.</param>
    public InboxWriter(IExecutionStore store) =>
        batcher = new GroupBatcher<Ingestion, IngestOutcome>(store.IngestAsync, limit: 256, writers: 2);

    /// <summary>Stores an event, card numbers masked.</summary>
    /// <param name="ingestion">The event, with the instances that it starts.</param>
    /// <returns>What came of it. A duplicate starts nothing.</returns>
    public Task<IngestOutcome> AddAsync(Ingestion ingestion) =>
        batcher.AddAsync(ingestion.Message.Payload is { } payload
            ? ingestion with { Message = ingestion.Message with { Payload = CardDataMasker.Mask(payload) } }
            : ingestion);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => batcher.DisposeAsync();
}
