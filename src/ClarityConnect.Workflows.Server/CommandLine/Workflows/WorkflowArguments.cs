namespace ClarityConnect.Workflows.Server.CommandLine.Workflows;

/// <summary>What a command about workflows is given.</summary>
internal sealed record WorkflowArguments
{
    /// <summary>The variable of the environment that holds the API key where no option does.</summary>
    public const string KeyVariable = "CLARITY_API_KEY";

    /// <summary>Paths or definition ids, in order.</summary>
    public List<string> Subjects { get; } = [];

    public Uri Server { get; private set; } = new("http://127.0.0.1:5000");

    public string? ApiKey { get; private set; } = Environment.GetEnvironmentVariable(KeyVariable);

    public string Output { get; private set; } = ".";

    public string Version { get; private set; } = "Latest";

    public bool IsJson { get; private set; }

    public bool Publishes { get; private set; }

    public bool WithDependencies { get; private set; }

    public bool WithConsumers { get; private set; }

    /// <exception cref="UsageException">An option is unknown or has no value, or there is no subject.</exception>
    public static WorkflowArguments Parse(string[] arguments, string subject)
    {
        var parsed = new WorkflowArguments();
        for (var i = 0; i < arguments.Length; i++)
        {
            string Value() => ++i < arguments.Length ? arguments[i] : throw new UsageException($"The option {arguments[i - 1]} needs a value.");
            parsed.Take(arguments[i], Value);
        }

        return parsed.Subjects.Count > 0 ? parsed : throw new UsageException($"Give at least one {subject}.");
    }

    private void Take(string argument, Func<string> value)
    {
        switch (argument)
        {
            case "--url":
                var url = value();
                Server = Uri.TryCreate($"{url.TrimEnd('/')}/", UriKind.Absolute, out var server) ? server : throw new UsageException($"'{url}' is no address of a server. Write it as http://127.0.0.1:5000.");
                break;
            case "--api-key":
                ApiKey = value();
                break;
            case "--output":
                Output = value();
                break;
            case "--version":
                Version = value();
                break;
            case "--json":
                IsJson = true;
                break;
            case "--publish":
                Publishes = true;
                break;
            case "--dependencies":
                WithDependencies = true;
                break;
            case "--consumers":
                WithConsumers = true;
                break;
            case ['-', ..]:
                throw new UsageException($"There is no option '{argument}'. There are --url, --api-key, --json, --publish (import), --output, --version, --dependencies and --consumers (export).");
            default:
                Subjects.Add(argument);
                break;
        }
    }
}
