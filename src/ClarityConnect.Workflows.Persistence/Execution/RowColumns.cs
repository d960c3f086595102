namespace ClarityConnect.Workflows.Persistence.Execution;

/// <summary>The columns of rows that go to a statement together. PostgreSQL takes them by place, SQL Server by name.</summary>
/// <typeparam name="T">The row.</typeparam>
internal abstract class RowColumns<T>
{
    public abstract RowColumns<T> Text(string name, Func<T, string?> value);

    public abstract RowColumns<T> Number(string name, Func<T, int?> value);

    public abstract RowColumns<T> Long(string name, Func<T, long?> value);

    public abstract RowColumns<T> Flag(string name, Func<T, bool> value);

    public abstract RowColumns<T> Moment(string name, Func<T, DateTimeOffset?> value);

    public abstract RowColumns<T> Bytes(string name, Func<T, ReadOnlyMemory<byte>?> value);
}
