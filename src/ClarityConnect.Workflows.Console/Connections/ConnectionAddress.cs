using ClarityConnect.Workflows.Console.Access;

namespace ClarityConnect.Workflows.Console.Connections;

/// <summary>The addresses of the pages about connections.</summary>
internal static class ConnectionAddress
{
    public const string List = "/connections";

    public static string Of(string name) => $"{List}/{Uri.EscapeDataString(name)}";

    /// <summary>The page for a new connection; what is null is chosen there.</summary>
    public static string New(string? type, string? name = null, string? returnUrl = null)
    {
        var query = new[] { ("type", type), ("name", name), ("returnUrl", returnUrl) }
            .Where(part => !string.IsNullOrEmpty(part.Item2))
            .Select(part => $"{part.Item1}={Uri.EscapeDataString(part.Item2!)}");
        return $"{List}/new?{string.Join('&', query)}".TrimEnd('?');
    }

    /// <summary>The page that changes a connection.</summary>
    public static string Edit(string name, string? returnUrl) =>
        string.IsNullOrEmpty(returnUrl) ? Of(name) : $"{Of(name)}?returnUrl={Uri.EscapeDataString(returnUrl)}";

    /// <summary>The page to come back to; the list says which connection was saved.</summary>
    public static string AfterSaving(string name, string? returnUrl) =>
        Back(returnUrl) is var back && back == List ? $"{List}?saved={Uri.EscapeDataString(name)}" : back;

    /// <summary>Where a person goes on after a connection is saved: a page of this server.</summary>
    public static string Back(string? returnUrl) => string.IsNullOrEmpty(returnUrl) ? List : ReturnUrl.Guard(returnUrl);
}
