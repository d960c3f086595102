namespace ClarityConnect.Workflows.Persistence.Execution;

/// <summary>Statements to be run in order in one transaction. Their files have the same names and take the same rows on every database.</summary>
internal abstract class StatementBatch
{
    /// <summary>Adds a statement for rows; nothing if there are none.</summary>
    public StatementBatch AddRows<T>(string statement, IReadOnlyList<T> rows, Action<RowColumns<T>> columns)
    {
        if (rows.Count > 0) AddStatement(statement, Set(rows, columns));
        return this;
    }

    /// <summary>Adds a statement for two sets of rows, of which the second may be empty.</summary>
    public StatementBatch AddRows<T1, T2>(
        string statement, IReadOnlyList<T1> rows, Action<RowColumns<T1>> columns, IReadOnlyList<T2> others, Action<RowColumns<T2>> otherColumns)
    {
        if (rows.Count > 0) AddStatement(statement, Set(rows, columns), Set(others, otherColumns));
        return this;
    }

    /// <summary>Adds a statement for ids; nothing if there are none.</summary>
    public StatementBatch AddIds(string statement, IReadOnlyList<string> ids) => AddRows(statement, ids, c => c.Text("id", id => id));

    /// <summary>Tells the other nodes that there is work which nobody holds, where the database can.</summary>
    public abstract void AddNotice();

    /// <summary>Makes what the database takes of rows.</summary>
    protected abstract object Set<T>(IReadOnlyList<T> rows, Action<RowColumns<T>> columns);

    /// <summary>Adds a statement with its sets of rows.</summary>
    protected abstract void AddStatement(string statement, params ReadOnlySpan<object> sets);
}
