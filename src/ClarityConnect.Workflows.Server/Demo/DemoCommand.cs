using System.Globalization;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Server.Demo.AllSystems;
using ClarityConnect.Workflows.Server.Hosting;
using ClarityConnect.Workflows.Simulators;
using ClarityConnect.Workflows.Simulators.Day;

namespace ClarityConnect.Workflows.Server.Demo;

/// <summary>
/// Plays one business day through the whole product on this machine: the vendors' simulators, the server, the template, the report. With faults the
/// vendors fail on the way, one store's account is wrong at first, and a person's correction is played too.
/// </summary>
internal static class DemoCommand
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(10);

    /// <summary>Runs the demo.</summary>
    /// <param name="arguments">The options.</param>
    /// <param name="output">Where progress and report go.</param>
    /// <returns>0 if every batch reconciles to the cent and the ledger holds each journal once; else 1.</returns>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output)
    {
        var options = DemoOptions.Read(arguments, out var rest);
        var settings = Settings(rest, options);
        if (options.AllSystems)
            return await AllSystemsDay.RunAsync(options, settings, output);
        var time = TimeProvider.System;
        Directory.CreateDirectory(settings.DataFolder);
        output.WriteLine($"ClarityConnect.Workflows demo: {options.Stores} stores, {options.Tickets} tickets, seed {options.Seed}{(options.Faults ? ", with faults" : "")}.");
        output.WriteLine($"Data folder: {settings.DataFolder}");
        output.WriteLine("Starting the database and the server …");
        using var fastRetries = new FastRetryCount();
        await using var app = await ServerHost.BuildAsync(settings);
        await using var simulators = await SimulatorHost.StartAsync(
            new SimulatorOptions { StateFile = Path.Combine(settings.DataFolder, "simulators.jsonl") }, time, CancellationToken.None);
        output.WriteLine($"Simulators of Heartland Retail, Heartland's gateway and Sage Intacct: {simulators.ControlBaseAddress}");

        var isNewDay = simulators.Heartland.Expectations.Count == 0;
        var day = await DayAsync(settings, options, simulators, time);
        var before = simulators.Intacct.Batches.Count;
        var setUp = new DemoSetUp(app.Services, simulators);
        await setUp.ConnectAsync(CancellationToken.None);
        if (options.Faults && isNewDay)
            await setUp.BreakAsync(day, CancellationToken.None);
        await setUp.PublishAsync(CancellationToken.None);
        await app.StartAsync();

        output.WriteLine($"Playing {day.BusinessDay.ToString("dddd, d MMMM yyyy", CultureInfo.InvariantCulture)} …");
        using var limit = new CancellationTokenSource(TimeLimit, time);
        var progress = new DemoProgress(app.Services, output, day);
        var failed = await progress.WaitAsync(limit.Token);
        if (options.Faults && failed.Count > 0)
        {
            await CorrectAsync(setUp, failed, output, limit.Token);
            failed = await progress.WaitAsync(limit.Token);
        }

        var report = await DemoReport.ReadAsync(app.Services, day, simulators, before, limit.Token);
        report.Write(output, fastRetries.Value);
        if (!options.Exit)
        {
            output.WriteLine();
            output.WriteLine($"Serving at {string.Join(", ", app.Urls)} - press Ctrl+C to stop.");
            output.WriteLine("Sign in as 'admin' with the password that the first start on this data folder printed.");
            await app.WaitForShutdownAsync();
        }

        await app.StopAsync();
        return report.IsGood && failed.Count == 0 ? 0 : 1;
    }

    private static ServerSettings Settings(string[] rest, DemoOptions options)
    {
        var settings = ServerSettings.FromArguments([.. rest, "--Logging:LogLevel:ClarityConnect.Workflows.Activities", "Warning", .. options.AllSystems ? AllSystemsDay.ServerOptions : []]);
        return rest.Contains("--data") ? settings : settings with { DataFolder = $"{settings.DataFolder}-{(options.AllSystems ? "all-systems" : "demo")}" };
    }

    /// <summary>The day before yesterday, so that all its batches are closed and young enough to be found; the same day again on the same data folder.</summary>
    private static async Task<DayExpectation> DayAsync(ServerSettings settings, DemoOptions options, SimulatorHost simulators, TimeProvider time)
    {
        var known = simulators.Heartland.Expectations;
        var businessDay = known.Count > 0 ? known[0].BusinessDay : DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(-2);
        try
        {
            return await simulators.Heartland.AddDayAsync(new DayOptions
            {
                BusinessDay = businessDay, Stores = options.Stores, Tickets = options.Tickets, Seed = options.Seed,
            });
        }
        catch (InvalidOperationException exception)
        {
            throw new SettingsException($"{exception.Message} The data folder {settings.DataFolder} holds another day; give --data another folder, or the options of that day.");
        }
    }

    private static async Task CorrectAsync(DemoSetUp setUp, IReadOnlyList<DeadLetter> failed, TextWriter output, CancellationToken cancellationToken)
    {
        output.WriteLine();
        foreach (var deadLetter in failed)
            output.WriteLine($"Dead letter: batch {deadLetter.CorrelationId}, '{deadLetter.ActivityName}': {deadLetter.Message}");
        output.WriteLine("Correcting the mapping table and retrying from 'Load mappings' …");
        await setUp.MendAsync(cancellationToken);
        await setUp.RetryAsync(failed, cancellationToken);
    }
}
