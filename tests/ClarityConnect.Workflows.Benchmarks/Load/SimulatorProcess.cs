using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using ClarityConnect.Workflows.Simulators;
using ClarityConnect.Workflows.Simulators.Day;

namespace ClarityConnect.Workflows.Benchmarks.Load;

/// <summary>The vendors' simulators in a process of their own, so that their memory is not taken for the server's.</summary>
internal sealed class SimulatorProcess : IAsyncDisposable
{
    public const string Command = "simulators";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly Process process;
    private readonly HttpClient control;

    private SimulatorProcess(Process process, HttpClient control, JsonElement addresses) =>
        (this.process, this.control, Addresses) = (process, control, addresses);

    /// <summary>The addresses of all vendors by name.</summary>
    public JsonElement Addresses { get; }

    /// <summary>What the other process does: it serves until its input ends.</summary>
    public static async Task<int> ServeAsync(TextReader input, TextWriter output)
    {
        await using var host = await SimulatorHost.StartAsync(new SimulatorOptions(), TimeProvider.System, CancellationToken.None);
        await output.WriteLineAsync(host.ControlBaseAddress.AbsoluteUri);
        await output.FlushAsync();
        await input.ReadToEndAsync();
        return 0;
    }

    public static async Task<SimulatorProcess> StartAsync()
    {
        var program = Environment.ProcessPath!;
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["DOTNET_gcServer"] = "0";
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
            start.ArgumentList.Add(typeof(SimulatorProcess).Assembly.Location);
        start.ArgumentList.Add(Command);
        var process = Process.Start(start)!;
        var address = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The simulators' process ended at once.");
        var control = new HttpClient { BaseAddress = new Uri(address), Timeout = TimeSpan.FromMinutes(5) };
        return new SimulatorProcess(process, control, await control.GetFromJsonAsync<JsonElement>("", Json));
    }

    /// <summary>Plays a day; when it returns, its batches are closed.</summary>
    public async Task<DayExpectation> AddDayAsync(DayOptions day)
    {
        using var response = await control.PostAsJsonAsync("day", day, Json);
        return response.IsSuccessStatusCode
            ? (await response.Content.ReadFromJsonAsync<DayExpectation>(Json))!
            : throw new InvalidOperationException(await response.Content.ReadAsStringAsync());
    }

    /// <summary>What a control address tells.</summary>
    public Task<JsonElement> GetAsync(string path) => control.GetFromJsonAsync<JsonElement>(path, Json);

    public async ValueTask DisposeAsync()
    {
        control.Dispose();
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
