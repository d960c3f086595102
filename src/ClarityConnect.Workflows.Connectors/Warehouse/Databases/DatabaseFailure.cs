using System.Data.Common;
using ClarityConnect.Workflows.Connectors.Calls;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Warehouse.Databases;

/// <summary>Says what a refusal of a database means, by its code: SQLSTATE at PostgreSQL, the number at SQL Server.</summary>
internal static class DatabaseFailure
{
    public static ActivityException Of(Exception exception, DatabasePlace place)
    {
        var code = DatabaseCode.Of(exception as DbException);
        var (kind, advice) = Meaning(code);
        return new ActivityException(kind, $"The database '{place.Database}' at {place.Host} says: {exception.Message.TrimEnd('.')}{(code is null ? "" : $" ({code})")}. {advice}", exception)
        {
            VendorCode = code,
            VendorMessage = exception.Message,
        };
    }

    private static (FailureKind Kind, string Advice) Meaning(string? code) => code switch
    {
        "42P01" or "3F000" or "208" => (FailureKind.Misconfigured, "Make the table, or correct its name in the activity."),
        "42P10" => (FailureKind.Misconfigured, "Make a unique index over the key columns, so that no row is added twice."),
        "3D000" or "4060" => (FailureKind.Misconfigured, "Correct the name of the database in the connection."),
        "42501" or "229" or "230" => (FailureKind.Unauthorized, "Give the connection's user the right to read and add rows."),
        "18456" or ['2', '8', ..] => (FailureKind.Unauthorized, "Correct user and password of the connection."),
        "515" or "547" or "2628" or "8152" or ['2', '2' or '3', ..] => (FailureKind.InvalidData, "Correct the rows, or the table."),
        _ => (FailureKind.Transient, "It is tried again."),
    };
}
