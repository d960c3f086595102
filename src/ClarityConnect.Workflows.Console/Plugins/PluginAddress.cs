namespace ClarityConnect.Workflows.Console.Plugins;

/// <summary>The addresses of the pages about a plugin.</summary>
internal static class PluginAddress
{
    public static string Remove(string id) => $"/plugins/{Uri.EscapeDataString(id)}/remove";

    public static string Switch(string id) => $"/plugins/{Uri.EscapeDataString(id)}/switch";
}
