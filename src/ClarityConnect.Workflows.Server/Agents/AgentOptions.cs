using ClarityConnect.Workflows.Connectors.SagePro.Database;
using ClarityConnect.Workflows.Server.Hosting;

namespace ClarityConnect.Workflows.Server.Agents;

/// <summary>What an agent is started with. The key and the database connection may come from the environment, where other users do not see them.</summary>
internal sealed record AgentOptions
{
    public const string KeyVariable = "Clarity__AgentKey";
    public const string ConnectionVariable = "Clarity__AgentConnection";

    /// <summary>The server (<c>--server</c>).</summary>
    public required Uri Server { get; init; }

    /// <summary>The API key (<c>--key</c>, else the variable).</summary>
    public required string Key { get; init; }

    /// <summary>Which company, and where.</summary>
    public required SageProSettings Company { get; init; }

    /// <summary>The agent's own folder (<c>--data</c>).</summary>
    public required string DataFolder { get; init; }

    /// <summary>How often to look for what Sage Pro has posted (<c>--look-every</c>). Default 10 seconds.</summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether only to look what is there and end (<c>--probe</c>).</summary>
    public bool IsProbe { get; init; }

    /// <exception cref="SettingsException">An option is wrong or missing.</exception>
    public static AgentOptions Read(string[] arguments, Func<string, string?> environment)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        var isProbe = false;
        for (var i = 0; i < arguments.Length; i++)
        {
            var name = arguments[i];
            if (name == "--probe")
                isProbe = true;
            else if (!Known.Contains(name))
                throw new SettingsException($"'{name}' is no option of an agent. There are: {string.Join(", ", Known)}, --probe.");
            else if (++i == arguments.Length)
                throw new SettingsException($"The option {name} needs a value.");
            else
                given[name] = arguments[i];
        }

        return new AgentOptions
        {
            Server = isProbe && !given.ContainsKey("--server") ? new Uri("https://localhost") : Address(given.GetValueOrDefault("--server")),
            Key = given.GetValueOrDefault("--key") ?? environment(KeyVariable)
                ?? (isProbe ? "" : throw new SettingsException($"The agent has no API key. Give it by --key or, better, by the environment variable {KeyVariable}; an administrator makes one with the role Agent.")),
            Company = new SageProSettings
            {
                ConnectionString = given.GetValueOrDefault("--connection") ?? environment(ConnectionVariable)
                    ?? throw new SettingsException($"The agent has no database connection. Give it by --connection or, better, by the environment variable {ConnectionVariable}."),
                Dialect = Choice(given, "--dialect", SageProDialect.SqlServer),
                Edition = Choice(given, "--edition", SageProEdition.SqlServer),
                Company = given.GetValueOrDefault("--company", "01"),
                CompanySchema = given.GetValueOrDefault("--company-schema", ""),
                StagingSchema = given.GetValueOrDefault("--staging-schema", ""),
                CustomerPrefix = given.GetValueOrDefault("--customer-prefix", "H"),
                TableMap = given.GetValueOrDefault("--table-map") is { } file ? Content(file) : "",
            },
            DataFolder = given.GetValueOrDefault("--data") is { } folder ? Path.GetFullPath(folder) : DefaultFolder(),
            LookEvery = given.GetValueOrDefault("--look-every") is { } text ? Seconds(text) : TimeSpan.FromSeconds(10),
            IsProbe = isProbe,
        };
    }

    private static IReadOnlyList<string> Known { get; } =
    [
        "--server", "--key", "--connection", "--dialect", "--edition", "--company", "--company-schema", "--staging-schema", "--customer-prefix", "--table-map",
        "--data", "--look-every",
    ];

    private static Uri Address(string? text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
            throw new SettingsException($"'{text}' is no address of a server (--server). Write it as https://clarity.example.com.");
        if (address.Scheme == "http" && !address.IsLoopback)
            throw new SettingsException($"'{text}' is not encrypted, and the agent sends its key there. Use https://.");
        return address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");
    }

    private static T Choice<T>(Dictionary<string, string> given, string name, T otherwise)
        where T : struct, Enum
    {
        if (!given.TryGetValue(name, out var text))
            return otherwise;
        return Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value)
            ? value
            : throw new SettingsException($"The option {name} is '{text}'; it must be one of {string.Join(", ", Enum.GetNames<T>())}.");
    }

    private static TimeSpan Seconds(string text) => int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var seconds) && seconds is >= 1 and <= 3600
        ? TimeSpan.FromSeconds(seconds)
        : throw new SettingsException($"The option --look-every is '{text}'; it must be a number of seconds from 1 to 3600.");

    private static string Content(string file) => File.Exists(file) ? File.ReadAllText(file) : throw new SettingsException($"There is no file '{file}' (--table-map).");

    private static string DefaultFolder()
    {
        var user = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        return user.Length > 0 ? Path.Combine(user, "clarityconnect-agent") : Path.GetFullPath("agent-data");
    }
}
