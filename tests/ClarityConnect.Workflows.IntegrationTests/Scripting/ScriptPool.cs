using System.Text;
using ClarityConnect.Workflows.Engine.Scripting;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

[assembly: AssemblyFixture(typeof(ClarityConnect.Workflows.IntegrationTests.Scripting.ScriptPool))]

namespace ClarityConnect.Workflows.IntegrationTests.Scripting;

/// <summary>One pool with the default lanes for all tests that do not kill or starve it.</summary>
public sealed class ScriptPool : IAsyncDisposable
{
    // Tests share two cores with whatever else runs, so the quantum is roomier than in production.
    public ScriptRunnerPool Pool { get; } = Create(options => options.FastQuantum = TimeSpan.FromMilliseconds(200));

    public static ScriptRunnerPool Create(Action<ScriptRunnerOptions>? configure = null)
    {
        var options = new ScriptRunnerOptions();
        configure?.Invoke(options);
        return new ScriptRunnerPool(options, TimeProvider.System, NullLogger<ScriptRunnerPool>.Instance);
    }

    public Task<ScriptResult> Run(string source, string arguments = "{}", TimeSpan? limit = null) =>
        Run(Pool, source, arguments, limit);

    public static Task<ScriptResult> Run(ScriptRunnerPool pool, string source, string arguments = "{}", TimeSpan? limit = null) =>
        pool.EvaluateAsync(new ScriptRequest(Script.Create(source, "Map order › Script"), Encoding.UTF8.GetBytes(arguments), limit), TestContext.Current.CancellationToken);

    /// <summary>The value as JSON text; null when there is none.</summary>
    public async Task<string?> Value(string source, string arguments = "{}") => (await Run(source, arguments)).Value?.GetRawText();

    /// <summary>The changes as JSON text; null when there are none.</summary>
    public async Task<string?> Changes(string source, string arguments = "{}") => (await Run(source, arguments)).Changes?.GetRawText();

    public async Task<ScriptFailedException> Failure(string source, string arguments = "{}", TimeSpan? limit = null) =>
        await Should.ThrowAsync<ScriptFailedException>(() => Run(source, arguments, limit));

    public ValueTask DisposeAsync() => Pool.DisposeAsync();
}
