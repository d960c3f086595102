using System.Globalization;
using ClarityConnect.Workflows.Engine.Bookmarks;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Inbox;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Journal;
using ClarityConnect.Workflows.Engine.Queue;
using ClarityConnect.Workflows.Engine.Schedules;
using ClarityConnect.Workflows.Sdk.Triggers;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.Tests.Stores;

/// <summary>What the specs of the stores share: empty stores, a clock, and rows that say only what a test is about.</summary>
public abstract class StoreSpec : IAsyncLifetime
{
    private static int _ids;

    private StoresUnderTest? _stores;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected static DateTimeOffset Now => ManualTime.Start;

    protected ManualTime Time { get; } = new();

    protected StoresUnderTest Stores => _stores!;

    protected IExecutionStore Store => Stores.Execution;

    public async ValueTask InitializeAsync() => _stores = await CreateAsync(Time);

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return default;
    }

    protected abstract ValueTask<StoresUnderTest> CreateAsync(TimeProvider time);

    protected static string NewId() => Interlocked.Increment(ref _ids).ToString("d8", CultureInfo.InvariantCulture);

    protected static byte[] Json(string json) => System.Text.Encoding.UTF8.GetBytes(json);

    protected static InboxMessage Message(
        string name = "order", string key = "new", string? correlationId = null, string? instanceId = null, string? eventId = null) => new()
    {
        Id = NewId(),
        Source = "shop",
        EventId = eventId ?? NewId(),
        Name = name,
        Key = key,
        CorrelationId = correlationId,
        InstanceId = instanceId,
        Payload = Json("""{"total":1}"""),
        ReceivedAt = Now,
        ExpiresAt = Now.AddDays(1),
    };

    protected static NewInstance Start(string? leaseOwner = null) => new()
    {
        Id = NewId(),
        DefinitionId = "invoice",
        DefinitionVersionId = "invoice-1",
        Version = 1,
        TriggerActivityId = "http1",
        CorrelationId = "order-7",
        Name = "Invoice of order 7",
        ParentInstanceId = null,
        WorkItemId = NewId(),
        LeaseOwner = leaseOwner,
    };

    protected static BookmarkRow Bookmark(string instanceId, string name = "paid", string key = "k", string? correlationId = null) => new()
    {
        Id = NewId(),
        InstanceId = instanceId,
        ExecutionNumber = 2,
        ActivityId = "wait1",
        Name = name,
        Key = key,
        CorrelationId = correlationId,
        CreatedAt = Now,
    };

    protected static WorkItem Item(string instanceId, WorkItemKind kind = WorkItemKind.Continue, DateTimeOffset? dueAt = null, string? bookmarkId = null) => new()
    {
        Id = NewId(),
        InstanceId = instanceId,
        Kind = kind,
        DueAt = dueAt ?? Now,
        BookmarkId = bookmarkId,
    };

    protected static ScheduleRow Schedule(string activityId = "timer1", string cron = "0 * * * *", DateTimeOffset? nextDueAt = null) => new()
    {
        Id = $"invoice:{activityId}",
        DefinitionId = "invoice",
        DefinitionVersionId = "invoice-1",
        Version = 1,
        ActivityId = activityId,
        Cron = cron,
        TimeZone = "Europe/London",
        Misfire = MisfirePolicy.Skip,
        IsPoll = true,
        NextDueAt = nextDueAt ?? Now,
    };

    protected static DefinitionVersion Version(
        string id = "invoice-1", string definitionId = "invoice", int number = 1, bool isLatest = true, bool isPublished = true) => new()
    {
        Id = id,
        DefinitionId = definitionId,
        Version = number,
        Name = "Invoices",
        Description = "Sends invoices",
        IsLatest = isLatest,
        IsPublished = isPublished,
        CreatedAt = Now.AddMinutes(number),
        Document = """{"name":"Invoices","unknown":1}""",
    };

    protected static TriggerRow Trigger(string name = "order", string key = "new", string definitionId = "invoice") =>
        new(definitionId, $"{definitionId}-1", 1, "http1", name, key);

    protected static ActivityExecutionRow Execution(string instanceId, int number, string status = "Completed") => new()
    {
        InstanceId = instanceId,
        Number = number,
        ParentNumber = number == 1 ? null : 1,
        NodeId = $"Workflow1:activity{number}",
        ActivityId = $"activity{number}",
        ActivityType = number == 1 ? "Elsa.Flowchart" : "Elsa.WriteLine",
        ActivityVersion = 1,
        ActivityName = $"Activity {number}",
        Status = status,
        StartedAt = Now,
        CompletedAt = status == "Running" ? null : Now.AddSeconds(number),
        StartedSequence = number * 10,
        CompletedSequence = status == "Running" ? null : (number * 10) + 1,
        HasBookmarks = false,
        Details = Json("""{"outputs":{"x":1}}"""),
    };

    /// <summary>A burst that suspends its instance and gives the lease back, unless said otherwise.</summary>
    protected static BurstCommit Burst(ClaimedInstance claimed, InstanceStatus status = InstanceStatus.Suspended) => new()
    {
        Instance = claimed.Instance with
        {
            Status = status,
            UpdatedAt = Now.AddSeconds(5),
            FinishedAt = status is InstanceStatus.Finished or InstanceStatus.Cancelled or InstanceStatus.Faulted ? Now.AddSeconds(5) : null,
        },
        Fence = claimed.Fence,
        BurstNumber = claimed.BurstNumber + 1,
        Checkpoint = Json("""{"state":1}"""),
        ReleasesLease = true,
        DoneWorkItems = [.. claimed.Items.Select(item => item.Id)],
    };

    /// <summary>An instance that was started and that a node holds.</summary>
    protected async Task<ClaimedInstance> ClaimedAsync(string nodeId = "node1")
    {
        var start = Start();
        await Store.IngestAsync([new Ingestion(Message(), [start], true)], Token);
        return (await Store.ClaimAsync(nodeId, Now, 100, Token)).Single(claimed => claimed.Instance.Id == start.Id);
    }

    /// <summary>An instance that waits on a bookmark.</summary>
    protected async Task<BookmarkRow> WaitingAsync(string name = "paid", string key = "k", string? correlationId = null)
    {
        var claimed = await ClaimedAsync();
        var bookmark = Bookmark(claimed.Instance.Id, name, key, correlationId);
        (await CommitAsync(Burst(claimed) with { NewBookmarks = [bookmark] })).ShouldBeTrue();
        return bookmark;
    }

    protected async Task<bool> CommitAsync(BurstCommit commit) => (await Store.CommitAsync([commit], Token)).Single() != CommitOutcome.LeaseLost;

    protected async Task<ClaimedInstance?> ClaimAsync(string instanceId, string nodeId = "node1", DateTimeOffset? now = null) =>
        (await Store.ClaimAsync(nodeId, now ?? Now, 1000, Token)).SingleOrDefault(claimed => claimed.Instance.Id == instanceId);

    protected async Task<InstanceRow?> FindAsync(string instanceId) => (await Stores.Instances.FindAsync(instanceId, Token))?.Instance;

    /// <summary>Resumes every bookmark that a message matches.</summary>
    protected static IReadOnlyList<Correlation> ResumeAll(IReadOnlyList<PendingMessage> messages) =>
        [.. messages.Select(message => new Correlation(message, [], [.. message.Bookmarks.Select(bookmark => (bookmark, NewId()))]))];
}
