namespace ClarityConnect.Workflows.Console.Plugins;

/// <summary>The addresses of the pages about a plugin.</summary>
internal static class PluginAddress
{
    public static string Icon(string id) => $"/api/v1/plugins/{Uri.EscapeDataString(id)}/icon";

    public static string Remove(string id) => $"/plugins/{Uri.EscapeDataString(id)}/remove";

    public static string Switch(string id) => $"/plugins/{Uri.EscapeDataString(id)}/switch";
}
