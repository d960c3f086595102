using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace ClarityConnect.Workflows.Engine.Scripting;

/// <summary>One child process, used by one thread at a time: send a request, wait for its answer.</summary>
internal sealed class RunnerProcess : IDisposable
{
    private readonly Process _process;
    private readonly Stream _input;
    private readonly Stream _output;
    private readonly ScriptRunnerOptions _options;
    private readonly ITimer _killTimer;
    private uint _lastId;
    private int _watching;

    private RunnerProcess(Process process, ScriptRunnerOptions options, TimeProvider time)
    {
        _process = process;
        _options = options;
        _input = process.StandardInput.BaseStream;
        _output = process.StandardOutput.BaseStream;
        Id = process.Id;
        _killTimer = time.CreateTimer(_ => KillLate(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    internal int Id { get; }

    internal bool HasEnded => _process.HasExited;

    /// <summary>Ids of the scripts that this process has been told; it may have forgotten the least used.</summary>
    internal HashSet<string> Known { get; } = [];

    /// <summary>Starts a process and waits until it is ready.</summary>
    /// <exception cref="ScriptFailedException">It could not be started.</exception>
    internal static RunnerProcess Start(NodeRuntime node, ScriptRunnerOptions options, TimeProvider time, ILogger logger)
    {
        var started = time.GetTimestamp();
        Process process;
        try
        {
            process = Process.Start(node.StartInfo())!;
        }
        catch (Exception error) when (error is System.ComponentModel.Win32Exception or IOException)
        {
            throw NodeRuntime.Unavailable($"A script runner could not be started: {error.Message}", error);
        }
        var runner = new RunnerProcess(process, options, time);
        var errors = new RunnerErrors(process, logger);
        try
        {
            var hello = runner.Watched(options.StartTimeout, () => RunnerFrame.Read(runner._output, options.MaxFrameBytes));
            if (hello.Type != RunnerFrameType.Hello) throw new InvalidDataException($"Its first message was of type {hello.Type}.");
        }
        catch (Exception error) when (IsLoss(error))
        {
            runner.Kill();
            runner.Dispose();
            throw NodeRuntime.Unavailable($"A script runner ({node}) ended before it was ready. {errors.Text()}", error);
        }
        if (logger.IsEnabled(LogLevel.Debug))
            logger.LogDebug("Script runner {ProcessId} is ready after {Elapsed} ms.", process.Id, (int)time.GetElapsedTime(started).TotalMilliseconds);
        return runner;
    }

    /// <summary>True for what shows that the process has gone or talks nonsense, so that it must be replaced.</summary>
    internal static bool IsLoss(Exception error) => error is IOException or InvalidDataException or ObjectDisposedException or TimeoutException or System.Text.Json.JsonException;

    /// <summary>Sends a request and waits for the answer; kills the process when that takes too long.</summary>
    /// <exception cref="TimeoutException">It was killed for being late.</exception>
    /// <exception cref="EndOfStreamException">It has gone.</exception>
    internal RunnerFrame Exchange(RunnerFrameType type, ReadOnlySpan<byte> header, ReadOnlyMemory<byte> body, TimeSpan killAfter)
    {
        var id = ++_lastId;
        var head = header.ToArray();
        var answer = Watched(killAfter, () =>
        {
            RunnerFrame.Write(_input, id, type, head, body.Span, _options.MaxFrameBytes);
            return RunnerFrame.Read(_output, _options.MaxFrameBytes);
        });
        return answer.Id == id ? answer : throw new InvalidDataException($"A runner answered request {answer.Id} instead of {id}.");
    }

    internal void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (Exception error) when (error is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It has ended by itself, which is what was wanted.
        }
    }

    /// <summary>Closes the input, at which the process ends; it is killed if it is busy.</summary>
    public void Dispose()
    {
        _killTimer.Dispose();
        try
        {
            _input.Dispose();
        }
        catch (IOException)
        {
            // The pipe is broken because the process has gone.
        }
        if (!_process.WaitForExit(TimeSpan.FromMilliseconds(250))) Kill();
        _process.WaitForExit(TimeSpan.FromSeconds(2));
        _output.Dispose();
        _process.Dispose();
    }

    private RunnerFrame Watched(TimeSpan killAfter, Func<RunnerFrame> exchange)
    {
        Volatile.Write(ref _watching, 1);
        _killTimer.Change(killAfter, Timeout.InfiniteTimeSpan);
        try
        {
            var frame = exchange();
            _killTimer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            if (Interlocked.Exchange(ref _watching, 0) == 0) throw new TimeoutException("The process was killed when it was late.");
            return frame;
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            if (Interlocked.Exchange(ref _watching, 0) == 0) throw new TimeoutException("The process was killed when it was late.", error);
            throw;
        }
    }

    private void KillLate()
    {
        if (Interlocked.Exchange(ref _watching, 0) == 1) Kill();
    }
}
