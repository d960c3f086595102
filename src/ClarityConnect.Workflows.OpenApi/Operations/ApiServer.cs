namespace ClarityConnect.Workflows.OpenApi.Operations;

/// <summary>Where an API is.</summary>
/// <param name="Url">Its address, perhaps with variables in braces, perhaps without a host.</param>
/// <param name="Variables">The variables with their defaults, descriptions and choices.</param>
internal sealed record ApiServer(string Url, IReadOnlyList<ServerVariable> Variables)
{
    /// <summary>Whether the address names its host.</summary>
    public bool IsAbsolute => Url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || Url.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    /// <summary>The hosts that it may mean, as a plugin's manifest names them.</summary>
    public string Host
    {
        get
        {
            if (!IsAbsolute)
                return "*";
            var authority = Url[(Url.IndexOf("//", StringComparison.Ordinal) + 2)..].Split('/', '?', '#')[0];
            var host = authority[(authority.LastIndexOf('@') + 1)..];
            var isNumbered = host.StartsWith('[');
            host = isNumbered ? host[1..].Split(']')[0] : host.Split(':')[0];
            if (!host.Contains('{', StringComparison.Ordinal))
                return host.Length > 0 && Uri.CheckHostName(isNumbered ? $"[{host}]" : host) != UriHostNameType.Unknown ? host : "*";
            var behind = host[(host.LastIndexOf('}') + 1)..];
            return behind.StartsWith('.') && behind.Trim('.').Contains('.', StringComparison.Ordinal) ? $"*{behind}" : "*";
        }
    }
}
