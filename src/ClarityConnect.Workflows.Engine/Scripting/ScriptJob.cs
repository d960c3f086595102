namespace ClarityConnect.Workflows.Engine.Scripting;

/// <summary>A request on its way through the lanes.</summary>
internal sealed class ScriptJob(IReadOnlyList<Script> scripts, ReadOnlyMemory<byte> arguments, long now, TimeSpan limit, bool checkOnly)
{
    private readonly TaskCompletionSource<IReadOnlyList<ScriptResult>> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal IReadOnlyList<Script> Scripts { get; } = scripts;

    internal ReadOnlyMemory<byte> Arguments { get; } = arguments;

    /// <summary>The scripts' clock, in milliseconds since 1970.</summary>
    internal long Now { get; } = now;

    internal TimeSpan Limit { get; } = limit;

    /// <summary>Compile only.</summary>
    internal bool CheckOnly { get; } = checkOnly;

    /// <summary>Times the process under it died.</summary>
    internal int Crashes { get; set; }

    /// <summary>Order of arrival in a lane.</summary>
    internal long Sequence { get; set; }

    /// <summary>True while it occupies the fast lane's one place for scripts that have not shown yet that they are quick.</summary>
    internal bool IsProbe { get; set; }

    internal Task<IReadOnlyList<ScriptResult>> Task => _completion.Task;

    internal bool IsOver => _completion.Task.IsCompleted;

    internal void Succeed(IReadOnlyList<ScriptResult> results) => _completion.TrySetResult(results);

    internal void Fail(Exception error) => _completion.TrySetException(error);

    internal void Cancel(CancellationToken token) => _completion.TrySetCanceled(token);
}
