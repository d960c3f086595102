using System.Text;
using Microsoft.Extensions.Logging;

namespace ClarityConnect.Workflows.Engine.Scripting;

/// <summary>
/// A thread with a runner of its own: takes one job after the other, so that whatever hangs or dies has a known cause. A thread,
/// because waiting for a pipe blocks one, and the server's own pool must not pay for that.
/// </summary>
internal sealed class ScriptWorker
{
    private const int MaxCrashes = 2;

    private readonly ScriptRunnerOptions _options;
    private readonly ScriptHistory _history;
    private readonly RunnerSupply _supply;
    private readonly ScriptLane _lane;
    private readonly ScriptLane? _slowLane;
    private readonly ILogger _logger;
    private readonly Thread _thread;
    private readonly RunnerRequest _request = new();
    private RunnerProcess? _runner;

    // The slow lane is where jobs go that overrun the quantum; a worker of that lane itself has none.
    internal ScriptWorker(string name, ScriptRunnerOptions options, ScriptHistory history, RunnerSupply supply, ScriptLane lane, ScriptLane? slowLane, ILogger logger)
    {
        (_options, _history, _supply, _lane, _slowLane, _logger) = (options, history, supply, lane, slowLane, logger);
        _thread = new Thread(Work) { IsBackground = true, Name = name };
        _thread.Start();
    }

    internal bool Join(TimeSpan atMost) => _thread.Join(atMost);

    private void Work()
    {
        try
        {
            _runner = _supply.Take();
        }
        catch (ScriptFailedException) when (_supply.IsClosed)
        {
            // The pool was closed before this worker had begun; there is nothing to run.
        }
        catch (ScriptFailedException error)
        {
            _logger.LogError(error, "A script runner could not be started; the next script tries again.");
        }
        while (_lane.Take() is { } job)
        {
            try
            {
                Run(job);
            }
            catch (Exception error)
            {
                Replace();
                job.Fail(error);
            }
            finally
            {
                _lane.Release(job);
            }
        }
        if (_runner is not null) _supply.Return(_runner);
    }

    private void Run(ScriptJob job)
    {
        var limit = _slowLane is not null && job.Limit > _options.FastQuantum ? _options.FastQuantum : job.Limit;
        while (true)
        {
            try
            {
                if (_runner is { HasEnded: true }) Replace(); // it died while nobody used it, which is no fault of this job
                _runner ??= _supply.Take();
                Attempt(job, limit);
                return;
            }
            catch (ScriptFailedException error) when (error.ScriptName.Length == 0)
            {
                job.Fail(new ScriptFailedException(job.Scripts[0].Name, error.Reason, error.Problem, inner: error));
                return;
            }
            catch (TimeoutException)
            {
                // The limit is polled inside the sandbox; a few built-in functions do not look, and end here.
                _logger.LogWarning("Script runner {ProcessId} was killed: script '{Script}' did not end {Grace} after its limit.", _runner?.Id, job.Scripts[0].Name, _options.KillGrace);
                Replace();
                Overran(job, job.Scripts, limit, []);
                return;
            }
            catch (Exception error) when (RunnerProcess.IsLoss(error))
            {
                _logger.LogWarning(error, "Script runner {ProcessId} was lost while it ran script '{Script}'.", _runner?.Id, job.Scripts[0].Name);
                Replace();
                if (++job.Crashes < MaxCrashes) continue; // scripts have no side effects, so a repeat is safe
                job.Fail(new ScriptFailedException(job.Scripts[0].Name, ScriptFailureReason.Crashed, "The process that ran it died, also at the second attempt. Simplify the script or its data, and look for other causes in the server's log.", inner: error));
                return;
            }
        }
    }

    private void Attempt(ScriptJob job, TimeSpan limit)
    {
        var killAfter = (2 * limit * job.Scripts.Count) + _options.KillGrace;
        while (true)
        {
            var runner = _runner!;
            var answer = job.CheckOnly
                ? runner.Exchange(RunnerFrameType.Check, default, Encoding.UTF8.GetBytes(job.Scripts[0].Source), killAfter)
                : runner.Exchange(RunnerFrameType.Evaluate, _request.Header(job, limit, runner.Known), job.Arguments, killAfter);
            switch (answer.Type)
            {
                case RunnerFrameType.Unknown:
                    foreach (var id in answer.Header.GetProperty("unknown").EnumerateArray()) runner.Known.Remove(id.GetString()!);
                    continue;
                case RunnerFrameType.Done:
                    Finish(job, answer);
                    break;
                case RunnerFrameType.Failed:
                    Refuse(job, RunnerAnswer.Failure(job, answer, limit), answer.Header.GetProperty("index").GetInt32(), limit);
                    break;
                default:
                    throw new InvalidDataException($"A runner sent a message of type {answer.Type}.");
            }
            if (answer.Header.TryGetProperty("recycle", out var recycle) && recycle.GetBoolean()) Replace();
            return;
        }
    }

    private void Finish(ScriptJob job, RunnerFrame answer)
    {
        if (job.CheckOnly)
        {
            job.Succeed([]);
            return;
        }
        IReadOnlyList<ScriptResult> results;
        try
        {
            results = RunnerAnswer.Results(job, answer);
        }
        catch (ScriptFailedException error)
        {
            job.Fail(error);
            return;
        }
        if (_slowLane is not null || results.All(result => result.Duration <= _options.FastQuantum)) _history.Quick(job);
        job.Succeed(results);
    }

    private void Refuse(ScriptJob job, ScriptFailedException failure, int index, TimeSpan limit)
    {
        if (failure.Reason == ScriptFailureReason.Timeout) Overran(job, [job.Scripts[index]], limit, failure.Logs);
        else
        {
            if (_slowLane is not null && failure.Reason == ScriptFailureReason.Error && job.Scripts.Count == 1) _history.Quick(job);
            job.Fail(failure);
        }
    }

    /// <summary>Out of time: with more allowed it goes on in the slow lane, otherwise it has failed.</summary>
    private void Overran(ScriptJob job, IReadOnlyList<Script> scripts, TimeSpan limit, IReadOnlyList<string> logs)
    {
        foreach (var script in scripts) _history.Slow(script);
        if (limit < job.Limit && MoveToSlowLane(job)) return;
        job.Fail(RunnerAnswer.TimedOut(scripts[0], limit, logs));
    }

    private bool MoveToSlowLane(ScriptJob job)
    {
        _lane.Release(job); // before another thread can take it
        return _slowLane!.TryAdd(job);
    }

    private void Replace()
    {
        if (_runner is null) return;
        _supply.Return(_runner);
        _runner = null;
    }
}
