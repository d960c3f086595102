using System.Diagnostics;
using System.Reflection;
using Xunit;

namespace ClarityConnect.Workflows.EndToEndTests.Plugins;

/// <summary>A machine on which somebody writes plugins: with the packages of this repository in a folder, the .NET SDK, and nothing else of ours.</summary>
public sealed class AuthorsMachine : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new("author-");

    /// <summary>The folder with our packages.</summary>
    public string Packages => Path.Combine(_folder.Path, "packages");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await RunAsync("pack", Said("Packages"), "--no-build", "--configuration", Said("Configuration"), "--output", Packages);
        OfferWhatIsHere();
        await RunAsync("new", "install", Directory.GetFiles(Packages, "*.Templates.*.nupkg").Single());
    }

    /// <summary>Begins a plugin with <c>dotnet new</c>.</summary>
    /// <returns>Its folder.</returns>
    public async Task<string> BeginAsync(string template, string name)
    {
        var folder = Path.Combine(_folder.Path, "work", template, name);
        await RunAsync("new", template, "--name", name, "--packages", Packages, "--output", folder);
        return folder;
    }

    /// <summary>A folder that does not exist yet.</summary>
    public string Place(string name) => Path.Combine(_folder.Path, "work", name);

    /// <summary>Runs the <c>dotnet</c> command, and fails with what it wrote if it fails or warns.</summary>
    /// <returns>What it wrote.</returns>
    public async Task<string> RunAsync(params string[] arguments)
    {
        var (code, text) = await TryAsync(arguments);
        return code == 0 && !text.Contains(": warning ", StringComparison.Ordinal)
            ? text
            : throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} ended with {code}:\n{text}");
    }

    /// <summary>Runs the server's program.</summary>
    public Task<(int Code, string Text)> CommandAsync(params string[] arguments) => TryAsync([Path.Combine(AppContext.BaseDirectory, "ClarityConnect.Workflows.Server.dll"), .. arguments]);

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<(int Code, string Text)> TryAsync(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = _folder.Path, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in Environment())
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(Token);
        var errors = process.StandardError.ReadToEndAsync(Token);
        try
        {
            await process.WaitForExitAsync(Token);
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return (process.ExitCode, await output + await errors);
    }

    private static string Said(string name) => typeof(AuthorsMachine).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == name).Value!;

    /// <summary>Nothing of the user's is touched, and no process stays behind.</summary>
    private Dictionary<string, string> Environment() => new()
    {
        ["DOTNET_CLI_HOME"] = _folder.Make("home"),
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
        ["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false",
        ["DOTNET_NOLOGO"] = "1",
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["NUGET_FALLBACK_PACKAGES"] = _folder.Make("fallback"),
        ["NUGET_PACKAGES"] = _folder.Make("global"),
        ["UseSharedCompilation"] = "false",
    };

    /// <summary>What others made is taken from where this build has it, so that nothing is fetched; our own is not, which may be of an earlier day.</summary>
    private void OfferWhatIsHere()
    {
        foreach (var package in Directory.GetDirectories(Said("PackageRoot")).Where(folder => !Path.GetFileName(folder).StartsWith("clarityconnect.", StringComparison.OrdinalIgnoreCase)))
            Directory.CreateSymbolicLink(Path.Combine(_folder.Make("fallback"), Path.GetFileName(package)), package);
    }
}
