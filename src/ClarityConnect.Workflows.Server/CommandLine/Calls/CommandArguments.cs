namespace ClarityConnect.Workflows.Server.CommandLine.Calls;

/// <summary>What a command is given: subjects, options with values, and switches. Each knows <c>--url</c>, <c>--api-key</c> and <c>--json</c>.</summary>
internal sealed class CommandArguments
{
    /// <summary>The variable of the environment that holds the API key where no option does.</summary>
    public const string KeyVariable = "CLARITY_API_KEY";

    private const string Url = "--url";
    private const string Key = "--api-key";
    private const string Json = "--json";

    private readonly List<string> subjects = [];
    private readonly Dictionary<string, List<string>> given = new(StringComparer.Ordinal);

    private CommandArguments()
    {
    }

    /// <summary>What is no option, in order.</summary>
    public IReadOnlyList<string> Subjects => subjects;

    public Uri Server { get; private set; } = new("http://127.0.0.1:5000");

    public string? ApiKey => Value(Key) ?? Environment.GetEnvironmentVariable(KeyVariable);

    public bool IsJson => Has(Json);

    /// <summary>Reads the arguments.</summary>
    /// <param name="arguments">The command line behind the command.</param>
    /// <param name="options">The command's own options that have a value.</param>
    /// <param name="switches">Its own options that have none.</param>
    /// <exception cref="UsageException">An option is unknown or has no value, or the address is none.</exception>
    public static CommandArguments Parse(string[] arguments, IReadOnlyCollection<string> options, IReadOnlyCollection<string> switches)
    {
        string[] valued = [Url, Key, .. options];
        string[] alone = [Json, .. switches];
        var parsed = new CommandArguments();
        for (var i = 0; i < arguments.Length; i++)
        {
            var argument = arguments[i];
            if (!argument.StartsWith('-'))
                parsed.subjects.Add(argument);
            else if (alone.Contains(argument))
                parsed.Add(argument, "");
            else if (!valued.Contains(argument))
                throw new UsageException($"There is no option '{argument}'. There are {string.Join(", ", valued.Concat(alone))}.");
            else if (++i == arguments.Length)
                throw new UsageException($"The option {argument} needs a value.");
            else
                parsed.Add(argument, arguments[i]);
        }

        if (parsed.Value(Url) is { } url)
            parsed.Server = AddressOf(url);
        return parsed;
    }

    /// <summary>Refuses arguments without a subject.</summary>
    /// <param name="subject">What is missing, such as "file or folder".</param>
    /// <exception cref="UsageException">There is none.</exception>
    public CommandArguments WithSubjects(string subject) => Subjects.Count > 0 ? this : throw new UsageException($"Give at least one {subject}.");

    /// <summary>The only subject.</summary>
    /// <param name="subject">What is missing where there is none.</param>
    /// <exception cref="UsageException">There is none, or more than one.</exception>
    public string Single(string subject) => Subjects.Count == 1 ? Subjects[0] : throw new UsageException($"Give one {subject}.");

    public bool Has(string option) => given.ContainsKey(option);

    /// <summary>The value that was given last; null if none was.</summary>
    public string? Value(string option) => given.TryGetValue(option, out var values) ? values[^1] : null;

    /// <summary>All values of an option that may be given several times.</summary>
    public IReadOnlyList<string> Values(string option) => given.TryGetValue(option, out var values) ? values : [];

    private static Uri AddressOf(string url) =>
        Uri.TryCreate($"{url.TrimEnd('/')}/", UriKind.Absolute, out var server) && server.Scheme is ("http" or "https")
            ? server
            : throw new UsageException($"'{url}' is no address of a server. Write it as http://127.0.0.1:5000.");

    private void Add(string option, string value)
    {
        if (!given.TryGetValue(option, out var values))
            given[option] = values = [];
        values.Add(value);
    }
}
