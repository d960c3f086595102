using ClarityConnect.Workflows.Engine.Definitions;

namespace ClarityConnect.Workflows.Engine.Journal;

/// <summary>Whether the journal keeps a value: fixed when the definition is compiled, or said by an expression each time.</summary>
internal sealed class LogMode
{
    private LogMode(LogPersistenceMode mode, CompiledInput? expression, LogMode? around) => (Mode, Expression, Around) = (mode, expression, around);

    public static LogMode Include { get; } = new(LogPersistenceMode.Include, null, null);

    public static LogMode Exclude { get; } = new(LogPersistenceMode.Exclude, null, null);

    /// <summary>What holds; of an expression that was not evaluated, that the value is left out.</summary>
    public LogPersistenceMode Mode { get; }

    /// <summary>What says it; null if it is fixed.</summary>
    public CompiledInput? Expression { get; }

    /// <summary>What holds where the expression says "Inherit".</summary>
    public LogMode? Around { get; }

    public static LogMode Of(LogPersistenceMode mode) => mode == LogPersistenceMode.Include ? Include : Exclude;

    public static LogMode Of(CompiledInput expression, LogMode around) => new(LogPersistenceMode.Exclude, expression, around);
}
