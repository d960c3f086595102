using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Plugins;
using ClarityConnect.Workflows.Server.CommandLine.Calls;

namespace ClarityConnect.Workflows.Server.CommandLine.Plugins;

/// <summary>Says how a plugin stands: what is wrong with it, what it adds and where it may call.</summary>
internal static class PluginReport
{
    /// <summary>What a report of a plugin calls it.</summary>
    public const string Kind = "plugin";

    /// <param name="plugin">A plugin as the API shows it.</param>
    public static CommandReport Of(JsonObject plugin)
    {
        var state = Text(plugin, "state") ?? "";
        var subject = Text(plugin, "version") is { } version ? $"{Text(plugin, "id")} {version}" : Text(plugin, "id") ?? "";
        return new CommandReport(Kind, subject, state, state == nameof(PluginState.Failed), [.. Messages(plugin)]) { Details = plugin };
    }

    private static IEnumerable<string> Messages(JsonObject plugin)
    {
        if (Text(plugin, "problem") is { Length: > 0 } problem)
            yield return problem;
        foreach (var activity in Items(plugin, "activities"))
            yield return $"Activity: {activity!["displayName"]} ({activity["typeName"]}, version {activity["version"]})";
        foreach (var type in Items(plugin, "connectionTypes"))
            yield return $"Connection type: {type!["displayName"]} ({type["key"]})";
        if (Items(plugin, "hosts") is { Count: > 0 } hosts)
            yield return $"May call: {string.Join(", ", hosts)}";
        if (Items(plugin, "connections") is { Count: > 0 } connections)
            yield return $"May use connections of the types: {string.Join(", ", connections)}";
        if (Items(plugin, "olderVersions") is { Count: > 0 } older)
            yield return $"Kept beside it for runs: {string.Join(", ", older)}";
    }

    private static string? Text(JsonObject plugin, string name) => plugin[name]?.ToString();

    private static JsonArray Items(JsonObject plugin, string name) => plugin[name] as JsonArray ?? [];
}
