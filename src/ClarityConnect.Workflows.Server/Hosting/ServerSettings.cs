using System.Globalization;
using ClarityConnect.Workflows.Engine.Plugins;
using ClarityConnect.Workflows.Persistence;
using ClarityConnect.Workflows.Persistence.Embedded;

namespace ClarityConnect.Workflows.Server.Hosting;

/// <summary>
/// What the server is started with. Each setting comes from, later ones first: <c>appsettings.json</c> beside the program, the environment
/// (<c>Section__Name</c>), the command line (<c>--Section:Name value</c>).
/// </summary>
public sealed record ServerSettings
{
    internal const string RabbitMqSection = "Clarity:RabbitMq";

    /// <summary>All settings, from which the engine's own options are read too: sections Worker, Retry, Flowchart, Http, Journal, Retention, JavaScript, Templates, Plugins.</summary>
    public IConfiguration Configuration { get; init; } = new ConfigurationBuilder().Build();

    /// <summary>Where the server listens, addresses separated by semicolons (<c>--urls</c>, <c>ASPNETCORE_URLS</c>).</summary>
    /// <value>Default http://127.0.0.1:5000.</value>
    public string Urls { get; init; } = "http://127.0.0.1:5000";

    /// <summary><see cref="Urls"/> one by one.</summary>
    public IReadOnlyList<string> Addresses => Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Where everything is kept that is not in an outside database (<c>--data</c>).</summary>
    /// <value>Default <c>clarityconnect-workflows</c> in the user's folder for application data (<c>~/.local/share</c> on Linux).</value>
    public string DataFolder { get; init; } = DefaultDataFolder();

    /// <summary>A key that is made an administrator's API key at start, unless it is one already (<c>Clarity:BootstrapApiKey</c>).</summary>
    /// <value>Default none; then the first start makes a user "admin" with a one-time password.</value>
    public string? BootstrapApiKey { get; init; }

    /// <summary>An outside database (<c>Database:ConnectionString</c>).</summary>
    /// <value>Default none: the embedded PostgreSQL in the data folder.</value>
    public string? ConnectionString { get; init; }

    /// <summary>The kind of outside database (<c>Database:Provider</c>).</summary>
    /// <value>Default PostgreSql.</value>
    public DatabaseProvider DatabaseProvider { get; init; }

    /// <summary>Whether RabbitMQ distributes the work among the servers that share a database (<c>Clarity:RabbitMq:Uri</c>).</summary>
    /// <value>Default false: servers take their work from the database.</value>
    public bool UsesRabbitMq => Text(Configuration, $"{RabbitMqSection}:Uri") is not null;

    /// <summary>How the embedded PostgreSQL is run (<c>Database:BinariesFolder, Port, RunAsUser, StartTimeout, SystemFolder</c>).</summary>
    public EmbeddedPostgresOptions Embedded => new()
    {
        DataFolder = DataFolder,
        BinariesFolder = Configuration["Database:BinariesFolder"],
        Port = Number("Database:Port"),
        RunAsUser = Configuration["Database:RunAsUser"] ?? "nobody",
        StartTimeout = Duration("Database:StartTimeout") ?? TimeSpan.FromSeconds(60),
        SystemFolder = Configuration["Database:SystemFolder"] ?? "/var/lib/clarityconnect-workflows",
    };

    /// <summary>Reads the settings.</summary>
    /// <param name="arguments">The command line without the command.</param>
    /// <exception cref="SettingsException">An argument is no option.</exception>
    public static ServerSettings FromArguments(string[] arguments)
    {
        for (var i = 0; i < arguments.Length; i += arguments[i].Contains('=', StringComparison.Ordinal) ? 1 : 2)
        {
            if (!arguments[i].StartsWith("--", StringComparison.Ordinal))
                throw new SettingsException($"'{arguments[i]}' is no option. Options are written as --name value.");
            if (!arguments[i].Contains('=', StringComparison.Ordinal) && i + 1 == arguments.Length)
                throw new SettingsException($"The option {arguments[i]} needs a value.");
        }

        try
        {
            return From(new ConfigurationBuilder()
                .SetBasePath(AppContext.BaseDirectory)
                .AddJsonFile("appsettings.json", optional: true)
                .AddEnvironmentVariables()
                .AddCommandLine(arguments, new Dictionary<string, string> { ["--data"] = "Clarity:DataFolder" })
                .Build());
        }
        catch (Exception exception) when (exception is FormatException or InvalidDataException)
        {
            throw new SettingsException($"{exception.Message} Options are written as --name value.");
        }
    }

    /// <summary>Reads the settings.</summary>
    /// <param name="configuration">Where they are.</param>
    /// <exception cref="SettingsException">A setting cannot be used.</exception>
    public static ServerSettings From(IConfiguration configuration)
    {
        var defaults = new ServerSettings();
        var settings = new ServerSettings
        {
            Configuration = configuration,
            Urls = Text(configuration, "urls") ?? Text(configuration, "ASPNETCORE_URLS") ?? defaults.Urls,
            DataFolder = Text(configuration, "Clarity:DataFolder") is { } folder ? Path.GetFullPath(folder) : defaults.DataFolder,
            BootstrapApiKey = Text(configuration, "Clarity:BootstrapApiKey"),
            ConnectionString = Text(configuration, "Database:ConnectionString"),
            DatabaseProvider = Provider(configuration),
        };
        if (settings is { DatabaseProvider: DatabaseProvider.SqlServer, ConnectionString: null })
            throw new SettingsException("Database:Provider SqlServer needs a Database:ConnectionString; the embedded database is PostgreSQL.");
        foreach (var url in settings.Addresses)
        {
            if (!url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && !url.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
                throw new SettingsException($"'{url}' is no address to listen on (--urls). Write it as http://127.0.0.1:5000 or http://*:5000.");
        }

        return settings;
    }

    /// <summary>Reads where plugins are dropped and what they may be: by default <c>plugins</c> in the data folder.</summary>
    internal void Bind(PluginOptions plugins)
    {
        plugins.Folder = "plugins";
        Configuration.GetSection("Plugins").Bind(plugins);
        if (!string.IsNullOrWhiteSpace(plugins.Folder))
            plugins.Folder = Path.Combine(DataFolder, plugins.Folder);
    }

    private static string? Text(IConfiguration configuration, string name) => configuration[name] is { Length: > 0 } value ? value : null;

    private static DatabaseProvider Provider(IConfiguration configuration) => Text(configuration, "Database:Provider") switch
    {
        null => DatabaseProvider.PostgreSql,
        { } text when Enum.TryParse<DatabaseProvider>(text, ignoreCase: true, out var provider) => provider,
        { } text => throw new SettingsException($"The setting Database:Provider is '{text}'; it must be PostgreSql or SqlServer."),
    };

    private static string DefaultDataFolder()
    {
        var user = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        return user.Length > 0 ? Path.Combine(user, "clarityconnect-workflows") : Path.GetFullPath("data");
    }

    private int? Number(string name) => Text(Configuration, name) switch
    {
        null => null,
        { } text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        { } text => throw new SettingsException($"The setting {name} is '{text}'; it must be a whole number."),
    };

    private TimeSpan? Duration(string name) => Text(Configuration, name) switch
    {
        null => null,
        { } text when TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var duration) => duration,
        { } text => throw new SettingsException($"The setting {name} is '{text}'; it must be a time such as 00:01:00."),
    };
}
