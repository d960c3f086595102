using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Sdk.Agents;

/// <summary>Where an execution waits for what an agent reports.</summary>
public static class AgentBookmark
{
    /// <summary>The name of the bookmarks.</summary>
    public const string Name = "ClarityConnect.Agent";

    /// <summary>The key of what an agent reports on one piece of work.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="key">The work's key.</param>
    public static string KeyOf(string agent, string key) => $"{agent}:{key}";

    /// <summary>A bookmark that is met by the agent's next report, or at a moment to look by oneself.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="key">The work's key.</param>
    /// <param name="lookAt">When to look even without a report.</param>
    public static Bookmark Of(string agent, string key, DateTimeOffset lookAt) => new(Name) { Key = KeyOf(agent, key), DueAt = lookAt };
}
