using ClarityConnect.Workflows.Engine.Connections;
using ClarityConnect.Workflows.Server.Hosting;
using ClarityConnect.Workflows.Simulators;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ClarityConnect.Workflows.Server.Demo.AllSystems;

/// <summary>Plays a day of a group of four companies through all templates and all vendors' simulators, with faults, on a clock of its own, and judges the ledgers.</summary>
internal static class AllSystemsDay
{
    /// <summary>
    /// Options for the server. What goes wrong at the vendors is part of the story, and the report says how it ended: the log would only drown it. The
    /// node's lease outlasts the day, because the clock is moved on by more than a lease usually lasts.
    /// </summary>
    public static readonly string[] ServerOptions =
    [
        "--Logging:LogLevel:ClarityConnect.Workflows.Connections", "Error", "--Logging:LogLevel:ClarityConnect.Workflows.Engine", "Error", "--Worker:NodeLease", "2.00:00:00",
    ];

    private const int MostStores = 3;

    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(15);

    /// <summary>The sandbox's hour at which the story begins, in UTC, on the business day.</summary>
    private static readonly TimeOnly Begin = new(20, 0);

    /// <summary>How long the story is: until the last report of the next morning in New York is written.</summary>
    private static readonly TimeSpan Length = TimeSpan.FromHours(16);

    /// <summary>Plays the day.</summary>
    /// <param name="options">How large it is.</param>
    /// <param name="settings">The server's settings.</param>
    /// <param name="output">Where progress and report go.</param>
    /// <returns>0 if every effect is in the ledgers exactly once and every planted mismatch was found; else 1.</returns>
    /// <exception cref="SettingsException">The data folder holds something already.</exception>
    public static async Task<int> RunAsync(DemoOptions options, ServerSettings settings, TextWriter output)
    {
        if (options.Stores > MostStores)
            throw new SettingsException($"All systems are played with at most {MostStores} stores, which the templates' mapping tables know.");
        if (Directory.Exists(settings.DataFolder) && Directory.EnumerateFileSystemEntries(settings.DataFolder).Any())
            throw new SettingsException($"The data folder {settings.DataFolder} is not empty. All systems are played from the beginning: give --data another folder, or delete this one.");
        Directory.CreateDirectory(settings.DataFolder);
        var day = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-2);
        var begin = new DateTimeOffset(day.ToDateTime(Begin), TimeSpan.Zero);
        var clock = new DayClock(begin);
        output.WriteLine($"ClarityConnect.Workflows demo of all systems: {day:dddd, d MMMM yyyy}, {options.Tickets} tickets, seed {options.Seed}.");
        output.WriteLine($"Data folder: {settings.DataFolder}");
        output.WriteLine("Starting the database and the server …");
        await using var app = await ServerHost.BuildAsync(settings, builder => builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));
        var companies = await OpenAsync(options, settings, day, clock);
        try
        {
            return await PlayAsync(app, companies, clock, begin + Length, options, output);
        }
        finally
        {
            foreach (var company in companies)
                await company.DisposeAsync();
        }
    }

    private static async Task<IReadOnlyList<Company>> OpenAsync(DemoOptions options, ServerSettings settings, DateOnly day, DayClock clock)
    {
        Task<SimulatorHost> AccountsAsync() => SimulatorHost.StartAsync(new SimulatorOptions(), clock, CancellationToken.None);
        return
        [
            new Groceries(await AccountsAsync(), options, settings.DataFolder, day, clock),
            new Boutique(await AccountsAsync(), options, settings.DataFolder, day, clock),
            new WebShop(await AccountsAsync(), options, day, clock),
            new TradeBusiness(await AccountsAsync(), day, clock),
        ];
    }

    private static async Task<int> PlayAsync(WebApplication app, IReadOnlyList<Company> companies, DayClock clock, DateTimeOffset end, DemoOptions options, TextWriter output)
    {
        using var limit = new CancellationTokenSource(TimeLimit);
        var (templates, people) = (new DayTemplates(app.Services), new DayPeople(app.Services));
        var definitions = new List<string>();
        foreach (var company in companies)
        {
            output.WriteLine($"{company.Name}: {company.Templates.Count} workflows");
            foreach (var (name, (type, fields)) in await company.OpenAsync(limit.Token))
                await app.Services.GetRequiredService<ConnectionDirectory>().SaveAsync(name, type, fields, limit.Token);
            foreach (var template in company.Templates)
                definitions.Add(await templates.PublishAsync(company, template, limit.Token));
        }

        foreach (var company in companies)
            await company.EditTablesAsync(people, limit.Token);
        await app.StartAsync(limit.Token);
        foreach (var company in companies)
            await company.MeetAsync(new Uri(app.Urls.First()), people, limit.Token);
        await new DayPlayer(app.Services, clock, companies, output).PlayAsync(end, limit.Token);
        var report = await AllSystemsReport.ReadAsync(app.Services, companies, definitions, limit.Token);
        report.Write(output);
        if (!options.Exit)
        {
            output.WriteLine();
            output.WriteLine($"Serving at {string.Join(", ", app.Urls)} - press Ctrl+C to stop.");
            output.WriteLine("The server's clock goes on from the morning of the story.");
            output.WriteLine("Sign in as 'admin' with the password that the first start on this data folder printed.");
            await app.WaitForShutdownAsync();
        }

        await app.StopAsync();
        return report.IsGood ? 0 : 1;
    }
}
