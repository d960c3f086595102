using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace ClarityConnect.Workflows.Engine.Scripting;

/// <summary>
/// Runs user JavaScript in a few long-lived child processes, each evaluation in a pristine sandbox without files, network or timers.
/// Every script starts in the fast lane with a small quantum of processor time; what needs more moves to the slow lane, so that
/// runaway scripts do not delay the others. A lost process is replaced and its job repeated once. Starts at the first use or by
/// <see cref="StartAsync"/>; one pool serves the whole server.
/// </summary>
public sealed class ScriptRunnerPool : IAsyncDisposable
{
    private static readonly TimeSpan PatienceAtEnd = TimeSpan.FromSeconds(2);

    private readonly ScriptRunnerOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _lock = new();
    private readonly ScriptHistory _history;
    private readonly ScriptLane _fast;
    private readonly ScriptLane _slow;
    private readonly List<ScriptWorker> _workers = [];
    private RunnerSupply? _supply;
    private Task? _start;
    private bool _disposed;

    /// <summary>Makes a pool; nothing is started yet.</summary>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public ScriptRunnerPool(ScriptRunnerOptions options, TimeProvider time, ILogger<ScriptRunnerPool> logger)
    {
        options.Validate();
        (_options, _time, _logger) = (options, time, logger);
        _history = new ScriptHistory(time);
        _fast = new ScriptLane(_history, gated: options.FastRunners > 1);
        _slow = new ScriptLane(_history, gated: false);
    }

    /// <summary>The version of Node.js that was found; null before the start.</summary>
    public Version? NodeVersion { get; private set; }

    /// <summary>Ids of the processes that serve requests.</summary>
    internal IReadOnlyList<int> ProcessIds => _supply?.ProcessIds ?? [];

    /// <summary>Starts the processes and returns when the first is ready.</summary>
    /// <exception cref="ScriptFailedException">Node.js or the runner is missing or too old; a later call tries again.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_start is null || _start.IsFaulted) _start = Task.Run(StartRunnersAsync, CancellationToken.None);
            return _start.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Runs one script.</summary>
    /// <exception cref="ScriptFailedException">It gave no result.</exception>
    public async Task<ScriptResult> EvaluateAsync(ScriptRequest request, CancellationToken cancellationToken) =>
        (await RunAsync([request.Script], request.Arguments, request.Limit, checkOnly: false, cancellationToken))[0];

    /// <summary>
    /// Runs all scripts of one step in one go, with the same arguments, each in a sandbox of its own: they do not see each other's
    /// changes. The results are in the order of the scripts.
    /// </summary>
    /// <exception cref="ScriptFailedException">One gave no result; the exception says which.</exception>
    public Task<IReadOnlyList<ScriptResult>> EvaluateAsync(IReadOnlyList<Script> scripts, ReadOnlyMemory<byte> arguments, CancellationToken cancellationToken) =>
        scripts.Count == 0
            ? Task.FromResult<IReadOnlyList<ScriptResult>>([])
            : RunAsync(scripts, arguments, null, checkOnly: false, cancellationToken);

    /// <summary>Compiles a script without running it.</summary>
    /// <exception cref="ScriptFailedException">With <see cref="ScriptFailureReason.Syntax"/>, line and column when it is not JavaScript.</exception>
    public Task CheckSyntaxAsync(Script script, CancellationToken cancellationToken) =>
        RunAsync([script], default, null, checkOnly: true, cancellationToken);

