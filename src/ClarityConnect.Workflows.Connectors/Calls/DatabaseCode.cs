using System.Collections;
using System.Data.Common;

namespace ClarityConnect.Workflows.Connectors.Calls;

/// <summary>The code by which a database says what is wrong.</summary>
internal static class DatabaseCode
{
    /// <summary>SQLSTATE at PostgreSQL, the number at SQL Server; null where the error has neither.</summary>
    public static string? Of(DbException? error)
    {
        if (error?.SqlState is { Length: > 0 } state)
            return state;
        // The client of SQL Server notes the number here; its own type is not known to connectors.
        foreach (DictionaryEntry entry in error?.Data ?? new Dictionary<string, string>())
        {
            if (entry is { Key: "HelpLink.EvtID", Value: string number })
                return number;
        }

        return null;
    }
}
