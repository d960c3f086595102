namespace ClarityConnect.Workflows.Conformance;

/// <summary>What the command line asks for.</summary>
/// <param name="Folders">The case folders; the sample if none is given.</param>
/// <param name="Url">A server to test; null to start one.</param>
/// <param name="ApiKey">Its API key.</param>
/// <param name="IsJson">Whether results are written as JSON.</param>
internal sealed record CommandLine(IReadOnlyList<string> Folders, Uri? Url, string? ApiKey, bool IsJson)
{
    public const string Usage = "Usage: [FOLDER...] [--url URL --api-key KEY] [--json]. A FOLDER holds a cases.tsv and the definitions that it names.";

    private static string Sample => Path.Combine(AppContext.BaseDirectory, "Sample");

    /// <exception cref="FormatException">An option is unknown or lacks its value.</exception>
    public static CommandLine Parse(string[] words)
    {
        var folders = new List<string>();
        var options = new Dictionary<string, string>();
        var isJson = false;
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i] == "--json")
                isJson = true;
            else if (words[i] is "--url" or "--api-key" && i + 1 < words.Length)
                options[words[i]] = words[++i];
            else if (words[i].StartsWith('-'))
                throw new FormatException($"'{words[i]}' is not an option, or lacks its value. {Usage}");
            else
                folders.Add(words[i]);
        }

        if (options.ContainsKey("--url") != options.ContainsKey("--api-key"))
            throw new FormatException($"--url and --api-key belong together. {Usage}");
        var url = options.TryGetValue("--url", out var text) ? new Uri(text.TrimEnd('/') + '/') : null;
        return new CommandLine(folders.Count > 0 ? folders : [Sample], url, options.GetValueOrDefault("--api-key"), isJson);
    }
}
