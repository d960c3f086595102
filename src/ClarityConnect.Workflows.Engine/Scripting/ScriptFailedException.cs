namespace ClarityConnect.Workflows.Engine.Scripting;

/// <summary>A script gave no result. The message says which script, where in its text, what happened and what to do.</summary>
public sealed class ScriptFailedException : Exception
{
    /// <summary>Makes the exception; <paramref name="problem"/> is what happened, the rest of the message is added.</summary>
    public ScriptFailedException(
        string scriptName,
        ScriptFailureReason reason,
        string problem,
        int? line = null,
        int? column = null,
        IReadOnlyList<string>? logs = null,
        Exception? inner = null)
        : base(Tell(scriptName, problem, line, column), inner)
    {
        (ScriptName, Reason, Problem, Line, Column, Logs) = (scriptName, reason, problem, line, column, logs ?? []);
    }

    /// <summary>The script's name; empty when starting the pool failed.</summary>
    public string ScriptName { get; }

    /// <summary>The kind of failure.</summary>
    public ScriptFailureReason Reason { get; }

    /// <summary>What happened, without script name and place.</summary>
    public string Problem { get; }

    /// <summary>Line in the author's text, from 1; null when unknown.</summary>
    public int? Line { get; }

    /// <summary>Column in the line, from 1; null when unknown.</summary>
    public int? Column { get; }

    /// <summary>What the script logged before it failed.</summary>
    public IReadOnlyList<string> Logs { get; }

    private static string Tell(string name, string problem, int? line, int? column)
    {
        if (name.Length == 0) return problem;
        return line is null ? $"Script '{name}': {problem}" : $"Script '{name}', line {line}, column {column}: {problem}";
    }
}
