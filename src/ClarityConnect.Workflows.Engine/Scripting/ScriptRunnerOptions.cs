namespace ClarityConnect.Workflows.Engine.Scripting;

/// <summary>How the processes that run user JavaScript are started, and what a script may use.</summary>
public sealed class ScriptRunnerOptions
{
    /// <summary>The Node.js program, 20 or newer; a name is looked up on the PATH.</summary>
    /// <value>The default is <c>node</c>.</value>
    public string NodePath { get; set; } = "node";

    /// <summary>Folder that holds the runner's <c>main.mjs</c> and its packages.</summary>
    /// <value>The default is <c>script-runner</c> next to the application.</value>
    public string RunnerFolder { get; set; } = Path.Combine(AppContext.BaseDirectory, "script-runner");

    /// <summary>Processes for scripts that end within <see cref="FastQuantum"/>; each takes about 70 MB.</summary>
    /// <value>The default is one less than there are cores, but at least 2.</value>
    public int FastRunners { get; set; } = Math.Max(2, Environment.ProcessorCount - 1);

    /// <summary>Processes for scripts that need longer.</summary>
    /// <value>The default is 1.</value>
    public int SlowRunners { get; set; } = 1;

    /// <summary>Processor time that a script may use before it moves from the fast to the slow processes.</summary>
    /// <value>The default is 50 ms.</value>
    public TimeSpan FastQuantum { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Processor time of a script whose step states none.</summary>
    /// <value>The default is 1 second.</value>
    public TimeSpan DefaultLimit { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest limit that a step may ask for; more is cut down to this.</summary>
    /// <value>The default is 10 seconds.</value>
    public TimeSpan MaxLimit { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Time beyond its limit after which a process that does not answer is killed.</summary>
    /// <value>The default is 1 second; less kills innocent processes on a busy machine.</value>
    public TimeSpan KillGrace { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Time in which a new process must be ready.</summary>
    /// <value>The default is 30 seconds; 0.3 seconds is usual.</value>
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Memory of a script, in MiB.</summary>
    /// <value>The default is 64.</value>
    public int MemoryLimitMb { get; set; } = 64;

    /// <summary>Largest request to and answer from a process, in bytes.</summary>
    /// <value>The default is 16 MiB.</value>
    public int MaxFrameBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>Largest result of one script as JSON, in bytes.</summary>
    /// <value>The default is 8 MiB.</value>
    public int MaxOutputBytes { get; set; } = 8 * 1024 * 1024;

    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(NodePath);
        ArgumentException.ThrowIfNullOrWhiteSpace(RunnerFolder);
        ArgumentOutOfRangeException.ThrowIfLessThan(FastRunners, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(SlowRunners, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(FastQuantum, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(DefaultLimit, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxLimit, DefaultLimit);
        ArgumentOutOfRangeException.ThrowIfLessThan(MemoryLimitMb, 32);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxFrameBytes, 64 * 1024);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxOutputBytes, MaxFrameBytes);
    }
}
