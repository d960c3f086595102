using Microsoft.Extensions.Logging;

namespace ClarityConnect.Workflows.Engine;

/// <summary>The engine's log messages. Event ids: 1000 execution, 1100 background services, 1200 triggers and schedules, 1300 connections, 1400 plugins.</summary>
internal static partial class Logs
{
    [LoggerMessage(1000, LogLevel.Warning, "The lease on instance {InstanceId} was lost; the work since its last checkpoint is discarded.")]
    public static partial void LeaseLost(ILogger logger, string instanceId);

    [LoggerMessage(1001, LogLevel.Error, "The burst of instance {InstanceId} failed outside any activity; it is tried again from its last checkpoint.")]
    public static partial void BurstFailed(ILogger logger, Exception exception, string instanceId);

    [LoggerMessage(1100, LogLevel.Error, "{Service} failed and goes on after a pause.")]
    public static partial void BackgroundFailed(ILogger logger, Exception exception, string service);

    [LoggerMessage(1101, LogLevel.Error, "Node {NodeId} could not renew its lease in time; it gives up what it was doing and registers anew.")]
    public static partial void NodeLeaseLost(ILogger logger, string nodeId);

    [LoggerMessage(1102, LogLevel.Information, "RabbitMQ at {Address} distributes the work, by way of the queue {Queue}.")]
    public static partial void BrokerUsed(ILogger logger, string address, string queue);

    [LoggerMessage(
        1103,
        LogLevel.Warning,
        "RabbitMQ at {Address} cannot be used. Until it can, which is tried every second, this node takes its work from the database; nothing is lost.")]
    public static partial void BrokerLost(ILogger logger, Exception exception, string address);

    [LoggerMessage(1200, LogLevel.Warning, "Schedule {ScheduleId} failed {Failures} times in a row: {Error}")]
    public static partial void ScheduleFailed(ILogger logger, string scheduleId, int failures, string error);

    [LoggerMessage(1201, LogLevel.Information, "{Text}")]
    public static partial void WriteLine(ILogger logger, string text);

    [LoggerMessage(1210, LogLevel.Warning, "Workflow {DefinitionId} refused a call of its webhook {ActivityId} with status {Status}: {Reason}")]
    public static partial void WebhookRefused(ILogger logger, string definitionId, string activityId, int status, string reason);

    [LoggerMessage(1211, LogLevel.Error, "Workflow {DefinitionId} could not take a call of its webhook {ActivityId}; the caller was asked to call again: {Error}")]
    public static partial void WebhookFailed(ILogger logger, string definitionId, string activityId, string error);

    [LoggerMessage(1300, LogLevel.Warning, "Calls of connection {Connection} are held back until {Until}: the vendor asked for a pause.")]
    public static partial void ConnectionPaused(ILogger logger, string connection, DateTimeOffset until);

    [LoggerMessage(
        1301,
        LogLevel.Error,
        "The rate limit of connection {Connection} persists: the vendor has accepted no call since {Since} and asks to wait until {Until}. What waits is tried again by itself. "
        + "Look whether another program uses the same account, let workflows call less often, or ask the vendor for a higher limit.")]
    public static partial void RateLimitPersists(ILogger logger, string connection, DateTimeOffset since, DateTimeOffset until);

    [LoggerMessage(1302, LogLevel.Information, "The vendor accepts calls of connection {Connection} again.")]
    public static partial void RateLimitEnded(ILogger logger, string connection);

    [LoggerMessage(1303, LogLevel.Information, "A call of connection {Connection} failed and is made again in {Delay:0} ms: {Reason}")]
    public static partial void CallRetried(ILogger logger, string connection, string reason, double delay);

    [LoggerMessage(
        1304,
        LogLevel.Error,
        "The vendor replaced the secret {Field} of connection {Connection}, and what takes its place could not be stored: it is kept until the server stops. Enter the secret anew then.")]
    public static partial void SecretUnstored(ILogger logger, Exception exception, string field, string connection);

    [LoggerMessage(1320, LogLevel.Warning, "The choices of {Provider} could not be read; the drop-down says so.")]
    public static partial void ChoicesUnread(ILogger logger, Exception exception, string provider);

    [LoggerMessage(1400, LogLevel.Information, "Plugin {Plugin} {Version} is loaded with {Activities} activities and {ConnectionTypes} connection types.")]
    public static partial void PluginLoaded(ILogger logger, string plugin, string version, int activities, int connectionTypes);

    [LoggerMessage(1401, LogLevel.Information, "Plugin {Plugin} {Version} is taken out of memory.")]
    public static partial void PluginUnloaded(ILogger logger, string plugin, string version);

    [LoggerMessage(1402, LogLevel.Error, "Plugin {Plugin} cannot be used. {Problem}")]
    public static partial void PluginFailed(ILogger logger, string plugin, string problem);

    [LoggerMessage(1403, LogLevel.Warning, "The drop-in folder for plugins, {Folder}, cannot be watched: {Problem}")]
    public static partial void PluginFolderUnusable(ILogger logger, string folder, string problem);

    [LoggerMessage(1404, LogLevel.Error, "The plugin of a trigger of workflow '{Workflow}' version {Version} is here again, but the workflow cannot be started by it: {Problem} Correct the workflow and publish it.")]
    public static partial void TriggersNotTakenUp(ILogger logger, string workflow, int version, string problem);
}
