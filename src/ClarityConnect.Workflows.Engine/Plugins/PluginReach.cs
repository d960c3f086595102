namespace ClarityConnect.Workflows.Engine.Plugins;

/// <summary>What a plugin may reach.</summary>
/// <param name="Hosts">
/// The hosts that calls of its connections may go to: <c>api.acme.example</c>, <c>*.acme.example</c> for everything below that name, or <c>*</c>
/// for wherever the administrator points the connection.
/// </param>
/// <param name="Connections">The keys of connection types of others that its activities may use. Its own are always allowed.</param>
public sealed record PluginReach(IReadOnlyList<string> Hosts, IReadOnlyList<string> Connections)
{
    /// <summary>Whether calls may go to a host.</summary>
    /// <param name="host">The host without a port.</param>
    public bool Allows(string host)
    {
        foreach (var allowed in Hosts)
        {
            if (allowed == "*" || string.Equals(allowed, host, StringComparison.OrdinalIgnoreCase))
                return true;
            if (allowed.StartsWith("*.", StringComparison.Ordinal) && host.Length >= allowed.Length && host.EndsWith(allowed[1..], StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
