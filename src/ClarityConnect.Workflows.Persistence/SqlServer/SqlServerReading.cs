using ClarityConnect.Workflows.Engine.Activation;
using ClarityConnect.Workflows.Engine.Bookmarks;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Inbox;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Queue;
using ClarityConnect.Workflows.Engine.Schedules;
using ClarityConnect.Workflows.Persistence.Inbox;
using ClarityConnect.Workflows.Sdk.Triggers;
using Microsoft.Data.SqlClient;

namespace ClarityConnect.Workflows.Persistence.SqlServer;

/// <summary>Answers of the statements as rows.</summary>
internal static class SqlServerReading
{
    public static ClaimedInstance Instance(SqlDataReader row) => new(
        new InstanceRow
        {
            Id = row.GetString(0),
            DefinitionId = row.GetString(1),
            DefinitionVersionId = row.GetString(2),
            Version = row.GetInt32(3),
            Status = (InstanceStatus)row.GetInt16(4),
            CorrelationId = Text(row, 5),
            Name = Text(row, 6),
            ParentInstanceId = Text(row, 7),
            IncidentCount = row.GetInt32(8),
            CreatedAt = row.GetDateTimeOffset(9),
            UpdatedAt = row.GetDateTimeOffset(10),
        },
        row.GetInt64(11),
        row.GetInt32(12),
        row.GetInt32(13),
        Bytes(row, 14),
        []);

    public static WorkItem Item(SqlDataReader row) => new()
    {
        Id = row.GetString(0),
        InstanceId = row.GetString(1),
        Kind = (WorkItemKind)row.GetInt16(2),
        DueAt = row.GetDateTimeOffset(3),
        BookmarkId = Text(row, 4),
        InboxMessageId = Text(row, 5),
        ExecutionNumber = row.IsDBNull(6) ? null : row.GetInt32(6),
        Data = Bytes(row, 7),
        Payload = Bytes(row, 8),
    };

    public static (InboxMessage Message, MessageState State) Message(SqlDataReader row) => (
        new InboxMessage
        {
            Id = row.GetString(0),
            Source = row.GetString(1),
            EventId = row.GetString(2),
            Name = row.GetString(3),
            Key = row.GetString(4),
            CorrelationId = Text(row, 5),
            InstanceId = Text(row, 6),
            ReceivedAt = row.GetDateTimeOffset(7),
            ExpiresAt = row.GetDateTimeOffset(8),
        },
        (MessageState)row.GetInt16(9));

    public static (string MessageId, TriggerRow Trigger) Trigger(SqlDataReader row) => (
        row.GetString(0),
        new TriggerRow(
            row.GetString(1), row.GetString(2), row.GetInt32(3), row.GetString(4), row.GetString(5), row.GetString(6), (ActivationStrategy)row.GetInt16(7)));

    public static (string MessageId, BookmarkRow Bookmark) Bookmark(SqlDataReader row) => (
        row.GetString(0),
        new BookmarkRow
        {
            Id = row.GetString(1),
            InstanceId = row.GetString(2),
            ExecutionNumber = row.GetInt32(3),
            ActivityId = row.GetString(4),
            Name = row.GetString(5),
            Key = row.GetString(6),
            CorrelationId = Text(row, 7),
            DueAt = Moment(row, 8),
            CreatedAt = row.GetDateTimeOffset(9),
        });

    public static ScheduleRow Schedule(SqlDataReader row) => new()
    {
        Id = row.GetString(0),
        DefinitionId = row.GetString(1),
        DefinitionVersionId = row.GetString(2),
        Version = row.GetInt32(3),
        ActivityId = row.GetString(4),
        Cron = Text(row, 5),
        Interval = row.IsDBNull(6) ? null : TimeSpan.FromTicks(row.GetInt64(6)),
        At = Moment(row, 7),
        TimeZone = row.GetString(8),
        Misfire = (MisfirePolicy)row.GetInt16(9),
        IsPoll = row.GetBoolean(10),
        NextDueAt = Moment(row, 11),
        Cursor = Bytes(row, 12),
        Failures = row.GetInt32(13),
        LastError = Text(row, 14),
        Fence = row.GetInt64(15),
        Activation = (ActivationStrategy)row.GetInt16(16),
    };

    public static DateTimeOffset? Moment(SqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDateTimeOffset(column);

    private static string? Text(SqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static ReadOnlyMemory<byte>? Bytes(SqlDataReader row, int column) => row.IsDBNull(column) ? null : new(row.GetFieldValue<byte[]>(column));
}
