using Microsoft.Extensions.Logging;

namespace ClarityConnect.Workflows.Studio;

/// <summary>The designer's log messages. Event ids: 6000 live updates.</summary>
internal static partial class Logs
{
    [LoggerMessage(6000, LogLevel.Warning, "The instances that people look at could not be read; the next look, in a second, tries again.")]
    public static partial void ObservedUnread(ILogger logger, Exception exception);

    [LoggerMessage(6001, LogLevel.Warning, "Viewers of instance {InstanceId} could not be told what is new; the next look, in a second, tries again.")]
    public static partial void ViewersUntold(ILogger logger, Exception exception, string instanceId);
}
