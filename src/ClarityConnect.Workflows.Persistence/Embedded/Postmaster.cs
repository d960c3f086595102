using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace ClarityConnect.Workflows.Persistence.Embedded;

/// <summary>
/// The running PostgreSQL and the thread that keeps it running. Linux interrupts it when the <b>thread</b> that started it ends, so this
/// thread starts it, waits for it, starts it again on the same port when it dies, and lives as long as it does.
/// </summary>
internal sealed class Postmaster(
    PostgresBinaries binaries, DatabaseUser user, ClusterHome home, int port, bool durable, TimeProvider time, ILogger logger) : IDisposable
{
    private const int RestartsAllowed = 5;
    private static readonly TimeSpan RestartWindow = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RestartPause = TimeSpan.FromMilliseconds(250);

    // Its log collector outlives it for a moment, and holds its output open.
    private static readonly TimeSpan CollectorPatience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan FastStopPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ImmediateStopPatience = TimeSpan.FromSeconds(10);

    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private readonly Queue<long> _restarts = [];
    private Process? _process;

    public int Port => port;

    /// <exception cref="EmbeddedPostgresException">It ended before it was ready, or is not ready in time.</exception>
    public async Task StartAsync(TimeSpan timeout, CancellationToken ct)
    {
        new Thread(Run) { IsBackground = true, Name = "embedded-postgres" }.Start();
        try
        {
            // An end before it was ready is an exception of this task.
            await await Task.WhenAny(_ready.Task, _ended.Task).WaitAsync(timeout, time, ct);
        }
        catch (TimeoutException)
        {
            await StopAsync(ct);
            throw new EmbeddedPostgresException(
                $"PostgreSQL was not ready within {timeout.TotalSeconds:0} s; it may still have been recovering after a power cut. "
                + $"Raise Database:StartTimeout if its log says so. {PostgresLog.End(home)}");
        }
        catch (OperationCanceledException)
        {
            await StopAsync(CancellationToken.None);
            throw;
        }
    }

    /// <summary>Fast shutdown; an immediate one, which the next start recovers from, when cancelled or when it takes too long.</summary>
    public async Task StopAsync(CancellationToken ct)
    {
        Process? process;
        lock (_gate)
        {
            _stopping.Cancel();
            process = _process;
        }

        if (process is null || _ended.Task.IsCompleted)
            return;
        Signal(process, Posix.SigInt);
        if (await EndedAsync(FastStopPatience, ct))
            return;
        logger.LogWarning("PostgreSQL does not shut down in time; ending it at once, the next start recovers");
        Signal(process, Posix.SigQuit);
        if (await EndedAsync(ImmediateStopPatience, CancellationToken.None))
            return;
        process.Kill(entireProcessTree: true);
        await EndedAsync(ImmediateStopPatience, CancellationToken.None);
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _process?.Dispose();
    }

    private void Run()
    {
        try
        {
            while (Launch() is { } process)
            {
                var said = process.StandardError.ReadToEndAsync();
                var wasReady = WaitForEnd(process);
                if (_stopping.IsCancellationRequested)
                {
                    said.Wait(CollectorPatience);
                    break;
                }

                if (!_ready.Task.IsCompleted)
                    throw EndedEarly(process, said);
                logger.LogError(
                    "PostgreSQL (process {Process}) ended unexpectedly with exit code {ExitCode}; starting it again on port {Port}. {Log}",
                    process.Id, process.ExitCode, port, PostgresLog.End(home));
                PrepareRestart(wasReady);
            }

            _ended.TrySetResult();
        }
        catch (Exception error)
        {
            if (_ready.Task.IsCompleted && !_stopping.IsCancellationRequested)
                logger.LogCritical(error, "PostgreSQL has ended and is not started again; restart the server when the cause is gone");
            _ended.TrySetException(error);
        }
    }

    private Process? Launch()
    {
        lock (_gate)
        {
            if (_stopping.IsCancellationRequested)
                return null;
            var command = user.Command(binaries.Server, home.Folder, endsWithThread: true);
            foreach (var word in PostgresSettings.Arguments(home, port, durable))
                command.ArgumentList.Add(word);
            _process?.Dispose();
            return _process = ProgramRun.Start(command);
        }
    }

    /// <returns>Whether it was ready before it ended.</returns>
    private bool WaitForEnd(Process process)
    {
        var started = time.GetTimestamp();
        while (!process.WaitForExit(Poll))
        {
            if (PostmasterFile.Read(home) is not { IsReady: true } file || file.ProcessId != process.Id)
                continue;
            logger.LogInformation(
                "PostgreSQL {Version} (process {Process}) is ready on port {Port} after {Milliseconds} ms",
                binaries.Version, process.Id, port, (long)time.GetElapsedTime(started).TotalMilliseconds);
            _ready.TrySetResult();

            // With a limit, because without one it also waits for its grandchildren to close the output.
            process.WaitForExit(int.MaxValue);
            return true;
        }

        return false;
    }

    private void PrepareRestart(bool wasReady)
    {
        while (_restarts.TryPeek(out var oldest) && time.GetElapsedTime(oldest) > RestartWindow)
            _restarts.Dequeue();
        if (_restarts.Count == RestartsAllowed)
            throw new EmbeddedPostgresException(
                $"PostgreSQL ended {RestartsAllowed + 1} times within {RestartWindow.TotalSeconds:0} s. {PostgresLog.End(home)}");
        _restarts.Enqueue(time.GetTimestamp());
        if (!wasReady)
            Task.Delay(RestartPause, time, _stopping.Token).GetAwaiter().GetResult();
        new LeftoverProcesses(home, time, logger).EndAsync(_stopping.Token).GetAwaiter().GetResult();
    }

    private EmbeddedPostgresException EndedEarly(Process process, Task<string> said)
    {
        var output = said.Wait(CollectorPatience) ? said.Result.Trim() : "";
        return StartFailure.From(
            $"PostgreSQL ended with exit code {process.ExitCode} while it was starting in '{home.Cluster}'",
            $"{output}{Environment.NewLine}{PostgresLog.End(home)}".Trim());
    }

    private async Task<bool> EndedAsync(TimeSpan patience, CancellationToken ct)
    {
        try
        {
            await _ended.Task.WaitAsync(patience, time, ct);
        }
        catch (Exception error) when (error is TimeoutException or OperationCanceledException)
        {
            return _ended.Task.IsCompleted;
        }
        catch (EmbeddedPostgresException)
        {
            // It ended by itself, and whoever started it or the log was told why.
        }

        return true;
    }

    private void Signal(Process process, int signal)
    {
        if (!OperatingSystem.IsWindows())
        {
            Posix.Signal(process.Id, signal);
            return;
        }

        var control = user.Command(binaries.Control, home.Folder);
        foreach (var word in new[] { "kill", signal == Posix.SigInt ? "INT" : "QUIT", $"{process.Id}" })
            control.ArgumentList.Add(word);
        using var run = ProgramRun.Start(control);
        run.WaitForExit();
    }
}
