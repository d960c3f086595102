namespace ClarityConnect.Workflows.OpenApi.Code;

/// <summary>The sources that every connector has: how it calls. They are those of this assembly, in the connector's own namespace.</summary>
internal static class CallSources
{
    private const string Folder = "Calls/";
    private const string OwnNamespace = "namespace ClarityConnect.Workflows.OpenApi.Calls;";

    private static readonly Lazy<IReadOnlyList<(string Path, string Text)>> Embedded = new(Read);

    /// <param name="ns">The plugin's namespace.</param>
    public static IEnumerable<(string Path, string Text)> All(string ns) =>
        Embedded.Value.Select(source => (source.Path, source.Text.Replace(OwnNamespace, $"namespace {ns};", StringComparison.Ordinal)));

    private static List<(string, string)> Read()
    {
        var assembly = typeof(CallSources).Assembly;
        List<(string, string)> sources = [];
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            sources.Add((name, reader.ReadToEnd()));
        }

        return sources;
    }
}