    /// <summary>Ends the processes. Jobs that wait fail; jobs that run get two seconds.</summary>
    public async ValueTask DisposeAsync()
    {
        Task? start;
        lock (_lock)
        {
            if (_disposed) return;
            _disposed = true;
            start = _start;
        }
        if (start is not null) await start.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        foreach (var job in _fast.Close().Concat(_slow.Close())) job.Fail(Stopped(job.Scripts[0]));
        await Task.Factory.StartNew(EndRunners, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private static ScriptFailedException Stopped(Script script) =>
        new(script.Name, ScriptFailureReason.Unavailable, "The server is stopping; it did not run.");

    private async Task<IReadOnlyList<ScriptResult>> RunAsync(
        IReadOnlyList<Script> scripts, ReadOnlyMemory<byte> arguments, TimeSpan? limit, bool checkOnly, CancellationToken cancellationToken)
    {
        await EnsureStartedAsync(scripts[0], cancellationToken);
        var (json, now) = Prepare(scripts, arguments);
        var allowed = limit ?? _options.DefaultLimit;
        if (allowed > _options.MaxLimit) allowed = _options.MaxLimit;
        var job = new ScriptJob(scripts, json, now ?? _time.GetUtcNow().ToUnixTimeMilliseconds(), allowed, checkOnly);
        await using var cancellation = cancellationToken.UnsafeRegister(
            static (state, token) => ((ScriptJob)state!).Cancel(token), job);
        if (!(_history.IsSlow(job) ? _slow : _fast).TryAdd(job)) throw Stopped(scripts[0]);
        return await job.Task;
    }

    private ValueTask EnsureStartedAsync(Script script, CancellationToken cancellationToken)
    {
        return _start is { IsCompletedSuccessfully: true } ? ValueTask.CompletedTask : new ValueTask(StartForAsync());

        async Task StartForAsync()
        {
            try
            {
                await StartAsync(cancellationToken);
            }
            catch (ScriptFailedException error)
            {
                throw new ScriptFailedException(script.Name, error.Reason, error.Problem, inner: error);
            }
        }
    }

    private (ReadOnlyMemory<byte> Json, long? Now) Prepare(IReadOnlyList<Script> scripts, ReadOnlyMemory<byte> arguments)
    {
        long size = arguments.Length + (64 * 1024);
        foreach (var script in scripts) size += 2 * script.Source.Length;
        if (size > _options.MaxFrameBytes)
            throw new ScriptFailedException(scripts[0].Name, ScriptFailureReason.Error, $"Its data have {arguments.Length:N0} bytes of JSON, with the script more than the {_options.MaxFrameBytes:N0} that are allowed. Pass only what the script needs, or work page by page.");
        try
        {
            return ScriptArguments.Prepare(arguments);
        }
        catch (JsonException error)
        {
            throw new ScriptFailedException(scripts[0].Name, ScriptFailureReason.Error, $"Its data cannot be handed over: {error.Message}", inner: error);
        }
    }

    private async Task StartRunnersAsync()
    {
        var node = NodeRuntime.Find(_options);
        var supply = new RunnerSupply(node, _options, _time, _logger);
        try
        {
            await supply.StockAsync(_options.FastRunners + _options.SlowRunners);
        }
        catch
        {
            supply.Dispose();
            throw;
        }
        _supply = supply;
        NodeVersion = node.Version;
        for (var number = 1; number <= _options.FastRunners; number++)
            _workers.Add(new ScriptWorker($"script-runner fast {number}", _options, _history, supply, _fast, _slow, _logger));
        for (var number = 1; number <= _options.SlowRunners; number++)
            _workers.Add(new ScriptWorker($"script-runner slow {number}", _options, _history, supply, _slow, null, _logger));
        if (_logger.IsEnabled(LogLevel.Information))
            _logger.LogInformation("JavaScript runs in {Count} processes of {Node}.", _workers.Count, node);
    }

    private void EndRunners()
    {
        _supply?.Dispose();
        var deadline = _time.GetTimestamp();
        foreach (var worker in _workers)
        {
            var left = PatienceAtEnd - _time.GetElapsedTime(deadline);
            if (worker.Join(left > TimeSpan.Zero ? left : TimeSpan.Zero)) continue;
            _supply!.KillAll();
            worker.Join(PatienceAtEnd);
        }
    }
}
