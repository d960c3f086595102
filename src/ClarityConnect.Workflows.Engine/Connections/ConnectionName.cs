namespace ClarityConnect.Workflows.Engine.Connections;

/// <summary>What a connection may be called.</summary>
public static class ConnectionName
{
    /// <summary>The most characters that a name may have.</summary>
    public const int Longest = 100;

    /// <summary>Says what is wrong with a name; null if nothing is.</summary>
    /// <param name="name">The name.</param>
    public static string? Problem(string name)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > Longest)
            return $"A connection's name has 1 to {Longest} characters.";
        if (name != name.Trim() || name.Any(character => char.IsControl(character) || character is '/' or '\\'))
            return "A connection's name holds no slashes and neither begins nor ends with a space.";
        // The console has a page for new connections at this address, and browsers drop dots.
        return name is "." or ".." || name.Equals("new", StringComparison.OrdinalIgnoreCase)
            ? $"A connection cannot be called “{name}”. Choose another name."
            : null;
    }
}
