using ClarityConnect.Workflows.Engine.Schedules;

namespace ClarityConnect.Workflows.Testing.Stores;

internal sealed class StoredSchedule
{
    public required ScheduleRow Row { get; set; }

    public DateTimeOffset? ClaimedUntil { get; set; }
}
