namespace ClarityConnect.Workflows.Studio.Access;

/// <summary>The names of the roles, and of the authorisation policies that endpoints ask for. The host registers them.</summary>
public static class AccessPolicy
{
    /// <summary>Reads definitions, instances, journals and dead letters. Every role may.</summary>
    public const string Viewer = "Viewer";

    /// <summary>Retries, skips, restarts and cancels.</summary>
    public const string Operator = "Operator";

    /// <summary>Saves, publishes, deletes and runs definitions.</summary>
    public const string Designer = "Designer";

    /// <summary>Everything, with connections, keys and users.</summary>
    public const string Administrator = "Administrator";

    /// <summary>
    /// Takes work for one agent and reports on it: a role of API keys alone. The key's name is the agent's, and nothing else may be done with it.
    /// </summary>
    public const string Agent = "Agent";

    /// <summary>All roles that people have.</summary>
    public static IReadOnlyList<string> Roles { get; } = [Administrator, Designer, Operator, Viewer];
}
