namespace ClarityConnect.Workflows.Engine.Inbox;

/// <summary>How long a message waits for a bookmark that is not there yet.</summary>
internal static class InboxRetention
{
    /// <summary>A message for one instance or one correlation id: somebody will surely wait for it.</summary>
    public static readonly TimeSpan Addressed = TimeSpan.FromDays(7);

    /// <summary>A message for whoever listens: one that begins to listen much later does not mean this one.</summary>
    public static readonly TimeSpan Broadcast = TimeSpan.FromMinutes(1);
}
